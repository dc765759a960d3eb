"""From what is said beside a question to its status: complete, incomplete, or unknown with a reason."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from dsptscan.reading.habits import LABEL, LABELLED, Habits, words_in
from dsptscan.reading.in_row import Slot
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.rows import ListReading, Row
from dsptscan.reading.words import normal

_QUOTED = 80  # characters
_LONGER = 3  # words by which an unknown mark may be longer than the known ones
_A_STATUS = 12  # words of a status that the reader does not know; longer ones where those it knows are long
_BY_NAME = re.compile(
    r"\b(by)\s+(?!you\b|your\b|the\b|us\b|\d|\.\.\.)[^\d,;.()]+?(?=\s+(?:on|at)\b|\s*[\d,;.()]|$)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\((?=[^)]*[A-Z][a-z])[^)]*\)?")
_A_LINE = re.compile(r"\||\b\d{1,2} [A-Z][a-z]{2,8} 20\d\d\b|\d/\d+/\d")  # more than a tag: who, or on which day
_OF_LAST_YEAR = re.compile(r"last year|previous|carried|brought|rolled|kept|\d\d", re.IGNORECASE)
# Says that a question must be answered, in words the reader does not understand as a whole.
_OBLIGES = re.compile(
    r"^(?!.*\b(?:optional|voluntary|not?|non|may|can|needn't)\b)"
    r".*\b(?:mandatory|must|required?|obligat\w+|compulsory)\b",
    re.IGNORECASE,
)
Outcome = Literal["complete", "incomplete", "nothing", "blocked"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one appearance of a question says of its status.

    `by_absence`: only a missing mark says so. `word`: what stands where the status should, and is not known.
    """

    outcome: Outcome
    because: tuple[str, ...]
    by_absence: bool = False
    word: str = ""


def quote(texts: list[str]) -> str:
    return ", ".join(f'"{text}"' for text in dict.fromkeys(nameless(text)[:_QUOTED] for text in texts))


def nameless(text: str) -> str:
    """A text of the site without the person it names: "Completed by Jane Doe on 3 May 2026" quotes as "by ..."."""
    return _BY_NAME.sub(r"\1 ...", _IN_BRACKETS.sub("(...)", text))


def careful(text: str) -> str:
    """A text to quote; a long one may hold the provider's own words and is only counted."""
    text = nameless(text)
    words = len(text.split())
    if words > LABEL:
        return f"a text of {words} words"
    return f'the word{"s" if words > 1 else ""} "{text}"'


def explicit(marks: Marks, where: str) -> Judged:
    """What the words alone say."""
    complete, incomplete, confirm = _weightiest(marks)
    if untold := marks.of("status.unknown") if not incomplete else []:
        return Judged("blocked", (f"{where} cannot tell: {quote([m.text for m in untold])}",))
    if complete and incomplete:
        said = quote([m.text for m in complete + incomplete])
        return Judged("blocked", (f"{where} says both: {said}",))
    if complete and marks.untold and all(m.weight < LABELLED for m in complete):
        return Judged(
            "blocked", (f"{where} says {quote([m.text for m in complete])}, but not where the status stands",)
        )
    if complete and marks.qualified:
        said = f'{where} says more than "completed": {careful(marks.qualified)}'
        return Judged("blocked", (said,), word=normal(marks.qualified))
    if complete and marks.negated:
        return Judged("blocked", (f'{where} says {quote([m.text for m in complete])} and "not" apart from it',))
    if incomplete:
        return Judged("incomplete", (_because(where, incomplete),))
    if complete:
        return Judged("complete", (_because(where, complete),))
    if confirm:
        return Judged("incomplete", (f"{where} only asks to confirm: {quote([m.text for m in confirm])}",))
    if marks.once:
        return Judged("blocked", (f"{where} only tells of another year: {quote([marks.once])}",))
    return Judged("nothing", ())


def _weightiest(marks: Marks) -> tuple[list[Mark], list[Mark], list[Mark]]:
    """What says complete, incomplete, to confirm. "Complete" under another heading gives way to the status itself."""
    complete, incomplete, confirm = (marks.of(m) for m in ("status.complete", "status.incomplete", "confirm.needed"))
    top = max((m.weight for m in complete + incomplete + confirm + marks.of("carried_over.yes")), default=1)
    if top > 0:
        complete = [m for m in complete if m.weight == top or (m.weight and top < LABELLED)]
        incomplete = [m for m in incomplete if m.weight >= 0] if top == LABELLED else incomplete
    return complete, incomplete, confirm


def _because(where: str, marks: list[Mark]) -> str:
    texts = quote([m.text for m in marks])
    places = [m.where for m in marks if m.where]
    return f"{where}: {texts}" + (f" ({places[0]})" if places else "")


