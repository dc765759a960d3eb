"""Dates as typed."""

from __future__ import annotations

import re
from datetime import date

from dsptscan.errors import WrongUsage
from dsptscan.today import today_in_london


def chosen_day(typed: str | None) -> date:
    """The date typed after `--today`, or today's in London. Raises WrongUsage, or NotSetUp without time zones."""
    if typed is None:
        return today_in_london()
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass
    raise WrongUsage("The date after --today is not a date.", "Write it as year-month-day, for example 2026-06-23.")
