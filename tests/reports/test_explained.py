from __future__ import annotations

import pytest

from dsptscan.reports.explained import render, render_list

ADDRESS = "https://help.example/" + "a" * 150
PARTS = (("What to do", ("word " * 60,)), ("Read in", (f"A book\n{ADDRESS}", "Another")), ("Nothing", ()))
EVIL = "\x1b[2J\x9b\u202eevil\x07\r\u2028T\u0177\u5b57"


@pytest.mark.parametrize("width", [1, 80, 120, 900])
def test_it_fits_and_no_address_is_cut(width: int) -> None:
    text = render("Question 1.1.1", "Mind " * 40, PARTS, ("Somebody: 1234.",), width=width)
    rows = [("1.1.1", "word " * 60, "hours"), ("10.10.10", "Do it.", "not known")]
    listed = render_list("Questions", "Mind " * 40, rows, "More of " * 40, width=width)
    for line in (text + listed).splitlines():
        assert len(line) <= max(80, min(width, 200)) or line.strip() == ADDRESS
    assert f"\n    {ADDRESS}\n" in text
    assert text.count("word") == listed.count("word") == 60


def test_the_parts_and_what_is_left_out() -> None:
    text = render("Question 1.1.1", None, (("One", ("Alone.",)), ("Two", ("a", "b")), ("None", ())), (), width=80)
    assert text == "Question 1.1.1\n\nOne:\n  Alone.\n\nTwo:\n  - a\n  - b\n"
    assert render("Q", "Mind.", (), ("A: 1.", "B: 2."), width=80) == "Q\n\nMind.\n\nHelp:\n  - A: 1.\n  - B: 2.\n"


def test_the_list() -> None:
    text = render_list(
        "Questions", None, [("1.1.1", "Do it.", "hours"), ("10.1.1", "\u200b", "days")], "End.", width=80
    )
    lines = text.splitlines()
    assert lines[2].split() == ["#", "What", "to", "do", "Effort"]
    assert lines[4].split() == ["1.1.1", "Do", "it.", "hours"]
    assert lines[5].split() == ["10.1.1", "days"]
    assert lines[-1] == "End."


def test_a_persons_own_words_cannot_steer_the_terminal() -> None:
    text = render(EVIL, EVIL, ((("What"), (EVIL, f"{EVIL}\n{EVIL}")),), (EVIL,), width=80)
    text += render_list(EVIL, EVIL, [("1.1.1", EVIL, "hours")], "End.", width=80)
    text.encode("cp1252")
    assert all(line.isprintable() for line in text.split("\n"))
