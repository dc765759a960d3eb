"""What earlier scans of an assessment found out, as the next one needs to know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dsptscan.model import Fix, Milestone, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of one toolkit year of one organisation, beyond its scans.

    `first_seen`: the id of every fix there ever was -> when a scan first found it ("2026-06-23T08:15:30Z").
    """

    first_seen: Mapping[str, str] = field(default_factory=dict)

    def after(self, report: Report) -> Memory:
        """The same, with what a new scan adds."""
        now = {fix.id: fix.first_seen or report.scanned_at for fix in report.fixes}
        return Memory(first_seen={**now, **self.first_seen})


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The scans before this one: same account, organisation and toolkit year. Without any, the defaults.

    `course` is how far they had come, oldest first.
    """

    memory: Memory = Memory()
    course: tuple[Milestone, ...] = ()


def first_found(fixes: Iterable[Fix], past: Past | None, now: str) -> list[Fix]:
    """The fixes with when each was first found: `now`, if no scan before found it."""
    if past is None:
        return list(fixes)
    return [replace(fix, first_seen=past.memory.first_seen.get(fix.id, now)) for fix in fixes]


def read_whole(report: Report) -> bool:
    """Whether every page and every question could be read."""
    return not report.problems and not report.counts.unknown and bool(report.counts.mandatory)
