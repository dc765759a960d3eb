"""Each final check: which question it speaks of, and how urgent it takes it to be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dsptscan.model import Fix, Problem, Question, Reading
from tests.checks.examples import gap, question, situation, the_fix

LAST_YEAR = date(2025, 6, 2)
OLD: dict[str, Any] = {"carried_over": True, "updated_on": LAST_YEAR}
HALF: dict[str, Any] = {"status": "incomplete"}  # something is filled in
OPTIONAL: dict[str, Any] = {"mandatory": False}
NO_TICK: dict[str, Any] = {"kind": "tick", "ticked": False}


def seen(fix: Fix | None) -> tuple[str, str, bool] | None:
    return (fix.check, fix.effort, fix.stops_publishing) if fix else None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # nothing to do
        (question(), None),
        (question(**OPTIONAL), None),
        (gap(**OPTIONAL), None),
        (question(carried_over=None, updated_on=None), None),
        (question(mandatory=None), None),
        # mandatory
        (gap(), ("mandatory", "hours", True)),
        (gap("1.1.2"), ("mandatory", "days", True)),
        (question(**HALF), ("mandatory", "hours", True)),
        (gap(answered=None), ("mandatory", "hours", True)),
        (gap("9.9.9"), ("mandatory", "hours", True)),
        # carried_over
        (question(**OLD), ("carried_over", "minutes", False)),
        (question(**OLD, **OPTIONAL), ("carried_over", "minutes", False)),
        (question("1.1.3", **OLD), ("carried_over", "minutes", False)),
        (question(**OLD, **HALF), ("carried_over", "minutes", True)),
        (question(**OLD, **HALF, **OPTIONAL), ("carried_over", "minutes", False)),
        # changed: new, while unanswered
        (gap(new_or_changed="new"), ("changed", "hours", True)),
        (gap("10.2.1", new_or_changed="new"), ("changed", "weeks", True)),
        (gap(new_or_changed="new", **OPTIONAL), None),
        (question(new_or_changed="new"), None),
        (question(new_or_changed="new", **HALF), ("mandatory", "hours", True)),
        # changed: reworded, until saved this year
        (question(new_or_changed="changed"), None),
        (question(new_or_changed="changed", updated_on=date(2025, 9, 1)), None),
        (question(new_or_changed="changed", updated_on=date(2025, 8, 31)), ("changed", "hours", False)),
        (question(new_or_changed="changed", updated_on=None), None),
        (question(new_or_changed="changed", updated_on=None, carried_over=None), ("changed", "hours", False)),
        (question("1.1.2", new_or_changed="changed", updated_on=None, carried_over=True), ("records", "days", False)),
        (question("1.1.3", new_or_changed="changed", **OLD), ("changed", "hours", False)),
        (question("1.1.3", new_or_changed="changed", **OLD, **OPTIONAL), ("changed", "hours", False)),
        (gap("1.1.3", new_or_changed="changed"), ("changed", "hours", True)),
        (gap(new_or_changed="changed", **OPTIONAL), None),
        # misplaced
        (gap(comment="We lock the doors."), ("misplaced", "minutes", True)),
        (gap("10.2.1", comment="We asked them all."), ("misplaced", "minutes", True)),
        (gap(comment="We lock the doors.", status="unknown"), ("unreadable", "hours", False)),
        (question(comment="We lock the doors."), None),
        (gap(answered=None, comment="We lock the doors."), ("mandatory", "hours", True)),
        (gap(kind="document", comment="In the office."), ("misplaced", "minutes", True)),
        (gap(**NO_TICK, comment="Not applicable, no firm does."), ("misplaced", "minutes", True)),
        (gap(**NO_TICK, comment="n/a"), ("misplaced", "minutes", True)),
        (gap(**NO_TICK, comment="Yes, since May"), ("misplaced", "minutes", True)),
        (gap(**NO_TICK, comment="Ask Tom about this"), ("mandatory", "hours", True)),
        (gap(comment="Yes", new_or_changed="new"), ("misplaced", "minutes", True)),
        # training
        (question("3.2.1", **OLD), ("training", "weeks", False)),
        (question("3.1.1", updated_on=date(2025, 6, 22)), ("training", "hours", False)),
        (question("3.1.1", updated_on=date(2025, 6, 23)), None),
        (question("3.2.1", **OLD, **HALF), ("training", "weeks", True)),
        (question("3.2.1", **OLD, new_or_changed="changed"), ("training", "weeks", False)),
        (question("3.4.1", **OLD), ("carried_over", "minutes", False)),
        (gap("3.2.1", status="unknown", **OLD), ("unreadable", "weeks", False)),
        # records
        (question("1.1.2", **OLD), ("records", "days", False)),
        (question("1.1.2", **OLD, **OPTIONAL), ("records", "days", False)),
        (question("1.1.2", updated_on=date(2025, 6, 22), carried_over=None), ("records", "days", False)),
        (question("1.1.2", updated_on=None, carried_over=None), None),
        (question("1.3.1", **OLD), ("carried_over", "minutes", False)),
        (question("1.3.1", carried_over=True, updated_on=date(2023, 6, 1)), ("records", "days", False)),
        # unreadable
        (question(status="unknown"), ("unreadable", "hours", False)),
        (question(status="unknown", **OPTIONAL), ("unreadable", "hours", False)),
        (question("1.1.2", status="unknown"), ("unreadable", "days", False)),
        (gap(mandatory=None), ("unreadable", "hours", False)),
        (question(mandatory=None, **OLD), ("carried_over", "minutes", False)),
    ],
)  # fmt: skip
def test_which_check_speaks(given: Question, expected: tuple[str, str, bool] | None) -> None:
    assert seen(the_fix(given)) == expected


@pytest.mark.parametrize("given", [gap(), gap(comment="text"), gap(new_or_changed="new"), question(**OLD, **HALF)])
def test_after_publishing_nothing_stops_it(given: Question) -> None:
    fix = the_fix(given, published=True)
    assert fix is not None
    assert not fix.stops_publishing


def test_without_guidance_effort_is_hours_and_no_period_runs_out() -> None:
    assert seen(the_fix(gap("1.1.2"), guidance=None)) == ("mandatory", "hours", True)
    assert seen(the_fix(question("1.1.2", **OLD), guidance=None)) == ("carried_over", "minutes", False)


def test_the_last_day_of_a_leap_year_counts_back_to_the_month_before() -> None:
    given = question("3.1.1", updated_on=date(2027, 2, 28))
    assert the_fix(given, today=date(2028, 2, 29)) is None
    assert the_fix(given, today=date(2028, 3, 1)) is not None


@pytest.mark.parametrize(
    ("ready", "published", "expected"),
    [(True, False, ("publish", "minutes", False)), (True, True, None), (False, False, None)],
)
def test_publishing_is_the_last_step(ready: bool, published: bool, expected: tuple[str, str, bool] | None) -> None:
    fix = the_fix(question(), ready=ready, published=published)
    assert seen(fix) == expected
    assert fix is None or (fix.id, fix.ref, fix.url) == ("publish", None, None)


def test_each_problem_of_a_page_is_something_to_look_at() -> None:
    problem = Problem(kind="cut_off", url="https://www.dsptoolkit.nhs.uk/a", detail="a.html is cut off.")
    fix = the_fix(reading=Reading(problems=(problem,)))
    assert seen(fix) == ("unreadable", "hours", False)
    assert fix is not None
    assert (fix.ref, fix.url) == (None, problem.url)
    assert problem.detail in fix.why


def test_the_fix_leads_to_its_question() -> None:
    fix = the_fix(gap("1.1.2"))
    assert fix is not None
    assert (fix.ref, fix.title, fix.do) == ("1.1.2", "Title 1.1.2", "Do 1.1.2.")
    assert fix.url == "https://www.dsptoolkit.nhs.uk/q/1.1.2"
    unnamed = the_fix(gap("1.1.2", title=None))
    assert unnamed is not None
    assert unnamed.title == "Question 1.1.2"


def test_no_fix_repeats_the_providers_words() -> None:
    for given in (gap(comment="secret words"), question(text="secret words", comment="secret words", **HALF)):
        fix = the_fix(given)
        assert fix is not None
        assert "secret words" not in f"{fix.why} {fix.do} {fix.title}"


def test_what_is_found_of_one_question_is_one_fix_with_every_reason() -> None:
    given = question("3.2.1", **OLD, **HALF, new_or_changed="changed")
    fix = the_fix(given)
    assert fix is not None
    assert fix.check == "training"
    for reason in ("stays good for 12 months", "changed this year", "carried over", "mandatory"):
        assert reason in fix.why
    assert situation(given).reading.questions == (given,)
