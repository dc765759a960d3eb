"""All checks run, and what they find about the same thing put into one fix."""

from __future__ import annotations

import hashlib
import re
from typing import get_args

from dsptscan.checks import (
    carried_over,
    changed,
    mandatory,
    misplaced,
    publish,
    records,
    share,
    sites,
    training,
    unreadable,
)
from dsptscan.checks.interface import Check, Finding, Situation
from dsptscan.model import CheckName, Effort, Fix, Status

ALL: tuple[Check, ...] = (
    unreadable.find, misplaced.find, training.find, records.find, changed.find, carried_over.find, mandatory.find,
    sites.find, publish.find, share.find,
)  # fmt: skip
# What is to be done about a question; part of a fix's id.
_DEEDS: dict[Status, str] = {"incomplete": "answer", "complete": "review", "unknown": "read"}
_A_WORD = re.compile(r"[A-Za-z0-9]{1,20}")
RANKS: dict[str, int] = {name: i for i, name in enumerate(get_args(CheckName))}


def find_fixes(situation: Situation) -> list[Fix]:
    """The fixes of all checks, one per thing to do, in no order yet."""
    things: dict[str, list[Finding]] = {}
    for check in ALL:
        for finding in check(situation):
            things.setdefault(finding.ref or f"{finding.check}-{finding.key}", []).append(finding)
    statuses = {question.ref: question.status for question in situation.reading.questions}
    return [_merged(findings, situation, _DEEDS[statuses.get(ref, "unknown")]) for ref, findings in things.items()]


def _merged(findings: list[Finding], situation: Situation, deed: str) -> Fix:
    """One fix that bears its most telling check and gives every reason."""
    first, *others = sorted(findings, key=lambda f: RANKS[f.check])
    why = " ".join(dict.fromkeys([first.why, *(f.why for f in others)]))
    return Fix(
        id=_id(first, deed),
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


def _id(finding: Finding, deed: str) -> str:
    """The same for the same thing to do in every scan, whichever check comes first that day."""
    if finding.ref:
        return f"{finding.ref}-{deed}"
    if finding.key == finding.check:
        return finding.check
    if _A_WORD.fullmatch(finding.key):
        return f"{finding.check}-{finding.key}"  # short enough to be typed
    return f"{finding.check}-{hashlib.sha256(finding.key.encode()).hexdigest()[:8]}"
