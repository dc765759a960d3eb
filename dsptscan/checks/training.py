"""Staff training and the training needs analysis: both count the twelve months before publication."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.checks.periods import run_out

_STANDARD = "3."


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        why = run_out(question, situation) if question.ref.startswith(_STANDARD) else None
        known = situation.known(question.ref)
        if why and known:
            found.append(about(question, "training", why=why, do=known.hint))
    return found
