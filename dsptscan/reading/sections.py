"""Headings that speak for all questions below them: "Mandatory questions", "Still to do"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.flat import GROUP, HEADINGS, speaks
from dsptscan.reading.grid import own_rows
from dsptscan.reading.occurrences import in_furniture
from dsptscan.reading.own_years import own_years
from dsptscan.reading.scopes import Scope
from dsptscan.reading.tables import Column, columns_of
from dsptscan.reading.words import OBLIGES, Words

_HEADINGS = HEADINGS - {"thead", "hgroup"}
_MOST_GROUPS = 1000
_GROUPED_BY = re.compile(GROUP + r"\s+(?!\d+$)\S", re.IGNORECASE)  # "Standard : 1 ..."
_A_STACK = 2  # questions in one cell
_OF_ITS_HOLDER = {"legend", "summary", "caption"}
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


def headings_in(document: Document, scopes: list[Scope], words: Words, *, loose: bool = True) -> list[Heading]:
    """All headings of a page in page order, each with the stretch it speaks for; `loose`: lines of text among them."""
    covered = covers(scopes)
    years = own_years(document)
    found: list[tuple[Element, str, float, bool]] = []
    grouped: dict[str, float] = {}  # the columns a table is grouped by -> how far in; the first is the outermost
    for element in document.elements:
        if element.end == element.start or element.start in covered or element.end - 1 in covered:
            continue
        level = _level(element)
        if level is None or (level >= 50 and not loose):
            continue
        text = document.text(element)
        if not text or len(text) >= 200 or in_furniture(document.leaves[element.start]):
            continue
        if element.name == "tr" and (group := _GROUPED_BY.match(text)):
            level += grouped.setdefault(group[1].casefold(), len(grouped) / _MOST_GROUPS)
        if level < 50 or text[0].isalnum():  # a loose line that begins with a sign is a key
            found.append((element, text, level, level < 50))
    starts = sorted(start for s in scopes for start, _ in s.spans)
    following: dict[float, int] = {}  # level -> where the next firm heading of that level begins
    headings = []
    for element, text, level, firm in reversed(found):
        meanings = speaks(text, words, years)
        if firm or (meanings and _stands_before_questions(element, covered)):
            ends = [start for other, start in following.items() if other <= level and start >= element.end]
            end = min([_limit(element, starts), *ends])
            if element.name in _OF_ITS_HOLDER and element.parent is not None:
                end = max(end, element.parent.end)  # headings inside it stand below it, whatever their level
            headings.append(Heading(text, level, element.start, end, meanings, firm))
        if firm:
            following[level] = element.start
    headings.reverse()
    panels = _panels(document, starts, words, years) + _open_page(document, words)
    return _cut_by_the_next(headings) + panels + _stacks(document, starts, words)


def covers(scopes: Iterable[Scope]) -> set[int]:
    """The numbers of all leaves that belong to a question."""
    return {i for scope in scopes for start, end in scope.spans for i in range(start, end)}


def _level(element: Element) -> float | None:
    name = element.name
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return float(name[1])
    if element.attrs.get("role") == "heading":
        level = element.attrs.get("aria-level", "")
        return float(level) if level in tuple("123456789") else 3.0
    if name in _HEADINGS:
        return 8.0
    if (
        name == "tr"
        and element.elements
        and (len(element.elements) == 1 or all(e.name == "th" for e in element.elements))
    ):
        return 9.0 if len(element.elements) == 1 else None
    if not element.elements and element.children and name not in _CHOICES:
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
    siblings = holder.parent.children
    for i in range(holder.place + 1, len(siblings)):
        sibling = siblings[i]
        if isinstance(sibling, Element) and sibling.end > sibling.start:
            return any(n in covered for n in range(sibling.start, sibling.end))
    return False


def _limit(element: Element, starts: list[int]) -> int:
    """Where the smallest part of the page ends that holds the heading and a question after it."""
    next_question = bisect_left(starts, element.end)
    if next_question == len(starts):
        return element.end
    for ancestor in element.ancestors():
        if ancestor.end > starts[next_question]:
            return ancestor.end
    return element.end


def _panels(document: Document, starts: list[int], words: Words, years: set[str]) -> list[Heading]:
    """Panels named by their tab."""
    panels = []
    for element in document.bearing("aria-labelledby", "role").every:
        name = element.attrs.get("aria-labelledby")
        label = document.ids.get(name.split()[0]) if name and name.split() else _tab_of(element, document)
        if label is None or bisect_left(starts, element.start) == bisect_left(starts, element.end):
            continue
        if element.start <= label.start < element.end and label.end > label.start:
            continue
        text = document.text(label)
        meanings = speaks(text, words, years)
        if meanings:
            panels.append(Heading(text, 0.5, element.start, element.end, meanings, True))
    return panels


def _open_page(document: Document, words: Words) -> list[Heading]:
    """The tab of a page of its own, "Mandatory questions" beside "Optional questions": it speaks for the whole page."""
    links = [e for e in document.named("a").every if e.end > e.start and not in_furniture(document.leaves[e.start])]
    here = [e for e in links if e.attrs.get("aria-current", "false") not in ("false", "")]
    if len(here) != 1:
        return []
    text = document.leaves[here[0].start].text
    says = frozenset(m for m in speaks(text, words) if m.startswith("mandatory."))
    others = {m for e in links if e is not here[0] for m in speaks(document.leaves[e.start].text, words)}
    if len(says) != 1 or OBLIGES - says - others:
        return []
    return [Heading(text, 0.4, 0, len(document.leaves), says, True)]


def _tab_of(panel: Element, document: Document) -> Element | None:
    """The tab that is open, where a page shows the panel of one tab and names it nowhere else."""
    if panel.attrs.get("role") != "tabpanel":
        return None
    named = document.bearing("role").every
    if sum(element.attrs.get("role") == "tabpanel" for element in named) != 1:
        return None
    opened = [e for e in named if e.attrs.get("role") == "tab" and e.attrs.get("aria-selected") == "true"]
    return opened[0] if len(opened) == 1 else None


def _stacks(document: Document, starts: list[int], words: Words) -> list[Heading]:
    """Boards built as tables: what the heading of a column says of the questions that are stacked in its cells."""
    columns = columns_of(document, words)
    found: list[Heading] = []
    for table in document.named("table").every:
        stacks: list[tuple[Element, Column, int]] = []
        for row in own_rows(table):
            for number, cell in columns.cells(row):
                cards = bisect_left(starts, cell.end) - bisect_left(starts, cell.start)
                heading = columns.of(row).get(number) if cards else None
                if heading and heading.says and not heading.passed_over:
                    stacks.append((cell, heading, cards))
        if any(cards >= _A_STACK for _, _, cards in stacks):
            found += [Heading(h.text, 0.5, cell.start, cell.end, h.says, True) for cell, h, _ in stacks]
    return found


def _cut_by_the_next(headings: list[Heading]) -> list[Heading]:
    """A loose line speaks until the next loose line of its kind."""
    result: list[Heading] = []
    following: dict[str, int] = {}
    for heading in reversed(headings):
        kinds = {meaning.split(".")[0] for meaning in heading.meanings}
        if not heading.firm:
            ends = [following[kind] for kind in kinds if kind in following]
            heading = replace(heading, end=min([heading.end, *ends]))
        following |= dict.fromkeys(kinds, heading.start)
        result.append(heading)
    return result[::-1]
