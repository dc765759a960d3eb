"""How far words reach: which rows of a list a heading or a counter speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dsptscan.reading.counters import Counter
from dsptscan.reading.document import Document, Element
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.sections import Heading

_PART = re.compile(r"\b(?:part|section|chapter|topic|group)\s+(?:[A-Z]\b|\d{1,2}\b(?!\s*(?:of|/)))", re.IGNORECASE)
_LABEL = re.compile(r"([A-Z][A-Za-z' -]{3,40}):\s")
_LOOK_BACK = 60  # headings before a counter that may speak for it


class Reach:
    """The places of the rows of one page, in page order, and the headings above them."""

    def __init__(self, starts: list[int], headings: list[Heading]) -> None:
        self._starts = starts
        self._firm = sorted((h for h in headings if h.firm and h.level < 10), key=lambda h: (h.start, h.level))
        self._firm_starts = [h.start for h in self._firm]

    def _headed(self, label: str) -> list[int]:
        """All rows below headings of one name: "Going further: 3 of 8 done" counts those of every section."""
        named = [h for h in self._firm if _plain(h.text) == _plain(label)]
        return sorted({number for h in named for number in self.rows(h.start, h.end)})

    def rows(self, start: int, end: int) -> range:
        """The numbers of the rows that begin within a stretch of leaves."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def counted(self, counter: Counter, document: Document) -> Sequence[int]:
        """The rows a counter speaks for: those under its heading, else those in the smallest part with rows."""
        if (label := _LABEL.match(counter.text)) and (same := self._headed(label[1])):
            return same
        if part := _PART.search(counter.text):
            named = [h for h in self._firm if (m := _PART.search(h.text)) and m[0].casefold() == part[0].casefold()]
            if len(named) == 1:
                return self.rows(named[0].start, named[0].end)
        after = bisect_left(self._firm_starts, counter.start + 1)
        for heading in reversed(self._firm[max(0, after - _LOOK_BACK) : after]):
            if heading.end < counter.end:
                continue
            under = self.rows(heading.start, heading.end)
            if under and counter.start <= self._starts[under[0]]:
                return under
        element: Element | None = document.leaves[counter.start].parent
        while element is not None:
            inside = self.rows(element.start, element.end)
            if inside:
                return inside
            element = element.parent
        return range(len(self._starts))


def _plain(heading: str) -> str:
    """A heading without what stands in brackets: "Going further (not mandatory)"."""
    return re.sub(r"\s*\([^)]*\)\s*$", "", heading).strip().casefold()


def hand_down(headings: list[Heading], reach: Reach, rows: list[Marks]) -> None:
    """Give each row what the headings above it say; what stands beside a question itself is nearer and wins."""
    for heading in headings:
        for number in reach.rows(heading.start, heading.end) if heading.meanings else ():
            marks = rows[number]
            for meaning in sorted(heading.meanings):
                if meaning == "status.complete" and not heading.firm:
                    continue  # a loose "Completed" is more likely a filter or a key than a promise
                if meaning.split(".")[0] in ("status", "mandatory") and marks.about(meaning.split(".")[0]):
                    continue
                marks.marks.append(Mark(meaning, heading.text[:80], ("heading",), "the heading above it"))
