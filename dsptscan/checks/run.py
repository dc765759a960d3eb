"""All checks run, and what they find about the same thing put into one fix."""

from __future__ import annotations

import hashlib
from typing import get_args

from dsptscan.checks import carried_over, changed, mandatory, misplaced, publish, records, training, unreadable
from dsptscan.checks.interface import Check, Finding, Situation
from dsptscan.model import CheckName, Effort, Fix

ALL: tuple[Check, ...] = (
    unreadable.find, misplaced.find, training.find, records.find, changed.find, carried_over.find, mandatory.find,
    publish.find,
)  # fmt: skip
RANKS: dict[str, int] = {name: i for i, name in enumerate(get_args(CheckName))}


def find_fixes(situation: Situation) -> list[Fix]:
    """The fixes of all checks, one per thing to do, in no order yet."""
    things: dict[str, list[Finding]] = {}
    for check in ALL:
        for finding in check(situation):
            things.setdefault(finding.ref or f"{finding.check}-{finding.key}", []).append(finding)
    return [_merged(findings, situation) for findings in things.values()]


def _merged(findings: list[Finding], situation: Situation) -> Fix:
    """One fix that bears its most telling check and gives every reason."""
    first, *others = sorted(findings, key=lambda f: RANKS[f.check])
    why = " ".join(dict.fromkeys([first.why, *(f.why for f in others)]))
    return Fix(
        id=_id(first),
        ref=first.ref,
        check=first.check,
        title=first.title or (f"Question {first.ref}" if first.ref else first.check),
        why=why,
        do=first.do,
        url=first.url,
        stops_publishing=first.check != "unreadable" and any(f.stops_publishing for f in findings),
        effort=first.effort or _effort(first.ref, situation),
    )


def _effort(ref: str | None, situation: Situation) -> Effort:
    known = situation.known(ref) if ref else None
    return (known.effort if known else None) or "hours"


def _id(finding: Finding) -> str:
    """The same for the same thing in every scan."""
    if finding.ref:
        return f"{finding.ref}-{finding.check}"
    if finding.key == finding.check:
        return finding.check
    return f"{finding.check}-{hashlib.sha256(finding.key.encode()).hexdigest()[:8]}"
