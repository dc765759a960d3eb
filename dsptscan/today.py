"""Today's date where the toolkit is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dsptscan.errors import NotSetUp


def today_in_london() -> date:
    """Raises NotSetUp on a computer without time zones."""
    try:
        return datetime.now(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        raise NotSetUp(
            "This computer does not know the time zone of London.",
            "Install the Python package tzdata, or give the date with --today.",
        ) from None
