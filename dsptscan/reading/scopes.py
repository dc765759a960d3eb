"""Which part of a page belongs to which question: rows, cards, list items, whatever the page is built of.

The rule is about shape, not about names: a question's part is the largest piece of the page that holds its reference
and no other question's, no larger than its neighbours' parts, with the pieces that stand between it and the next.
"""

from __future__ import annotations

import sys
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.flat import HEADINGS, attach, form
from dsptscan.reading.references import references_in
from dsptscan.reading.words import Words

FURNITURE = {"nav", "footer", "aside"}
FURNITURE_ROLES = {"navigation", "contentinfo", "banner", "complementary", "search"}
_END = sys.maxsize
_ROWS = {"tr", "li", "article", "dl"}
_OUTERMOST = {"[page]", "html", "body", "main"}
Part = Element | Leaf


@dataclass(frozen=True, slots=True)
class Occurrence:
    ref: str
    leaf: Leaf
    leading: bool


@dataclass(slots=True, eq=False)
class Scope:
    """The parts of the page that belong to one question alone. `shape` is the tags from the reference up to its row."""

    ref: str
    leaf: Leaf
    root: Element
    parts: list[Part]
    shape: tuple[str, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        return [(p.start, p.end) if isinstance(p, Element) else (p.index, p.index + 1) for p in self.parts]

    def leaves(self, document: Document) -> list[Leaf]:
        return [leaf for start, end in self.spans for leaf in document.leaves[start:end]]


def in_furniture(leaf: Leaf) -> bool:
    """Whether a leaf stands in a menu, a footer or a side column rather than in the page itself."""
    inside_main = False
    element: Element | None = leaf.parent
    while element is not None:
        if element.name in FURNITURE or element.attrs.get("role", "").casefold() in FURNITURE_ROLES:
            return True
        if element.name == "header" and not inside_main and element.parent and element.parent.name in _OUTERMOST:
            return True
        inside_main = inside_main or element.name in ("main", "article", "section")
        element = element.parent
    return False


def occurrences_in(document: Document, words: Words) -> list[Occurrence]:
    """Every reference that may stand for a question of this page, in page order; mere mentions left out."""
    every: list[Occurrence] = []
    for leaf in document.leaves:
        found = references_in(leaf.text, words)
        distinct = {reference.ref for reference in found}
        if len(distinct) == 1:
            every.append(Occurrence(found[0].ref, leaf, found[0].leading))
    if len({o.ref for o in every if not in_furniture(o.leaf)}) > 0:
        every = [o for o in every if not in_furniture(o.leaf)]
    strong = [o for o in every if o.leading]
    if not strong:
        return every
    return _with_rows_of_another_wording(every, strong)


def _with_rows_of_another_wording(every: list[Occurrence], strong: list[Occurrence]) -> list[Occurrence]:
    """A reference in mid-text counts when its row stands beside rows whose text begins with theirs."""
    known = {o.ref for o in strong}
    roots = _roots(strong)
    kinds = {(id(root.parent), form(root), _chain(o.leaf, root)) for o, root in zip(strong, roots, strict=True)}
    weak = [o for o in every if not o.leading and o.ref not in known]
    places = [o.leaf.index for o in strong]
    more = []
    for candidate in weak:
        i = bisect(places, candidate.leaf.index)
        root = _climb(candidate.leaf, places[i - 1] if i else -1, places[i] if i < len(places) else _END)
        if (id(root.parent), form(root), _chain(candidate.leaf, root)) in kinds:
            more.append(candidate)
    return sorted(strong + more, key=lambda o: o.leaf.index)


def _climb(leaf: Leaf, before: int, after: int) -> Element:
    """The largest element around a leaf that begins after leaf number `before` and ends by number `after`."""
    element = leaf.parent
    while (
        element.parent is not None
        and element.parent.name not in _OUTERMOST
        and element.parent.start > before
        and element.parent.end <= after
    ):
        element = element.parent
    return element


def _roots(occurrences: list[Occurrence]) -> list[Element]:
    before: list[int] = []
    last, previous = -1, ""
    for i, o in enumerate(occurrences):
        if i and o.ref != previous:
            last = occurrences[i - 1].leaf.index
        before.append(last)
        previous = o.ref
    after: list[int] = []
    following, previous = _END, ""
    for i in range(len(occurrences) - 1, -1, -1):
        if i + 1 < len(occurrences) and occurrences[i].ref != previous:
            following = occurrences[i + 1].leaf.index
        after.append(following)
        previous = occurrences[i].ref
    after.reverse()
    return [_climb(o.leaf, b, a) for o, b, a in zip(occurrences, before, after, strict=True)]


def _chain(leaf: Leaf, root: Element) -> tuple[str, ...]:
    names = []
    element: Element | None = leaf.parent
    while element is not None:
        names.append(element.name)
        if element is root:
            break
        element = element.parent
    return tuple(names)


def scopes_in(document: Document, occurrences: list[Occurrence], words: Words) -> list[Scope]:
    """One scope per row, in page order. A question in several lists of a page has several."""
    roots = _roots(occurrences)
    siblings: dict[int, set[str]] = defaultdict(set)
    for occurrence, root in zip(occurrences, roots, strict=True):
        siblings[id(root.parent)].add(occurrence.ref)
    pairs = list(zip(occurrences, roots, strict=True))
    several = [(o, r) for o, r in pairs if len(siblings[id(r.parent)]) > 1]
    usual = {(*_chain(o.leaf, r), _name(r.parent)) for o, r in several}
    levels = {(r.name, _name(r.parent)) for _, r in several}
    alone = len({o.ref for o in occurrences}) == 1
    scopes: list[Scope] = []
    seen: dict[int, Scope] = {}
    for occurrence, largest in pairs:
        root = _no_larger_than_its_neighbours(occurrence.leaf, largest, usual, levels)
        if alone:
            root = _by_itself(occurrence.leaf, root)
        if id(root) in seen:
            continue
        scope = Scope(occurrence.ref, occurrence.leaf, root, [root], _chain(occurrence.leaf, root))
        seen[id(root)] = scope
        scopes.append(scope)
    groups = list(_groups(scopes).values())
    for group, lists in zip(groups, attach([[s.root for s in group] for group in groups], words), strict=True):
        for scope, parts in zip(group, lists, strict=True):
            scope.parts = parts
    return scopes


def _by_itself(leaf: Leaf, largest: Element) -> Element:
    """The row of the only question on a page: no neighbour bounds it, so a row-like tag or a heading above must."""
    element = leaf.parent
    while element is not largest and element.parent is not None:
        if element.name in _ROWS or element.attrs.get("role", "") in ("row", "listitem"):
            return element
        if any(e.name in HEADINGS or e.attrs.get("role") == "tab" for e in element.parent.walk()):
            return element
        element = element.parent
    return element


def _name(element: Element | None) -> str:
    return element.name if element else ""


def _groups(scopes: Iterable[Scope]) -> dict[int, list[Scope]]:
    groups: dict[int, list[Scope]] = defaultdict(list)
    for scope in scopes:
        if scope.root.parent is not None:
            groups[id(scope.root.parent)].append(scope)
    return groups


def _no_larger_than_its_neighbours(
    leaf: Leaf, root: Element, usual: set[tuple[str, ...]], levels: set[tuple[str, str]]
) -> Element:
    """A section with a single question would be taken whole: cut it down to the size of rows elsewhere."""
    element, chain = leaf.parent, [leaf.parent.name]
    likely: Element | None = None
    while True:
        if (*chain, _name(element.parent)) in usual:
            return element
        if likely is None and (element.name, _name(element.parent)) in levels:
            likely = element
        if element is root or element.parent is None:
            return likely or root
        element = element.parent
        chain.append(element.name)
