"""Last scans, as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dsptscan.model import Report

if TYPE_CHECKING:
    from dsptscan.guidance import Shelf
    from dsptscan.store import History, Kept


def as_of(history: History, kept: Kept, today: date, shelf: Shelf) -> Report:
    """A kept scan with the days, and what is decided, as of `today`."""
    from dsptscan.recall import recalled

    return recalled(
        kept.report, today=today, decisions=history.decisions(kept), course=history.course(kept), shelf=shelf
    )
