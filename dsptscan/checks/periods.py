"""When something that stays good for a number of months has run out."""

from __future__ import annotations

from datetime import date

from dsptscan.checks.interface import Situation
from dsptscan.model import Question, in_words

YEAR = 12  # months


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def run_out(question: Question, situation: Situation) -> str | None:
    """Why the period of a question has run out, or None when it has not or is not known."""
    remembered = situation.reading.run_out.get(question.ref)
    if remembered:
        return remembered
    known = situation.known(question.ref)
    if known is None or known.period_months is None:
        return None
    limit, good = months_before(situation.today, known.period_months), f"stays good for {known.period_months} months"
    latest = max(question.answer.days, default=None)
    if question.updated_on and question.updated_on < limit:
        return f"It was last saved on {in_words(question.updated_on)}, and it {good}."
    if latest and latest < limit and question.answer.answered is not False:
        return f"The answer and its comment name no day after {in_words(latest)}, and what they say {good}."
    # What stays good for longer than a year may well be last year's.
    if question.carried_over and known.period_months <= YEAR:
        return f"The answer is last year's, and what it says {good}."
    return None
