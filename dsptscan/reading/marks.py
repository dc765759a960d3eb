"""What the page says beside one question: words, signs, icons and dates, before any judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from dsptscan.reading.counters import fraction
from dsptscan.reading.dates import DATE, has_date
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.grid import is_row, is_table
from dsptscan.reading.in_row import (
    CONTROLS,
    Slot,
    described,
    goes_on,
    is_label_of,
    is_term,
    out_of_sight,
    sentence_around,
    slot_of,
)
from dsptscan.reading.legend import Legend, icon_signature
from dsptscan.reading.runs import advises, run_around, sentence_of, telling
from dsptscan.reading.saved_on import saved_in
from dsptscan.reading.scopes import Scope
from dsptscan.reading.tables import Column, Columns
from dsptscan.reading.words import Said, Words, normal

_NEGATORS = {"not", "not yet", "no", "never", "isn't", "un", "in", "hasn't been", "has not been", "is not"}
EARLIER = re.compile(
    r"\b(?:last|previous|prior|earlier) year|20\d\d[-/]\d\d"
    r"|\b(?:carried|brought|rolled|copied|pre-?filled|previous|again|confirm|still)\b",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:not|never|no|nothing(?: is)?|none(?: is)?|yet|nearly|almost|half|partly|partially|will|must|should|please"
    r"|cannot|isn't|hasn't|un|in|to be)\W*(?:be|been)?\W*$",
    re.I,
)
_PARTS = re.compile(r"[.:;,–—|·()\[\]!?]")
_TAKES_BACK = re.compile(r"^\W*(?:last year|in 20|for 20|\d+\s*%|except|but\b|pending|awaiting|waiting|by \d)", re.I)
_STATUS_WORD = re.compile(
    r"\b(?:(?:in)?complete[ds]?|done|(?:un)?answered|finished|saved|(?:your|the|this) (?:answer|response|status|state)"
    r" (?:is|was|has|of))\b",
    re.I,
)
# "Last year: completed" tells nothing of this year.
_LAST_YEAR = re.compile(
    r"\b(?:last|previous|prior|earlier) year(?:'s)?(?: (?:status|assessment))?\s*[:–—-]\s*"
    r"(?:completed?|done|answered|finished)\W*$",
    re.IGNORECASE,
)
_LAST_YEAR_LABEL = re.compile(
    r"(?:last|previous|prior|earlier) year(?:'s)?(?: (?:status|assessment))?\s*:", re.IGNORECASE
)
_NO_COLUMN = Column("", "")
_DOTS = {"●", "•", "⬤", "■", "◉"}
_STATUS_CLASS = re.compile(r"complete|done|answered|finished|todo")
_SIGNS = 6  # signs side by side
_SHORT = 12  # words; a longer text is prose
# What may stand with "Completed" in one text without taking it back.
_BENIGN = re.compile(
    r"\{date\}|^(?:by|on|at|owner|assigned|saved|last|updated|ref|reference|question|item)\b|^[^\w%]*\d*[^\w%]*$",
    re.I,
)
_QUALIFIES = re.compile(r"^(?:[-–—:(,]|but\b|awaiting|waiting|pending|subject|except|until|unless|not\b|\d+\s*%)", re.I)
_BOOLEAN = {
    ("mandatory", True): "mandatory.yes",
    ("mandatory", False): "mandatory.no",
    ("optional", True): "mandatory.no",
    ("optional", False): "mandatory.yes",
    ("complete", True): "status.complete",
    ("complete", False): "status.incomplete",
    ("carried_over", True): "carried_over.yes",
    ("carried_over", False): "carried_over.no",
    ("reconfirmed", True): "carried_over.no",
    ("reconfirmed", False): "carried_over.yes",
    ("new", True): "new_or_changed.new",
    ("changed", True): "new_or_changed.changed",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said of a question. `slot` is the place in its row, `where` how a person would describe that place."""

    meaning: str
    text: str
    slot: Slot
    where: str = ""
    year: str | None = None


