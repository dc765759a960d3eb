"""The order of fixes: what could not be read, what stops publishing, the rest; the longest first in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dsptscan.checks.run import RANKS
from dsptscan.guidance import YearGuidance
from dsptscan.model import Effort, Fix, reference_number

DAYS: dict[Effort, int] = {"weeks": 25, "days": 5, "hours": 1, "minutes": 0}


def in_order(fixes: Iterable[Fix], deadline: date, guidance: YearGuidance | None) -> tuple[Fix, ...]:
    """The fixes ranked from 1, each with the day to start by. The date changes days and words, never the order."""
    ranked: list[Fix] = []
    groups: dict[tuple[bool, int], list[Fix]] = {}
    for fix in fixes:
        groups.setdefault((fix.state == "accepted", _group(fix)), []).append(fix)
    for key in sorted(groups):
        ranked += _prerequisites_first(sorted(groups[key], key=_key), guidance)
    return tuple(
        replace(fix, rank=rank, start_by=deadline - timedelta(days=DAYS[fix.effort]))
        for rank, fix in enumerate(ranked, 1)
    )


def _group(fix: Fix) -> int:
    if fix.check == "unreadable":
        return 0
    return 1 if fix.stops_publishing else 2


def _key(fix: Fix) -> tuple[int, int, bool, tuple[int, ...], str]:
    return (-DAYS[fix.effort], RANKS[fix.check], fix.ref is None, reference_number(fix.ref) if fix.ref else (), fix.id)


def _prerequisites_first(group: list[Fix], guidance: YearGuidance | None) -> list[Fix]:
    """What others depend on moves up, directly before the first that needs it."""
    by_ref = {fix.ref: fix for fix in group if fix.ref}
    placed: dict[str, Fix] = {}

    def place(fix: Fix, waiting: frozenset[str]) -> None:
        if fix.id in placed or fix.id in waiting:
            return
        known = guidance.questions.get(fix.ref) if guidance and fix.ref else None
        for ref in sorted(known.depends_on if known else (), key=reference_number):
            if ref in by_ref:
                place(by_ref[ref], waiting | {fix.id})
        placed[fix.id] = fix

    for fix in group:
        place(fix, frozenset())
    return list(placed.values())
