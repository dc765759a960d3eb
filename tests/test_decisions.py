"""What a person decided, and until when it holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dsptscan.checks.order import in_order
from dsptscan.decisions import Decision, decided
from dsptscan.model import Assessment, Question, Reading, Report
from dsptscan.past import Past
from dsptscan.scan import report_on
from dsptscan.verdict import exit_code
from tests.reports.examples import fix

DAY = date(2026, 6, 23)


@pytest.mark.parametrize(
    ("until", "today", "state"),
    [
        (None, DAY, "accepted"),
        (DAY, date(2026, 6, 22), "accepted"),
        (DAY, DAY, "accepted"),
        (DAY, date(2026, 6, 24), "open"),
    ],
)
def test_it_holds_to_the_end_of_its_last_day(until: date | None, today: date, state: str) -> None:
    (found,) = decided([fix(id="a")], {"a": Decision(because="Waiting", until=until)}, today)
    because, last = ("Waiting", until) if state == "accepted" else (None, None)
    assert (found.state, found.accepted_because, found.accepted_until) == (state, because, last)


def test_what_was_decided_before_is_forgotten_where_nothing_is_decided() -> None:
    old = fix(id="a", state="accepted", accepted_because="x", accepted_until=DAY, assigned_to="Ann", due=DAY)
    assert decided([old], {}, DAY) == [fix(id="a")]


def test_a_person_is_no_acceptance() -> None:
    (found,) = decided([fix(id="a")], {"a": Decision(person="Ann", due=DAY)}, DAY)
    assert found == fix(id="a", assigned_to="Ann", due=DAY)


def scan(*questions: Question, **decisions: Decision) -> Report:
    reading = Reading(assessment=Assessment(year="2025-26"), questions=questions)
    known = {
        f"{name[1:].replace('_', '.')}-{deed}": of for name, of in decisions.items() for deed in ("answer", "review")
    }
    return report_on(
        reading, today=DAY, source="toolkit", account="a", confirmed=len(questions), past=Past(decisions=known)
    )


def asked(ref: str, **more: Any) -> Question:
    return Question(ref=ref, **({"mandatory": True, "status": "complete", "carried_over": False} | more))


def test_an_accepted_gap_comes_last_and_still_stops_publishing() -> None:
    gap, old = asked("9.9.1", status="incomplete"), asked("9.9.2", carried_over=True)
    found = scan(gap, old, _9_9_1=Decision(because="The IT firm comes on Friday"))
    assert [(one.ref, one.state, one.rank) for one in found.fixes] == [("9.9.2", "open", 1), ("9.9.1", "accepted", 2)]
    assert found.fixes[1].stops_publishing
    assert (found.verdict, exit_code(found)) == ("not_ready", 11)
    assert found.counts.mandatory_incomplete == 1


def test_accepting_never_makes_ready_and_never_withholds_it() -> None:
    old = asked("9.9.2", carried_over=True)
    for decisions in ({}, {"_9_9_2": Decision(because="Read it, still true")}):
        found = scan(old, **decisions)
        assert (found.verdict, exit_code(found)) == ("ready", 10)
    unread = scan(asked("9.9.2", status="unknown"), _9_9_2=Decision(because="I looked"))
    assert (unread.verdict, exit_code(unread)) == ("cannot_tell", 7)


def test_the_order_is_that_of_all_open_then_all_accepted() -> None:
    fixes = [fix(id=f"{n}", ref=f"1.1.{n}", stops_publishing=n < 3) for n in range(1, 5)]
    accepted = decided(fixes, {"1": Decision(because="x"), "4": Decision(because="x")}, DAY)
    ordered = in_order(accepted, date(2026, 6, 30), None)
    assert [(one.id, one.rank) for one in ordered] == [("2", 1), ("3", 2), ("1", 3), ("4", 4)]
