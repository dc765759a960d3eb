"""Invented layouts of many builds (fixtures/more): nothing read wrong, status and mandatory read right."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dsptscan.model import Report
from dsptscan.reports.json_format import as_document
from dsptscan.scan import exit_code, scan_pages

FOLDER = Path(__file__).parents[2] / "fixtures" / "more"
LAYOUTS = sorted(path.parent for path in FOLDER.glob("*/*/expected.json"))
FURTHER = ("carried_over", "new_or_changed", "answer_kind", "answered", "updated_on")
BY_GUIDANCE = "by what is known of"
# What the reader cannot do yet, without harm: it says "cannot tell" where a person could. A mended one fails the test.
folders = pytest.mark.parametrize("folder", LAYOUTS, ids=lambda folder: folder.parent.name)


@cache
def said(folder: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return expected


@cache
def scanned(folder: Path) -> Report:
    return scan_pages(folder, today=date.fromisoformat(said(folder)["today"]))


@cache
def questions(folder: Path) -> dict[str, dict[str, Any]]:
    return {question["ref"]: question for question in as_document(scanned(folder))["questions"]}


def plain(title: str | None) -> str:
    return re.sub(r"\s+", " ", title or "").replace("’", "'").replace("‘", "'").strip(" .?:–—-*").casefold()


def test_they_are_many_and_told_in_one_form() -> None:
    assert len(LAYOUTS) >= 24
    for folder in LAYOUTS:
        assert said(folder).keys() == {"today", "year", "verdict", "exit_code", "not_shown", "questions"}
        assert set(said(folder)["not_shown"]) <= set(FURTHER)
        assert {len(question) for question in said(folder)["questions"]} == {9}


@folders
def test_exactly_the_questions_that_are_there_in_their_order(folder: Path) -> None:
    assert [question.ref for question in scanned(folder).questions] == [q["ref"] for q in said(folder)["questions"]]


@folders
@pytest.mark.parametrize("field", ["status", "mandatory"])
def test_status_and_mandatory_are_right_for_every_question(folder: Path, field: str) -> None:
    read = questions(folder)
    wrong = {
        q["ref"]: (read[q["ref"]][field], read[q["ref"]]["because"])
        for q in said(folder)["questions"]
        if read[q["ref"]][field] != q[field]
    }
    assert wrong == {}


@folders
@pytest.mark.parametrize("field", FURTHER)
def test_nothing_else_is_wrong(folder: Path, field: str) -> None:
    """Not known is right enough; what the guidance adds to the page is not the page's doing."""
    read, wrong = questions(folder), {}
    for question in said(folder)["questions"]:
        got = read[question["ref"]]
        added = field == "new_or_changed" and question[field] is None and BY_GUIDANCE in " ".join(got["because"])
        if got[field] not in (None, question[field]) and not added:
            wrong[question["ref"]] = (got[field], question[field], got["because"])
    assert wrong == {}


@folders
def test_most_of_it_is_read(folder: Path) -> None:
    expected, read = said(folder), questions(folder)
    told = [(q, field) for q in expected["questions"] for field in FURTHER if field not in expected["not_shown"]]
    right = sum(read[q["ref"]][field] == q[field] for q, field in told if q[field] is not None)
    assert right >= 0.9 * sum(q[field] is not None for q, field in told)


@folders
def test_titles(folder: Path) -> None:
    """A title may bear a few words more than a person would take, never others."""
    read = questions(folder)
    for question in said(folder)["questions"]:
        title, got = plain(question["title"]), plain(read[question["ref"]]["title"])
        assert title in got, question["ref"]
        assert len(got) - len(title) <= 30, question["ref"]


@folders
def test_year_and_verdict(folder: Path) -> None:
    report = scanned(folder)
    assert (report.assessment.year, report.verdict) == (said(folder)["year"], said(folder)["verdict"])


@pytest.mark.parametrize(
    "folder",
    [pytest.param(folder, id=folder.parent.name) for folder in LAYOUTS if said(folder)["exit_code"] is not None],
)
def test_the_exit_code_where_there_is_no_doubt_about_it(folder: Path) -> None:
    assert exit_code(scanned(folder)) == said(folder)["exit_code"], scanned(folder).problems
