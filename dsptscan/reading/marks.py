"""What the page says beside one question: words, signs, icons and dates, before any judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dsptscan.reading.controls import Labels
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.fields import fields_in
from dsptscan.reading.flags import Choices, Flag, flags_in, is_ticked, state_choices_in, state_menus_in
from dsptscan.reading.grid import Cells, is_row, is_table
from dsptscan.reading.idle import idle_in
from dsptscan.reading.in_row import CONTROLS, Slot, described, may_be_unseen, out_of_sight, slot_of
from dsptscan.reading.legend import Legend, icon_signature
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.references import references_in
from dsptscan.reading.runs import advises, run_around, sentence_of
from dsptscan.reading.scopes import Scope
from dsptscan.reading.side_notes import without_side_notes
from dsptscan.reading.state_boxes import complete_by_label
from dsptscan.reading.tables import REMARKS, Column, Columns
from dsptscan.reading.texts import TextReader
from dsptscan.reading.words import Words, normal

_NO_COLUMN = Column("", "")
# What counts of what once was, and of what people or the site remark: never how the question stands.
_OF_HISTORIES = ("carried_over.",)
_OF_REMARKS = ("carried_over.", "new_or_changed.")
_STATUS_CLASS = re.compile(r"complete|done|answered|finished|todo")


class MarkReader:
    """Reads the marks of every scope of one page."""

    def __init__(self, document: Document, words: Words, legend: Legend, columns: Columns, labels: Labels) -> None:
        self._labels = labels
        self._document, self._words, self.legend, self._columns = document, words, legend, columns
        self._idle = idle_in(document, words)
        self.boxes: dict[int, Element] = {}  # the box beside each question that shows how it stands
        self._texts = TextReader(words, legend, columns.own_years)

    def flags(self, scope: Scope) -> list[Flag]:
        """The tick boxes of a scope that show a state."""
        return flags_in((self._cells_for(row), self._columns.of(row)) for row in _rows_of(scope, self._document))

    def menus(self, scope: Scope) -> list[Element]:
        """The menus of a scope in which its state is chosen."""
        return state_menus_in(scope.parts, self._document, self._words)

    def choices(self, scope: Scope) -> Choices:
        """The radio buttons of a scope that choose its state."""
        return state_choices_in(scope.parts, self._labels, self._words)

    def read(
        self,
        scope: Scope,
        private: set[int],
        labels: set[int],
        comments: set[int],
        flags: Sequence[Flag] = (),
        chosen: Sequence[str] = (),
    ) -> Marks:
        """The marks of a scope.

        Passed over are leaves in `private`, the provider's words, and in `labels`, which name controls. What stands in
        `comments`, with a comment box, says nothing of whether the question is mandatory. `chosen`: the states that are
        chosen in menus or by radio buttons, "" where nothing is.
        """
        found = Marks()
        headings = self._cells(scope)
        fields = fields_in(scope, self._document, self._words, self._columns, self._labels.named)
        tops = {id(part) for part in scope.parts}
        unseen = self._document.those(may_be_unseen).every
        boxes = {id(flag.box) for flag in flags}
        named = {
            i for flag in flags for label in self._labels.elements(flag.box) for i in range(label.start, label.end)
        }
        previous: Leaf | None = None
        seen = []
        for leaf in self._leaves(scope):
            if (
                id(leaf.parent) in boxes
                or leaf.index in named
                or leaf.index in private
                or leaf.index in self._idle.menus
                or (unseen and out_of_sight(leaf, tops))
            ):
                continue
            if leaf.index in fields.labels or (leaf.index in fields.of and fields.of[leaf.index].passed_over):
                continue
            if leaf.index in labels and not self._marks_mandatory(leaf.text):
                continue
            number, column = headings.get(leaf.index, (None, _NO_COLUMN))
            if column.passed_over:
                found.passed_over.add(slot_of(leaf, scope.shape, tops, number, column.text))
                continue
            seen.append(self._without_side_notes(leaf, scope.ref))
        for run in run_around(seen):
            whole = sentence_of(run, scope.ref, self._words) if len(run) > 1 else None
            for leaf in [whole] if whole else run:
                number, column = headings.get(leaf.index, (None, _NO_COLUMN))
                slot = slot_of(run[0] if whole else leaf, scope.shape, tops, number, column.text)
                if leaf.index in fields.of:
                    column = fields.of[leaf.index]
                    slot = (column.text,)
                before = len(found.marks)
                if leaf.index in self._idle.histories:
                    self._aside(leaf, previous, scope.ref, slot, column, found, _OF_HISTORIES)
                elif column.about == REMARKS:
                    self._aside(leaf, previous, scope.ref, slot, column, found, _OF_REMARKS)
                elif not advises(leaf, self._words, self._document.leaves):
                    self._texts.read(leaf, previous, scope.ref, slot, column, found)
                if _is_lost_label(leaf, self._document):
                    self._take_back(found, before, leaf)
                if leaf.index in comments:
                    found.marks[before:] = [m for m in found.marks[before:] if not m.meaning.startswith("mandatory.")]
                previous = leaf
        for flag in flags:
            if not flag.column.passed_over:
                text, where = "ticked" if flag.ticked else "not ticked", f'under "{flag.column.text}"'
                self._texts.add_boolean(flag.column.about, flag.ticked, text, (flag.number,), where, found)
        if (box := self.boxes.get(scope.leaf.index)) is not None and not flags:
            self._box(box, scope.ref, found)
        for choice in chosen:
            said = [phrase for _, _, phrase in self._words.split(choice).said] or self._words.as_status(choice)
            self._texts.phrases(said, ("menu",), "chosen there", found, weight=2)
            if not said:
                found.unsure.append(choice or "nothing chosen")
                found.untold = True
        self._icons(scope, found)
        self._described(scope, found)
        return found

    def _leaves(self, scope: Scope) -> list[Leaf]:
        """The texts of the cells that reach into the rows of a scope from above, and those of the scope itself."""
        above = self._reaching(scope)
        return [leaf for cell in above for leaf in self._document.leaves[cell.start : cell.end]] + scope.leaves(
            self._document
        )

    def _reaching(self, scope: Scope) -> list[Element]:
        """The cells that reach into the rows of a scope from rows which are none of its own."""
        tall = (cell for row in _rows_of(scope, self._document) for _, cell in self._tall(row))
        return [cell for cell in tall if not any(start <= cell.start < end for start, end in scope.spans)]

    @staticmethod
    def _take_back(found: Marks, before: int, leaf: Leaf) -> None:
        """What a label says of a box that cannot be found tells nothing: it may be empty."""
        kept = [mark for mark in found.marks[before:] if mark.meaning != "status.complete"]
        if len(kept) < len(found.marks) - before:
            found.marks[before:] = kept
            found.unsure.append(leaf.text)

    def _without_side_notes(self, leaf: Leaf, ref: str) -> Leaf:
        own = leaf.text if ref in leaf.text else without_side_notes(leaf.text, self._columns)
        return leaf if own == leaf.text else Leaf(own, leaf.parent, leaf.index, leaf.source, leaf.place, leaf.joined)

    def _aside(
        self,
        leaf: Leaf,
        previous: Leaf | None,
        ref: str,
        slot: Slot,
        column: Column,
        found: Marks,
        counts: tuple[str, ...],
    ) -> None:
        """A line of a history, or a remark: what it tells that `counts`, and when something was saved."""
        then = Marks()
        self._texts.read(leaf, previous, ref, slot, column, then)
        found.saved += then.saved
        found.marks += [replace(mark, weight=0) for mark in then.marks if mark.meaning.startswith(counts)]

    def _box(self, box: Element, ref: str, found: Marks) -> None:
        """A box that nobody can tick here. Where neither label nor key says what a tick means, a count may."""
        ticked = is_ticked(box)
        label = complete_by_label(box, ref, self._labels, self._words)
        if label or self.legend.ticked_is_complete:
            found.marks = [m for m in found.marks if m.meaning != "status.complete" or m.text not in label]
            self._texts.add_boolean(
                "complete", ticked, "ticked" if ticked else "not ticked", ("box",), "its box", found
            )
        elif not ticked and found.of("status.complete"):
            found.qualified = found.qualified or "empty box"
        elif not found.about("status"):
            found.unsure.append("ticked box" if ticked else "empty box")

    def _described(self, scope: Scope, found: Marks) -> None:
        """What a screen reader adds to a row: texts elsewhere that its links name as their description."""
        for leaf in described(scope.parts, self._document):
            split = self._words.split(leaf.text)
            if not split.rest:
                self._texts.phrases([said for _, _, said in split.said], ("described",), "its description", found)

    def _marks_mandatory(self, text: str) -> bool:
        """Whether a piece of a control's label is nothing but the mark of mandatory questions: "*", "(required)"."""
        meanings = self.legend.signs.get(text.strip("()[]. "), frozenset()) | self._words.meanings(normal(text))
        return any(meaning.startswith("mandatory.") for meaning in meanings)

    def _cells_for(self, row: Element) -> Cells:
        """A row's own cells, and those of rows above that reach into it."""
        return [*self._columns.cells(row), *self._tall(row)]

    def _tall(self, row: Element) -> Cells:
        """The cells of rows above that reach into a row; not such as name a question themselves."""
        return [pair for pair in self._columns.reaching(row) if not self._names_a_question(pair[1])]

    def _names_a_question(self, cell: Element) -> bool:
        leaves = self._document.leaves[cell.start : cell.end]
        return any(references_in(leaf.text, self._words) for leaf in leaves)

    def _cells(self, scope: Scope) -> dict[int, tuple[int, Column]]:
        """Leaf number -> (column number, the column)."""
        result: dict[int, tuple[int, Column]] = {}
        for row in _rows_of(scope, self._document):
            columns = self._columns.of(row)
            for number, cell in self._cells_for(row):
                column = columns.get(number) or self._columns.named_by(cell)
                for i in range(cell.start, cell.end):
                    result[i] = (number, column or _NO_COLUMN)
        return result

    def _icons(self, scope: Scope, found: Marks) -> None:
        for part in [*scope.parts, *self._reaching(scope)] if self.legend.icons else ():
            for element in part.walk() if isinstance(part, Element) else ():
                known = element.name not in CONTROLS
                meanings = self.legend.icons.get(icon_signature(element) or "") if known else None
                if meanings and element.start == element.end:
                    slot = ("icon",)
                    found.marks += [Mark(m, "its icon", slot, "as the key says") for m in sorted(meanings)]
                    found.slots.add(slot)
        for element in self._document.those(_classed_by_status).among(scope.parts):
            for word in re.split(r"[^a-z]+", element.attrs["class"].casefold()):
                if any(m.startswith("status.") for m in self._words.meanings(word)):
                    found.classes.add(word)


def _rows_of(scope: Scope, document: Document) -> list[Element]:
    """The rows of the list's table that a question is made of, in whatever they are wrapped.

    A table inside the question has columns of its own, which are not those of the list.
    """
    rows: list[Element] = []
    built = document.those(_is_row_or_table)
    for part in scope.parts if built.every else ():
        inner = 0  # where the last table inside this part ends
        for element in built.inside(part) if isinstance(part, Element) else ():
            if element.number < inner:
                continue
            if is_table(element):
                inner = element.last
            elif is_row(element):
                rows.append(element)
    return rows


def _is_lost_label(leaf: Leaf, document: Document) -> bool:
    """Whether a text is the label of a control that is not there."""
    element = leaf.parent
    return element.name == "label" and bool(element.attrs.get("for")) and element.attrs["for"] not in document.ids


def _classed_by_status(element: Element) -> bool:
    return "class" in element.attrs and bool(_STATUS_CLASS.search(element.attrs["class"].casefold()))


def _is_row_or_table(element: Element) -> bool:
    return is_row(element) or is_table(element)
