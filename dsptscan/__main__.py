"""`python -m dsptscan` is `dsptscan`."""

from dsptscan.cli import main

main(prog_name="dsptscan")
