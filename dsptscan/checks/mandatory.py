"""Mandatory questions that are not complete: the toolkit does not publish without them."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        if not (question.mandatory and question.status == "incomplete"):
            continue
        known = situation.known(question.ref)
        if question.answer.answered:
            why = "It is mandatory and not completed, although something is filled in."
            do = "Open the question, read what is there, and save it again."
        else:
            why = "It is mandatory and not completed."
            do = known.hint if known else "Open the question, answer it and save."
        found.append(about(question, "mandatory", why=why, do=do, stops=not situation.published))
    return found
