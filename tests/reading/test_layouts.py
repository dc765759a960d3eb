"""Every practice layout as saved pages, field by field, against what a person would say of it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dsptscan.model import Report
from dsptscan.reports.json_format import as_document
from dsptscan.scan import exit_code, scan_pages
from tests.truth import FIELDS, FIXTURES, ON_ONE_PAGE, SCENARIOS, TITLES, name_of, truth

HOST = "www.dsptoolkit.nhs.uk"
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
@pytest.mark.parametrize("field", ["organisation", "counts", "verdict"])
def test_what_is_said_of_the_whole(folder: Path, field: str) -> None:
    assert document(folder)[field] == truth(folder).said[field]


@scenarios
def test_the_assessment_and_the_exit_code(folder: Path) -> None:
    said, found = truth(folder).said, document(folder)
    assert {name: found["assessment"][name] for name in said["assessment"]} == said["assessment"]
    assert (found["assessment"]["deadline"], found["assessment"]["days_left"]) == ("2026-06-30", 7)
    assert exit_code(scanned(folder)) == said["exit_code"]


@scenarios
def test_nothing_could_not_be_read(folder: Path) -> None:
    assert document(folder)["problems"] == []
    assert scanned(folder).remarks == ()
    assert document(folder)["publication"] == {"status": "Not Published", "published_on": None, "certificate": None}


@scenarios
def test_titles_are_the_pages_own(folder: Path) -> None:
    titles = {question["ref"]: question["title"] for question in document(folder)["questions"]}
    assert {ref: title for ref, title in titles.items() if title != TITLES[ref]} == {}


@scenarios
def test_each_question_has_an_address_of_its_own(folder: Path) -> None:
    urls = [question["url"] for question in document(folder)["questions"]]
    assert len(set(urls)) == len(urls)
    assert {(urlsplit(url).scheme, urlsplit(url).hostname) for url in urls} == {("https", HOST)}
    pages = {urlsplit(url).path for url in urls}
    assert (len(pages) == 1) == (folder.parent.name in ON_ONE_PAGE)


@scenarios
def test_every_question_says_why(folder: Path) -> None:
    assert [question["ref"] for question in document(folder)["questions"] if not question["because"]] == []


@pytest.mark.parametrize("name", ["nearly-there", "ready"])
def test_the_table_is_the_same_in_every_layout(name: str) -> None:
    tables = {
        tuple((fix["id"], fix["effort"], fix["stops_publishing"]) for fix in document(folder)["fixes"])
        for folder in SCENARIOS
        if folder.name == name
    }
    assert len(tables) == 1


@pytest.mark.parametrize("days_left", [60, 20, 1, -3])
def test_the_date_changes_no_order(days_left: int) -> None:
    folder = FIXTURES / "tables" / "nearly-there"
    another_day = scanned(folder, date(2026, 6, 30) - timedelta(days=days_left))
    assert another_day.days_left == days_left
    assert [fix.id for fix in another_day.fixes] == [fix.id for fix in scanned(folder).fixes]
