"""Codes of sites in the text of a page, `VM195` alone, in brackets or at one end of a name; and the row of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile, zip_longest

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.occurrences import Occurrence, in_furniture
from dsptscan.reading.scopes import Scope, scopes_in
from dsptscan.reading.site_labels import CODES, SiteLabels, inline, kind_of
from dsptscan.reading.words import SEPARATORS, Words

_SHAPE = r"(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])(?!\d+(?:ST|ND|RD|TH|AM|PM)\b)[A-Z0-9]{4,6}"
_LEAD = r"(?:(?:site|branch|home|location|ods|organisation|code|ref|reference|no|number)\b\W*){0,4}"
_AT_AN_END = re.compile(rf"^\W*(?i:{_LEAD})({_SHAPE})(?![\w-])|(?<![\w-])({_SHAPE})\W*$")
_ANNOUNCED = r"(?:\b(?:site|branch|ods|organisation)\s+)*\bcode\b\W*|\b(?:ods|site|branch)\b\W*"
_SHAPED = re.compile(_SHAPE)
_MIXED = re.compile(r"[A-Z]\d|\d[A-Z]")  # every shape has a figure beside a letter
_LABELLED = re.compile(r"[A-Z0-9]{3,6}")
_USUAL = re.compile(r"V[A-Z0-9]{4}")  # what most sites of social care have; newer ones may be anything
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
_ROWS = {"tr", "li", "article"}
_LONGEST, _WORDS = 160, 10


def might_hold_codes(document: Document) -> bool:
    """A quick look: whether anything on the page has the shape of a code."""
    texts = (leaf.text for leaf in document.leaves if leaf.source == "text")
    return any(_shaped(text) for text in texts) or any(True for _ in _in_boxes(document))


def _shaped(text: str) -> bool:
    return bool(_MIXED.search(text) and _SHAPED.search(text))


def codes_in(document: Document, labels: SiteLabels, words: Words, questions: set[int]) -> list[Occurrence]:
    """Where codes stand that may be sites', one code a row, in page order. `questions` are leaves of questions."""
    best: dict[int, tuple[tuple[bool, bool, bool], Occurrence]] = {}
    loose: list[Occurrence] = []
    for leaf, code, labelled in [*_in_texts(document, labels, words, questions), *_in_boxes(document)]:
        occurrence, row = Occurrence(code, leaf, True), _row(leaf)
        rank = (labelled, bool(_USUAL.fullmatch(code)), len(code) == 5)
        if row is None:
            loose.append(occurrence)
        elif id(row) not in best or rank > best[id(row)][0]:
            best[id(row)] = (rank, occurrence)
    return sorted([*loose, *(o for _, o in best.values())], key=lambda o: o.leaf.index)


def rows_of(document: Document, occurrences: list[Occurrence], words: Words) -> list[Scope]:
    """The row of each code. Loose lines in one element are rows, too."""
    places = Counter(id(o.leaf.parent) for o in occurrences)
    rows = scopes_in(document, [o for o in occurrences if places[id(o.leaf.parent)] == 1], words)
    loose = [o for o in occurrences if places[id(o.leaf.parent)] > 1]
    for o, following in zip_longest(loose, loose[1:]):
        parent = o.leaf.parent
        end = following.leaf.place if following and following.leaf.parent is parent else len(parent.children)
        line = list(takewhile(_goes_on, parent.children[o.leaf.place : end]))
        rows.append(Scope(o.ref, o.leaf, parent, line, shape=()))
    return rows


def _goes_on(part: Element | Leaf) -> bool:
    return not (isinstance(part, Element) and part.name in ("br", "hr"))


def without_code(text: str, code: str) -> str:
    """A text without the code, its brackets and the words that announce it."""
    text = re.sub(rf"[(\[]?\s*(?i:{_ANNOUNCED})?(?<!\w){code}(?!\w)\s*[)\]]?", " ", text)
    return " ".join(text.split()).strip(" -–—|:;,·•/")


def _in_texts(
    document: Document, labels: SiteLabels, words: Words, questions: set[int]
) -> Iterator[tuple[Leaf, str, bool]]:
    for leaf in document.leaves:
        if leaf.source != "text" or leaf.index in questions or len(leaf.text) > _LONGEST:
            continue
        if not (_shaped(leaf.text) or _LABELLED.fullmatch(leaf.text)) or in_furniture(leaf):
            continue
        if not any(c.isupper() for c in leaf.text):
            continue
        about, both = labels.of(leaf).about, inline(leaf.text)
        if about != "parents" and not (both and kind_of(both[1], words) == "parents"):
            code = _code_in(leaf.text, about in CODES)
            if code:
                yield leaf, code, about in CODES


def _code_in(text: str, labelled: bool) -> str | None:
    if labelled and _LABELLED.fullmatch(text):
        return text
    found = set()
    for piece in SEPARATORS.split(_POSTCODE.sub(" ", text)):
        match = _AT_AN_END.search(piece) if piece and len(piece.split()) <= _WORDS else None
        if match:
            found.add(match[1] or match[2])
    return found.pop() if len(found) == 1 else None


def _in_boxes(document: Document) -> Iterator[tuple[Leaf, str, bool]]:
    """Codes that only tick boxes hold, where the page shows names alone."""
    for box in document.elements:
        holder = box.parent
        if box.name != "input" or box.attrs.get("type") != "checkbox" or holder is None:
            continue
        code = box.attrs.get("value", "")
        if _SHAPED.fullmatch(code) and box.end < len(document.leaves):
            row = next((e for e in (holder, *holder.ancestors()) if e.end > box.end), holder)
            shown = any(_code_in(leaf.text, False) for leaf in document.leaves[row.start : row.end])
            if row.end > box.end and not shown:
                yield document.leaves[box.end], code, False


def _row(leaf: Leaf) -> Element | None:
    """The row a code stands in, by its tag, so that of two codes in a row only one is a site's."""
    above = (leaf.parent, *leaf.parent.ancestors())
    rows = (e for e in above if e.name in _ROWS or e.attrs.get("role", "") in ("row", "listitem"))
    return next(rows, None) or next((e for e in above if e.name == "label"), None)
