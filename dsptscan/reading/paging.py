"""Whether a list goes on over further pages: "Page 1 of 4", a row of page numbers, a link to the next page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsptscan.reading.counters import lines_around
from dsptscan.reading.document import Document, Element, Leaf

_PAGE = re.compile(r"\bpage\s+(\d{1,3})\s+of\s+(\d{1,3})\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:page\s+)?(\d{1,2})", re.IGNORECASE)
_NEXT = re.compile(r"next page\W*|go to next page\W*", re.IGNORECASE)
_PAGER = re.compile(r"pag(?:e|ing|inat)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paging:
    """ "Page 1 of 4"."""

    page: int
    pages: int


def paging_in(document: Document, covered: set[int]) -> Paging | None:
    """Which page of how many this is, where the page says so in words or by a row of page numbers."""
    spoken = [leaf for leaf in document.leaves if "page" in leaf.text.casefold()] if "page" in document.lower else []
    found = (_PAGE.search(text) for text, _, _ in lines_around(spoken, document))
    said = {(int(m[1]), int(m[2])) for m in found if m and 0 < int(m[1]) <= int(m[2])}
    if len(said) == 1:
        return Paging(*said.pop())
    if said:
        return None  # the numbers at the foot of printed pages, one after the other
    return _row_of_numbers(document, covered)


def goes_on(document: Document, covered: set[int]) -> bool:
    """Whether the page's head, or a link outside the questions, leads to the next page of the list."""
    if document.has_next:
        return True
    for element in document.named("a").every:
        if not element.attrs.get("href") or element.start in covered:
            continue
        text = document.text(element, source=None)
        if "next" in element.attrs.get("rel", "").casefold().split() or _NEXT.fullmatch(text):
            return True
        if text.casefold().strip(" ›»>→") == "next" and _in_a_pager(element):
            return True
    return False


def _row_of_numbers(document: Document, covered: set[int]) -> Paging | None:
    """1, 2, 3 ... one after the other, all links but the page one is on."""
    run: list[Leaf] = []
    for leaf in document.leaves:
        number = _NUMBER.fullmatch(leaf.text) if leaf.index not in covered and leaf.source == "text" else None
        if number and int(number[1]) == len(run) + 1:
            run.append(leaf)
        elif number and int(number[1]) == 1:
            run = [leaf]
        elif run and (found := _paging(run)):
            return found
    return _paging(run)


def _paging(run: list[Leaf]) -> Paging | None:
    here = [i for i, leaf in enumerate(run, 1) if _is_current(leaf)]
    if len(run) < 2 or len(here) != 1 or not _in_a_pager(run[0].parent):
        return None
    return Paging(here[0], len(run))


def _is_current(leaf: Leaf) -> bool:
    around = [leaf.parent, *list(leaf.parent.ancestors())[:2]]
    links = [e for e in around if e.name == "a" and e.attrs.get("href")]
    return not links or any(e.attrs.get("aria-current") not in (None, "false") for e in around[:2])


def _in_a_pager(element: Element) -> bool:
    """Whether a class, id or label around it speaks of pages."""
    around = [element, *list(element.ancestors())[:4]]
    named = " ".join(e.attrs.get(key, "") for e in around for key in ("class", "id", "aria-label", "data-module"))
    return bool(_PAGER.search(named)) or any(e.name == "nav" for e in around)
