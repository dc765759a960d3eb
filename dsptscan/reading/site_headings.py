"""What stands above a list of sites: headings, captions, labels, and the line right before it."""

from __future__ import annotations

import re

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.grid import is_row
from dsptscan.reading.references import references_in
from dsptscan.reading.scopes import Scope
from dsptscan.reading.sections import covers, headings_in
from dsptscan.reading.site_boxes import told
from dsptscan.reading.site_labels import year_of
from dsptscan.reading.site_rows import SiteRow
from dsptscan.reading.words import Words, normal

# These leave open what is included.
_OPEN = re.compile(
    r"\b(?:can|may|could|should|must|which|whether|choose|select|pick|tick|how|what|if|add|before|to be|include)\b|\?",
    re.IGNORECASE,
)
_CHOOSING = re.compile(r"\b(?:choose|select|pick|tick|includ\w*|publish\w*|cover\w*)\b", re.IGNORECASE)
_HEADS = {"thead", "caption", "colgroup", "legend"}
_OUTERMOST = {"main", "body", "html", "[page]"}
_LONGEST = 200


class SiteHeadings:
    """Finds the texts that speak for a row, the outermost first."""

    def __init__(self, document: Document, scopes: list[Scope], words: Words) -> None:
        self._document, self._words = document, words
        self._headings = [h for h in headings_in(document, scopes, words, loose=False) if h.firm]
        self._covered = covers(scopes)
        self._codes = [(scope.leaf.index, scope.ref) for scope in scopes]

    def speak_of_sites(self, rows: list[SiteRow]) -> bool:
        """Whether each row stands under words for sites."""
        return all(any(self._names_sites(text) for text in self._texts(row)) for row in rows)

    def ask_to_choose(self, rows: list[SiteRow]) -> bool:
        """Whether the list is one to choose from: a box without a label of its own then says what was chosen."""
        return any(_CHOOSING.search(text) for text in self._texts(rows[0]))

    def name_of(self, row: SiteRow) -> str | None:
        """A heading that speaks for this row alone is its name."""
        for heading in reversed(self._headings):
            held = {code for index, code in self._codes if heading.start <= index < heading.end}
            if (
                held == {row.code}
                and not self._names_sites(heading.text)
                and told(self._meanings(heading.text)) is None
            ):
                return heading.text
        return None

    def include(self, row: SiteRow, year: str | None) -> bool | None:
        """What the nearest heading that speaks of it says of all rows below."""
        for text in reversed(self._texts(row)):
            meanings = self._meanings(text)
            value = True if "site.all_included" in meanings and "site.not_included" not in meanings else told(meanings)
            if value is not None and not _OPEN.search(text):
                return value if year_of(text) in (None, year) else None
        return None

    def _texts(self, row: SiteRow) -> list[str]:
        leaf = row.scope.leaf.index
        texts = [h.text for h in self._headings if h.start <= leaf < h.end]
        if not texts:
            texts = re.split(r"\s+[-–—|]\s+", self._document.title)[:1]
        return texts + self._labels(row.scope.root) + self._line_before(row.scope.root)

    def _labels(self, root: Element) -> list[str]:
        """What a screen reader calls the list."""
        found = []
        for element in root.ancestors():
            if element.name in _OUTERMOST:
                break
            named = [self._document.ids.get(i) for i in element.attrs.get("aria-labelledby", "").split()]
            found.append(element.attrs.get("aria-label", ""))
            found.append(" ".join(self._document.text(e) for e in named if e is not None))
        return [text for text in reversed(found) if text and len(text) <= _LONGEST]

    def _line_before(self, root: Element) -> list[str]:
        """The text right before the list, rows and headings of columns passed over."""
        element = root
        while element.parent is not None and element.name not in _OUTERMOST:
            for child in reversed(element.parent.children[: element.place]):
                if isinstance(child, Element):
                    if is_row(child) or child.name in _HEADS or child.end == child.start:
                        continue
                    if not self._covered.isdisjoint(range(child.start, child.end)):
                        continue
                text = child.text if isinstance(child, Leaf) else self._document.text(child)
                return [text] if len(text) <= _LONGEST else []
            element = element.parent
        return []

    def _names_sites(self, text: str) -> bool:
        meanings = self._meanings(text)
        told_of = "site.headings" in meanings and "site.not_headings" not in meanings
        return told_of and not references_in(text, self._words)

    def _meanings(self, text: str) -> frozenset[str]:
        words = self._words.above_sites
        pieces = (said.meanings for _, _, said in words.split(text).said)
        return words.meanings(normal(text)).union(*pieces)
