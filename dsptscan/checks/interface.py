"""What every check gets and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dsptscan.guidance import QuestionGuidance, YearGuidance
from dsptscan.model import CheckName, Effort, Question, Reading
from dsptscan.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What was read, on which day, with what is known of the year. `opened`: when this year's toolkit opened.

    `certificate_saved` and `public_status` (as the public search words it; "" when it does not list the organisation)
    are None when nobody looked. `expected_sites` are the codes of the sites that a person expects to be included.
    `wordings`: reference -> how the question is worded now and was in earlier scans.
    """

    reading: Reading
    today: date
    deadline: date
    opened: date | None = None
    guidance: YearGuidance | None = None
    published: bool = False
    ready: bool = False
    certificate_saved: bool | None = None
    public_status: str | None = None
    expected_sites: tuple[str, ...] = ()
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def known(self, ref: str) -> QuestionGuidance | None:
        return self.guidance.questions.get(ref) if self.guidance else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found about one thing. `effort` None leaves it to the guidance; `key` tells things without a
    reference apart."""

    check: CheckName
    why: str
    do: str
    ref: str | None = None
    title: str | None = None
    url: str | None = None
    stops_publishing: bool = False
    effort: Effort | None = None
    key: str = ""


class Check(Protocol):
    """A final check."""

    def __call__(self, situation: Situation) -> list[Finding]: ...


def about(
    question: Question, check: CheckName, *, why: str, do: str, stops: bool = False, effort: Effort | None = None
) -> Finding:
    """A finding about one question."""
    return Finding(
        check=check,
        ref=question.ref,
        title=question.title,
        url=question.url,
        why=why,
        do=do,
        stops_publishing=stops,
        effort=effort,
    )
