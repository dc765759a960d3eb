"""Each final check: which question it speaks of, and how urgent it takes it to be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dsptscan.checks.run import find_fixes
from dsptscan.model import Assessment, Fix, Problem, Publication, PublishControl, Question, Reading
from dsptscan.wording import LastRead, Wording
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
        (gap(**NO_TICK, comment="We are waiting for a date"), ("mandatory", "hours", True)),
        (gap(**NO_TICK, text="All systems have it"), ("misplaced", "minutes", True)),
        (gap(**NO_TICK, text="Not yet, IT firm will do it"), ("mandatory", "hours", True)),
        (gap("4.5.3", kind="tick", ticked=True, answered=True), ("misplaced", "minutes", True)),
        (gap("4.5.3", kind="tick", ticked=True, answered=True, text="No exceptions"), ("mandatory", "weeks", True)),
        (question("4.5.3", kind="tick", ticked=True), None),
        (gap(kind="tick", ticked=True, answered=True), ("mandatory", "hours", True)),
        # training
        (question("3.2.1", days=(date(2025, 6, 22),)), ("training", "weeks", False)),
        (question("3.2.1", days=(date(2025, 6, 22), date(2025, 6, 23))), None),
        (question("3.2.1", days=(date(2019, 1, 1), date(2026, 12, 31))), None),
        (question("3.4.1", days=(date(2019, 1, 1),)), None),
        (question("3.2.1", **OLD), ("training", "weeks", False)),
        (question("3.1.1", updated_on=date(2025, 6, 22)), ("training", "hours", False)),
        (question("3.1.1", updated_on=date(2025, 6, 23)), None),
        (question("3.2.1", **OLD, **HALF), ("training", "weeks", True)),
        (question("3.2.1", **OLD, new_or_changed="changed"), ("training", "weeks", False)),
        (question("3.4.1", **OLD), ("carried_over", "minutes", False)),
        (gap("3.2.1", status="unknown", **OLD), ("unreadable", "weeks", False)),
        # records
        (question("1.1.2", days=(date(2024, 12, 31),)), ("records", "days", False)),
        (question("1.3.1", days=(date(2024, 12, 31),)), None),
        (question("1.3.1", days=(date(2022, 12, 31),)), ("records", "days", False)),
        (gap("1.1.2", days=(date(2022, 12, 31),), comment="Will be done"), ("misplaced", "minutes", True)),
        (gap("1.1.2", kind="tick", ticked=False, days=(date(2022, 12, 31),)), ("mandatory", "days", True)),
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


@pytest.mark.parametrize(
    ("given", "why", "do"),
    [
        (question(**HALF, carried_over=True), "waits for you to confirm last year's answer", "save"),
        (question(**HALF, kind="document"), "chosen but not saved", "look for an empty box"),
        (question(**HALF, kind="tick", ticked=True), "the tick was not saved", "look for an empty box"),
        (question(**HALF), "typed but not saved", "save it again"),
        (gap(**NO_TICK, comment="n/a"), "wants the tick all the same", "leave your comment"),
        (gap(**NO_TICK, comment="Yes"), "reads as if it should be", "if your comment means yes"),
        (gap(kind="document", comment=r"S:\Policies\dp.docx"), "names where the document is", "box for the document"),
        (gap(kind="document", comment="See above"), "is filled in", "box for the document"),
        (gap(comment="Not applicable"), '"not applicable" in the comment box', "to the answer box"),
        (question("1.1.2", days=(date(2024, 12, 31),)), "name no day after 31 December 2024", "Do 1.1.2."),
    ],
)
def test_the_likely_reason_and_what_to_do(given: Question, why: str, do: str) -> None:
    fix = the_fix(given)
    assert fix is not None
    assert why in fix.why
    assert do in fix.do


def last_year(level: str = "24/25 Standards Met") -> Publication:
    return Publication(status=level, published_on=date(2025, 6, 20), year="2024-25")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"carried_over": None, "updated_on": date(2025, 6, 20)}, True),
        ({"carried_over": None, "updated_on": date(2025, 6, 21)}, False),
        ({"carried_over": None, "updated_on": None}, False),
        ({"carried_over": False, "updated_on": date(2025, 6, 20)}, False),
    ],
)
def test_not_saved_since_the_last_publication(given: dict[str, Any], found: bool) -> None:
    reading = Reading(assessment=Assessment(year="2025-26"), questions=(question(**given),), publication=last_year())
    fix = the_fix(reading=reading)
    assert (fix is not None and fix.check == "carried_over" and "20 June 2025" in fix.why) == found


BUTTON = PublishControl(text="Publish assessment", enabled=True)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ({"publish": BUTTON}, "it is not published yet"),
        ({"publish": PublishControl(text="Publish", enabled=False)}, "cannot be pressed"),
        ({"publication": last_year("24/25 Approaching Standards")}, "first publication only"),
        ({"publication": last_year()}, 'at "Approaching Standards"'),
        ({"publication": Publication(status="Not Published")}, "it is not published yet"),
    ],
)
def test_what_stands_between_ready_and_published(reading: dict[str, Any], words: str) -> None:
    assessment = Assessment(year="2025-26", standard="Approaching Standards")
    fix = the_fix(reading=Reading(assessment=assessment, questions=(question(),), **reading), ready=True)
    assert seen(fix) == ("publish", "minutes", False)
    assert fix is not None
    assert words in fix.why


@pytest.mark.parametrize(
    ("known", "titles"),
    [
        ({}, []),
        ({"certificate_saved": True, "public_status": "Standards Met"}, []),
        ({"certificate_saved": False}, ["Save your certificate"]),
        ({"public_status": ""}, ["The public search shows something else"]),
        ({"public_status": "Approaching Standards"}, ["The public search shows something else"]),
    ],
)
def test_after_publishing_only_what_was_looked_at(known: dict[str, Any], titles: list[str]) -> None:
    said = Publication(status="Standards Met", published_on=date(2026, 6, 20), year="2025-26")
    reading = Reading(assessment=Assessment(year="2025-26"), questions=(question(),), publication=said)
    fixes = find_fixes(situation(reading=reading, published=True, **known))
    assert [fix.title for fix in fixes] == titles
    assert all((fix.check, fix.stops_publishing) == ("share", False) for fix in fixes)
    assert find_fixes(situation(reading=reading, **known)) == []


def reworded(*, last_year: bool, **then: Any) -> dict[str, Wording]:
    """1.1.1 was read in another wording on 1 May and is read in this one since 1 June."""
    old = LastRead(title="Old", day=date(2026, 5, 1), **({"status": "complete"} | then))
    now = LastRead(title="Title 1.1.1", day=date(2026, 6, 1), status="complete")
    return {"1.1.1": Wording(now=now, since=date(2026, 6, 1), before=old, last_year=last_year)}


@pytest.mark.parametrize(
    ("given", "wordings", "found"),
    [
        # since last year: until saved this year
        (OLD, reworded(last_year=True), True),
        ({"updated_on": date(2025, 9, 1)}, reworded(last_year=True), False),
        ({"updated_on": None, "carried_over": None}, reworded(last_year=True), True),
        # in the middle of this year: until saved after that
        ({"updated_on": date(2026, 3, 10)}, reworded(last_year=False, updated_on=date(2026, 3, 10)), True),
        ({"updated_on": date(2026, 6, 1)}, reworded(last_year=False, updated_on=date(2026, 3, 10)), False),
        (OLD, reworded(last_year=False), True),
        ({"updated_on": None}, reworded(last_year=False, status="incomplete"), False),
        ({"updated_on": None}, reworded(last_year=False), True),
    ],
)
def test_worded_differently_from_an_earlier_scan(
    given: dict[str, Any], wordings: dict[str, Wording], found: bool
) -> None:
    fix = the_fix(question(new_or_changed="changed", **given), wordings=wordings)
    assert (fix is not None and fix.check == "changed") is found
    if found:
        assert fix is not None
        assert fix.why.startswith(
            "The question is worded differently from when it was last read, on 1 May 2026, and nothing shows that the"
            " answer was saved since."
        )
