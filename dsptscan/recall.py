"""An earlier scan shown again: the answers as read then, the days and what was decided as of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from dsptscan.checks.order import in_order
from dsptscan.decisions import Decision, decided
from dsptscan.guidance import Shelf
from dsptscan.guidance.years import deadline_of
from dsptscan.model import Fix, Milestone, Report, in_words


def recalled(
    report: Report,
    *,
    today: date,
    decisions: Mapping[str, Decision],
    course: tuple[Milestone, ...],
    shelf: Shelf,
    now: datetime | None = None,
) -> Report:
    """The last scan as of `today`. What was ready on another day is never called ready: see `as_it_was`."""
    year = report.assessment.year
    known = shelf.of(year)
    deadline = deadline_of(year, today)
    fixes = in_order(
        decided(report.fixes, decisions, today), deadline, known.fitting(report.questions) if known else None
    )
    fresh = report.today == today and _scanned_today(report, now)
    return replace(as_it_was(report, fresh=fresh, fixes=fixes), today=today, deadline=deadline, course=course)


def as_it_was(
    report: Report, *, fresh: bool | None = None, fixes: tuple[Fix, ...] | None = None, now: datetime | None = None
) -> Report:
    """A scan as it stood. "Ready" is for its own day alone: after that it was ready, and now nobody can tell."""
    fresh = _scanned_today(report, now) if fresh is None else fresh
    report = replace(report, recalled_from=report.today, fixes=report.fixes if fixes is None else fixes)
    if report.verdict != "ready" or fresh:
        return report
    said = f"It was ready on {in_words(report.today)}. Whether it still is, only a new scan can tell"
    again = f"dsptscan scan {report.account}" if report.account else "dsptscan scan"
    return replace(
        report,
        verdict="cannot_tell",
        verdict_because=(f"{said}: {again}",),
        fixes=tuple(_after_a_new_scan(fix, said) for fix in report.fixes),
    )


def _after_a_new_scan(fix: Fix, said: str) -> Fix:
    """Publishing is the last step, and rests on being ready."""
    if fix.check != "publish":
        return fix
    return replace(fix, why=f"{said}.", do=f"Scan again. If it is still ready: {fix.do[:1].lower()}{fix.do[1:]}")


def _scanned_today(report: Report, now: datetime | None) -> bool:
    """Whether the scan is of this very day, whichever day it was told to count from."""
    return report.scanned_at[:10] == (now or datetime.now(UTC)).date().isoformat()
