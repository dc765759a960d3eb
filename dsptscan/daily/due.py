"""When the check was due, and whether it ran: pure. What does not run must not go unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dsptscan.daily.diary import Entry
from dsptscan.model import in_words
from dsptscan.schedule.record import Record

# A run begins within 20 minutes and waits for the network for up to an hour.
GRACE = timedelta(hours=2)
_LOOK_BACK = 60  # days

_STATES = {
    "read": "read your pages",
    "refused": "was refused at sign-in",
    "person": "needs you",
    "unavailable": "could not reach the toolkit",
    "not_set_up": "lacked something it needs",
    "stopped": "was stopped by the guard",
    "busy": "was left out",
    "bug": "failed inside dsptscan",
}


def told(record: Record | None, account: str, entry: Entry | None, now: datetime) -> tuple[str, ...]:
    """What to say of the daily check of an account: when it last ran, how that ended, whether it was missed.

    `now` with its time zone. Nothing where none is set up for the account.
    """
    if record is None or (record.accounts and account not in record.accounts):
        return ()
    lines = [_last(entry, now)]
    missed = list(_missed(record, entry, now))
    if missed:
        times = "once" if len(missed) == 1 else f"{len(missed)} times"
        since = "since then" if entry else f"since it was set up on {in_words(record.since.date())}"
        lines.append(
            f"The daily check did not run {times} {since}; it was last due on {_at(missed[-1])}. Was the computer off?"
            " See what is set up with: dsptscan schedule show"
        )
    return tuple(lines)


def _last(entry: Entry | None, now: datetime) -> str:
    if entry is None:
        return "The daily check has not run yet."
    when = _at(entry.at.astimezone(now.tzinfo))
    if entry.state is None:
        if now - entry.at < GRACE:
            return f"The daily check began on {when} and is still at work."
        return f"The daily check began on {when} and did not come to its end."
    ended = f"The daily check last ran on {when} and {_STATES[entry.state]}."
    if entry.state == "read":
        return ended
    read = f" It last read your pages on {_at(entry.read_at.astimezone(now.tzinfo))}." if entry.read_at else ""
    return f"{ended} {entry.said} {entry.next_step}".rstrip() + read


def _missed(record: Record, entry: Entry | None, now: datetime) -> Iterator[datetime]:
    """The times at which it was due since it last ran or was set up, and did not begin."""
    last = max(record.since, entry.at) if entry else record.since
    first = max(last.astimezone(now.tzinfo).date(), now.date() - timedelta(days=_LOOK_BACK))
    for day in (first + timedelta(days=n) for n in range((now.date() - first).days + 1)):
        due = _on(day, record, now)
        # A run that began a little early, for clocks differ, is that day's.
        if due and last + timedelta(minutes=5) < due <= now - GRACE:
            yield due


def _on(day: date, record: Record, now: datetime) -> datetime | None:
    if day.weekday() not in record.days:
        return None
    return datetime.combine(day, record.at, tzinfo=now.tzinfo)


def _at(moment: datetime) -> str:
    return f"{in_words(moment.date())} at {moment:%H:%M}"
