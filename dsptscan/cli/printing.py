"""Reports put out in the format and to the place that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dsptscan.cli.errors import remark
from dsptscan.cli.output import FILE_WIDTH, check_output, put_out, terminal
from dsptscan.errors import WrongUsage

if TYPE_CHECKING:
    from dsptscan.model import Report
    from dsptscan.reports.interface import Format


@dataclass(frozen=True, slots=True)
class Printing:
    """`output` is the file, None for standard output."""

    form: Format
    output: Path | None

    @classmethod
    def of(cls, format_name: str, output: Path | None) -> Printing:
        """Checked before anything is read. Raises WrongUsage."""
        from dsptscan.reports import find

        form = find(format_name)
        if form.needs_output and output is None:
            raise WrongUsage(f"The format {form.name} cannot be printed.", "Give a file with --output.")
        if output is not None:
            check_output(output)
        return cls(form, output)

    def put(self, reports: Sequence[Report], *, several: bool, remarks: Iterable[str] = ()) -> None:
        """The reports as one result; their remarks, then the others, on standard error."""
        width, colour = (FILE_WIDTH, False) if self.output is not None else terminal()
        if several:
            result = self.form.render_rollup(reports, width=width, colour=colour)
        else:
            result = self.form.render(reports[0], width=width, colour=colour)
        put_out(result, self.output)
        for report in reports:
            for said in report.remarks:
                remark(f"{report.account}: {said}" if several else said)
        for said in remarks:
            remark(said)
        if self.output is not None:
            remark(f"Saved as {self.output}.")
