"""What one row of a list of sites says: the site's name, whether it is included, what is said of its publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dsptscan.reading.controls import Labels, controls_in
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.grid import cells_of
from dsptscan.reading.in_row import out_of_sight
from dsptscan.reading.reserves import taken_back_around
from dsptscan.reading.scopes import Scope
from dsptscan.reading.site_boxes import SiteBox, read_box, told, yes_or_no
from dsptscan.reading.site_labels import LONG_AGO, Label, SiteLabels, inline, is_term, kind_of, year_of
from dsptscan.reading.site_names import name_in, without_marks
from dsptscan.reading.words import Words, normal

_PUBLISHED = re.compile(r"\b(?:un)?publish|\bpublication\b|\bstandards (?:not )?(?:met|exceeded)|\bapproaching s", re.I)
_QUALIFIED = re.compile(r"^(?:but|pending|awaiting|waiting|subject|except|until|unless|not|if|to be|only)\b|\?", re.I)
_CROSS = re.compile(r"[✗✘❌✕☐×?]")
_BOXES = {"input", "select", "textarea", "option"}
_LINKS = {"a", "button"}
_LONGEST = 100


@dataclass(slots=True)
class SiteRow:
    """`said`: yes and no, each with the toolkit year it speaks of, or None. `bare`: boxes that name no purpose.

    `doubtful`: something takes a word for "included" back. `empty`: the cell that asks has nothing in it. `kinds`: what
    its labels and columns are about.
    """

    code: str
    scope: Scope
    name: str | None = None
    said: list[tuple[bool, str | None]] = field(default_factory=list)
    bare: list[bool] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    doubtful: bool = False
    empty: bool = False
    kinds: set[str] = field(default_factory=set)

    @property
    def marked(self) -> bool:
        """Whether anything but a code and a name stands in it."""
        return bool(self.said or self.bare or self.published)


class RowReader:
    """Reads the rows of the lists of sites of one page. `words` are those of sites, `others` those of questions."""

    def __init__(self, document: Document, labels: SiteLabels, words: Words, others: Words) -> None:
        self._document, self._labels, self._words, self._others = document, labels, words, others

    def read(self, scope: Scope) -> SiteRow:
        """All that a row says."""
        row, of_boxes = SiteRow(scope.ref, scope), Labels(self._document)
        parts = [part for part in scope.parts if isinstance(part, Element)]
        controls = controls_in([*parts, *self._beside(parts)], of_boxes, self._others)
        boxes = [b for c in controls if (b := read_box(c, self._labels, self._words))]
        row.said = [(b.value, b.year) for b in boxes if b.asks]
        row.bare = [b.value for b in boxes if not b.asks]
        named = {control.label for control in controls}
        tops = {id(part) for part in scope.parts}
        names: list[tuple[int, str]] = []
        for leaf in scope.leaves(self._document):
            if leaf.parent.name in _BOXES or out_of_sight(leaf, tops):
                continue
            of_box = leaf.index in of_boxes.used
            if of_box and leaf.text in named and told(self._words.meanings(normal(leaf.text))) is not None:
                continue  # the whole label of a box: the box tells
            names += self._leaf(leaf, row, boxes if of_box else [])
        row.name = min(names, key=lambda found: found[0])[1] if names else None
        row.empty = any(self._unanswered(cell) for part in parts for _, cell in cells_of(part))
        return row

    def _beside(self, parts: list[Element]) -> list[Element]:
        """Boxes outside the row whose labels stand in it."""
        inside = {e.number for part in parts for e in part.walk()}
        named = [self._document.ids.get(e.attrs.get("for", "")) for p in parts for e in p.walk() if e.name == "label"]
        return [e for e in named if e is not None and e.number not in inside]

    def _leaf(self, leaf: Leaf, row: SiteRow, boxes: list[SiteBox]) -> list[tuple[int, str]]:
        """Take in one text; one that may be the site's name comes back with its rank, the lowest first."""
        both = inline(leaf.text)
        if both and kind_of(both[1], self._words):
            before, label, value = both
            found = self._text(before, Label(), leaf, row, boxes) if before else []
            return found + self._text(value, self._labels.called(label), leaf, row, boxes)
        if self._labels.is_label(leaf):
            return []
        return self._text(leaf.text, self._labels.of(leaf), leaf, row, boxes)

    def _text(self, text: str, label: Label, leaf: Leaf, row: SiteRow, boxes: list[SiteBox]) -> list[tuple[int, str]]:
        about = label.about
        row.kinds.add(about)
        if about in ("asks", "asks_to_leave_out"):
            value = yes_or_no(text, self._words)
            if value is not None:
                row.said.append((value == (about == "asks"), label.year))
        if self._tells(leaf, text, label, row, boxes):
            text = without_marks(text, self._words)
        if about.startswith(("asks", "parents")) or not text:
            return []
        linked = any(e.name in _LINKS for e in (leaf.parent, *leaf.parent.ancestors()))
        speaks = _PUBLISHED.search(text) and len(text) <= _LONGEST and not linked and about != "names"
        if re.search(r"\w", text) and (speaks or about == "published"):
            bare = yes_or_no(text, self._words) is not None
            row.published.append(f"{label.text.strip(' :?')}: {text}" if bare else text)
            return []
        return name_in(text, leaf, row.scope, about, self._words, of_box=bool(boxes))

    def _tells(self, leaf: Leaf, text: str, label: Label, row: SiteRow, boxes: list[SiteBox]) -> bool:
        """Whether a text says if the site is included; what it says is noted."""
        split = self._words.split(text)
        phrases = [said for _, _, said in split.said if told(said.meanings) is not None]
        for said in phrases:
            value = bool(told(said.meanings))
            year = said.year or (year_of(text) if not split.rest else None) or label.year
            row.said.append((value, year))
            taken_back = any(_QUALIFIED.search(rest) for rest in split.rest) or taken_back_around(leaf)
            crossed = bool(_CROSS.search(text)) or any(box.value is not value for box in boxes)
            row.doubtful = row.doubtful or (value and bool(taken_back or crossed))
        return bool(phrases)

    def _unanswered(self, cell: Element) -> bool:
        """A cell under a heading like "Included" with nothing at all in it."""
        label = self._labels.above(cell) if not cell.children and not is_term(cell) else Label()
        return label.about == "asks" and label.year != LONG_AGO
