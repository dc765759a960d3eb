"""What is known of a question, in words for a person. Which words go where on a screen is not decided here."""

from __future__ import annotations

from dataclasses import dataclass

from dsptscan.guidance.checked import Confidence, Effort, Place
from dsptscan.guidance.records import QuestionGuidance, Source, YearGuidance
from dsptscan.model import reference_number

EFFORTS: dict[Effort | None, str] = {
    "minutes": "Minutes: it can be done in one sitting.",
    "hours": "Hours: less than a working day.",
    "days": "Days: things have to be gathered first. Start a week before you publish.",
    "weeks": "Weeks: it waits for other people. Start a month before you publish.",
    None: "Not known. Plan some hours.",
}
PLACES: dict[Place, str] = {
    "comment": 'Tick the box, and write "Not applicable" into the comments box.',
    "answer": 'Write "Not applicable" into the answer box.',
    "document": 'Write "Not applicable" into the box for the place of the document.',
}
SURE: dict[Confidence, str] = {
    "high": "Quite sure: it was seen in a source for care providers.",
    "medium": "Fairly sure: it was seen in the list of another kind of organisation, or in an older one for care.",
    "low": "Not sure: it is from memory, or about another kind of organisation.",
}
LAST_WORD = "What the toolkit itself says always comes first."


@dataclass(frozen=True, slots=True)
class Part:
    """Something said under a heading. An item of several lines ends in an address, which must not be cut."""

    heading: str
    items: tuple[str, ...]


def title(guidance: YearGuidance, ref: str) -> str:
    return f"Question {ref} in the toolkit of {guidance.year}"


def warning(guidance: YearGuidance) -> str | None:
    """What to bear in mind where the year borrows from an earlier one."""
    if guidance.borrowed_from is None:
        return None
    return (
        f"Nothing is known beforehand of {guidance.year}. This is what was known of {guidance.borrowed_from}: check it"
        " against the toolkit, where the same number may now be another question."
    )


def explained(guidance: YearGuidance, question: QuestionGuidance) -> tuple[Part, ...]:
    """All that is known of a question; a part for what is not known is left out."""
    parts = [
        Part("What to do", (question.hint,)),
        Part("Usual evidence", (question.evidence,) if question.evidence else ()),
        Part("Usual mistakes", question.mistakes),
        Part("Effort", (EFFORTS[question.effort],)),
        Part("How long it stays good", (_period(question.period_months),) if question.period_months else ()),
        Part("What to do first", tuple(f"{ref}: {guidance.questions[ref].hint}" for ref in question.depends_on)),
        Part("New or changed", _novelty(question)),
        Part("Tick and text", ("A tick alone is not enough: type the text as well.",) if question.also_text else ()),
        Part("Not applicable", (PLACES[question.not_applicable],) if question.not_applicable else ()),
        Part("Sources", tuple(_read(source) for source in question.sources)),
        Part("How sure we are", (f"{SURE[question.confidence]} {LAST_WORD}",)),
    ]
    return tuple(part for part in parts if part.items)


def listed(guidance: YearGuidance) -> tuple[tuple[str, str, str], ...]:
    """Number, hint and effort of each question, in the order of the numbers."""
    return tuple(
        (ref, guidance.questions[ref].hint, guidance.questions[ref].effort or "not known")
        for ref in sorted(guidance.questions, key=reference_number)
    )


def _period(months: int) -> str:
    years, over = divmod(months, 12)
    if over or years == 1:
        return f"{months} months." if months > 1 else "One month."
    return f"{years} years."


def _novelty(question: QuestionGuidance) -> tuple[str, ...]:
    said = []
    if question.new_in:
        said.append(f"New in {question.new_in}.")
    if question.changed_in:
        said.append(f"Changed in {question.changed_in}: an answer from before may no longer fit.")
    return tuple(said)


def _read(source: Source) -> str:
    return f"{source.name}\n{source.address}" if source.address else source.name
