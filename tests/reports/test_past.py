"""The history as text: nothing the site says can steer the terminal, and "ready" is said of the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dsptscan.compare import Difference
from dsptscan.model import Assessment, Organisation
from dsptscan.reports.past import render_difference, render_list
from tests.reports.examples import fix, report

EVIL = "\x1b[2J\x9b\u202eevil\x07\r\n\u2028T\u0177\u5b57"


def drawn(found: Difference, width: int = 100, **changes: Any) -> str:
    before = report(today=date(2026, 6, 20), verdict="ready")
    return render_difference((3, before), (5, report(**changes)), found, width=width)


def test_the_list() -> None:
    text = render_list([[1, "20 June 2026", "was ready", 45, 45, 0, 0, 1]])
    assert text.splitlines()[0].split()[:3] == ["No", "Day", "Verdict"]
    assert text.splitlines()[2].split() == ["1", "20", "June", "2026", "was", "ready", "45", "45", "0", "0", "1"]


def test_a_difference_says_what_became_of_each_fix() -> None:
    seen = {"first_seen": "2026-06-01T08:00:00Z"}
    text = drawn(
        Difference(
            fixed=(fix(ref="1.1.1", title="Number"),),
            new=(fix(ref="1.1.2", title="Register", **seen),),
            reopened=(fix(ref="1.1.3", title="Notice", **seen),),
            still=(fix(ref=None, title="Annexe", check="carried_over", state="accepted", **seen),),
            unsure=(fix(ref="1.1.5", title="Person"),),
            answers=("1.1.7",),
        )
    )
    assert text == (
        "From scan 3 of 20 June 2026: was ready, 1 of 2 mandatory complete, 1 not certain\n"
        "to   scan 5 of 23 June 2026: not ready, 1 of 2 mandatory complete, 1 not certain\n\n"
        "Fixed (1):\n- 1.1.1 Number (changed)\n\n"
        "New (1):\n- 1.1.2 Register (changed)\n\n"
        "Back again, after it was gone (1):\n- 1.1.3 Notice (changed, since 1 June 2026)\n\n"
        "Still there (1):\n- Annexe (carried over, since 1 June 2026, accepted for now)\n\n"
        "Gone, but not fixed for certain: the later scan could not read it (1):\n- 1.1.5 Person (changed)\n\n"
        "Answers that are not what they were: 1.1.7.\n"
    )


def test_nothing_to_fix() -> None:
    assert "There was nothing to fix, then or later." in drawn(Difference())


def test_two_years_or_two_organisations_are_told() -> None:
    text = drawn(Difference(), assessment=Assessment(year="2026-27"), organisation=Organisation())
    assert "of two toolkit years (2025-26 and 2026-27): the same number may be another question" in text
    assert "of two organisations (VX001 and not known)" in text


@pytest.mark.parametrize("width", [1, 80, 200, 900])
def test_it_fits_and_is_safe(width: int) -> None:
    evil = fix(ref=EVIL, title=f"{EVIL} {'word ' * 60}")
    text = drawn(
        Difference(fixed=(evil,), still=(replace(evil, first_seen="2026-06-01T08:00:00Z"),), answers=(EVIL,)),
        width,
        organisation=Organisation(code=EVIL),
        assessment=Assessment(year=EVIL),
    )
    text.encode("cp1252")
    assert all(line.isprintable() and len(line) <= max(80, min(width, 200)) for line in text.split("\n"))
