"""Makes records out of the text of a guidance file, and says which key of which file is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from dsptscan.guidance.checked import REF, Confidence, Table
from dsptscan.guidance.records import MandatoryCount, QuestionGuidance, Source, YearGuidance

STANDARDS = ("Standards Met", "Approaching Standards")


def parse(text: str, year: str, organisation_type: str) -> YearGuidance:
    """The guidance in the text of a file. Raises ValueError naming the file and the key."""
    name = f"{year}/{organisation_type}.toml"
    top = table(text, name)
    version = top.text("version")
    deadline, deadline_confidence = _day(top.table("deadline"))
    opened, opened_confidence = _day(top.table("opened")) if top.has("opened") else (None, None)
    counts = top.table("mandatory")
    listed = top.table("sources") if top.has("sources") else Table(name, "sources", {})
    sources = {key: _source(listed, key) for key in listed.values}
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
        questions=MappingProxyType({ref: _question(questions, ref, sources) for ref in questions.values}),
    )
    for ref, question in guidance.questions.items():
        for other in question.depends_on:
            if other not in guidance.questions or other == ref:
                raise questions.table(ref).wrong("depends_on", f"names {other}, which is no other question here")
    return guidance


def table(text: str, name: str) -> Table:
    """The top table of a file. Raises ValueError naming the file and the line."""
    try:
        return Table(name, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from None


def _day(table: Table) -> tuple[date, Confidence]:
    found = table.day(), table.confidence()
    table.nothing_else()
    return found


def _source(sources: Table, key: str) -> Source:
    table = sources.table(key)
    source = Source(name=table.text("name"), address=table.address("address") if table.has("address") else None)
    table.nothing_else()
    return source


def _count(counts: Table, standard: str) -> MandatoryCount:
    if standard not in STANDARDS:
        raise counts.wrong(standard, f"is not one of {', '.join(STANDARDS)}")
    table = counts.table(standard)
    count = MandatoryCount(number=table.number("number"), confidence=table.confidence())
    table.nothing_else()
    return count


def _question(questions: Table, ref: str, sources: Mapping[str, Source]) -> QuestionGuidance:
    if not REF.fullmatch(ref):
        raise questions.wrong(ref, "is not the number of a question")
    table = questions.table(ref)
    named = table.texts("sources") if table.has("sources") else ()
    for key in named:
        if key not in sources:
            raise table.wrong("sources", f"names {key}, which is not under [sources]")
    question = QuestionGuidance(
        ref=ref,
        hint=table.text("hint"),
        confidence=table.confidence(),
        evidence=table.text("evidence") if table.has("evidence") else None,
        mistakes=table.texts("mistakes") if table.has("mistakes") else (),
        effort=table.effort("effort") if table.has("effort") else None,
        period_months=table.number("period_months") if table.has("period_months") else None,
        new_in=table.year("new_in") if table.has("new_in") else None,
        changed_in=table.year("changed_in") if table.has("changed_in") else None,
        depends_on=table.refs("depends_on") if table.has("depends_on") else (),
        not_applicable=table.place("not_applicable") if table.has("not_applicable") else None,
        also_text=table.flag("also_text") if table.has("also_text") else False,
        sources=tuple(sources[key] for key in named),
    )
    table.nothing_else()
    return question
