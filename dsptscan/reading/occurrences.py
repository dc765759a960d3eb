"""Where references stand that may be a question's own, and the part of the page around each."""

from __future__ import annotations

import sys
from bisect import bisect
from dataclasses import dataclass

from dsptscan.reading.document import OUTERMOST, Document, Element, Leaf
from dsptscan.reading.flat import form
from dsptscan.reading.references import only_reference
from dsptscan.reading.tables import columns_of
from dsptscan.reading.words import Words, normal

_VALUES = ("dd", "td")
_MENU = 3  # links of a menu at least
_END = sys.maxsize


@dataclass(frozen=True, slots=True)
class Occurrence:
    ref: str
    leaf: Leaf
    leading: bool


def in_furniture(leaf: Leaf) -> bool:
    """Whether a leaf stands in a menu, a footer or a side column rather than in the page itself."""
    return bool(leaf.parent.furniture)


def occurrences_in(document: Document, words: Words) -> list[Occurrence]:
    """Every reference that may stand for a question of this page, in page order; mere mentions left out."""
    every: list[Occurrence] = []
    for leaf in document.leaves:
        found = only_reference(leaf.text, words)
        if found and not _is_pointed_to(leaf, document, words):
            every.append(Occurrence(found.ref, leaf, found.leading))
    every = [o for o in every if not in_furniture(o.leaf)] or every
    strong = [o for o in every if o.leading]
    if not strong:
        return every
    return _with_rows_of_another_wording(every, strong)


def _is_pointed_to(leaf: Leaf, document: Document, words: Words) -> bool:
    """Whether a label or heading says that another question is named here: "Related questions: 3.1.1"."""
    value = next((a for a in (leaf.parent, *leaf.parent.ancestors()) if a.name in _VALUES), leaf.parent)
    if value.name == "td" and _points(columns_of(document, words).above(leaf).text, words):
        return True
    label = document.leaves[value.start - 1] if value.start else None
    if label is None or (value.start != leaf.index and value.name not in _VALUES):
        return False
    if value.parent is None or label.index < value.parent.start:
        return False  # what stands in another row, or above the list, is no label of this
    named = label.text.rstrip().endswith(":") or label.parent.name in ("dt", "th", "label", "b", "strong")
    return named and _points(label.text, words)


def _points(text: str, words: Words) -> bool:
    return "not_a_question.related" in words.meanings(normal(text))


def _with_rows_of_another_wording(every: list[Occurrence], strong: list[Occurrence]) -> list[Occurrence]:
    """A reference in mid-text counts when its row stands beside rows whose text begins with theirs."""
    known = {o.ref for o in strong}
    roots = roots_of(strong)
    kinds = {(id(root.parent), form(root), chain(o.leaf, root)) for o, root in zip(strong, roots, strict=True)}
    weak = [o for o in every if not o.leading and o.ref not in known]
    places = [o.leaf.index for o in strong]
    more = []
    for candidate in weak:
        i = bisect(places, candidate.leaf.index)
        root = climb(candidate.leaf, places[i - 1] if i else -1, places[i] if i < len(places) else _END)
        if (id(root.parent), form(root), chain(candidate.leaf, root)) in kinds:
            more.append(candidate)
    return sorted(strong + more, key=lambda o: o.leaf.index)


def climb(leaf: Leaf, before: int, after: int) -> Element:
    """The largest element around a leaf that begins after leaf number `before` and ends by number `after`."""
    element = leaf.parent
    while (
        element.parent is not None
        and element.parent.name not in OUTERMOST
        and element.parent.start > before
        and element.parent.end <= after
    ):
        element = element.parent
    return element


def roots_of(occurrences: list[Occurrence]) -> list[Element]:
    """For each occurrence, the largest element around it that holds no other question."""
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
    return [climb(o.leaf, b, a) for o, b, a in zip(occurrences, before, after, strict=True)]


def chain(leaf: Leaf, root: Element) -> tuple[str, ...]:
    """The tags from a leaf up to an element around it."""
    names = []
    element: Element | None = leaf.parent
    while element is not None:
        names.append(element.name)
        if element is root:
            break
        element = element.parent
    return tuple(names)


def menus_in(document: Document) -> set[int]:
    """The leaves of lists of links that lead to other pages: menus, whether the page calls them so or not."""
    linked: set[int] = set()
    starts: list[int] = []
    for element in document.named("a").every:
        href = element.attrs.get("href", "").strip()
        if href and not href.startswith("#") and element.end > element.start:
            linked.update(range(element.start, element.end))
            starts.append(element.start)
    found: set[int] = set()
    for element in document.named("ul", "ol").every:
        if element.start in found:
            continue
        span = range(element.start, element.end)
        links = bisect(starts, element.end - 1) - bisect(starts, element.start - 1)
        if links >= _MENU and all(i in linked for i in span):
            found.update(span)
    return found
