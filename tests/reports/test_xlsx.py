from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dsptscan.model import Report
from dsptscan.reports import find
from tests.reports.conformance import Conformance, Result
from tests.reports.examples import decided, fix, report

SHEETS = ["Fixes", "Overview", "Questions", "Not read", "Sites", "Past scans", "Remarks", "Help"]


def opened(result: Result) -> Workbook:
    assert isinstance(result, bytes)
    return load_workbook(io.BytesIO(result))


def sheet(given: Report, title: str = "Fixes") -> Worksheet:
    found = opened(find("xlsx").render(given, width=80, colour=False))[title]
    assert isinstance(found, Worksheet)
    return found


def column(found: Worksheet, heading: str) -> list[object]:
    at = [cell.value for cell in found[1]].index(heading) + 1
    return [found.cell(row, at).value for row in range(2, found.max_row + 1)]


def part(given: Report, name: str) -> str:
    """One of the files that an Excel file is made of."""
    result = find("xlsx").render(given, width=80, colour=False)
    assert isinstance(result, bytes)
    with zipfile.ZipFile(io.BytesIO(result)) as parts:
        return parts.read(name).decode("utf-8")


class TestXlsx(Conformance):
    name = "xlsx"

    def words(self, result: Result) -> str:
        said = []
        for found in opened(result):
            for row in found.iter_rows():
                for cell in row:
                    value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                    said.append("" if value is None else str(value))
        return " ".join(said)

    def check_harmless(self, result: Result, given: list[Report]) -> None:
        book = opened(result)
        assert book["Fixes"].max_row == 1 + sum(len(one.fixes) for one in given)
        for found in book:
            for row in found.iter_rows():
                for cell in row:
                    assert cell.data_type in ("s", "n", "d")
                    if isinstance(cell.value, str):
                        assert cell.value.isprintable()
                    if cell.hyperlink:
                        assert re.fullmatch(r"https?://[\w.]+/\S*", cell.hyperlink.target)
        assert isinstance(result, bytes)
        with zipfile.ZipFile(io.BytesIO(result)) as parts:
            for name in parts.namelist():
                text = parts.read(name).decode("utf-8")
                assert "<f>" not in text
                assert "<f " not in text
                assert "externalLink" not in name
                assert not re.search(r"_x(?!005F)[0-9A-Fa-f]{4}_", text.replace("_x005F_x", "")), name


def test_the_sheets() -> None:
    book = opened(find("xlsx").render(decided(), width=80, colour=False))
    assert book.sheetnames == SHEETS
    assert book.active.title == "Fixes"
    for found in book:
        assert found.freeze_panes == "A2"
        assert found.auto_filter.ref == found.dimensions
        assert found["A1"].font.b
        widths = [found.column_dimensions[cell.column_letter].width for cell in found[1]]
        assert all(8 <= width <= 62 for width in widths)
        assert all(width >= len(str(cell.value)) for width, cell in zip(widths, found[1], strict=True))


def test_days_are_days_and_links_lead_there() -> None:
    found = sheet(decided())
    assert column(found, "Start by")[0] == datetime(2026, 6, 29)
    assert column(found, "By when")[:2] == [datetime(2026, 6, 25), None]
    assert column(found, "Accepted until")[3] == datetime(2026, 6, 27)
    at = [cell.value for cell in found[1]].index("Link") + 1
    assert found.cell(2, at).hyperlink.target == fix().url
    assert found.cell(5, at).hyperlink is None
    start = [cell.value for cell in found[1]].index("Start by") + 1
    assert found.cell(2, start).number_format == "d mmm yyyy"


def test_numbers_are_numbers() -> None:
    assert column(sheet(report()), "Rank") == [1, 2, 3, 4]
    assert column(sheet(report(today=report().deadline.replace(year=2027)), "Overview"), "Days left") == [-365]


def test_a_formula_stays_text_also_when_it_is_edited() -> None:
    found = sheet(report(fixes=(fix(title="=1+1"),)))
    at = [cell.value for cell in found[1]].index("Title") + 1
    assert found.cell(2, at).value == "=1+1"
    assert found.cell(2, at).data_type == "s"
    assert found.cell(2, at).quotePrefix


def test_what_looks_like_a_coded_letter_stays_as_it_is() -> None:
    assert "<t>_x005F_x003D_</t>" in part(report(fixes=(fix(title="_x003D_"),)), "xl/worksheets/sheet1.xml")


def test_sheets_without_rows_are_left_out() -> None:
    book = opened(
        find("xlsx").render(
            report(fixes=(), questions=(), problems=(), sites=(), remarks=(), support=()), width=80, colour=False
        )
    )
    assert book.sheetnames == ["Fixes", "Overview"]
    assert book["Fixes"].max_row == 1


def test_it_holds_no_trace_of_the_moment_it_was_written() -> None:
    assert part(report(), "docProps/core.xml").count("2026-06-23T08:15:30Z") == 2
    result = find("xlsx").render(report(), width=80, colour=False)
    assert isinstance(result, bytes)
    with zipfile.ZipFile(io.BytesIO(result)) as parts:
        assert {item.date_time[0] for item in parts.infolist()} == {1980}


def test_without_openpyxl_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "from dsptscan.cli import main\n"
        "main(['scan', '--pages', '.', '--format', 'xlsx', '--output', 'x.xlsx'])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 3
    assert "The format xlsx needs openpyxl, which is not installed." in run.stderr
    assert "pipx inject dsptscan openpyxl" in run.stderr
    assert "Traceback" not in run.stderr
