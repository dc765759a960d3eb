"""From what is said beside a question to its status: complete, incomplete, or unknown with a reason."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from dsptscan.reading.in_row import Slot
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.reserves import is_somebody
from dsptscan.reading.rows import ListReading, Row
from dsptscan.reading.words import normal

_LONGER = 3  # words by which an unknown mark may be longer than the known ones
_GAP = re.compile(
    r"\b(?:no|not|nothing|nobody|never)\b.*\b(?:answer|answered|saved|response|entered|given|provided)\b", re.I
)
_KINDS = 6  # states of a question at most
_LABELLED = 2  # the weight of what stands under a heading or label for the status
_LABEL = 6  # words of a label at most
_A_STATUS = 12  # words of a status that the reader does not know; longer ones where those it knows are long
_BY_NAME = re.compile(
    r"\b(by)\s+(?!you\b|your\b|the\b|us\b|\d|\.\.\.)[^\d,;.()]+?(?=\s+(?:on|at)\b|\s*[\d,;.()]|$)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\((?=[^)]*[A-Z][a-z])[^)]*\)?")
_A_LINE = re.compile(r"\||\b\d{1,2} [A-Z][a-z]{2,8} 20\d\d\b|\d/\d+/\d")  # more than a tag: who, or on which day
_OF_LAST_YEAR = re.compile(r"last year|previous|carried|brought|rolled|kept|\d\d", re.IGNORECASE)
_A_DEED = re.compile(
    r"(?:change|edit|view|open|finish|continue|update|answer|read|show|details|start|resume|manage|respond|amend|see|go|add)"
    r"(?: (?:answer|response|question|it|this|now|on|more|details|item))?\W*",
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


@dataclass(slots=True)
class Habits:
    """How the lists of this site mark things, over all their pages."""

    complete_rows: int
    complete_slots: set[Slot]
    row_tags: set[str]
    slots: dict[Slot, int]  # with the words of the longest status there
    saved_is_done: bool  # "Not answered" stands in place of "Saved on 3 May"
    labelled: dict[Slot, int]  # of these, the ones under a heading or label that says that this is the status
    other_text: set[Slot]
    beside_status: set[str]  # texts that stand beside a status in some row, so that they are none themselves
    beside_mandatory: set[str]
    mandatory_slots: dict[Slot, int]  # with the words of the longest mark there
    carried_slots: dict[Slot, int]
    red_rows: int
    plain_rows: int
    gap_rows: int
    usual_text: set[Slot]  # where most rows have some text of their own
    passed_over: set[Slot]  # what rows have there is another year's, or somebody else's
    free_text: set[Slot]  # where rows have many different texts, as answers are
    kinds_of_text: set[Slot]  # where rows have one of a few short texts, as a state would be


def habits_of(lists: list[ListReading]) -> Habits:
    """Learn from all rows where marks stand and which rows carry them."""
    rows = [row for page in lists for row in page.rows]
    done = [row for row in rows if any(m.slot != ("heading",) for m in row.marks.of("status.complete"))]
    marked = [row for row in rows if row.marks.about("status") or row.marks.about("confirm")]
    texts = Tally(slot for row in rows for slot in _places_of_text(row.marks))
    strange = Tally(slot for row in marked for slot in {slot for slot, _ in row.marks.strange})
    return Habits(
        labelled=_longest(m for row in marked for m in row.marks.about("status") if m.weight == _LABELLED),
        complete_rows=len({row.ref for row in done}),
        complete_slots={m.slot for row in done for m in row.marks.of("status.complete")},
        row_tags={row.shape[-1] for row in done},
        slots=_longest(m for row in marked for m in row.marks.about("status") + row.marks.about("confirm")),
        saved_is_done=_gaps_where_days_are(rows),
        other_text={slot for slot, n in strange.items() if n * 3 > len(marked)},
        beside_status={piece for row in marked for piece in row.marks.pieces},
        beside_mandatory={piece for row in rows if row.marks.about("mandatory") for piece in row.marks.pieces},
        mandatory_slots=_longest(m for row in rows for m in row.marks.about("mandatory")),
        carried_slots=_longest(m for row in rows for m in row.marks.about("carried_over") + row.marks.about("confirm")),
        red_rows=sum(1 for row in rows if row.red),
        plain_rows=sum(1 for row in rows if row.red is False),
        gap_rows=len({row.ref for row in marked if row.marks.of("status.incomplete")}),
        passed_over={slot for row in rows for slot in row.marks.passed_over},
        free_text={slot for slot, seen in _texts_by_place(rows).items() if len(seen) > _KINDS},
        kinds_of_text=_kinds_of_text(rows),
        usual_text={slot for slot, n in texts.items() if n * 2 > len(rows)},
    )


def _texts_by_place(rows: list[Row]) -> dict[Slot, Tally[str]]:
    texts: dict[Slot, Tally[str]] = {}
    for row in rows:
        for slot, text in row.marks.strange:
            texts.setdefault(slot, Tally())[text] += 1
    return texts


def _kinds_of_text(rows: list[Row]) -> set[Slot]:
    """The places in which rows bear one of a few short texts, none of them known and none a person's name."""
    return {
        slot
        for slot, seen in _texts_by_place(rows).items()
        if 2 <= len(seen) <= _KINDS
        and 2 * len(seen) <= seen.total() <= len(rows)
        and all(_words(text) <= _LABEL and not is_somebody(text) for text in seen)
        and not all(_A_DEED.fullmatch(text) for text in seen)
    }


