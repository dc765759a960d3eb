"""`dsptscan reopen`: an accepted fix is to be done after all."""

from __future__ import annotations

from dataclasses import replace

import click

from dsptscan.cli.errors import remark


@click.command(name="reopen")
@click.argument("ref")
@click.option("--account", "account_name", metavar="NAME", help="Which account, if there are several.")
def command(ref: str, account_name: str | None) -> int:
    """Take back that a fix was accepted.

    REF is the number of the question, like 1.1.5, or the id of the fix.
    """
    from dsptscan.cli.deciding import accepted_under, last_scan

    history, kept = last_scan(account_name)
    decisions = history.decisions(kept)
    fix_id = accepted_under(kept, decisions, ref.strip())
    before = decisions[fix_id]
    history.decide(kept, fix_id, replace(before, because=None, until=None))
    remark(f"{before.ref or fix_id} is open again.")
    return 0
