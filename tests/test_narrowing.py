"""Picking out fixes: only those that were asked for, and the report says so."""

from __future__ import annotations

from typing import Any

import pytest

from dsptscan.narrowing import Wanted
from tests.reports.examples import fix, report

FIXES = (
    fix(id="a", rank=1, ref="1.1.1", check="mandatory", effort="days", stops_publishing=True),
    fix(id="b", rank=2, ref="1.1.2", check="training", effort="weeks", stops_publishing=False),
    fix(id="c", rank=3, ref="1.1.3", check="mandatory", effort="minutes", stops_publishing=True, state="accepted"),
    fix(id="d", rank=4, ref=None, check="sites", effort="minutes", stops_publishing=False),
)


@pytest.mark.parametrize(
    ("wanted", "found", "words"),
    [
        ({"checks": ("mandatory",)}, "ac", "check mandatory"),
        ({"checks": ("mandatory", "sites")}, "acd", "check mandatory or sites"),
        ({"efforts": ("minutes",)}, "cd", "effort minutes"),
        ({"questions": ("1.1.2", "1.1.1")}, "ab", "question 1.1.2 or 1.1.1"),
        ({"stops_publishing": True}, "ac", "what stops publishing"),
        ({"accepted": True}, "c", "accepted"),
        ({"checks": ("mandatory",), "efforts": ("days",)}, "a", "check mandatory; effort days"),
        ({"efforts": ("hours",)}, "", "effort hours"),
    ],
)
def test_what_is_wanted(wanted: dict[str, Any], found: str, words: str) -> None:
    given = report(fixes=FIXES)
    shown = Wanted(**wanted).of(given)
    assert "".join(one.id for one in shown.fixes) == found
    assert [one.rank for one in shown.fixes] == ["abcd".index(name) + 1 for name in found]
    assert shown.filtered_by == words
    assert (shown.verdict, shown.counts) == (given.verdict, given.counts)


def test_everything_is_the_report_itself() -> None:
    assert Wanted().of(report()) is not None
    assert Wanted().of(report()) == report()
