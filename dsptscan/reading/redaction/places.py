"""Where a text stands: in the site's furniture, in a heading or a label, and how often it comes again."""

from __future__ import annotations

import re
from collections import defaultdict

from dsptscan.reading.document import Element, Leaf
from dsptscan.reading.occurrences import in_furniture
from dsptscan.reading.redaction.tree import Copy

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "label", "legend", "summary", "caption", "button", "a"}
_ROLES = {"heading", "button", "link", "tab", "menuitem", "columnheader", "rowheader"}
_STRONG = {"b", "strong"}
_BLOCKS = {"td", "li", "p", "div", "tr", "body", "form", "section", "article", "main", "ul", "ol", "table", "dd"}
_LONGEST = 160  # characters of a heading, a label or a link
_NUMBERED = re.compile(
    r"^(?:(?:standard|assertion|section)\s*)?(?:10|[1-9])(?:\.\d{1,2})?[.:)]?\s+(?:[–—-]\s+)?[A-Za-z]", re.IGNORECASE
)
_LINE_LEAVES, _LINE_LENGTH = 9, 200


class Places:
    """Counts on how many pages, and beside how many questions, a heading or label stands."""

    def __init__(self) -> None:
        self._places: dict[str, set[tuple[int, str | None]]] = defaultdict(set)

    def note(self, text: str, page: int, ref: str | None) -> None:
        self._places[_same(text)].add((page, ref))

    def comes_again(self, text: str) -> bool:
        return len(self._places.get(_same(text), ())) > 1

    def count(self, copy: Copy, page: int) -> None:
        """Take in every heading, label and link of a page."""
        for leaf in copy.document.leaves:
            if leaf.index not in copy.private and is_heading(leaf):
                self.note(leaf.text, page, copy.refs.get(leaf.index))

    def is_own(self, leaf: Leaf) -> bool:
        """Whether a leaf is a heading, label or link of the site itself."""
        if not is_heading(leaf):
            return is_numbered(leaf)
        return in_furniture(leaf) or self.comes_again(leaf.text) or is_numbered(leaf)


def is_heading(leaf: Leaf) -> bool:
    """A text in a heading, label, link or button, or one that only a screen reader gets."""
    if len(leaf.text) > _LONGEST:
        return False
    if leaf.source != "text":
        return True
    element: Element | None = leaf.parent
    while element is not None and element.name not in _BLOCKS:
        if element.name in _HEADINGS or element.attrs.get("role", "").casefold() in _ROLES:
            return True
        element = element.parent
    return False


def is_numbered(leaf: Leaf) -> bool:
    """A standard's or an assertion's heading: "1. Handling personal data"."""
    return heads_a_standard(leaf.text) and (leaf.parent.name in _STRONG or is_heading(leaf))


def heads_a_standard(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and len(text) <= _LONGEST


def line_of(leaf: Leaf, copy: Copy) -> str:
    """The short stretch of text a leaf stands in, as the reader joins leaves to lines."""
    text = leaf.text
    for ancestor in (leaf.parent, *leaf.parent.ancestors()):
        if ancestor.end - ancestor.start > _LINE_LEAVES:
            break
        longer = copy.document.text(ancestor)
        if len(longer) > _LINE_LENGTH:
            break
        text = longer or text
    return text


def _same(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())
