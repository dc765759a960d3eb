"""What one row says, as it is gathered: single marks, and all that was met beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dsptscan.reading.in_row import Slot


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said of a question. `slot` is the place in its row, `where` how a person would describe that place.

    `weight`: 2 where a heading or label says that here is the status, 0 under one that says something else, -1 for a
    mere "empty" there.
    """

    meaning: str
    text: str
    slot: Slot
    where: str = ""
    year: str | None = None
    weight: int = 1


@dataclass(slots=True)
class Marks:
    """All that is said beside a question. `strange` are texts nobody taught the reader, with their slots.

    `qualified`: a word for "complete" with words beside it that may take it back ("Completed - waiting for approval").
    `negated`: a "not" stands apart from what it may deny. `earlier`: texts unknown to the reader that speak of last
    year. `unsure`: texts unknown to the reader that hold a word of status. `dated`: slots that only tell when something
    was saved. `untold`: what stands where the status should is not known. `once`: what was completed in another year.
    `pieces`: all that was not understood, piece by piece. `unanswered`: the page says that there is no answer, not only
    that it is unfinished. `passed_over`: slots that a heading says are last year's or somebody else's. `open_there`:
    those of `strange` that mean "not complete" where a status stands, as "Open" does. `valued`: slots of a bare "Yes",
    "Ticked" or the like. `aside`: slots under a heading that names something else, such as "Question" or "Owner".
    `half_heard`: slots of texts that speak of last year's answer and say more, which is not understood.
    """

    marks: list[Mark] = field(default_factory=list)
    saved: list[date] = field(default_factory=list)
    strange: list[tuple[Slot, str]] = field(default_factory=list)
    slots: set[Slot] = field(default_factory=set)
    pieces: set[str] = field(default_factory=set)
    dated: set[Slot] = field(default_factory=set)
    negated: bool = False
    once: str = ""
    untold: bool = False
    open_there: set[str] = field(default_factory=set)
    aside: set[Slot] = field(default_factory=set)
    half_heard: set[Slot] = field(default_factory=set)
    valued: set[Slot] = field(default_factory=set)
    qualified: str = ""
    earlier: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    unanswered: bool = False
    passed_over: set[Slot] = field(default_factory=set)

    def of(self, meaning: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.meaning == meaning]

    def about(self, section: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.meaning.startswith(section + ".")]
