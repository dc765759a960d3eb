"""Questions without a box of their own: a heading and what follows it, two table rows, lines between line breaks."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Collection
from itertools import pairwise, takewhile

from dsptscan.reading.dates import years_in
from dsptscan.reading.document import Element, Leaf, clean
from dsptscan.reading.words import Words, normal

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "caption", "thead", "hgroup"}
_OF_ITS_HOLDER = {"summary", "legend", "caption", "thead"}
_REACH = 4  # loose pieces that may belong to one row
_BREAKS = {"br", "hr"}
_NOUNS = {
    "question", "questions", "item", "items", "evidence", "answer", "answers", "these", "all", "the", "your", "other",
    "steps", "tasks", "modules", "controls", "requirements", "entries", "section", "sections", "points", "units",
    "activities",
}  # fmt: skip
_CONTINUED = re.compile(r"[\s,;(–—-]*\b(?:continued|cont(?:['’]?d)?\.?)\)?\s*$", re.IGNORECASE)
_SHORT = 12  # words of a heading that begins with what kind of questions it is about
_KIND = re.compile(
    r"(?:[A-Za-z0-9]{1,3}[.):]\s+)?(optional|voluntary|mandatory|compulsory)\s+(?:questions?|items?|steps?|requirements?)\b",
    re.IGNORECASE,
)
# "Part A. Questions that must be answered"
_A_PART = re.compile(
    r"(?:part|section|chapter|group|page|step|stage|list|standards?|table)?\s*(?:[a-z]|\d+|[ivx]+)", re.IGNORECASE
)
# "Mandatory : Yes (31)": how lists that are grouped by a column head their groups, and the column's name in it
GROUP = r"(?:(?:collapse|expand) )?([^:?]{3,40}?)\s*:"
_GROUPED_BY = re.compile(GROUP + r"\s*([^:()?]{1,12}?)\s*(?:\(\d+\))?", re.IGNORECASE)
_ASSERTION = re.compile(r"(?:(?:standard|assertion|section)\s+)?\d{1,2}(?:\.\d{1,2})?(?![\d.])", re.IGNORECASE)
_DONE_OF = re.compile(r"\d+\s*(?:of|out of|/)\s*\d+(?: \w+){0,2}", re.IGNORECASE)  # "3 of 4 answered"
_COUNT = re.compile(r"\s*[(\[]\s*\d+(?: (?:of|out of) \d+|/\d+)?\s*[)\]]$")  # "(3 of 7)"
_SPEAKING = ("mandatory.", "status.", "carried_over.", "confirm.", "new_or_changed.")
Part = Element | Leaf
Form = tuple[str, ...]


def attach(groups: list[list[Element]], words: Words) -> list[list[list[Part]]]:
    """For groups of rows, each of one parent: each row's parts, itself and the loose pieces around it that are its own.

    What pieces are loose parts of a row is learnt from all groups of the page together.
    """
    result = [_by_lines(group) for group in groups]
    kinds: dict[str, list[int]] = {}
    for i, group in enumerate(groups):
        if result[i] is None:
            kinds.setdefault(group[0].name, []).append(i)
    for places in kinds.values():
        for i, parts in zip(places, _alike([Stretch(groups[i], words) for i in places]), strict=True):
            result[i] = parts
    return [parts or [[root] for root in group] for parts, group in zip(result, groups, strict=True)]


def _alike(stretches: list[Stretch]) -> list[list[list[Part]]]:
    """Stretches of rows of one tag."""
    gaps = [gap for stretch in stretches for gap in stretch.gaps]
    filled = [gap for gap in gaps if gap]
    regular = len(filled) * 2 > len(gaps)
    own, leading = _own_forms(stretches, gaps, regular)
    usual = Tally(_forms([p for p in gap if form(p) in own]) for gap in filled).most_common(1)[0][0] if filled else ()
    return [stretch.parts(own, usual, regular, leading) for stretch in stretches]


def _own_forms(stretches: list[Stretch], gaps: list[list[Part]], regular: bool) -> tuple[set[Form], bool]:
    """Which loose pieces belong to rows, and whether they stand before them.

    Pieces of a row follow the last row too; headings of sections stand before the first. Where pieces stand before
    every row and never after the last, they are led pieces.
    """
    forms = {form(part) for gap in gaps for part in gap}
    if not regular:
        return forms, False
    after = {f: sum(f in {form(p) for p in s.near_end} for s in stretches) for f in forms}
    before = {f: sum(f in {form(p) for p in s.near_start} for s in stretches) for f in forms}
    trailing = {f for f in forms if after[f] and after[f] >= before[f]}
    if trailing:
        return trailing, False
    often = Tally(f for gap in gaps for f in {form(p) for p in gap})
    leading = {f for f in forms if before[f] and often[f] * 10 >= len(gaps) * 9}
    return (leading, True) if leading else ({f for f in forms if not before[f]}, False)


class Stretch:
    """The rows of one parent with what stands between them."""

    def __init__(self, roots: list[Element], words: Words) -> None:
        self._roots, self._words = roots, words
        parent = roots[0].parent
        self._children = parent.children if parent else []
        self._places = [root.place for root in roots] if parent else []
        self.gaps = [[p for p in self._children[a + 1 : b] if not self._heads(p)] for a, b in pairwise(self._places)]
        self._head = [p for p in self._children[: self._places[0]] if not self._heads(p)] if self._places else []

    def _heads(self, part: Part) -> bool:
        return isinstance(part, Element) and is_heading(part, self._words, True)

    @property
    def near_end(self) -> list[Part]:
        """What follows the last row, as far as pieces of a row may reach."""
        return self._tail(True)[:_REACH]

    @property
    def near_start(self) -> list[Part]:
        """What stands before the first row."""
        return self._head[-_REACH:]

    def _tail(self, regular: bool) -> list[Part]:
        return _until_heading(self._children[self._places[-1] + 1 :], self._words, regular) if self._places else []

    def parts(self, own: set[Form], usual: tuple[Form, ...], regular: bool, leading: bool) -> list[list[Part]]:
        parts: list[list[Part]] = [[root] for root in self._roots]
        gaps = self.gaps if regular else [_until_heading(gap, self._words, regular) for gap in self.gaps]
        gaps = [[p for p in gap if form(p) in own] for gap in gaps]
        if leading:
            for i, gap in enumerate([self._head[-len(usual) :], *(gap[-len(usual) :] for gap in gaps)]):
                parts[i] = [*gap, *parts[i]]
            return parts
        for i, gap in enumerate(gaps):
            parts[i] += gap
        tail = self._tail(regular)
        if self._roots[-1].name == "dt":
            parts[-1] += takewhile(lambda part: isinstance(part, Element) and part.name == "dd", tail)
        elif regular and usual and _forms(tail[: len(usual)]) == usual:
            parts[-1] += tail[: len(usual)]
        elif self._ends_with(tail, own):
            parts[-1] += tail
        return parts

    def _ends_with(self, tail: list[Part], own: set[Form]) -> bool:
        """Whether nothing but pieces of the last row follows it, fewer or more than usual: a list of terms ends so."""
        rest = self._children[self._places[-1] + 1 :]
        most = max((len(gap) for gap in self.gaps), default=0)
        named = self._roots[-1].name == "dt"
        return len(tail) == len(rest) and (named or len(tail) <= most) and all(form(part) in own for part in tail)


def _by_lines(roots: list[Element]) -> list[list[Part]] | None:
    """Where line breaks part the questions: what stands before a reference on its line is its own. Else None."""
    parent = roots[0].parent
    if parent is None or len(roots) < 2:
        return None
    children, places = parent.children, [root.place for root in roots]
    if not any(_is_break(child) for a, b in pairwise(places) for child in children[a + 1 : b]):
        return None
    parts: list[list[Part]] = []
    # What leads the first row is no more than what leads the others: before it the page may say anything.
    leads = [b - _last_break(children[a + 1 : b], a + 1) for a, b in pairwise(places)]
    start = max(_last_break(children[: places[0]], 0), places[0] - max(leads))
    for n, place in enumerate(places):
        if n + 1 < len(places):
            end = _last_break(children[place + 1 : places[n + 1]], place + 1)
        else:
            lines = [i for i in range(place + 1, len(children)) if _is_break(children[i])]
            end = lines[0] if lines else len(children)
        parts.append([child for child in children[start:end] if not _is_break(child)])
        start = end
    return parts


def _last_break(gap: list[Part], offset: int) -> int:
    """The place after the last line break of a gap that begins at `offset`."""
    for i in range(len(gap) - 1, -1, -1):
        if _is_break(gap[i]):
            return offset + i + 1
    return offset


def _is_break(part: Part) -> bool:
    return isinstance(part, Element) and part.name in _BREAKS


def form(part: Part) -> Form:
    """What a piece is built like: its tag, and for a table row its cells."""
    if isinstance(part, Leaf):
        return ("[text]",)
    if part.name == "tr":
        return ("tr", *(f"{cell.name} {cell.attrs.get('colspan', '')}" for cell in part.elements))
    return (part.name,)


def _forms(parts: list[Part]) -> tuple[Form, ...]:
    return tuple(form(part) for part in parts)


def _until_heading(gap: list[Part], words: Words, regular: bool) -> list[Part]:
    for i, part in enumerate(gap):
        if isinstance(part, Element) and is_heading(part, words, regular):
            return gap[:i]
    return gap


def _heads(inner: Element, element: Element) -> bool:
    """Whether an element inside another makes that one a heading; a closed "History" at the end of a row does not."""
    if inner.name in _OF_ITS_HOLDER and inner.start != element.start:
        return False
    return inner.name in HEADINGS or inner.attrs.get("role") == "heading"


def is_heading(element: Element, words: Words, regular: bool) -> bool:
    """Whether an element between rows speaks for what follows rather than belonging to the row above it."""
    inner = element.walk()
    if any(_heads(e, element) for e in inner[:40]):
        return True
    cells = [e for e in element.elements if e.name in ("td", "th")]
    if element.name == "tr" and cells and all(cell.name == "th" for cell in cells):
        return True
    if regular:
        return False
    if element.name == "tr" and _names_a_group(cells):
        return True
    leaves = _leaves_of(element)
    return (element.name == "tr" and len(cells) == 1) or (len(leaves) == 1 and bool(speaks(leaves[0].text, words)))


def _names_a_group(cells: list[Element]) -> bool:
    """Whether a table row is one wide cell with a name, and beside it no more than counts.

    A count of what is done may be a question's own, but beside the number and name of an assertion.
    """
    if len(cells) < 2 or cells[0].attrs.get("colspan", "1") == "1":
        return False
    name, *counts = [" ".join(leaf.text for leaf in _leaves_of(cell)) for cell in cells]
    numbered = _ASSERTION.match(name)
    return all(text.isdigit() or not text or (numbered and _DONE_OF.fullmatch(text)) for text in counts)


def _leaves_of(element: Element) -> list[Leaf]:
    return [child for e in element.walk() for child in e.children if isinstance(child, Leaf)]


def speaks(text: str, words: Words, years: Collection[str] = ()) -> frozenset[str]:
    """What a heading says of all questions below it: "Mandatory questions", "Still to do (4)". A "?" says nothing.

    `years` are the page's own; what was completed in another year tells nothing of this one.
    """
    said = words.once(_speaks, text)
    if "status.complete" in said and any(year not in years for year in years_in(text)):
        return said - {"status.complete"}
    return said


def _speaks(text: str, words: Words) -> frozenset[str]:
    text = _COUNT.sub("", _CONTINUED.sub("", text))
    if "?" in text:  # "Still right?" asks to look again; of anything else a question says nothing
        return frozenset(m for m in words.meanings(normal(text)) if m == "confirm.needed")
    grouped = _GROUPED_BY.fullmatch(clean(text))
    if grouped and (of_group := _of_group(grouped[1], grouped[2], words)):
        return of_group
    split = words.split(text)
    kept = " ".join(w for w in normal(text).split() if w.strip("()") not in _NOUNS and not w.strip("()").isdigit())
    found = words.meanings(normal(kept))
    telling = [said for _, _, said in split.said if any(m.startswith(_SPEAKING) for m in said.meanings)]
    # "Progress: 1. Still to do (7)": a label before it and numbers around it change nothing
    others = [said for _, _, said in split.said if said not in telling]
    plain = all(
        "labels.status" in said.meanings or said.meanings == {"links.perhaps"} or normal(said.text).isdigit()
        for said in others
    )
    if telling and plain and all(_A_PART.fullmatch(normal(rest)) for rest in split.rest):
        for said in telling:
            found |= said.meanings
        if "status.incomplete" in found or "confirm.needed" in found:
            found -= {"status.complete"}
    if kind := _KIND.match(text) if found and len(text.split()) <= _SHORT else None:
        found |= {m for m in words.meanings(kind[1].casefold()) if m.startswith("mandatory.")}
    return frozenset(m for m in found if m.startswith(_SPEAKING))


def _of_group(label: str, value: str, words: Words) -> frozenset[str]:
    """What the value of a column says of the group of questions that share it."""
    about, told = words.meanings(normal(label)), words.meanings(normal(value))
    yes, no = "values.yes" in told, "values.no" in told
    if yes == no:
        return frozenset()
    meanings = {
        "labels.mandatory": "mandatory.yes" if yes else "mandatory.no",
        "labels.optional": "mandatory.no" if yes else "mandatory.yes",
        "labels.complete": "status.complete" if yes else "status.incomplete",
    }
    return frozenset(meaning for heading, meaning in meanings.items() if heading in about)
