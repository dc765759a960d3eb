"""Last scans, as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from dsptscan.model import Report

if TYPE_CHECKING:
    from dsptscan.guidance import Shelf
    from dsptscan.store import History, Kept


def as_of(history: History, kept: Kept, today: date, shelf: Shelf) -> Report:
    """A kept scan with the days, and what is decided, as of `today`."""
    from dsptscan.daily.telling import remarks_on
    from dsptscan.recall import recalled
    from dsptscan.store import unfinished

    report = recalled(
        kept.report, today=today, decisions=history.decisions(kept), course=history.course(kept), shelf=shelf
    )
    broken_off = unfinished(history.path.parent, report.account or "")
    said = [*([broken_off] if broken_off else []), *remarks_on(history.path.parent, report.account or "")]
    return replace(report, remarks=(*report.remarks, *said))
