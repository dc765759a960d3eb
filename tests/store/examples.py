"""Scans to keep, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dsptscan.model import Assessment, Report
from dsptscan.store import History
from tests.reports.examples import fix, report

ACCOUNT = "meadow"
YEAR = Assessment(year="2025-26", standard="Standards Met")


def scanned(day: int = 23, *, fixes: tuple[str, ...] = ("4.3.1",), **changes: Any) -> Report:
    """A scan on a day of June 2026, with a fix for each of these references."""
    found = tuple(fix(id=f"{ref}-answer", ref=ref, rank=rank, title=ref) for rank, ref in enumerate(fixes, 1))
    values: dict[str, Any] = {
        "today": date(2026, 6, day),
        "scanned_at": f"2026-06-{day:02}T08:15:30Z",
        "fixes": found,
        "problems": (),
        "support": (),
    }
    return report(**(values | changes))


def save(history: History, given: Report) -> Report:
    """As a scan does: with what is known of the past. Gives back what was kept."""
    past = history.past(given.account or "", given.organisation.code, given.assessment)
    first = past.memory.first_seen
    fixes = tuple(replace(one, first_seen=first.get(one.id, given.scanned_at)) for one in given.fixes)
    kept = replace(given, fixes=fixes)
    history.save(kept, {})
    return kept


def history_in(folder: Path) -> History:
    return History(folder / "data")
