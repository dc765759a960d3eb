"""Policies, registers and reviews whose period has run out."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.checks.periods import run_out


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        why = None if question.ref.startswith("3.") else run_out(question, situation)
        known = situation.known(question.ref)
        if why and known:
            found.append(about(question, "records", why=why, do=known.hint))
    return found
