"""The report as an Excel file: the fixes on the first sheet, what else is known on those behind it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dsptscan.model import Report
from dsptscan.reports import grids
from dsptscan.reports.fix_words import moment

LONGEST = 32_767  # what Excel takes in one cell
NARROWEST, WIDEST = 8, 60  # of a column, in characters
ARROW = 3  # what the filter's button takes of a heading
DAY = "d mmm yyyy"
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts the days differently

_HEADING = Font(bold=True, color="FFFFFFFF")
_BEHIND = PatternFill("solid", fgColor="FF47384F")
_LINK = Font(underline="single", color="FF6B3A6E")
_TOP = Alignment(vertical="top", wrap_text=True)
# Excel reads _x0041_ in a text as the letter A; said of the first underscore, the rest stays what it is.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Xlsx:
    name: str = "xlsx"
    needs_output: bool = True

    def render(self, report: Report, *, width: int, colour: bool) -> bytes:
        """A workbook: days are real dates, links can be clicked, headings stay in sight and can filter."""
        return self.render_rollup([report], width=width, colour=colour)

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> bytes:
        """The same for several accounts, each row with its account."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for grid in [grids.fixes(reports), *grids.others(reports)]:
            _fill(book.create_sheet(grid.title), grid)
        made = _made(reports)
        book.properties.title = "What to fix before publishing"
        book.properties.creator = "dsptscan"
        book.properties.created = made
        file = io.BytesIO()
        book.save(file)
        return _dated(file, made)


FORMAT = Xlsx()


def _fill(sheet: Worksheet, grid: grids.Grid) -> None:
    for at, heading in enumerate(grid.headings, start=1):
        cell = sheet.cell(1, at, heading)
        cell.font, cell.fill, cell.alignment = _HEADING, _BEHIND, _TOP
        widest = max(len(heading) + ARROW, *(len(_shown(row[at - 1])) for row in grid.rows), NARROWEST)
        sheet.column_dimensions[get_column_letter(at)].width = min(widest + 2, WIDEST)
        for down, row in enumerate(grid.rows, start=2):
            _put(sheet.cell(down, at), row[at - 1])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(grid.headings))}{len(grid.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(cell: Cell | MergedCell, value: grids.Cell) -> None:
    cell.alignment = _TOP
    if value is None:
        return
    if isinstance(value, int) or (isinstance(value, date) and value >= FIRST_DAY):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY
        return
    if isinstance(value, grids.Link):
        cell.hyperlink = value.address
        cell.font = _LINK
    cell.value = _CODED.sub("_x005F_", _shown(value))[:LONGEST]
    cell.data_type = "s"  # whatever it begins with, it is text and no formula,
    cell.quotePrefix = True  # also after somebody has edited it


def _shown(value: grids.Cell) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.address if isinstance(value, grids.Link) else "" if value is None else str(value)


def _made(reports: Sequence[Report]) -> datetime:
    """When the first of them was scanned, as Excel keeps it: UTC, without saying so."""
    moments = [moment(report.scanned_at) for report in reports[:1]]
    return next((known.replace(tzinfo=None) for known in moments if known), datetime(1980, 1, 1))


def _dated(file: io.BytesIO, made: datetime) -> bytes:
    """The same file with no trace of the moment it was written: the same report is the same file."""
    then = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(then, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + made.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
            new.writestr(zipfile.ZipInfo(item.filename), data, zipfile.ZIP_DEFLATED)
    return then.getvalue()
