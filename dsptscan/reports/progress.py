"""How far the mandatory questions are: per standard, altogether, and from scan to scan."""

from __future__ import annotations

from dataclasses import dataclass

from dsptscan.model import Milestone, Question, Report, Status

MOST_MILESTONES = 24  # what a picture can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One of the ten standards: its number as the references have it, and its questions that count, in order."""

    number: str
    marks: tuple[Status, ...]

    def count(self, status: Status) -> int:
        """How many of them have this status."""
        return self.marks.count(status)


def by_standard(report: Report) -> list[Standard]:
    """The standards with questions that are mandatory, or may be."""
    marks: dict[str, list[Status]] = {}
    for question in report.questions:
        if question.mandatory is not False:
            marks.setdefault(question.ref.partition(".")[0], []).append(_mark(question))
    return [Standard(number=number, marks=tuple(found)) for number, found in marks.items()]


def reached(report: Report) -> Milestone:
    """How far this scan found those that are mandatory for certain, as the history counts them."""
    n = report.counts
    return Milestone(
        day=report.recalled_from or report.today,
        complete=n.mandatory_complete,
        incomplete=n.mandatory_incomplete,
        unknown=n.mandatory - n.mandatory_complete - n.mandatory_incomplete,
    )


def course(report: Report) -> list[Milestone]:
    """The way up to this scan, oldest first: the last scan of each day, evenly thinned to what can be shown.

    Empty when there was no scan on a day before.
    """
    days = list({stone.day: stone for stone in (*report.course, reached(report))}.values())
    return _thinned(days) if len(days) > 1 else []


def not_certain(report: Report) -> list[Question]:
    """The questions of which the status, or whether they are mandatory, could not be read."""
    return [question for question in report.questions if question.status == "unknown" or question.mandatory is None]


def _mark(question: Question) -> Status:
    """Whether it counts as done: not while it is unknown whether it is mandatory."""
    return "unknown" if question.mandatory is None else question.status


def _thinned(stones: list[Milestone]) -> list[Milestone]:
    last = len(stones) - 1
    if last < MOST_MILESTONES:
        return stones
    kept = dict.fromkeys(round(at * last / (MOST_MILESTONES - 1)) for at in range(MOST_MILESTONES))
    return [stones[at] for at in kept]
