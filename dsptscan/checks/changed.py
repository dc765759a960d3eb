"""Questions that are new this year and not answered, or changed this year and not saved since."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.model import Question


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
        elif question.new_or_changed == "changed" and not _saved_this_year(question, situation):
            why = "The question changed this year, and nothing shows that the answer was saved since."
            do = "Read the question as it is now, change your answer where it no longer fits, and save."
            found.append(about(question, "changed", why=why, do=do))
    return found


def _answered(question: Question) -> bool:
    return bool(question.answer.answered or question.carried_over)


def _saved_this_year(question: Question, situation: Situation) -> bool:
    if question.updated_on and situation.opened:
        return question.updated_on >= situation.opened
    return question.carried_over is False and question.status == "complete"
