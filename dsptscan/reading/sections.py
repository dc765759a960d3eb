"""Headings that speak for all questions below them: "Mandatory questions", "Still to do"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.flat import HEADINGS, speaks
from dsptscan.reading.occurrences import in_furniture
from dsptscan.reading.scopes import Scope
from dsptscan.reading.words import Words

_CHOICES = {"a", "button", "option", "label", "input"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading outside every question; it speaks for the leaves from `start` to `end`. Lower `level` is higher up."""

    text: str
    level: float
    start: int
    end: int
    meanings: frozenset[str]
    firm: bool


def headings_in(document: Document, scopes: list[Scope], words: Words) -> list[Heading]:
    """All headings of a page in page order, each with the stretch it speaks for."""
    covered = covers(scopes)
    found: list[tuple[Element, str, float, bool]] = []
    for element in document.elements:
        if element.end == element.start or any(i in covered for i in (element.start, element.end - 1)):
            continue
        level = _level(element)
        if level is None:
            continue
        text = document.text(element)
        if text and len(text) < 200:
            found.append((element, text, level, level < 50))
    first = min((start for s in scopes for start, _ in s.spans), default=0)
    headings = []
    for i, (element, text, level, firm) in enumerate(found):
        meanings = speaks(text, words)
        if not firm and not (meanings and _stands_before_questions(element, covered)):
            continue
        end = _limit(element, scopes)
        end = min(
            [
                end,
                *(
                    o.start
                    for o, _, other, f in found[i + 1 :][:400]
                    if f and other <= level and o.start >= element.end
                ),
            ]
        )
        headings.append(Heading(text, level, element.start, end, meanings, firm))
    headings += _panels(document, covered, words)
    return _cut_by_the_next(headings) if first or headings else headings


def covers(scopes: Iterable[Scope]) -> set[int]:
    """The numbers of all leaves that belong to a question."""
    return {i for scope in scopes for start, end in scope.spans for i in range(start, end)}


def _level(element: Element) -> float | None:
    name = element.name
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return float(name[1])
    if element.attrs.get("role") == "heading":
        return float(element.attrs.get("aria-level", "3")) if element.attrs.get("aria-level", "3").isdigit() else 3.0
    if name in HEADINGS - {"thead", "hgroup"}:
        return 8.0
    if (
        name == "tr"
        and element.elements
        and (len(element.elements) == 1 or all(e.name == "th" for e in element.elements))
    ):
        return 9.0 if len(element.elements) == 1 else None
    if element.children and all(isinstance(child, Leaf) for child in element.children) and name not in _CHOICES:
        return 50.0
    return None


def _stands_before_questions(element: Element, covered: set[int]) -> bool:
    """A loose line speaks only when the very next thing on the page is a list of questions."""
    if any(a.name in _CHOICES for a in element.ancestors()):
        return False
    leaf = next((child for child in element.children if isinstance(child, Leaf)), None)
    if leaf is None or in_furniture(leaf):
        return False
    holder: Element = element
    while holder.parent is not None and len(holder.parent.children) == 1:
        holder = holder.parent
    if holder.parent is None:
        return False
    following = [
        c for c in holder.parent.children if isinstance(c, Element) and c.start >= holder.end and c.end > c.start
    ]
    return bool(following) and any(i in covered for i in range(following[0].start, following[0].end))


def _limit(element: Element, scopes: list[Scope]) -> int:
    """Where the smallest part of the page ends that holds the heading and a question after it."""
    starts = sorted(start for s in scopes for start, _ in s.spans if start >= element.end)
    if not starts:
        return element.end
    for ancestor in element.ancestors():
        if ancestor.end > starts[0]:
            return ancestor.end
    return element.end


def _panels(document: Document, covered: set[int], words: Words) -> list[Heading]:
    """Panels named by their tab."""
    panels = []
    for element in document.elements:
        name = element.attrs.get("aria-labelledby")
        label = document.ids.get(name.split()[0]) if name and name.split() else None
        if label is None or not any(i in covered for i in range(element.start, element.end)):
            continue
        if element.start <= label.start < element.end and label.end > label.start:
            continue
        text = document.text(label)
        meanings = speaks(text, words)
        if meanings:
            panels.append(Heading(text, 0.5, element.start, element.end, meanings, True))
    return panels


def _cut_by_the_next(headings: list[Heading]) -> list[Heading]:
    """A loose line speaks until the next loose line of its kind."""
    result = []
    for i, heading in enumerate(headings):
        end = heading.end
        if not heading.firm:
            kind = {m.split(".")[0] for m in heading.meanings}
            for other in headings[i + 1 :]:
                if heading.start < other.start < end and kind & {m.split(".")[0] for m in other.meanings}:
                    end = other.start
                    break
        result.append(Heading(heading.text, heading.level, heading.start, end, heading.meanings, heading.firm))
    return result
