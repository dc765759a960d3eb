"""What is said of one fix, as every format says it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from dsptscan.model import CheckName, Fix, in_words
from dsptscan.reports.clean import visible

KINDS: dict[CheckName, str] = {
    "unreadable": "Could not be read",
    "misplaced": "In the wrong place",
    "training": "Training",
    "records": "Papers out of date",
    "changed": "New or changed",
    "carried_over": "Carried over",
    "mandatory": "Not complete",
    "sites": "Sites",
    "publish": "Publish",
    "share": "After publishing",
}
STOPS = "Stops publishing"


def why(fix: Fix) -> str:
    """The first reason: its first sentence, the most telling one."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", visible(fix.why), maxsplit=1)[0]


def start_by(fix: Fix, today: date) -> str:
    """The last day to begin."""
    if fix.start_by is None:
        return "-"
    if fix.start_by < today:
        return "now (late)"
    return short(fix.start_by)


def is_late(fix: Fix, today: date) -> bool:
    """Whether an open fix should have been begun already."""
    return fix.start_by is not None and fix.start_by < today and fix.state == "open"


def accepted(fix: Fix) -> str | None:
    """Why a fix may wait, and how long; None while it is open."""
    if fix.state != "accepted":
        return None
    until = f" until {in_words(fix.accepted_until)}" if fix.accepted_until else ""
    return f"Accepted{until}: {visible(fix.accepted_because or 'no reason given')}"


def taken_on(fix: Fix) -> str | None:
    """Who takes care of a fix; None when nobody does."""
    if not fix.assigned_to:
        return None
    return f"{visible(fix.assigned_to)} takes care of it{f', by {in_words(fix.due)}' if fix.due else ''}."


def first_seen(fix: Fix) -> date | None:
    """The day of the scan that found it first."""
    known = moment(fix.first_seen)
    return known.date() if known else None


def moment(stamp: str | None) -> datetime | None:
    """A stamp like 2026-06-23T08:15:30Z, in UTC; None when it is none."""
    try:
        return datetime.fromisoformat(stamp).replace(tzinfo=UTC) if stamp and stamp.endswith("Z") else None
    except ValueError:
        return None


def short(day: date) -> str:
    """30 Jun 2026."""
    return f"{day.day} {day:%b %Y}"
