from __future__ import annotations

import csv
import io

from dsptscan.model import Report
from dsptscan.reports import find
from dsptscan.reports.clean import MARK
from tests.reports.conformance import Conformance, Result
from tests.reports.examples import decided, fix, report

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def table(result: Result) -> list[list[str]]:
    assert isinstance(result, str)
    assert result.startswith(MARK)
    return list(csv.reader(io.StringIO(result.removeprefix(MARK), newline=""), strict=True))


def first_row(given: Report) -> dict[str, str]:
    heads, row, *_ = table(find("csv").render(given, width=80, colour=False))
    return dict(zip(heads, row, strict=True))


class TestCsv(Conformance):
    name = "csv"
    # One row for each fix has no place for what is said of the whole.
    leaves_out = frozenset({"rest", "course"})

    def words(self, result: Result) -> str:
        return " ".join(cell for row in table(result) for cell in row)

    def check_harmless(self, result: Result, given: list[Report]) -> None:
        heads, *rows = table(result)
        assert len(rows) == sum(len(one.fixes) for one in given)
        assert len(str(result).splitlines()) == len(rows) + 1
        for row in rows:
            assert len(row) == len(heads)
            for cell in row:
                assert cell.isprintable()
                assert not cell.startswith(FORMULA)
                assert cell == cell.strip()


def test_the_values_of_a_row() -> None:
    row = first_row(decided())
    assert row == {
        "Account": "meadow",
        "Organisation": "Meadow View Care Home",
        "Rank": "1",
        "Question": "4.3.1",
        "Title": fix().title,
        "What to do": fix().do,
        "Why": fix().why,
        "Stops publishing": "yes",
        "Effort": "hours",
        "Start by": "2026-06-29",
        "Who": "Priya Shah",
        "By when": "2026-06-25",
        "State": "open",
        "Accepted because": "",
        "Accepted until": "",
        "Kind": "New or changed",
        "First seen": "2026-05-12",
        "Link": str(fix().url),
        "Code": "VX001",
        "Toolkit year": "2025-26",
        "Verdict": "Not ready",
        "Read on": "2026-06-21",
        "Shown only": "what stops publishing",
        "Id": "mandatory:4.3.1",
    }


def test_a_formula_is_marked_as_text_and_nothing_else_is() -> None:
    row = first_row(report(fixes=(fix(title="=1+1", do="It is = 1", why="1 - 1", ref="-"),)))
    assert (row["Title"], row["What to do"], row["Why"], row["Question"]) == ("'=1+1", "It is = 1", "1 - 1", "'-")


def test_headings_are_there_without_any_fix() -> None:
    ((*heads,),) = table(find("csv").render(report(fixes=()), width=80, colour=False))
    assert heads[:4] == ["Account", "Organisation", "Rank", "Question"]
