"""What a column's heading or a label before a value is about, in lists of sites: names, codes, asks, published ..."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsptscan.reading.dates import years_in
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.grid import is_row
from dsptscan.reading.tables import Columns
from dsptscan.reading.words import Words, normal

_KINDS = (
    "parents", "asks_to_leave_out", "asks", "site_codes", "codes", "names", "published", "plain_names",
    "perhaps_published",
)  # fmt: skip
CODES = ("site_codes", "codes")
_INLINE = re.compile(r"^(?:(.*?\S)(?:[)\]]\s*|\s+[-–—|·•]\s+|[|·•;,.]\s+))?([^:?()\[\]|·•;,–—]{2,60})[:?]\s*(\S.*)$")
_PAST = re.compile(r"\b(?:last|previous|prior|earlier) (?:year|submission|assessment|time)", re.IGNORECASE)
_LONGEST = 160
LONG_AGO = "0000"  # stands for a year that is not this one


def kind_of(text: str, words: Words) -> str:
    """What a label is about: a key of [sites] in words.toml, or ""; `words` are those of sites."""
    meanings = words.meanings(normal(text))
    if not meanings:
        split = words.split(text)
        meanings = split.said[0][2].meanings if len(split.said) == 1 and not split.rest else frozenset()
    return next((kind for kind in _KINDS if f"site.{kind}" in meanings), "")


def year_of(text: str) -> str | None:
    """The toolkit year a text speaks of; LONG_AGO for "last year"; None when it names none."""
    return max(years_in(text), default=None) or (LONG_AGO if _PAST.search(text) else None)


def inline(text: str) -> tuple[str, str, str] | None:
    """ "Elm (VM195) Included: Yes" as what stands before, label and value."""
    match = _INLINE.match(text) if len(text) <= _LONGEST else None
    return (text[: match.start(2)], match[2], match[3]) if match else None


@dataclass(frozen=True, slots=True)
class Label:
    """A label's words, what it is about (a key of [sites], or ""), and the toolkit year it speaks of."""

    text: str = ""
    about: str = ""
    year: str | None = None


class SiteLabels:
    """Finds the label of a text: its column's heading, the cell or term before it, or what ends in a colon."""

    def __init__(self, document: Document, words: Words) -> None:
        self._document, self._words = document, words
        self._columns = Columns(document, words, kind_of)
        self._cells: dict[int, tuple[int, Element, Element]] = {}  # leaf -> its column, cell and row
        for row in (e for e in document.elements if is_row(e)):
            for number, cell in self._columns.cells(row):
                self._cells |= dict.fromkeys(range(cell.start, cell.end), (number, cell, row))

    def of(self, leaf: Leaf) -> Label:
        """The label of a text."""
        previous = self._document.leaves[leaf.index - 1] if leaf.index else None
        number, cell, row = self._cells.get(leaf.index, (0, None, None))
        if row is not None and cell is not None:
            cells = self._columns.cells(row)
            if len(cells) == 2 and is_term(cells[0][1]) and not is_term(cells[1][1]):
                return self.called(self._document.text(cells[0][1])) if number == cells[1][0] else Label()
            if self._columns.of(row) or self._columns.named_by(cell):
                return self.above(cell)
        in_row = previous is not None and (row is None or row.start <= previous.index)
        if previous and in_row and self.is_label(previous) and not self.is_label(leaf):
            return self.called(previous.text)
        return Label()

    def above(self, cell: Element) -> Label:
        """The heading above a cell, also above an empty one."""
        row = cell.parent
        number = (
            next((n for n, c in self._columns.cells(row) if c is cell), None)
            if row is not None and is_row(row)
            else None
        )
        columns = self._columns.of(row) if row is not None and number is not None else {}
        column = columns.get(number) if number is not None else None
        column = column or self._columns.named_by(cell)
        if column is None:
            return Label()
        return Label(column.text, column.about, LONG_AGO if column.earlier else year_of(column.text))

    def called(self, text: str) -> Label:
        """A text as a label."""
        return Label(text, kind_of(text, self._words), year_of(text))

    def is_label(self, leaf: Leaf) -> bool:
        """Whether a text only names what the value after it says."""
        kind = kind_of(leaf.text, self._words)
        if not kind or kind in (*CODES, "parents") or leaf.source == "data-label":
            return bool(kind)
        ends = leaf.text.rstrip().endswith((":", "?"))
        return ends or any(is_term(e) and e.end - e.start == 1 for e in (leaf.parent, *leaf.parent.ancestors()))


def is_term(element: Element) -> bool:
    """Whether an element by its tag names what stands after it."""
    return element.name in ("dt", "th") or element.attrs.get("role") in ("rowheader", "term")
