"""What counts as another wording, and when that is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dsptscan.model import Question
from dsptscan.wording import LastRead, Wording, same, worded

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
NONE: Mapping[str, Wording] = {}


def asked(title: str | None = "Are your devices safe?", ref: str = "1.1.1", **more: Any) -> Question:
    return Question(ref=ref, title=title, **({"status": "complete"} | more))


def read(*days: tuple[date, Question], last_year: Mapping[str, Wording] = NONE) -> Wording | None:
    """The wording of 1.1.1 after scans on these days."""
    known: Mapping[str, Wording] = {}
    for day, question in days:
        known = worded([question], day, known, last_year).of
    return known.get("1.1.1")


def before(wording: Wording | None) -> tuple[str, date, bool] | None:
    return (wording.before.title, wording.before.day, wording.last_year) if wording and wording.before else None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Are your devices safe?", "ARE  your devices\u00a0safe", True),
        ("Back-ups: tested", "Backups tested.", True),
        ("Caf\u00e9 Wi\u2011Fi", "Cafe\u0301 wifi", True),
        ("Are your devices safe?", "Are all your devices safe?", False),
        ("Within 12 months", "Within 24 months", False),
        ("Are your dev...", "Are your devices safe?", True),
        ("Are your devices safe?", "Are your dev\u2026", True),
        ("Are your dev", "Are your devices safe?", False),
    ],
)
def test_case_white_space_and_punctuation_make_no_difference(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike


def test_the_first_reading_is_no_change() -> None:
    assert before(read((MAY, asked()))) is None
    assert before(read((MAY, asked()), (JUNE, asked("are your devices SAFE")))) is None


def test_a_change_stays_known_with_the_last_day_of_the_old_wording() -> None:
    old, new = asked(), asked("Are all your devices safe?")
    changed = read((MAY, old), (JUNE, old), (JULY, new))
    assert before(changed) == ("Are your devices safe?", JUNE, False)
    assert before(read((MAY, old), (JUNE, new), (JULY, new))) == ("Are your devices safe?", MAY, False)
    assert changed is not None
    assert changed.since == JULY


def test_a_change_that_is_taken_back_is_none() -> None:
    assert before(read((MAY, asked("A")), (JUNE, asked("B")), (JULY, asked("A")))) is None
    assert before(read((MAY, asked("A")), (JUNE, asked("B")), (JULY, asked("C")))) == ("B", JUNE, False)


@pytest.mark.parametrize("unread", [asked(None), asked("Another", status="unknown"), asked(" ?! ")])
def test_what_could_not_be_read_is_not_compared_and_not_remembered(unread: Question) -> None:
    assert read((MAY, unread)) is None
    assert read((MAY, asked()), (JUNE, unread)) == read((MAY, asked()))
    assert before(read((MAY, asked()), (JUNE, unread), (JULY, asked()))) is None


def test_the_year_before_counts_until_this_one_was_read() -> None:
    last_year = worded([asked("Old")], date(2025, 6, 1), NONE, NONE).of
    first = read((MAY, asked("New")), last_year=last_year)
    assert before(first) == ("Old", date(2025, 6, 1), True)
    assert before(read((MAY, asked("New")), (JUNE, asked("New")), last_year=last_year)) == before(first)
    assert before(read((MAY, asked("New")), (JUNE, asked("Newer")), last_year=last_year)) == ("New", MAY, False)
    assert before(read((MAY, asked("New")), (JUNE, asked("Old")), last_year=last_year)) is None
    assert before(read((MAY, asked("Old")), last_year=last_year)) is None


@pytest.mark.parametrize(("of", "changed", "kept"), [(10, 5, 5), (10, 6, 0), (9, 9, 9), (1, 1, 1), (77, 40, 0)])
def test_when_nearly_all_differ_it_is_another_way_of_showing_them(of: int, changed: int, kept: int) -> None:
    def questions(words: str) -> list[Question]:
        return [asked(f"Question {n}{words if n <= changed else ''}", ref=f"1.1.{n}") for n in range(1, of + 1)]

    known = worded(questions(""), MAY, NONE, NONE).of
    for again in (
        worded(questions(" reworded"), JUNE, known, NONE),
        worded(questions(" reworded"), JUNE, NONE, known),
    ):
        assert sum(one.before is not None for one in again.of.values()) == kept
        assert again.passed_over == changed - kept
        later = worded(questions(" reworded"), JULY, again.of, NONE)
        assert (later.passed_over, sum(one.before is not None for one in later.of.values())) == (0, kept)


OLD: dict[str, Any] = {"carried_over": True, "updated_on": date(2025, 6, 2)}


@pytest.mark.parametrize(
    ("then", "now", "over"),
    [
        # the day it was saved moved on
        ({"updated_on": date(2026, 3, 1)}, {"updated_on": date(2026, 3, 1)}, False),
        ({"updated_on": date(2026, 3, 1)}, {"updated_on": date(2026, 5, 20)}, True),
        ({"updated_on": date(2026, 3, 1)}, {"updated_on": JUNE}, True),
        ({"updated_on": None}, {"updated_on": JUNE}, True),
        ({"updated_on": None}, {"updated_on": MAY}, False),
        ({"updated_on": JUNE}, {"updated_on": JUNE}, True),
        (OLD, OLD, False),
        # without days: what it was then and is now
        (OLD, {"carried_over": False, "updated_on": None}, True),
        ({"carried_over": False}, {"carried_over": False}, False),
        ({"carried_over": None}, {"carried_over": False}, False),
        ({"status": "incomplete"}, {"status": "complete"}, True),
        ({"status": "incomplete"}, {"status": "incomplete"}, False),
        ({"carried_over": True}, {"carried_over": False, "status": "incomplete"}, False),
    ],
)
def test_saved_since(then: dict[str, Any], now: dict[str, Any], over: bool) -> None:
    wording = read((MAY, asked("Old", **then)), (JUNE, asked("New", **now)))
    assert wording is not None
    assert wording.before is not None
    assert wording.saved_since(asked("New", **now)) is over


def test_where_nothing_changed_there_is_nothing_to_save() -> None:
    assert Wording(now=LastRead(title="A", day=MAY, status="complete"), since=MAY).saved_since(asked())
