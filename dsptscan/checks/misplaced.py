"""The small thing that keeps a question incomplete: the words stand in the comment box, the answer box is empty."""

from __future__ import annotations

import re

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.model import Question

# A comment on an empty box that says why it is empty is where it should be.
_STILL_TO_COME = re.compile(
    r"\b(?:not yet|not done|not in place|to do|to be done|will|waiting|awaiting|ask|asked|chase|need|needs|pending"
    r"|soon|tomorrow|next (?:week|month|year)|in progress|started|plan|planned)\b|\?",
    re.IGNORECASE,
)


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        if question.status == "complete" or question.answer.answered is not False or not question.answer.comment:
            continue
        if question.mandatory is False:
            continue  # optional and not answered: nobody has to
        told = _told(question)
        if told:
            why, do = told
            stops = bool(question.mandatory and question.status == "incomplete" and not situation.published)
            found.append(about(question, "misplaced", why=why, do=do, stops=stops, effort="minutes"))
    return found


def _told(question: Question) -> tuple[str, str] | None:
    """Why and what to do; None when the comment does not stand for an answer."""
    if question.answer.kind == "tick":
        if _STILL_TO_COME.search(question.answer.comment or ""):
            return None
        return (
            "The box is not ticked, although the comment reads as if it should be.",
            "Open the question, tick the box if your comment means yes or not applicable, and save.",
        )
    if question.answer.kind == "document":
        return (
            "There is a text in the comment box, but the place for the document is empty.",
            "Open the question, move what you typed from the comment box to the box for the document, and save.",
        )
    return (
        "There is a text in the comment box, but the answer box is empty.",
        "Open the question, move your text from the comment box to the answer box, and save.",
    )
