"""Which part of a page belongs to which question: rows, cards, list items, whatever the page is built of.

The rule is about shape, not about names: a question's part is the largest piece of the page that holds its reference
and no other question's, no larger than its neighbours' parts, with the pieces that stand between it and the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dsptscan.reading.document import INLINE, Document, Element, Leaf
from dsptscan.reading.flat import HEADINGS, attach
from dsptscan.reading.grid import is_row, is_table
from dsptscan.reading.occurrences import Occurrence, chain, roots_of
from dsptscan.reading.tables import Columns, columns_of
from dsptscan.reading.words import Words

_ROWS = {"tr", "li", "article", "dl"}
Part = Element | Leaf


@dataclass(slots=True, eq=False)
class Scope:
    """The parts of the page that belong to one question alone. `shape` is the tags from the reference up to its row."""

    ref: str
    leaf: Leaf
    root: Element
    parts: list[Part]
    shape: tuple[str, ...]
    _spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The leaves of the parts, as stretches; to be asked for when the parts are all there."""
        if not self._spans:
            self._spans = [(p.start, p.end) if isinstance(p, Element) else (p.index, p.index + 1) for p in self.parts]
        return self._spans

    def leaves(self, document: Document) -> list[Leaf]:
        return [leaf for start, end in self.spans for leaf in document.leaves[start:end]]


def scopes_in(document: Document, occurrences: list[Occurrence], words: Words) -> list[Scope]:
    """One scope per row, in page order. A question in several lists of a page has several."""
    roots = roots_of(occurrences)
    siblings: dict[int, set[str]] = defaultdict(set)
    for occurrence, root in zip(occurrences, roots, strict=True):
        siblings[id(root.parent)].add(occurrence.ref)
    pairs = list(zip(occurrences, roots, strict=True))
    several = [(o, r) for o, r in pairs if len(siblings[id(r.parent)]) > 1]
    usual = {(*chain(o.leaf, r), _name(r.parent)) for o, r in several}
    levels = {(r.name, _name(r.parent)) for _, r in several}
    alone = len({o.ref for o in occurrences}) == 1
    columns = columns_of(document, words)
    scopes: list[Scope] = []
    seen: dict[int, Scope] = {}
    for occurrence, largest in pairs:
        root = _no_larger_than_its_neighbours(occurrence.leaf, largest, usual, levels)
        root = _by_itself(occurrence.leaf, root) if alone else _below_headings(occurrence.leaf, root, columns)
        if id(root) in seen:
            continue
        scope = Scope(occurrence.ref, occurrence.leaf, root, [root], chain(occurrence.leaf, root))
        seen[id(root)] = scope
        scopes.append(scope)
    scopes = _without_parts_of_others(scopes)
    taken = sorted(scope.leaf.index for scope in scopes)
    groups = list(_groups(scopes).values())
    for group, lists in zip(groups, attach([[s.root for s in group] for group in groups], words), strict=True):
        for scope, parts in zip(group, lists, strict=True):
            scope.parts = [p for p in parts if p is scope.root or not _holds_a_question(p, taken)]
    return scopes


def _without_parts_of_others(scopes: list[Scope]) -> list[Scope]:
    """A row that names its question twice, as a label and in a cell, is one row: the larger part."""
    by_ref: dict[str, list[Scope]] = defaultdict(list)
    for scope in scopes:
        by_ref[scope.ref].append(scope)
    inner: set[int] = set()
    for same in by_ref.values():
        end = 0  # where the last part that holds others ends; time must not grow with the square
        for scope in sorted(same, key=lambda scope: scope.root.number):
            if scope.root.number < end:
                inner.add(id(scope))
            end = max(end, scope.root.last)
    return [scope for scope in scopes if id(scope) not in inner]


def _inside(element: Element, other: Element) -> bool:
    return element is not other and other.number < element.number < other.last


def _holds_a_question(part: Part, taken: list[int]) -> bool:
    """Whether a loose piece holds the reference of a row: then it is that row's, or holds it."""
    start, end = (part.start, part.end) if isinstance(part, Element) else (part.index, part.index + 1)
    return bisect_left(taken, start) < bisect_left(taken, end)


def _by_itself(leaf: Leaf, largest: Element) -> Element:
    """The row of the only question on a page: no neighbour bounds it, so a row-like tag or a heading above must."""
    element = leaf.parent
    while element is not largest and element.parent is not None:
        if element.name in _ROWS or element.attrs.get("role", "") in ("row", "listitem"):
            return element
        if any(
            e.name in HEADINGS or e.attrs.get("role") == "tab" for e in element.parent.walk() if e.end <= leaf.index
        ):
            return element
        element = element.parent
    return element


def _below_headings(leaf: Leaf, largest: Element, columns: Columns) -> Element:
    """The row of the only question in a table with headings: the table itself is no part of it."""
    element = leaf.parent
    while element is not largest and element.parent is not None:
        if is_row(element) and any(column.about for column in columns.of(element).values()):
            table = next(a for a in element.ancestors() if is_table(a))
            return element if table is largest or _inside(table, largest) else largest
        element = element.parent
    return largest


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
    exact: Element | None = None
    while True:
        if (*chain, _name(element.parent)) in usual:
            if element.name not in INLINE:
                return element
            exact = exact or element  # a link alone may be a row of another list on the page
        if likely is None and (element.name, _name(element.parent)) in levels:
            likely = element
        if element is root or element.parent is None:
            return exact or likely or root
        element = element.parent
        chain.append(element.name)
