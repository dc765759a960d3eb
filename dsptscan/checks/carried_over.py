"""Answers that came from last year and were not saved again since."""

from __future__ import annotations

from datetime import date

from dsptscan.checks.interface import Finding, Situation, about
from dsptscan.model import Question, in_words


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        why = _why(question, _last_published(situation))
        if why:
            do = "Open the question, check that the answer is still true, change what is not, and save."
            found.append(about(question, "carried_over", why=why, do=do, effort="minutes"))
    return found


def _why(question: Question, published: date | None) -> str | None:
    when = f" It was last saved on {in_words(question.updated_on)}." if question.updated_on else ""
    if question.carried_over:
        return f"The answer was carried over from an earlier year and has not been confirmed since.{when}"
    # Where the pages do not say it, a day before the last publication does.
    open_ = question.carried_over is None and question.answer.answered is not False
    if open_ and question.updated_on and published and question.updated_on <= published:
        return f"The answer was not saved since you last published, on {in_words(published)}.{when}"
    return None


def _last_published(situation: Situation) -> date | None:
    """The day an earlier year's assessment was published, where a page says so."""
    said = situation.reading.publication
    earlier = said and said.year and said.year != situation.reading.assessment.year
    return said.published_on if said and earlier else None
