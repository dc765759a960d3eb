"""An earlier scan shown again: never ready but on its own day, days and decisions as of today."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from dsptscan import guidance
from dsptscan.decisions import Decision
from dsptscan.model import Assessment, Milestone, Report
from dsptscan.recall import as_it_was, recalled
from dsptscan.verdict import exit_code
from tests.reports.examples import fix, report

SCANNED = datetime(2026, 6, 23, 8, 15, 30, tzinfo=UTC)
LATER = datetime(2026, 6, 25, 9, 0, tzinfo=UTC)
PUBLISH: dict[str, Any] = {
    "id": "publish",
    "ref": None,
    "check": "publish",
    "why": "Nothing stops you from publishing.",
    "do": "Open your assessment and press the button.",
    "stops_publishing": False,
    "effort": "minutes",
}


def ready(**changes: Any) -> Report:
    values = {"verdict": "ready", "verdict_because": ("All are complete.",), "fixes": (fix(**PUBLISH),), "problems": ()}
    return report(**(values | changes))


def again(given: Report, day: int = 25, now: datetime = LATER, **decisions: Decision) -> Report:
    known = {name.replace("_", "."): decision for name, decision in decisions.items()}
    return recalled(given, today=date(2026, 6, day), decisions=known, course=(), shelf=guidance.shelf(), now=now)


def test_on_its_own_day_it_is_ready() -> None:
    found = again(ready(), 23, SCANNED)
    assert (found.verdict, found.verdict_because) == ("ready", ("All are complete.",))
    assert found.recalled_from == found.today == date(2026, 6, 23)
    assert found.fixes[0].do.startswith("Open")


@pytest.mark.parametrize(
    ("day", "now"),
    [
        (25, LATER),
        (24, SCANNED),
        (22, SCANNED),
        (23, LATER),  # the day is typed, but it is not the day of the scan
    ],
)
def test_on_another_day_it_was_ready(day: int, now: datetime) -> None:
    found = again(ready(), day, now)
    assert found.verdict == "cannot_tell"
    (said,) = found.verdict_because
    assert "was ready on 23 June 2026" in said
    assert said.endswith("dsptscan scan meadow")
    assert (exit_code(found), found.recalled_from) == (7, date(2026, 6, 23))
    (step,) = found.fixes
    assert "was ready on 23 June 2026" in step.why
    assert step.do == "Scan again. If it is still ready: open your assessment and press the button."
    assert "Nothing stops you" not in step.why


@pytest.mark.parametrize("verdict", ["not_ready", "cannot_tell", "published"])
def test_the_other_verdicts_stay(verdict: str) -> None:
    given = report(verdict=verdict)
    found = again(given)
    assert (found.verdict, found.verdict_because) == (verdict, given.verdict_because)


def test_the_days_are_todays() -> None:
    found = again(report(), 29)
    assert (found.today, found.days_left, found.recalled_from) == (date(2026, 6, 29), 1, date(2026, 6, 23))
    assert found.questions == report().questions
    assert found.scanned_at == report().scanned_at


def test_without_a_year_the_deadline_is_todays_next() -> None:
    given = report(assessment=Assessment())
    found = recalled(given, today=date(2026, 7, 1), decisions={}, course=(), shelf=guidance.shelf(), now=LATER)
    assert found.deadline == date(2027, 6, 30)
    known = recalled(report(), today=date(2026, 7, 1), decisions={}, course=(), shelf=guidance.shelf(), now=LATER)
    assert (known.deadline, known.days_left) == (date(2026, 6, 30), -1)


def test_decisions_are_those_of_today() -> None:
    fixes = (
        fix(id="a", ref="1.1.1", rank=1),
        fix(id="b", ref="1.1.2", rank=2, state="accepted", accepted_because="old"),
    )
    until = Decision(because="Waiting", until=date(2026, 6, 25))
    for day, expected in ((25, [("b", "open", 1), ("a", "accepted", 2)]), (26, [("a", "open", 1), ("b", "open", 2)])):
        found = again(report(fixes=fixes), day, a=until)
        assert [(one.id, one.state, one.rank) for one in found.fixes] == expected
    assert again(report(fixes=fixes), a=Decision(person="Ann")).fixes[0].assigned_to == "Ann"


def test_the_course_is_put_in() -> None:
    course = (Milestone(day=date(2026, 6, 1), complete=1, incomplete=2, unknown=0),)
    found = recalled(report(), today=date(2026, 6, 25), decisions={}, course=course, shelf=guidance.shelf(), now=LATER)
    assert found.course == course


def test_as_it_was_keeps_its_day_and_its_fixes() -> None:
    fixes = (fix(state="accepted", accepted_because="x"),)
    found = as_it_was(report(fixes=fixes), now=LATER)
    assert (found.today, found.recalled_from, found.fixes) == (date(2026, 6, 23), date(2026, 6, 23), fixes)
    assert as_it_was(ready(), now=LATER).verdict == "cannot_tell"
    assert as_it_was(ready(), now=SCANNED).verdict == "ready"
