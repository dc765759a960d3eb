"""The fixes as CSV, one row each, for spreadsheets and other programs.

The text begins with a byte order mark, without which Excel reads a file as something else than UTF-8; what prints to a
console takes it off.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dsptscan.model import Report
from dsptscan.reports import grids
from dsptscan.reports.clean import MARK

# A cell that begins with one of these is a formula to a spreadsheet; the last four are wide forms some take as well.
FORMULA = "=+-@\t\r\uff1d\uff0b\uff0d\uff20"


@dataclass(frozen=True, slots=True)
class Csv:
    name: str = "csv"
    needs_output: bool = False

    def render(self, report: Report, *, width: int, colour: bool) -> str:
        """A line of headings, then one line for each fix. Days are YYYY-MM-DD."""
        return self.render_rollup([report], width=width, colour=colour)

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> str:
        """The same for several accounts, one below the other under one line of headings."""
        grid = grids.fixes(reports)
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(grid.headings)
        writer.writerows(map(_cell, row) for row in grid.rows)
        return MARK + text.getvalue()


FORMAT = Csv()


def _cell(value: grids.Cell) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = value.address if isinstance(value, grids.Link) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(tuple(FORMULA)) else text
