"""Last year's answer shown beside this year's: it is no answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsptscan.reading.dates import years_in
from dsptscan.reading.document import Document, Element, Elements
from dsptscan.reading.flat import HEADINGS

_LAST_YEAR = re.compile(r"\b(?:last|previous|prior|earlier) year|\bprevious (?:answer|response|version)", re.IGNORECASE)
_LABELS = (*sorted(HEADINGS), "label", "dt", "th")


_LONGEST = 200  # characters of a label


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a page: the leaves from `start` up to `end`, the elements from number `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int

    def holds(self, element: Element) -> bool:
        return self.first < element.number < self.last


def past_stretches(elements: list[Element], document: Document) -> list[Stretch]:
    """What stands under a heading or label that speaks of an earlier year, where another speaks of this one."""
    telling = document.once(_telling)
    if not telling.among(elements):
        return []
    labels = document.named(*_LABELS)
    named = [e for e in labels.among(elements) if e.end > e.start]
    texts = {id(e): document.text(e)[:_LONGEST] for e in named}
    years = {id(e): max(found) for e in named if (found := years_in(texts[id(e)]))}
    latest = max(years.values(), default="")
    stretches = []
    for i, element in enumerate(named):
        older = id(element) in years and years[id(element)] < latest
        if not older and not _LAST_YEAR.search(texts[id(element)]):
            continue
        following = next((e for e in named[i + 1 :] if e.start >= element.end), None)
        around = element.parent or element
        end, last = around.end, around.last
        if following is not None and following.number < last:
            end, last = min(end, following.start), following.number
        stretches.append(Stretch(element.start, end, element.number, last))
    return stretches


def _telling(document: Document) -> Elements:
    """The headings and labels that name any year."""
    spoken = "year" in document.lower or "prev" in document.lower
    labels = ((e, document.text(e)[:_LONGEST]) for e in document.named(*_LABELS).every if e.end > e.start)
    return Elements([e for e, text in labels if (spoken and _LAST_YEAR.search(text)) or years_in(text)])
