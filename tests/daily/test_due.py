"""When the check was due, and what is said when it did not run."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from dsptscan.daily.diary import Entry
from dsptscan.daily.due import told
from dsptscan.schedule.record import Record

SINCE = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)  # a Monday
RECORD = Record(scheduler="cron", at=time(7, 30), days=(0, 1, 2, 3, 4), accounts=(), since=SINCE)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=UTC)


def ran(day: int, hour: int = 7, minute: int = 41, state: str | None = "read", **more: object) -> Entry:
    return Entry(**({"state": state, "day": date(2026, 6, day), "at": at(day, hour, minute)} | more))


def missed(entry: Entry | None, now: datetime) -> str | None:
    return next((line for line in told(RECORD, "oaktree", entry, now) if "did not run" in line), None)


def test_nothing_is_said_where_none_is_set_up() -> None:
    assert told(None, "oaktree", ran(2), at(2)) == ()
    only = Record(scheduler="cron", at=time(7, 30), days=(0,), accounts=("other",), since=SINCE)
    assert told(only, "oaktree", None, at(9)) == ()
    assert told(only, "other", None, at(9)) != ()


@pytest.mark.parametrize(
    ("entry", "now", "said"),
    [
        (None, at(1, 13), None),  # set up after today's time
        (None, at(2, 9), None),  # still within two hours
        (None, at(2, 9, 31), "once since it was set up on 1 June 2026; it was last due on 2 June 2026 at 07:30"),
        (ran(2), at(2, 23), None),
        (ran(2), at(3, 9), None),
        (ran(2), at(3, 10), "once since then; it was last due on 3 June 2026 at 07:30"),
        (ran(3, 9), at(3, 12), None),  # late, but it ran
        (ran(3, 7, 29), at(3, 12), None),  # a little early, for clocks differ
        (ran(5), at(7), None),  # the weekend is free
        (ran(5), at(8, 10), "once since then"),
        (ran(2), at(12, 10), "8 times since then; it was last due on 12 June 2026 at 07:30"),
    ],
)
def test_what_was_missed(entry: Entry | None, now: datetime, said: str | None) -> None:
    found = missed(entry, now)
    assert (found is None) is (said is None)
    assert said is None or (found is not None and said in found)


def test_a_computer_that_was_off_for_a_year_does_not_count_for_ever() -> None:
    found = missed(ran(2), at(2) + timedelta(days=365))
    assert found is not None
    assert "4" in found


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (None, "has not run yet"),
        (ran(2), "last ran on 2 June 2026 at 07:41 and read your pages."),
        (ran(2, state=None), "began on 2 June 2026 at 07:41 and did not come to its end"),
        (ran(2, 11, 30, state=None), "is still at work"),
        (
            ran(2, state="not_set_up", said="The keyring is locked.", next_step="Unlock it.", read_at=at(1, 7, 35)),
            "lacked something it needs. The keyring is locked. Unlock it. It last read your pages on 1 June 2026",
        ),
        (ran(2, state="refused", said="Refused.", next_step="Sign in."), "was refused at sign-in. Refused. Sign in."),
    ],
)
def test_how_the_last_one_ended(entry: Entry | None, said: str) -> None:
    assert said in told(RECORD, "oaktree", entry, at(2, 12))[0]


def test_times_are_those_of_the_computers_clock() -> None:
    summer = datetime(2026, 6, 2, 13, 0).astimezone(datetime.now(UTC).tzinfo).replace(tzinfo=UTC)
    from datetime import timezone

    london = timezone(timedelta(hours=1))
    (line,) = told(RECORD, "oaktree", ran(2), summer.astimezone(london))
    assert "2 June 2026 at 08:41" in line