@dataclass(slots=True)
class Marks:
    """All that is said beside a question. `strange` are short texts nobody taught the reader, with their slots.

    `qualified`: a word for "complete" with words beside it that may take it back ("Completed - waiting for approval").
    `negated`: a "not" stands apart from what it may deny. `earlier`: texts unknown to the reader that speak of last
    year. `unsure`: texts unknown to the reader that hold a word of status. `unanswered`: the
    page says that there is no answer, not only that it is unfinished.
    """

    marks: list[Mark] = field(default_factory=list)
    saved: list[date] = field(default_factory=list)
    strange: list[tuple[Slot, str]] = field(default_factory=list)
    slots: set[Slot] = field(default_factory=set)
    negated: bool = False
    qualified: str = ""
    earlier: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    unanswered: bool = False

    def of(self, meaning: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.meaning == meaning]

    def about(self, section: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.meaning.startswith(section + ".")]


class MarkReader:
    """Reads the marks of every scope of one page."""

    def __init__(self, document: Document, words: Words, legend: Legend, columns: Columns) -> None:
        self._document, self._words, self.legend, self._columns = document, words, legend, columns

    def read(self, scope: Scope, private: set[int], labels: set[int], comments: set[int]) -> Marks:
        """The marks of a scope.

        Passed over are leaves in `private`, which hold the provider's words, and in `labels`, which name controls. What
        stands in `comments`, with a comment box, says nothing of whether the question is mandatory.
        """
        found = Marks()
        headings = self._cells(scope)
        tops = {id(part) for part in scope.parts}
        previous: Leaf | None = None
        seen = []
        for leaf in scope.leaves(self._document):
            if leaf.index in private or out_of_sight(leaf, tops):
                continue
            if leaf.index in labels and not self._marks_mandatory(leaf.text):
                continue
            if leaf.index in headings and headings[leaf.index][1].passed_over:
                continue
            seen.append(leaf)
        for run in run_around(seen):
            whole = sentence_of(run, scope.ref, self._words)
            for leaf in [whole] if whole else run:
                number, column = headings.get(leaf.index, (None, _NO_COLUMN))
                slot = slot_of(run[0] if whole else leaf, scope.shape, tops, number)
                before = len(found.marks)
                if not advises(leaf, self._words, self._document.leaves):
                    self._leaf(leaf, previous, scope.ref, slot, column, found)
                if leaf.index in comments:
                    found.marks[before:] = [m for m in found.marks[before:] if not m.meaning.startswith("mandatory.")]
                previous = leaf
        self._icons(scope, found)
        self._described(scope, found)
        return found

    def _described(self, scope: Scope, found: Marks) -> None:
        """What a screen reader adds to a row: texts elsewhere that its links name as their description."""
        for leaf in described(scope.parts, self._document):
            split = self._words.split(leaf.text)
            if not split.rest:
                self._said([said for _, _, said in split.said], ("described",), "its description", found)

    def _marks_mandatory(self, text: str) -> bool:
        """Whether a piece of a control's label is nothing but the mark of mandatory questions: "*", "(required)"."""
        meanings = self.legend.signs.get(text.strip("()[]. "), frozenset()) | self._words.meanings(normal(text))
        return any(meaning.startswith("mandatory.") for meaning in meanings)

    def _takes_back(self, leaf: Leaf, previous: Leaf, found: Marks) -> bool:
        """Whether a text goes on where a word for "complete" ended, and may take it back."""
        if not _QUALIFIES.match(leaf.text) or not goes_on(leaf, previous):
            return False
        more = DATE.sub("{date}", leaf.text.strip(" -–—:(),·|"))
        return not _BENIGN.search(more) and any(
            m.meaning == "status.complete" and m.text in previous.text for m in found.marks
        )

    def _cells(self, scope: Scope) -> dict[int, tuple[int, Column]]:
        """Leaf number -> (column number, the column)."""
        result: dict[int, tuple[int, Column]] = {}
        for row in _rows_of(scope, self._document):
            columns = self._columns.of(row)
            for number, cell in self._columns.cells(row):
                column = columns.get(number) or self._columns.named_by(cell)
                for i in range(cell.start, cell.end):
                    result[i] = (number, column or _NO_COLUMN)
        return result

    def _leaf(self, leaf: Leaf, previous: Leaf | None, ref: str, slot: Slot, column: Column, found: Marks) -> None:
        about, heading, text = column.about, column.text, leaf.text
        where = f'under "{heading}"' if about else ""
        in_other_column = bool(heading) and not about  # the cell before it is about something else
        found.saved += saved_in(leaf, None if in_other_column else previous, about, self._words)
        if self.legend.signs and self._glued(text, slot, found):
            return
        sign = self.legend.signs and (
            self.legend.signs.get(text.strip("()[]. "))
            or self.legend.signs.get(text)
            or self.legend.signs.get(text[-1:] if ref in text else "")
        )
        if sign:
            whole = len(text) == 1 or text in self.legend.signs
            found.marks += [Mark(m, text if whole else text[-1:], slot, "as the key says") for m in sign]
            found.slots.add(slot)
            if whole:
                return
        titled = ref in text
        split = self._words.split(text.replace(ref, "¦ ", 1) if titled else text)
        said = split.at_the_ends if titled or len(text.split()) > 8 else [s for _, _, s in split.said]
        if not titled:  # that nothing can be told counts wherever it is said
            said += [s for _, _, s in split.said if "status.unknown" in s.meanings and s not in said]
        if about and about != "status" and self._value(about, text, slot, where, found):
            return
        if column.says and not about and self._ticked(column, text, slot, found):
            return
        if previous is not None and not about and self._labelled(leaf, previous, said, slot, found):
            return
        if normal(text) in _NEGATORS:
            found.negated = found.negated or not heading
            return
        told = any(meaning.startswith(("status.", "confirm.")) for phrase in said for meaning in phrase.meanings)
        if not told and (part := fraction(text, self._words)):
            found.marks.append(
                Mark("status.complete" if part[0] == part[1] else "status.incomplete", text, slot, where)
            )
            found.slots.add(slot)
            return
        if not said and not titled and len(text.split()) <= 12 and EARLIER.search(text):
            found.earlier.append(text)
        if said and not is_term(leaf, ref):
            rest = doubt = ""
            if any("status.complete" in phrase.meanings for phrase in said):
                rest = "" if titled else next((piece for piece in split.rest if not _BENIGN.search(piece)), "")
                doubt = "?" if "?" in text and not titled else taken_back_around(leaf)
                if _LAST_YEAR.search(text) or (previous and _LAST_YEAR_LABEL.fullmatch(previous.text)):
                    doubt = "last year"
            self._said(said, slot, where, found, rest or doubt)
        if not said and not titled and previous is not None and self._takes_back(leaf, previous, found):
            found.qualified = f"{previous.text} {text}"
        if titled:
            return
        if not told and split.rest and _STATUS_WORD.search(" ".join(split.rest)):
            found.unsure.append(text)
        if not telling(said) and (split.rest or said) and len(text.split()) <= _SHORT and not has_date(text):
            found.strange.append((slot, text))

    def _glued(self, text: str, slot: Slot, found: Marks) -> bool:
        """Several signs of the key side by side: "★✔"."""
        if len(text) > 2 * _SIGNS or text[:1].isalnum():
            return False
        signs = [c for c in text if not c.isspace()]
        if not 1 < len(signs) <= _SIGNS or any(sign not in self.legend.signs for sign in signs):
            return False
        for sign in signs:
            found.marks += [Mark(m, sign, slot, "as the key says") for m in sorted(self.legend.signs[sign])]
        found.slots.add(slot)
        return True

    def _said(self, said: list[Said], slot: Slot, where: str, found: Marks, qualified: str = "") -> None:
        skip = False
        if len(said) > 1 and self._boolean(said[-1].text) is False and not _label(said[-2]):
            qualified = qualified or said[-1].text
        for i, phrase in enumerate(said):
            if skip:
                skip = False
                continue
            label = _label(phrase)
            value = self._boolean(said[i + 1].text) if i + 1 < len(said) else None
            if label and value is not None:
                skip = self._add_boolean(label, value, f"{phrase.text}: {said[i + 1].text}", slot, "", found)
                continue
            if "status.complete" in phrase.meanings and phrase.year and phrase.year not in self._columns.own_years:
                qualified = qualified or phrase.year
            if "status.complete" in phrase.meanings and qualified:
                found.qualified = found.qualified or f"{phrase.text} ... {qualified}"
            for meaning in sorted(phrase.meanings):
                if meaning == "answer.empty" and "status.incomplete" in phrase.meanings:
                    found.unanswered = True
                if meaning.split(".")[0] in ("status", "confirm", "carried_over", "mandatory", "new_or_changed"):
                    found.marks.append(Mark(meaning, phrase.text, slot, where, phrase.year))
                    found.slots.add(slot)

    def _labelled(self, leaf: Leaf, previous: Leaf, said: list[Said], slot: Slot, found: Marks) -> bool:
        """A yes or no whose label stands in the cell, term or text before it."""
        value = self._boolean(leaf.text)
        if value is None:
            return False
        is_label = previous.text.rstrip().endswith((":", "?")) or is_label_of(previous, leaf)
        label = next((m[7:] for m in self._words.meanings(normal(previous.text)) if m.startswith("labels.")), "")
        if not is_label or not label:
            return False
        # The label alone was taken for a mark when it was read; the value decides instead.
        found.qualified = "" if previous.text.strip().endswith("?") else found.qualified
        found.marks = [mark for mark in found.marks if mark.text != previous.text.rstrip(" :?")]
        return self._add_boolean(label, value, f"{previous.text} {leaf.text}", slot, "", found)

    def _value(self, about: str, text: str, slot: Slot, where: str, found: Marks) -> bool:
        """A cell under a heading like "Mandatory" or "Complete"."""
        value = self._boolean(text.split(",")[0], about)
        if value is None and has_date(text) and about in ("complete", "reconfirmed"):
            value = True
        if value is None:
            return about == "saved"
        return self._add_boolean(about, value, text, slot, where, found)

    def _ticked(self, column: Column, text: str, slot: Slot, found: Marks) -> bool:
        """A cross or tick in one of several columns that each stand for a state: "To do", "Part done"."""
        value = True if text.strip() in _DOTS and "status.complete" not in column.says else self._boolean(text)
        for meaning in sorted(column.says) if value else ():
            found.marks.append(Mark(meaning, text, slot, f'under "{column.text}"'))
            found.slots.add(slot)
        return value is not None

    def _boolean(self, text: str, about: str = "") -> bool | None:
        if text.strip() in _DOTS and about in ("mandatory", "optional", "new", "changed"):
            return True  # under "Complete" a dot may be of any colour
        meanings = self._words.meanings(normal(text))
        if "values.no" in meanings:
            return False
        return True if "values.yes" in meanings else None

    @staticmethod
    def _add_boolean(label: str, value: bool, text: str, slot: Slot, where: str, found: Marks) -> bool:
        meaning = _BOOLEAN.get((label, value))
        if meaning:
            found.marks.append(Mark(meaning, text, slot, where))
            found.slots.add(slot)
        return True

    def _icons(self, scope: Scope, found: Marks) -> None:
        for part in scope.parts:
            if not isinstance(part, Element):
                continue
            for element in part.walk() if self.legend.icons else ():
                known = element.name not in CONTROLS
                meanings = self.legend.icons.get(icon_signature(element) or "") if known else None
                if meanings and element.start == element.end:
                    slot = ("icon",)
                    found.marks += [Mark(m, "its icon", slot, "as the key says") for m in sorted(meanings)]
                    found.slots.add(slot)
            for element in self._document.those(_classed_by_status).inside(part):
                for word in re.split(r"[^a-z]+", element.attrs["class"].casefold()):
                    if any(m.startswith("status.") for m in self._words.meanings(word)):
                        found.classes.add(word)


