"""Questions that are new this year and not answered, or changed this year and not saved since."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.model import Question
from dsptscan.past import reworded


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        if question.status == "unknown" or (
            question.mandatory is False and question.status == "incomplete" and not _answered(question)
        ):
            continue  # optional and not answered: nobody has to
        known = situation.known(question.ref)
        if question.new_or_changed == "new" and question.status == "incomplete" and not question.answer.answered:
            do = known.hint if known else "Read the question, answer it and save."
            found.append(about(question, "changed", why="The question is new this year and not answered yet.", do=do))
        elif question.new_or_changed == "changed" and (said := _not_saved_since(question, situation)):
            why = f"{said}, and nothing shows that the answer was saved since."
            do = "Read the question as it is now, change your answer where it no longer fits, and save."
            found.append(about(question, "changed", why=why, do=do))
    return found


def _answered(question: Question) -> bool:
    return bool(question.answer.answered or question.carried_over)


def _not_saved_since(question: Question, situation: Situation) -> str | None:
    """What changed, if it did so after the answer was last saved.

    A change from last year's wording is over once the answer is saved this year; one that earlier scans of this year
    did not see, once it is saved after that.
    """
    known = situation.wordings.get(question.ref)
    if known and known.before:
        over = _saved_this_year(question, situation) if known.last_year else known.saved_since(question)
        return None if over else reworded(known.before.day)
    return None if _saved_this_year(question, situation) else "The question changed this year"


def _saved_this_year(question: Question, situation: Situation) -> bool:
    if question.updated_on and situation.opened:
        return question.updated_on >= situation.opened
    return question.carried_over is False and question.status == "complete"
