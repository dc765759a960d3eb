"""From what was read to the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dsptscan import guidance
from dsptscan.model import Answer, Assessment, Publication, Question, Reading
from dsptscan.scan import deadline_of, report_on

YEAR = "2025-26"


def read(day: date) -> Reading:
    return Reading(
        assessment=Assessment(year=YEAR),
        questions=(Question(ref="1.1.1", mandatory=True, status="complete"),),
        publication=Publication(status="Standards Met", published_on=day, year=YEAR),
    )


def test_a_day_of_publication_that_is_still_to_come_is_a_plan() -> None:
    today, day = date(2026, 6, 23), date(2026, 6, 24)
    report = report_on(read(day), today=today, source="pages", account=None, confirmed=1)
    assert (report.verdict, report.publication) == ("ready", None)
    assert any("24 June 2026" in said for said in report.remarks)
    assert report_on(read(day), today=day, source="pages", account=None, confirmed=1).verdict == "published"


@pytest.mark.parametrize(
    ("year", "today", "deadline"),
    [
        ("2025-26", date(2026, 11, 22), date(2026, 6, 30)),
        (None, date(2026, 6, 30), date(2026, 6, 30)),
        (None, date(2026, 7, 1), date(2027, 6, 30)),
    ],
)
def test_the_deadline(year: str | None, today: date, deadline: date) -> None:
    assert deadline_of(year, today) == deadline


def test_a_year_of_which_nothing_is_known_borrows_hints_and_judges_nothing() -> None:
    questions = (
        Question(ref="1.1.1", mandatory=True, status="complete", answer=Answer(answered=True)),
        Question(ref="4.3.1", mandatory=True, status="complete", answer=Answer(answered=True)),
        Question(ref="7.1.1", mandatory=True, status="incomplete", answer=Answer(answered=False)),
        Question(ref="3.2.1", mandatory=True, status="incomplete", new_or_changed="new", answer=Answer(answered=False)),
    )
    reading = Reading(assessment=Assessment(year="2026-27", standard="Standards Met"), questions=questions)
    report = report_on(reading, today=date(2026, 11, 1), source="pages", account=None, confirmed=None)
    assert report.counts.expected_mandatory is None
    assert report.deadline == date(2027, 6, 30)
    assert [question.new_or_changed for question in report.questions] == [None, None, None, "new"]
    steps = {fix.ref: (fix.do, fix.effort) for fix in report.fixes}
    assert steps["7.1.1"][0].endswith("(from 2025-26, check)")
    assert steps["7.1.1"][1] == "days"
    assert steps["3.2.1"] == ("Read the question, answer it and save.", "hours")
    assert any("2025-26" in said for said in report.remarks)
    whole = replace(reading, questions=questions[:2])
    assert report_on(whole, today=date(2026, 11, 1), source="pages", account=None, confirmed=None).verdict == (
        "cannot_tell"
    )


def test_a_folder_of_ones_own_is_what_the_scan_knows(tmp_path: Path) -> None:
    (tmp_path / "2026-27").mkdir()
    (tmp_path / "2026-27" / "social-care.toml").write_text(
        'version = "v9"\n[deadline]\nday = 2027-06-30\nconfidence = "high"\n'
        '[mandatory."Standards Met"]\nnumber = 1\nconfidence = "high"\n'
        '[questions."1.1.1"]\nhint = "Do it."\nchanged_in = "2026-27"\nconfidence = "high"\n'
    )
    question = Question(ref="1.1.1", mandatory=True, status="complete", updated_on=date(2026, 10, 1))
    reading = Reading(assessment=Assessment(year="2026-27", standard="Standards Met"), questions=(question,))
    report = report_on(
        reading, today=date(2026, 11, 1), source="pages", account=None, confirmed=None, shelf=guidance.shelf(tmp_path)
    )
    assert (report.verdict, report.counts.expected_mandatory) == ("ready", 1)
    assert report.questions[0].new_or_changed == "changed"
    assert not any("2025-26" in said for said in report.remarks)
