"""Mandatory questions that are not complete: the toolkit does not publish without them."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.model import Question

_SAVE_AGAIN = "Open the question, read what is there, and save it again."


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        if not (question.mandatory and question.status == "incomplete"):
            continue
        known = situation.known(question.ref)
        if question.answer.answered:
            why, do = _though_answered(question)
        else:
            why = "It is mandatory and not completed."
            do = known.hint if known else "Open the question, answer it and save."
        found.append(about(question, "mandatory", why=why, do=do, stops=not situation.published))
    return found


def _though_answered(question: Question) -> tuple[str, str]:
    """Why it may still count as incomplete although something is filled in, and what to do about it."""
    first = "It is mandatory and not completed, although something is filled in."
    if question.carried_over:
        return f"{first} The toolkit waits for you to confirm last year's answer.", _SAVE_AGAIN
    if question.answer.kind == "document":
        return (
            f"{first} Perhaps the document was chosen but not saved, or a part of the question is still empty.",
            "Open the question, check that the document or its place is there, look for an empty box, and save.",
        )
    if question.answer.kind == "tick":
        return (
            f"{first} Perhaps the tick was not saved, or a box beside it is still empty.",
            "Open the question, look for an empty box beside the tick, fill it in, and save.",
        )
    return f"{first} Perhaps it was typed but not saved, or a part is still empty.", _SAVE_AGAIN
