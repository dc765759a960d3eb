"""How the lists of a site mark things, learnt from all their rows: where marks stand, and what stands beside them."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass

from dsptscan.reading.in_row import Slot
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.reserves import is_somebody
from dsptscan.reading.rows import ListReading, Row

LABELLED = 2  # the weight of what stands under a heading or label for the status
LABEL = 6  # words of a label at most
_GAP = re.compile(
    r"\b(?:no|not|nothing|nobody|never)\b.*\b(?:answer|answered|saved|response|entered|given|provided)\b", re.I
)
_NEARLY_ALL = 0.6
_KINDS = 6  # states of a question at most
_A_DEED = re.compile(
    r"(?:change|edit|view|open|finish|continue|update|answer|read|show|details|start|resume|manage|respond|amend|see|go|add)"
    r"(?: (?:answer|response|question|it|this|now|on|more|details|item))?\W*",
    re.IGNORECASE,
)


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
    answers: set[Slot]  # where nearly every text is another
    free_text: set[Slot]  # where rows have many different texts, as answers are
    kinds_of_text: set[Slot]  # where rows have one of a few short texts, as a state would be


def habits_of(lists: list[ListReading]) -> Habits:
    """Learn from all rows where marks stand and which rows carry them."""
    rows = [row for page in lists for row in page.rows]
    done = [row for row in rows if any(m.slot != ("heading",) for m in row.marks.of("status.complete"))]
    marked = [row for row in rows if row.marks.about("status") or row.marks.about("confirm")]
    texts_there = _texts_by_place(rows)
    texts = Tally(slot for row in rows for slot in _places_of_text(row.marks))
    strange = Tally(slot for row in marked for slot in {slot for slot, _ in row.marks.strange})
    return Habits(
        labelled=_longest(m for row in marked for m in row.marks.about("status") if m.weight == LABELLED),
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
        answers={slot for slot, seen in texts_there.items() if _KINDS < len(seen) >= _NEARLY_ALL * seen.total()},
        free_text={slot for slot, seen in texts_there.items() if len(seen) > _KINDS},
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
        and all(words_in(text) <= LABEL and not is_somebody(text) for text in seen)
        and not all(_A_DEED.fullmatch(text) for text in seen)
    }


def _places_of_text(marks: Marks) -> set[Slot]:
    """Where a row says anything that is no status."""
    return {slot for slot, _ in marks.strange} | {m.slot for m in marks.about("carried_over")} | marks.dated


def _gaps_where_days_are(rows: list[Row]) -> bool:
    """Whether some rows say that there is no answer right where others say when theirs was saved."""
    dated = {slot for row in rows for slot in row.marks.dated}
    gaps = (m for row in rows for m in row.marks.of("status.incomplete") if row.marks.unanswered or _GAP.search(m.text))
    places = {_loosely(slot) for slot in dated}
    return any(place[-len(gap) :] == gap for gap in {_loosely(mark.slot) for mark in gaps} for place in places)


def _loosely(slot: Slot) -> Slot:
    """A place outside columns by its tags alone: the day may stand one line below where others have no answer."""
    return slot if isinstance(slot[0], int) else tuple(part for part in slot if isinstance(part, str))


def _longest(marks: Iterable[Mark]) -> dict[Slot, int]:
    """For each place the number of words of the longest mark in it; 0 where only signs like "*" are."""
    longest: dict[Slot, int] = {}
    for mark in marks:
        longest[mark.slot] = max(longest.get(mark.slot, 0), words_in(mark.text))
    return longest


def words_in(text: str) -> int:
    """The number of words of a text; none where it holds signs alone."""
    return len(text.split()) if any(c.isalnum() for c in text) else 0
