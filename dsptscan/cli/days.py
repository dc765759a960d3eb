"""Dates as typed."""

from __future__ import annotations

import re
from datetime import date

from dsptscan.errors import WrongUsage
from dsptscan.today import today_in_london


def chosen_day(typed: str | None) -> date:
    """The date typed after `--today`, or today's in London. Raises WrongUsage, or NotSetUp without time zones."""
    return today_in_london() if typed is None else typed_day(typed, "--today")


def typed_day(typed: str, option: str) -> date:
    """The date typed after an option. Raises WrongUsage."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise WrongUsage(f"The date after {option} is not a date.", "Write it as year-month-day, for example 2026-06-23.")
