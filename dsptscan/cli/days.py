"""Dates as typed, and today's date where the toolkit is."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dsptscan.errors import NotSetUp, WrongUsage


def chosen_day(typed: str | None) -> date:
    """The date typed after `--today`, or today's in London. Raises WrongUsage, or NotSetUp without time zones."""
    if typed is not None:
        return typed_day(typed, "--today")
    try:
        return datetime.now(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        raise NotSetUp(
            "This computer does not know the time zone of London.",
            "Install the Python package tzdata, or give the date with --today.",
        ) from None


def typed_day(typed: str, option: str) -> date:
    """The date typed after an option. Raises WrongUsage."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise WrongUsage(f"The date after {option} is not a date.", "Write it as year-month-day, for example 2026-06-23.")
