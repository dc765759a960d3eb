"""What earlier scans of an assessment found out, as the next one needs to know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dsptscan.decisions import Decision
from dsptscan.model import Fix, Milestone, Question, Report, in_words
from dsptscan.wording import Wording, Wordings, worded


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of one toolkit year of one organisation, beyond its scans.

    `first_seen`: the id of every fix there ever was -> when a scan first found it ("2026-06-23T08:15:30Z").
    `wordings`: reference -> how the question is worded.
    """

    first_seen: Mapping[str, str] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def after(self, report: Report, last_year: Memory) -> Memory:
        """The same, with what a new scan adds."""
        now = {fix.id: fix.first_seen or report.scanned_at for fix in report.fixes}
        past = Past(memory=self, last_year=last_year)
        return Memory(
            first_seen={**now, **self.first_seen},
            wordings=past.worded(report.questions, report.today, report.assessment.year).of,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCount:
    """How many mandatory questions the last scan that could read everything found, and on which day.

    `known`: something other than reading the list said that these are all.
    """

    number: int
    day: date
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The scans before this one: same account, organisation and toolkit year. Without any, the defaults.

    `last_year` is what is remembered of the toolkit year before. `course` is how far the scans had come, oldest first.
    `decisions`: id of a fix -> what a person decided about it.
    """

    memory: Memory = Memory()
    last_year: Memory = Memory()
    whole: WholeCount | None = None
    course: tuple[Milestone, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def worded(self, questions: Iterable[Question], day: date, year: str | None) -> Wordings:
        """How the questions of a scan are worded now and were before. Of an unknown year nothing is remembered."""
        if year is None:
            return Wordings(of={})
        return worded(questions, day, self.memory.wordings, self.last_year.wordings)


def first_found(fixes: Iterable[Fix], past: Past | None, now: str) -> list[Fix]:
    """The fixes with when each was first found: `now`, if no scan before found it."""
    if past is None:
        return list(fixes)
    return [replace(fix, first_seen=past.memory.first_seen.get(fix.id, now)) for fix in fixes]


def with_wording(question: Question, wordings: Wordings) -> Question:
    """What neither the page nor the guidance says of changed questions, an earlier scan may."""
    known = wordings.of.get(question.ref)
    if known is None or known.before is None or question.new_or_changed is not None:
        return question
    return replace(question, new_or_changed="changed", because=(*question.because, reworded(known.before.day)))


def reworded(day: date) -> str:
    return f"The question is worded differently from when it was last read, on {in_words(day)}"


def read_whole(report: Report) -> bool:
    """Whether every page and every question could be read."""
    return not report.problems and not report.counts.unknown and bool(report.counts.mandatory)


def year_before(year: str) -> str:
    """("2025-26") -> "2024-25"."""
    first = int(year[:4]) - 1
    return f"{first}-{(first + 1) % 100:02d}"
