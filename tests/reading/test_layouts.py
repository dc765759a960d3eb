"""Every practice layout as saved pages, field by field, against what a person would say of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dsptscan.model import Report
from dsptscan.reports import find
from dsptscan.reports.json_format import as_document
from dsptscan.scan import exit_code, scan_pages
from tests.truth import FIELDS, FIXTURES, ON_ONE_PAGE, SCENARIOS, TITLES, name_of, truth

HOST = "www.dsptoolkit.nhs.uk"
NEW_YEAR = "new-year"  # the list alone, of a year of which nothing is known beforehand
scenarios = pytest.mark.parametrize("folder", SCENARIOS, ids=name_of)


@cache
def scanned(folder: Path, today: date | None = None) -> Report:
    return scan_pages(folder, today=today or truth(folder).today)


@cache
def document(folder: Path) -> dict[str, Any]:
    return as_document(scanned(folder))


@scenarios
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_every_question(folder: Path, field: str) -> None:
    assert truth(folder).wrong(document(folder), field) == []


@scenarios
def test_the_questions_in_the_order_of_their_numbers(folder: Path) -> None:
    expected = [question["ref"] for question in truth(folder).said["questions"]]
    assert [question["ref"] for question in document(folder)["questions"]] == expected


@scenarios
@pytest.mark.parametrize("field", ["organisation", "verdict"])
def test_what_is_said_of_the_whole(folder: Path, field: str) -> None:
    assert document(folder)[field] == truth(folder).said[field]


@scenarios
def test_the_counts(folder: Path) -> None:
    counts = truth(folder).counts
    assert counts(document(folder)["counts"]) == counts(truth(folder).said["counts"])


@scenarios
def test_the_assessment_and_the_exit_code(folder: Path) -> None:
    said, found = truth(folder).said, document(folder)
    assert {name: found["assessment"][name] for name in said["assessment"]} == said["assessment"]
    assert exit_code(scanned(folder)) == said["exit_code"]


@scenarios
def test_nothing_could_not_be_read(folder: Path) -> None:
    assert document(folder)["problems"] == []
    remarks = scanned(folder).remarks
    if folder.name == NEW_YEAR:
        unread = "answered" in truth(folder).not_shown
        assert remarks[-1].startswith("Nothing is known beforehand of the toolkit of 2026-27")
        assert [said[:32] for said in remarks[:-1]] == ["The pages of 78 of 78 questions "] * unread
    else:
        assert remarks == ()
    assert document(folder)["publication"] == {"status": "Not Published", "published_on": None, "certificate": None}


@scenarios
def test_titles_are_the_pages_own(folder: Path) -> None:
    titles = {question["ref"]: question["title"] for question in document(folder)["questions"]}
    assert {ref: title for ref, title in titles.items() if title != TITLES[ref]} == {}


@scenarios
def test_each_question_has_an_address_of_its_own(folder: Path) -> None:
    urls = [question["url"] for question in document(folder)["questions"]]
    if folder.name == NEW_YEAR and folder.parent.name != "accordion":
        assert set(urls) == {None}  # the list alone
        return
    assert len(set(urls)) == len(urls)
    assert {(urlsplit(url).scheme, urlsplit(url).hostname) for url in urls} == {("https", HOST)}
    pages = {urlsplit(url).path for url in urls}
    assert (len(pages) == 1) == (folder.parent.name in ON_ONE_PAGE)


@scenarios
def test_every_question_says_why(folder: Path) -> None:
    assert [question["ref"] for question in document(folder)["questions"] if not question["because"]] == []


@scenarios
def test_exactly_the_fixes_in_their_order(folder: Path) -> None:
    shown = ("ref", "check", "effort", "stops_publishing")
    assert [{name: fix[name] for name in shown} for fix in document(folder)["fixes"]] == truth(folder).said["fixes"]


# What stands under "Start by" for each effort, so many days before the deadline; -3: three days after it.
LATE = "now (late)"
START_BY = {
    60: {"weeks": "5 Jun 2026", "hours": "29 Jun 2026", "minutes": "30 Jun 2026"},
    20: {"weeks": LATE, "hours": "29 Jun 2026", "minutes": "30 Jun 2026"},
    7: {"weeks": LATE, "hours": "29 Jun 2026", "minutes": "30 Jun 2026"},
    1: {"weeks": LATE, "hours": "29 Jun 2026", "minutes": "30 Jun 2026"},
    -3: {"weeks": LATE, "hours": LATE, "minutes": LATE},
}


@pytest.mark.parametrize("days_left", START_BY)
@pytest.mark.parametrize("layout", sorted({folder.parent.name for folder in SCENARIOS}))
def test_the_whole_table_so_many_days_from_the_deadline(layout: str, days_left: int) -> None:
    folder = FIXTURES / layout / "nearly-there"
    report = scanned(folder, date(2026, 6, 30) - timedelta(days=days_left))
    text = str(find("table").render(report, width=100, colour=False))
    # rank, question, then what stands at the end of a fix's first line
    rows = re.findall(r"^ *(\d+)  ([\d.]+) .*?(minutes|hours|days|weeks) +(\S.*?) *$", text, re.MULTILINE)
    assert rows == [
        (str(rank), fix["ref"], fix["effort"], START_BY[days_left][fix["effort"]])
        for rank, fix in enumerate(truth(folder).said["fixes"], 1)
    ]
    assert ("Publishing late still counts" in " ".join(text.split())) == (days_left < 0)
