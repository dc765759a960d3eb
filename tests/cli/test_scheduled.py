"""A random start, and no window to write to."""

from __future__ import annotations

import sys

import pytest

from dsptscan.cli.scheduled import somewhere_to_write, spread_out
from dsptscan.schedule.job import SPREAD


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr("dsptscan.cli.scheduled.time.sleep", seconds.append)
    monkeypatch.delenv("DSPTSCAN_ASKED", raising=False)
    return seconds


def test_many_providers_do_not_arrive_together(slept: list[float]) -> None:
    for _ in range(200):
        spread_out(SPREAD)
    assert SPREAD == 20
    assert all(0 <= seconds <= SPREAD * 60 for seconds in slept)
    assert min(slept) < 5 * 60 < 15 * 60 < max(slept)


def test_nobody_waits_who_asked(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    spread_out(0)
    monkeypatch.setenv("DSPTSCAN_ASKED", "1")
    spread_out(SPREAD)
    assert slept == []


def test_a_program_without_a_window_still_has_somewhere_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with somewhere_to_write():
        for stream in (sys.stdout, sys.stderr):
            assert stream.write("x") == 1
            assert not stream.isatty()
    assert (sys.stdout, sys.stderr) == (None, None)
