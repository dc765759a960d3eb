from __future__ import annotations

import pytest

from dsptscan.cli.progress import MovingBar, PlainLines


def test_the_bar_moves_on_one_line_and_goes_away(capsys: pytest.CaptureFixture[str]) -> None:
    with MovingBar("") as show:
        show("Signing in", 0, 0)
        show("Reading \x1b[2J the questions of a home with a very long name, and yet more words", 1, 2)
        show("Reading", 2, 2)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "\n" not in shown.err
    assert "\x1b" not in shown.err
    steps = shown.err.split("\r")
    assert steps[1] == "Signing in"
    assert steps[2].startswith("[############------------] 1 of 2 Reading")
    assert all(len(step) < 80 for step in steps)
    assert steps[3].rstrip() == "[########################] 2 of 2 Reading"
    assert steps[-2].strip() == steps[-1] == ""


def test_plain_lines_do_not_repeat(capsys: pytest.CaptureFixture[str]) -> None:
    with PlainLines("a: ") as show:
        for _ in range(3):
            show("Signing in", 0, 0)
        for done in range(101):
            show("Reading", done, 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "a: Signing in"
    assert lines[-1] == "a: Reading (100 of 100)"
    assert len(lines) == 6
