"""The fixes in the groups people work through: look first, start now, one sitting; accepted ones apart."""

from __future__ import annotations

from dataclasses import dataclass

from dsptscan.model import Fix, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fixes that are tackled in the same way, in the order of their ranks. `lead` says how, in one sentence."""

    heading: str
    lead: str
    fixes: tuple[Fix, ...]


def groups(report: Report) -> list[Group]:
    """The open fixes, grouped; without empty groups."""
    unread = tuple(fix for fix in still_open(report) if fix.check == "unreadable")
    rest = [fix for fix in still_open(report) if fix.check != "unreadable"]
    slow = tuple(fix for fix in rest if fix.effort in ("weeks", "days"))
    sitting = tuple(fix for fix in rest if fix.effort in ("hours", "minutes"))
    minutes = sum(fix.effort == "minutes" for fix in sitting)
    takes = [
        f"{number} {'takes' if number == 1 else 'take'} {effort}"
        for number, effort in ((minutes, "minutes"), (len(sitting) - minutes, "hours"))
        if number
    ]
    made = [
        Group(
            heading="Look first: it could not be read",
            lead="Open each of these yourself. Until that is done, nobody can rely on the rest.",
            fixes=unread,
        ),
        Group(
            heading="Start now: it needs others",
            lead="These take days or weeks, because colleagues, suppliers or papers are needed.",
            fixes=slow,
        ),
        Group(heading="Finish in one sitting", lead=f"{', '.join(takes)}.", fixes=sitting),
    ]
    return [group for group in made if group.fixes]


def still_open(report: Report) -> list[Fix]:
    """What is to be done."""
    return [fix for fix in report.fixes if fix.state == "open"]


def accepted(report: Report) -> tuple[Fix, ...]:
    """What a person has accepted for now."""
    return tuple(fix for fix in report.fixes if fix.state == "accepted")


def taking(report: Report, effort: str) -> list[Fix]:
    """The open fixes of this effort."""
    return [fix for fix in still_open(report) if fix.effort == effort]