def judge_row(row: Row, page: ListReading, habits: Habits) -> Judged:
    """One row of a list, judged by its words, its link's colour, and what is missing where other rows are marked."""
    judged = explicit(row.marks, "list")
    red = row.red and (page.legend.red_is_incomplete or habits.red_rows < habits.plain_rows + habits.red_rows)
    if judged.outcome == "complete" and red:
        return Judged("blocked", (*judged.because, "but its link is red, as that of unfinished questions"))
    if judged.outcome == "complete" and {m.slot for m in row.marks.of("status.complete")} <= habits.passed_over:
        return Judged(
            "blocked", (*judged.because, "but it stands where others have another year's, or somebody else's")
        )
    if judged.outcome == "complete" and (asked := _asked_elsewhere(row, habits)):
        return Judged("blocked", (*judged.because, f'but "{asked}" stands where others have their status'))
    if judged.outcome == "complete" and (odd := _strange_status(row, habits, own=True)):
        return Judged(
            "blocked", (*judged.because, f"but {careful(odd)} stands beside it, which the reader does not know")
        )
    if judged.outcome != "nothing":
        return judged
    if red:
        return Judged("incomplete", ("its link is red, those of other questions are not",))
    confirmed = [m for m in row.marks.of("carried_over.no") if m.weight]
    kept = [m for m in row.marks.of("carried_over.yes") if _is_a_status(m, habits)]
    odd = _strange_status(row, habits) or ""
    if kept and not confirmed and all(m.slot in row.marks.half_heard for m in kept):
        said = f"list: {quote([m.text for m in kept])} is said with more, which the reader does not know"
        return Judged("blocked", (said,), word="kept")
    if kept and not confirmed and not 0 < words_in(odd) <= LABEL:
        said = f"list: {quote([m.text for m in kept])} stands where others have their status"
        return Judged("incomplete", (said,))
    saved = row.marks.dated and not row.marks.of("carried_over.yes") and not row.marks.once
    if habits.saved_is_done and saved and _bears_nothing(row, habits):
        return Judged("complete", ("list: when it was saved stands where others have no answer",))
    if odd:
        if odd in row.marks.open_there:
            return Judged("incomplete", (f'list: "{odd}", where others have their status',))
        said = f"the reader does not know {careful(odd)} where the status stands"
        return Judged("blocked", (said,), word=normal(odd))
    if row.marks.unsure:
        odd = row.marks.unsure[0]
        return Judged("blocked", (f"the reader does not know {careful(odd)}",), word=normal(odd))
    if {"complete", "completed", "done", "answered", "finished"} & row.marks.classes:
        return Judged("blocked", ("no word says its status, only a class name in the page does",))
    if row.marks.negated:
        return Judged("blocked", ('a lone "not" stands beside it',))
    if again := [m for m in confirmed if m.slot in habits.slots]:
        return Judged("complete", (f"list: {quote([m.text for m in again])}, where others have their status",))
    if confirmed:
        said = "it is marked as confirmed, but nothing says that it is completed"
        return Judged("blocked", (said,), word="confirmed")
    if any(slot in habits.slots for slot in row.marks.dated):
        return Judged("blocked", ("only when it was saved is told, where others have their status",), word="saved")
    if page.legend.unmarked and habits.gap_rows and not habits.complete_rows and _bears_nothing(row, habits):
        return Judged("complete", (f'list: nothing marks it, and the page says "{page.legend.unmarked}"',))
    if habits.complete_rows and row.shape[-1] in habits.row_tags:
        if odd := next(
            (t for slot, t in row.marks.strange if slot in habits.complete_slots and words_in(t) > LABEL), ""
        ):
            return Judged("blocked", (f"the reader does not know {careful(odd)} where others have their status",))
        if row.marks.valued & habits.complete_slots:
            return Judged("blocked", ("the reader does not know what it says where others have their status",))
        return Judged(
            "incomplete", (f'list: no "completed" beside it, as beside {habits.complete_rows} others',), by_absence=True
        )
    return Judged("nothing", ("nothing on the page says whether it is completed",))


def _asked_elsewhere(row: Row, habits: Habits) -> str:
    """A request to confirm in another place where rows have their status: which of the two is this year's?"""
    own = {m.slot for m in row.marks.of("status.complete")}
    weight = max((m.weight for m in row.marks.of("status.complete")), default=0)
    asks = [m for m in row.marks.of("confirm.needed") if m.slot not in own and m.weight >= weight]
    return next((m.text for m in asks if m.slot in habits.complete_slots or not _OF_LAST_YEAR.search(m.text)), "")


def _is_a_status(mark: Mark, habits: Habits) -> bool:
    """Whether "Carried forward" is the status: where others are complete, or as a tag in the place of those of gaps."""
    if mark.slot in habits.complete_slots:
        return True
    return mark.slot in habits.slots and len(mark.text.split()) <= LABEL and not _A_LINE.search(mark.text)


def _bears_nothing(row: Row, habits: Habits) -> bool:
    """Whether a row says no more than every row does."""
    known = habits.usual_text | habits.free_text
    odd = (slot not in known or slot in habits.kinds_of_text for slot, _ in row.marks.strange)
    return not row.marks.once and not row.marks.negated and not any(odd)


def unread(marks: Marks, slots: dict[Slot, int], beside: Collection[str] = ()) -> str | None:
    """A text the reader does not know where others have their mark: nothing may be concluded from a missing one.

    Texts in `beside` stand beside such a mark elsewhere, so that they are none.

    A text much longer than every mark in that place is a hint that happens to stand there; so are words among signs.
    """
    for slot, text in marks.strange:
        longest = slots.get(slot) if text not in beside else None
        if longest is not None and _OBLIGES.match(text):
            return text
        if longest is not None and words_in(text) <= (longest + _LONGER if longest else 0):
            return text
    return None


def _strange_status(row: Row, habits: Habits, own: bool = False) -> str | None:
    """A word the reader does not know in a place where other rows have their status."""
    for slot, text in row.marks.strange:
        known = habits.labelled or habits.slots if own else habits.slots
        if slot in known and (own or (slot not in habits.other_text and text not in habits.beside_status)):
            if words_in(text) > max(_A_STATUS, habits.slots[slot] + _LONGER):
                continue
            if own and (not isinstance(slot[0], int) or slot in habits.answers or slot in row.marks.aside):
                continue  # beside a known word only a column of its own tells that this is a status too
            free = words_in(text) > LABEL or slot in habits.free_text
            if own and free and all(mark.slot == ("heading",) for mark in row.marks.of("status.complete")):
                continue  # where rows stand below their state, this is what was answered
            return text
    return None
