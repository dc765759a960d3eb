"""From what was read to the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsptscan import guidance
from dsptscan.model import Answer, Assessment, Milestone, Publication, Question, Reading, Report
from dsptscan.past import Memory, Past, WholeCount
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


# What earlier scans found


def scan(*questions: Question, day: date, past: Past | None, confirmed: int | None = None, year: str = YEAR) -> Report:
    reading = Reading(assessment=Assessment(year=year), questions=questions)
    return report_on(reading, today=day, source="toolkit", account="a", confirmed=confirmed, past=past)


def asked(title: str, **more: Any) -> Question:
    values: dict[str, Any] = {"mandatory": True, "status": "complete", "updated_on": date(2025, 10, 1)}
    return Question(ref="9.9.9", title=title, **(values | more))


def test_without_a_past_nothing_is_said_of_it() -> None:
    gap = asked("Safe?", status="incomplete")
    assert [fix.first_seen for fix in scan(gap, day=date(2026, 6, 1), past=None).fixes] == [None]
    first = scan(gap, day=date(2026, 6, 1), past=Past())
    assert [fix.first_seen for fix in first.fixes] == [first.scanned_at]
    memory = Memory(first_seen={first.fixes[0].id: "2026-05-01T08:00:00Z"})
    later = scan(gap, day=date(2026, 6, 2), past=Past(memory=memory))
    assert [fix.first_seen for fix in later.fixes] == ["2026-05-01T08:00:00Z"]


def test_a_question_worded_differently_from_the_last_scan_is_changed_until_it_is_saved() -> None:
    first = scan(asked("Safe?"), day=date(2026, 6, 1), past=Past())
    assert first.questions[0].new_or_changed is None
    past = Past(memory=Memory().after(first, Memory()))
    second = scan(asked("All safe?"), day=date(2026, 6, 2), past=past)
    (question,), (fix,) = second.questions, [fix for fix in second.fixes if fix.ref]
    said = "The question is worded differently from when it was last read, on 1 June 2026"
    assert (question.new_or_changed, question.because[-1]) == ("changed", said)
    assert (fix.check, second.counts.changed) == ("changed", 1)
    assert fix.why.startswith(said)
    past = Past(memory=past.memory.after(second, Memory()))
    third = scan(asked("All safe?"), day=date(2026, 6, 3), past=past)
    assert [fix.check for fix in third.fixes if fix.ref] == ["changed"]
    saved = scan(asked("All safe?", updated_on=date(2026, 6, 3)), day=date(2026, 6, 3), past=past)
    assert [fix.check for fix in saved.fixes if fix.ref] == []
    assert saved.questions[0].new_or_changed == "changed"


def test_a_question_worded_differently_from_last_year_is_changed_until_it_is_saved_this_year() -> None:
    last_year = Memory().after(scan(asked("Safe?"), day=date(2025, 6, 1), past=Past(), year="2024-25"), Memory())
    past = Past(last_year=last_year)
    unsaved = scan(asked("All safe?", updated_on=date(2025, 6, 1)), day=date(2025, 11, 1), past=past)
    assert [fix.check for fix in unsaved.fixes if fix.ref] == ["changed"]
    saved = scan(asked("All safe?"), day=date(2025, 11, 1), past=past)
    assert (saved.fixes, saved.questions[0].new_or_changed) == ((), "changed")


def test_what_the_page_says_of_new_and_changed_comes_first() -> None:
    past = Past(memory=Memory().after(scan(asked("Safe?"), day=date(2026, 6, 1), past=Past()), Memory()))
    found = scan(asked("All safe?", new_or_changed="new"), day=date(2026, 6, 2), past=past)
    assert found.questions[0].new_or_changed == "new"


def test_many_questions_worded_differently_at_once_are_a_remark() -> None:
    def all_of(words: str) -> list[Question]:
        return [replace(asked(f"Question {n} {words}"), ref=f"9.9.{n}") for n in range(1, 20)]

    past = Past(memory=Memory().after(scan(*all_of(""), day=date(2026, 6, 1), past=Past()), Memory()))
    found = scan(*all_of("in other words"), day=date(2026, 6, 2), past=past)
    assert found.counts.changed == 0
    assert any(said.startswith("19 questions are worded differently") for said in found.remarks)


def test_the_number_of_the_last_whole_scan_is_expected() -> None:
    whole = WholeCount(number=1, day=date(2026, 5, 3), known=True)
    found = scan(asked("Safe?"), day=date(2026, 6, 1), past=Past(whole=whole))
    assert (found.verdict, found.counts.expected_mandatory, found.count_known) == ("ready", 1, True)


def test_the_course_is_handed_on() -> None:
    course = (Milestone(day=date(2026, 5, 3), complete=1, incomplete=2, unknown=3),)
    assert scan(asked("Safe?"), day=date(2026, 6, 1), past=Past(course=course)).course == course
