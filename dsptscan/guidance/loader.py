"""Reads the TOML files of this folder, one per toolkit year and kind of organisation, and checks them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dsptscan.guidance.checked import REF, YEAR, Confidence, Effort, Place, Table

STANDARDS = ("Standards Met", "Approaching Standards")

_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryCount:
    """How many questions are mandatory for a standard."""

    number: int
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGuidance:
    """What is known of one question. None means "not known".

    `hint` is one sentence saying what to do. `period_months` is how long the thing asked for stays good. `new_in` and
    `changed_in` are toolkit years. `depends_on` are questions to do first. `not_applicable` is the box in which the
    words "Not applicable" belong.
    """

    ref: str
    hint: str
    confidence: Confidence
    effort: Effort | None = None
    period_months: int | None = None
    new_in: str | None = None
    changed_in: str | None = None
    depends_on: tuple[str, ...] = ()
    not_applicable: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGuidance:
    """What is known of one toolkit year. `opened` is the day its toolkit could first be filled in."""

    year: str
    organisation_type: str
    version: str
    deadline: date
    deadline_confidence: Confidence
    opened: date | None = None
    opened_confidence: Confidence | None = None
    mandatory: Mapping[str, MandatoryCount] = field(default_factory=dict)
    questions: Mapping[str, QuestionGuidance] = field(default_factory=dict)


def load(year: str | None, organisation_type: str = "social-care") -> YearGuidance | None:
    """The guidance for a toolkit year such as "2025-26", or None where there is none.

    Raises ValueError naming the file and the key when a bundled file is wrong.
    """
    if year is None or not YEAR.fullmatch(year) or not _KIND.fullmatch(organisation_type):
        return None
    return _load(year, organisation_type)


@cache
def _load(year: str, organisation_type: str) -> YearGuidance | None:
    file = files("dsptscan.guidance").joinpath(year, f"{organisation_type}.toml")
    if not file.is_file():
        return None
    return parse(file.read_text(encoding="utf-8"), year, organisation_type)


def parse(text: str, year: str, organisation_type: str) -> YearGuidance:
    """The guidance in the text of a file. Raises ValueError naming the file and the key."""
    name = f"{year}/{organisation_type}.toml"
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from None
    top = Table(name, "", values)
    version = top.text("version")
    deadline, deadline_confidence = _day(top.table("deadline"))
    opened, opened_confidence = _day(top.table("opened")) if top.has("opened") else (None, None)
    counts = top.table("mandatory")
    questions = top.table("questions") if top.has("questions") else Table(name, "questions", {})
    top.nothing_else()
    guidance = YearGuidance(
        year=year,
        organisation_type=organisation_type,
        version=version,
        deadline=deadline,
        deadline_confidence=deadline_confidence,
        opened=opened,
        opened_confidence=opened_confidence,
        mandatory=MappingProxyType({standard: _count(counts, standard) for standard in counts.values}),
        questions=MappingProxyType({ref: _question(questions, ref) for ref in questions.values}),
    )
    for ref, question in guidance.questions.items():
        for other in question.depends_on:
            if other not in guidance.questions or other == ref:
                raise questions.table(ref).wrong("depends_on", f"names {other}, which is no other question here")
    return guidance


def _day(table: Table) -> tuple[date, Confidence]:
    found = table.day(), table.confidence()
    table.nothing_else()
    return found


def _count(counts: Table, standard: str) -> MandatoryCount:
    if standard not in STANDARDS:
        raise counts.wrong(standard, f"is not one of {', '.join(STANDARDS)}")
    table = counts.table(standard)
    count = MandatoryCount(number=table.number("number"), confidence=table.confidence())
    table.nothing_else()
    return count


def _question(questions: Table, ref: str) -> QuestionGuidance:
    if not REF.fullmatch(ref):
        raise questions.wrong(ref, "is not the number of a question")
    table = questions.table(ref)
    question = QuestionGuidance(
        ref=ref,
        hint=table.text("hint"),
        confidence=table.confidence(),
        effort=table.effort("effort") if table.has("effort") else None,
        period_months=table.number("period_months") if table.has("period_months") else None,
        new_in=table.year("new_in") if table.has("new_in") else None,
        changed_in=table.year("changed_in") if table.has("changed_in") else None,
        depends_on=table.refs("depends_on") if table.has("depends_on") else (),
        not_applicable=table.place("not_applicable") if table.has("not_applicable") else None,
    )
    table.nothing_else()
    return question