def _rows_of(scope: Scope, document: Document) -> list[Element]:
    """The rows of the list's table that a question is made of, in whatever they are wrapped.

    A table inside the question has columns of its own, which are not those of the list.
    """
    rows: list[Element] = []
    for part in scope.parts:
        inner = 0  # where the last table inside this part ends
        for element in document.those(_is_row_or_table).inside(part) if isinstance(part, Element) else ():
            if element.number < inner:
                continue
            if is_table(element):
                inner = element.last
            elif is_row(element):
                rows.append(element)
    return rows


def _classed_by_status(element: Element) -> bool:
    return "class" in element.attrs and bool(_STATUS_CLASS.search(element.attrs["class"].casefold()))


def _is_row_or_table(element: Element) -> bool:
    return is_row(element) or is_table(element)


def taken_back_around(leaf: Leaf) -> str:
    """Words in the same run of text that take a word for "complete" back: "not yet", "to be", "last year", "?"."""
    before, after = sentence_around(leaf)
    if not before and not after:
        return ""
    clause = _PARTS.split(before)[-1]
    if _DENIES.search(clause):
        return clause.strip()
    if after.startswith("?") or _TAKES_BACK.match(after):
        return after[:40]
    return ""


def _label(said: Said) -> str:
    return next((m[7:] for m in sorted(said.meanings) if m.startswith("labels.")), "")
