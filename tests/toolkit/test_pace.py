"""The polite pace, with a clock of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsptscan.toolkit.failures import status_failure
from dsptscan.toolkit.pace import Pace, retry_after


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def pace(paced: bool = True) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(paced, clock=lambda: clock.now, sleep=clock.sleep), clock


def test_no_more_than_four_requests_in_any_second() -> None:
    polite, clock = pace()
    times = []
    for _ in range(40):
        polite.before(polite.width)
        times += [clock.now] * polite.width
        polite.after()
    assert polite.width == 2
    assert max(sum(1 for other in times if 0 <= other - time < 1) for time in times) <= 4


def test_slower_when_the_site_is_slow() -> None:
    polite, clock = pace()
    polite.before(1)
    clock.now += 5
    polite.after()
    polite.before(1)
    assert clock.now >= 10


def test_waits_as_long_as_the_site_asks() -> None:
    polite, clock = pace(paced=False)
    polite.hold(30)
    polite.before(1)
    assert clock.now == 30


def test_without_a_pace_there_is_no_gap() -> None:
    quick, clock = pace(paced=False)
    for _ in range(10):
        quick.before(6)
        quick.after()
    assert (quick.width, clock.now) == (6, 0)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("Tue, 23 Jun 2026 10:00:30 GMT", 30.0),
        ("Tue, 23 Jun 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 6, 23, 10, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("wait", "words"), [(None, "an hour"), (2.0, "a minute"), (601.0, "11 minutes"), (3600.0, "an hour")]
)
def test_how_long_to_leave_a_busy_toolkit_alone(wait: float | None, words: str) -> None:
    trouble = status_failure(429, wait)
    assert trouble is not None
    assert trouble.next_step == f"Wait at least {words}, then scan again."
