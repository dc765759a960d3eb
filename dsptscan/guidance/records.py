"""What is known beforehand, as frozen records. None always means "not known"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from dsptscan.guidance.checked import Confidence, Effort, Place
from dsptscan.model import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something was read. Not every source has an address."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryCount:
    """How many questions are mandatory for a standard."""

    number: int
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGuidance:
    """What is known of one question.

    `hint` is one sentence saying what to do, `evidence` one saying what usually serves as proof, `mistakes` what often
    goes wrong. `period_months` is how long the thing asked for stays good. `new_in` and `changed_in` are toolkit years.
    `depends_on` are questions to do first. `not_applicable` is the box in which the words "Not applicable" belong.
    `also_text` is true where a tick is not enough and a text must stand beside it.
    """

    ref: str
    hint: str
    confidence: Confidence
    evidence: str | None = None
    mistakes: tuple[str, ...] = ()
    effort: Effort | None = None
    period_months: int | None = None
    new_in: str | None = None
    changed_in: str | None = None
    depends_on: tuple[str, ...] = ()
    not_applicable: Place | None = None
    also_text: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGuidance:
    """What is known of one toolkit year. `opened` is the day its toolkit could first be filled in.

    `borrowed_from` is the earlier year that lent its questions to a year of which nothing is known yet.
    """

    year: str
    organisation_type: str
    version: str | None
    deadline: date
    deadline_confidence: Confidence
    opened: date | None = None
    opened_confidence: Confidence | None = None
    mandatory: Mapping[str, MandatoryCount] = field(default_factory=dict)
    questions: Mapping[str, QuestionGuidance] = field(default_factory=dict)
    borrowed_from: str | None = None

    def fitting(self, questions: Iterable[Question]) -> YearGuidance:
        """This guidance for the questions of a page: what was borrowed does not speak of a question that the page
        calls new, for that may be another one under the same number."""
        new = {question.ref for question in questions if question.new_or_changed == "new"}
        if self.borrowed_from is None or not new:
            return self
        kept = {
            ref: replace(known, depends_on=tuple(other for other in known.depends_on if other not in new))
            for ref, known in self.questions.items()
            if ref not in new
        }
        return replace(self, questions=MappingProxyType(kept))