def _places_of_text(marks: Marks) -> set[Slot]:
    """Where a row says anything that is no status."""
    return {slot for slot, _ in marks.strange} | {m.slot for m in marks.about("carried_over")} | marks.dated


def _gaps_where_days_are(rows: list[Row]) -> bool:
    """Whether some rows say that there is no answer right where others say when theirs was saved."""
    dated = {slot for row in rows for slot in row.marks.dated}
    gaps = (m for row in rows for m in row.marks.of("status.incomplete") if row.marks.unanswered or _GAP.search(m.text))
    return any(slot[-len(mark.slot) :] == mark.slot for mark in gaps for slot in dated)


def _longest(marks: Iterable[Mark]) -> dict[Slot, int]:
    """For each place the number of words of the longest mark in it; 0 where only signs like "*" are."""
    longest: dict[Slot, int] = {}
    for mark in marks:
        longest[mark.slot] = max(longest.get(mark.slot, 0), _words(mark.text))
    return longest


def _words(text: str) -> int:
    return len(text.split()) if any(c.isalnum() for c in text) else 0


def quote(texts: list[str]) -> str:
    return ", ".join(f'"{text}"' for text in dict.fromkeys(map(nameless, texts)))


def nameless(text: str) -> str:
    """A text of the site without the person it names: "Completed by Jane Doe on 3 May 2026" quotes as "by ..."."""
    return _BY_NAME.sub(r"\1 ...", _IN_BRACKETS.sub("(...)", text))


def careful(text: str) -> str:
    """A text to quote; a long one may hold the provider's own words and is only counted."""
    text = nameless(text)
    words = len(text.split())
    if words > _LABEL:
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
    if complete and marks.untold and all(m.weight < _LABELLED for m in complete):
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
        complete = [m for m in complete if m.weight == top or (m.weight and top < _LABELLED)]
        incomplete = [m for m in incomplete if m.weight >= 0] if top == _LABELLED else incomplete
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
    if kept and not confirmed:
        said = f"list: {quote([m.text for m in kept])} stands where others have their status"
        return Judged("incomplete", (said,))
    saved = row.marks.dated and not row.marks.of("carried_over.yes") and not row.marks.once
    if habits.saved_is_done and saved and _bears_nothing(row, habits):
        return Judged("complete", ("list: when it was saved stands where others have no answer",))
    if odd := _strange_status(row, habits):
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
            (t for slot, t in row.marks.strange if slot in habits.complete_slots and _words(t) > _LABEL), ""
        ):
            return Judged("blocked", (f"the reader does not know {careful(odd)} where others have their status",))
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
    return mark.slot in habits.slots and len(mark.text.split()) <= _LABEL and not _A_LINE.search(mark.text)


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
        if longest is not None and _words(text) <= (longest + _LONGER if longest else 0):
            return text
    return None


def _strange_status(row: Row, habits: Habits, own: bool = False) -> str | None:
    """A word the reader does not know in a place where other rows have their status."""
    for slot, text in row.marks.strange:
        known = habits.labelled or habits.slots if own else habits.slots
        if slot in known and (own or (slot not in habits.other_text and text not in habits.beside_status)):
            if _words(text) > max(_A_STATUS, habits.slots[slot] + _LONGER):
                continue
            if own and not isinstance(slot[0], int):
                continue  # beside a known word only a column of its own tells that this is a status too
            return text
    return None
