"""The order of fixes, and that it hangs on nothing but what there is to do."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dsptscan.checks.order import in_order
from dsptscan.checks.run import find_fixes
from dsptscan.model import Fix, Problem, Reading
from tests.chance import chance
from tests.checks.examples import DEADLINE, gap, guidance, question, situation

OLD: dict[str, Any] = {"carried_over": True, "updated_on": date(2025, 6, 2)}
CHECKS = ("misplaced", "training", "records", "changed", "carried_over", "mandatory", "sites", "publish", "share")


def fix(ref: str | None = "9.9.9", **changes: Any) -> Fix:
    values: dict[str, Any] = {
        "id": f"id-{ref}",
        "ref": ref,
        "check": "mandatory",
        "title": "t",
        "why": "w",
        "do": "d",
        "url": None,
        "stops_publishing": False,
        "effort": "hours",
    }
    return Fix(**(values | changes))


def ordered(*fixes: Fix, **known: dict[str, object]) -> list[str]:
    """The ids in order, whichever way round the fixes come in."""
    depends = {ref.replace("_", "."): values for ref, values in known.items()}
    found = {
        tuple(f.id for f in in_order(given, DEADLINE, guidance(depends)))
        for given in itertools.permutations(fixes, len(fixes))
    }
    assert len(found) == 1, found
    return list(found.pop())


def test_unreadable_then_what_stops_publishing_then_the_rest() -> None:
    assert ordered(
        fix(id="rest", effort="weeks"),
        fix(id="stops", stops_publishing=True, effort="minutes"),
        fix(id="unread", check="unreadable", effort="minutes"),
    ) == ["unread", "stops", "rest"]


def test_the_longest_first() -> None:
    efforts = ("weeks", "days", "hours", "minutes")
    assert ordered(*(fix(id=effort, effort=effort) for effort in reversed(efforts))) == [*efforts]


def test_then_by_check() -> None:
    found = in_order([fix(id=name, check=name, ref=None) for name in reversed(CHECKS)], DEADLINE, None)
    assert [f.id for f in found] == [*CHECKS]


def test_then_by_number_and_null_last_then_by_id() -> None:
    refs = ("1.1.2", "1.1.10", "1.2.1", "9.1.1", "10.1.1")
    found = ordered(*(fix(ref) for ref in refs), fix(None, id="a"))
    assert found == [*(f"id-{ref}" for ref in refs), "a"]
    assert ordered(fix(None, id="b"), fix(None, id="a"), fix(None, id="c")) == ["a", "b", "c"]


def test_accepted_fixes_come_after_all_open_ones() -> None:
    assert ordered(
        fix(id="accepted", stops_publishing=True, effort="weeks", state="accepted"),
        fix(id="accepted-rest", effort="weeks", state="accepted"),
        fix(id="open", effort="minutes"),
    ) == ["open", "accepted", "accepted-rest"]


# A prerequisite moves directly before the first fix of its group that needs it.


def test_training_needs_analysis_before_training() -> None:
    assert ordered(
        fix("1.1.1", effort="weeks", check="misplaced"),
        fix("3.2.1", effort="weeks"),
        fix("3.3.1", effort="days"),
        fix("3.1.1", effort="hours"),
        **{"3_2_1": {"depends_on": ["3.1.1"]}, "3_1_1": {}},
    ) == ["id-1.1.1", "id-3.1.1", "id-3.2.1", "id-3.3.1"]


def test_a_prerequisite_that_stands_before_already_stays() -> None:
    assert ordered(
        fix("3.1.1", effort="weeks"),
        fix("1.1.1", effort="days"),
        fix("3.2.1", effort="hours"),
        **{"3_2_1": {"depends_on": ["3.1.1"]}, "3_1_1": {}},
    ) == ["id-3.1.1", "id-1.1.1", "id-3.2.1"]


def test_a_prerequisite_of_another_group_does_not_move() -> None:
    known: dict[str, dict[str, object]] = {"3_2_1": {"depends_on": ["3.1.1"]}, "3_1_1": {}}
    stops, rest = fix("3.2.1", stops_publishing=True), fix("3.1.1")
    assert ordered(stops, fix("1.1.1"), rest, **known) == ["id-3.2.1", "id-1.1.1", "id-3.1.1"]
    accepted = replace(rest, stops_publishing=True, state="accepted")
    assert ordered(stops, accepted, **known) == ["id-3.2.1", "id-3.1.1"]


def test_several_need_one_and_one_needs_several() -> None:
    assert ordered(
        fix("1.3.7", effort="weeks"),
        fix("1.3.8", effort="days"),
        fix("1.2.4", effort="minutes"),
        fix("1.3.1", effort="minutes"),
        **{
            "1_3_7": {"depends_on": ["1.3.1", "1.2.4"]},
            "1_3_8": {"depends_on": ["1.3.1"]},
            "1_2_4": {},
            "1_3_1": {},
        },
    ) == ["id-1.2.4", "id-1.3.1", "id-1.3.7", "id-1.3.8"]


def test_a_chain_and_a_circle() -> None:
    chain: dict[str, dict[str, object]] = {
        "1_1_1": {"depends_on": ["1.1.2"]},
        "1_1_2": {"depends_on": ["1.1.3"]},
        "1_1_3": {},
    }
    fixes = [fix("1.1.1", effort="weeks"), fix("1.1.2", effort="days"), fix("1.1.3", effort="minutes")]
    assert ordered(*fixes, **chain) == ["id-1.1.3", "id-1.1.2", "id-1.1.1"]
    circle = chain | {"1_1_3": {"depends_on": ["1.1.1"]}}
    assert sorted(ordered(*fixes, **circle)) == ["id-1.1.1", "id-1.1.2", "id-1.1.3"]


# The date, and names that stay.


@pytest.mark.parametrize(("effort", "days"), [("weeks", 25), ("days", 5), ("hours", 1), ("minutes", 0)])
def test_start_by_is_the_deadline_less_the_days_it_takes(effort: Any, days: int) -> None:
    (found,) = in_order([fix(effort=effort)], DEADLINE, None)
    assert (found.rank, found.start_by) == (1, DEADLINE - timedelta(days=days))


def everything(days_left: int, deadline: date = DEADLINE) -> tuple[Fix, ...]:
    reading = Reading(
        questions=(
            gap("1.1.1", comment="text"),
            question("1.1.2", **OLD),
            question("1.1.3", **OLD, new_or_changed="changed"),
            question("1.3.1", **OLD),
            gap("1.3.7"),
            question("3.1.1", **OLD),
            question("3.2.1", **OLD, status="incomplete"),
            question("10.1.1", status="unknown"),
            gap("10.2.1", new_or_changed="new"),
        ),
        problems=(Problem(kind="cut_off", url="https://www.dsptoolkit.nhs.uk/a", detail="a is cut off."),),
    )
    given = situation(reading=reading, days_left=days_left, deadline=deadline)
    fixes = find_fixes(given)
    chance(days_left).shuffle(fixes)
    return in_order(fixes, deadline, given.guidance)


@pytest.mark.parametrize("days_left", [60, 20, 7, 1, 0, -3])
def test_the_date_changes_no_order_and_no_name(days_left: int) -> None:
    assert [(f.id, f.start_by) for f in everything(days_left)] == [(f.id, f.start_by) for f in everything(7)]


def test_another_deadline_changes_the_days_alone() -> None:
    later = everything(7, DEADLINE + timedelta(days=92))
    assert [f.id for f in later] == [f.id for f in everything(7)]
    assert {f.start_by for f in later}.isdisjoint({f.start_by for f in everything(7)})


def test_the_whole_table() -> None:
    fixes = everything(7)
    assert [f.rank for f in fixes] == list(range(1, 11))
    assert len({f.id for f in fixes}) == len(fixes)
    assert [f.ref for f in fixes] == [
        *("10.1.1", None),
        *("3.2.1", "10.2.1", "1.3.7", "1.1.1"),
        *("1.1.2", "3.1.1", "1.1.3", "1.3.1"),
    ]


def test_a_fix_keeps_its_name_when_words_and_neighbours_change() -> None:
    def names(*questions: Any) -> dict[str | None, str]:
        return {f.ref: f.id for f in find_fixes(situation(*questions))}

    before = names(gap("1.1.1"), gap("1.1.2"), question("1.3.1", **OLD))
    after = names(
        question("1.3.1", title="Other", url=None, carried_over=True, updated_on=None),
        gap("1.1.2", title=None, url="https://www.dsptoolkit.nhs.uk/other"),
        gap("9.1.1"),
    )
    assert {ref: after[ref] for ref in ("1.1.2", "1.3.1")} == {ref: before[ref] for ref in ("1.1.2", "1.3.1")}


def test_a_fix_keeps_its_name_when_another_check_comes_first() -> None:
    carried = {"carried_over": True, "updated_on": DEADLINE - timedelta(days=330)}
    early, late = (
        find_fixes(situation(question("3.2.1", **carried), days_left=d, guidance=g))[0]
        for d, g in ((7, guidance({})), (7, guidance()))
    )
    assert (early.check, late.check) == ("carried_over", "training")
    assert early.id == late.id
    assert early.id != find_fixes(situation(gap("3.2.1")))[0].id
