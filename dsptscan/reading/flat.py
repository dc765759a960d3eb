"""Questions without a box of their own: a heading and what follows it, two table rows, lines between line breaks."""

from __future__ import annotations

from collections import Counter as Tally
from itertools import pairwise

from dsptscan.reading.document import Element, Leaf
from dsptscan.reading.words import Words, normal

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend", "caption", "thead", "hgroup"}
_BREAKS = {"br", "hr"}
_NOUNS = {
    "question",
    "questions",
    "item",
    "items",
    "evidence",
    "answer",
    "answers",
    "these",
    "all",
    "the",
    "your",
    "other",
}
_SPEAKING = ("mandatory.", "status.", "carried_over.", "confirm.", "new_or_changed.")
Part = Element | Leaf
Form = tuple[str, ...]


def attach(roots: list[Element], words: Words) -> list[list[Part]]:
    """For rows of one parent, each row's parts: itself and the loose pieces around it that are its own."""
    parent = roots[0].parent
    if parent is None or len(roots) < 2:
        return [[root] for root in roots]
    children = parent.children
    index = {id(child): i for i, child in enumerate(children)}
    places = [index[id(root)] for root in roots]
    between = [children[a + 1 : b] for a, b in pairwise(places)]
    if not any(between):
        return [[root] for root in roots]
    if any(_is_break(child) for gap in between for child in gap):
        return _by_lines(children, places)
    filled = sum(1 for gap in between if gap)
    regular = filled * 2 > len(between)
    gaps = [_until_heading(gap, words, regular) for gap in between]
    forms = Tally(form for gap in gaps for form in {_form(part) for part in gap})
    own = {form for form, n in forms.items() if n * 2 > filled} if regular else set(forms)
    gaps = [[part for part in gap if _form(part) in own] for gap in gaps]
    usual = Tally(_forms(gap) for gap in gaps if gap).most_common(1)[0][0] if any(gaps) else ()
    tail = _until_heading(children[places[-1] + 1 :], words, regular)
    head = children[: places[0]]
    parts: list[list[Part]] = [[root] for root in roots]
    if regular and usual and _forms(tail[: len(usual)]) != usual and _forms(head[-len(usual) :]) == usual:
        for i, gap in enumerate([head[-len(usual) :], *(gap[-len(usual) :] for gap in gaps)]):
            parts[i] = [*gap, *parts[i]]
        return parts
    for i, gap in enumerate(gaps):
        parts[i] += gap
    if regular and _forms(tail[: len(usual)]) == usual:
        parts[-1] += tail[: len(usual)]
    return parts


def _by_lines(children: list[Part], places: list[int]) -> list[list[Part]]:
    """Line breaks part the questions; what stands before a reference on its line is its own."""
    parts: list[list[Part]] = []
    start = _last_break(children[: places[0]], 0)
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
    for i in range(len(gap) - 1, -1, -1):
        if _is_break(gap[i]):
            return offset + i
    return offset


def _is_break(part: Part) -> bool:
    return isinstance(part, Element) and part.name in _BREAKS


def _form(part: Part) -> Form:
    """What a piece is built like: its tag, and for a table row its cells."""
    if isinstance(part, Leaf):
        return ("[text]",)
    if part.name == "tr":
        return ("tr", *(f"{cell.name} {cell.attrs.get('colspan', '')}" for cell in part.elements))
    return (part.name,)


def _forms(parts: list[Part]) -> tuple[Form, ...]:
    return tuple(_form(part) for part in parts)


def _until_heading(gap: list[Part], words: Words, regular: bool) -> list[Part]:
    for i, part in enumerate(gap):
        if isinstance(part, Element) and is_heading(part, words, regular):
            return gap[:i]
    return gap


def is_heading(element: Element, words: Words, regular: bool) -> bool:
    """Whether an element between rows speaks for what follows rather than belonging to the row above it."""
    if element.name in HEADINGS or element.attrs.get("role") == "heading":
        return True
    inner = list(element.walk())
    if any(e.name in HEADINGS or e.attrs.get("role") == "heading" for e in inner[:40]):
        return True
    cells = [e for e in element.elements if e.name in ("td", "th")]
    if element.name == "tr" and cells and all(cell.name == "th" for cell in cells):
        return True
    if regular:
        return False
    leaves = [child for e in inner for child in e.children if isinstance(child, Leaf)]
    return (element.name == "tr" and len(cells) == 1) or (len(leaves) == 1 and bool(speaks(leaves[0].text, words)))


def speaks(text: str, words: Words) -> frozenset[str]:
    """What a heading says of all questions below it: "Mandatory questions", "Still to do (4)"."""
    split = words.split(text)
    kept = " ".join(w for w in normal(text).split() if w.strip("()") not in _NOUNS and not w.strip("()").isdigit())
    found = words.meanings(normal(kept))
    if len(split.said) == 1 and all(normal(rest).isdigit() for rest in split.rest):
        found |= split.said[0][2].meanings
    return frozenset(m for m in found if m.startswith(_SPEAKING))
