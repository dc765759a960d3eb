"""The small thing that keeps a question incomplete: a box not ticked, a text in the wrong box, a text left out."""

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
_NOT_APPLICABLE = re.compile(r"\b(?:not applicable|n/?a|does not apply|doesn't apply)\b", re.IGNORECASE)
# Where a document is: a path, a web address, a file, a cupboard.
_A_PLACE = re.compile(
    r"[A-Za-z]:\\|\\\\|/\w+/|https?://|\bwww\.|\.(?:pdf|docx?|xlsx?|odt|ods|csv)\b"
    r"|\b(?:drive|folder|sharepoint|cabinet|cupboard|office|file|server|intranet|website)\b",
    re.IGNORECASE,
)
_EMPTY = "The box is not ticked, although "


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        if question.status == "complete" or question.mandatory is False:
            continue  # complete, or optional: nobody has to
        told = _told(question, situation)
        if told:
            why, do = told
            stops = bool(question.mandatory and question.status == "incomplete" and not situation.published)
            found.append(about(question, "misplaced", why=why, do=do, stops=stops, effort="minutes"))
    return found


def _told(question: Question, situation: Situation) -> tuple[str, str] | None:
    """Why and what to do; None when nothing is in the wrong place."""
    answer, known = question.answer, situation.known(question.ref)
    if answer.kind == "tick" and answer.ticked and not answer.text and known and known.also_text:
        return (
            "The box is ticked, but the text the question asks for as well is missing.",
            "Open the question, type the text in the box beside the tick, and save.",
        )
    if answer.answered is not False:
        return None
    if answer.kind == "tick":
        return _not_ticked(answer.text or "", answer.comment or "")
    if not answer.comment:
        return None
    if answer.kind == "document":
        says = "names where the document is" if _A_PLACE.search(answer.comment) else "is filled in"
        return (
            f"The comment box {says}, but the place for the document is empty.",
            "Open the question, move what you typed from the comment box to the box for the document, and save.",
        )
    what = '"not applicable"' if _NOT_APPLICABLE.search(answer.comment) else "a text"
    return (
        f"There is {what} in the comment box, but the answer box is empty.",
        "Open the question, move your text from the comment box to the answer box, and save.",
    )


def _not_ticked(text: str, comment: str) -> tuple[str, str] | None:
    if text and not _STILL_TO_COME.search(text):
        return (
            f"{_EMPTY}the text beside it is filled in.",
            "Open the question, tick the box if your text means yes, and save.",
        )
    if not comment or _STILL_TO_COME.search(comment):
        return None
    if _NOT_APPLICABLE.search(comment):
        return (
            f"{_EMPTY}the comment says that it does not apply to you. The toolkit wants the tick all the same.",
            "Open the question, tick the box, leave your comment as it is, and save.",
        )
    return (
        f"{_EMPTY}the comment reads as if it should be.",
        "Open the question, tick the box if your comment means yes, and save.",
    )
