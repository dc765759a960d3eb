"""A page's mark-up and what the reader sees in it, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from warnings import catch_warnings, simplefilter

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import Doctype, NavigableString, PreformattedString, Tag

from dsptscan.model import Page
from dsptscan.reading.controls import Labels
from dsptscan.reading.document import Document, Element, Leaf, clean, parse
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import Words

_CONTROLS = ("input", "textarea", "select")


@dataclass(slots=True)
class Copy:
    """One page while it is redacted.

    `pairs` are the tags that the reader sees, `texts` their texts; `unseen` tags and `strings` are all others. `refs`
    gives the question a leaf belongs to, `saved` the days on which its answer was saved; `private` and `labels` are
    numbers of leaves.
    """

    page: Page
    soup: BeautifulSoup
    document: Document
    reading: PageReading
    pairs: list[tuple[Tag, Element]] = field(default_factory=list)
    texts: list[tuple[NavigableString, Leaf]] = field(default_factory=list)
    unseen: list[Tag] = field(default_factory=list)
    strings: list[NavigableString] = field(default_factory=list)
    refs: dict[int, str] = field(default_factory=dict)
    private: set[int] = field(default_factory=set)
    labels: set[int] = field(default_factory=set)
    saved: dict[str, frozenset[date]] = field(default_factory=dict)

    @property
    def signs(self) -> frozenset[str]:
        """The signs and letters that the page's key explains."""
        rows = self.reading.rows
        return frozenset(rows.legend.signs) if rows is not None else frozenset()

    def explains(self, leaf: Leaf) -> bool:
        """Whether a leaf is part of the page's key."""
        rows = self.reading.rows
        return rows is not None and leaf.index in rows.legend.leaves


def open_copy(page: Page, words: Words) -> Copy:
    """Parse and read a page, and match the two trees."""
    document = parse(page.html, page.url)
    with catch_warnings():
        simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read as the browsers read it
        soup = BeautifulSoup(page.html, "lxml")
    copy = Copy(page, soup, document, read_page(page, words))
    _match(copy)
    for row in copy.reading.rows.rows if copy.reading.rows else ():
        copy.refs.update(dict.fromkeys(range(row.start, row.end), row.ref))
        copy.private |= row.answer.private
        copy.saved[row.ref] = copy.saved.get(row.ref, frozenset()) | {*row.marks.saved}
    question = copy.reading.question
    if question:
        copy.private |= question.answer.private
        copy.saved[question.ref] = frozenset(question.marks.saved)
        for leaf in document.leaves:
            copy.refs[leaf.index] = question.ref
    labels = Labels(document)
    for element in document.elements:
        if element.name in _CONTROLS and element.attrs.get("type", "").casefold() != "hidden":
            labels.of(element)
        elif "contenteditable" in element.attrs or element.attrs.get("role") == "textbox":
            copy.private.update(range(element.start, element.end))
    copy.labels = labels.taken
    return copy


def _match(copy: Copy) -> None:
    """Both trees have the same order; what the reader leaves out, such as a script, has no partner."""
    stack: list[tuple[Tag, Element]] = [(copy.soup, copy.document.root)]
    while stack:
        tag, element = stack.pop()
        if tag is not copy.soup:
            copy.pairs.append((tag, element))
        if element.name in ("textarea", "select"):
            continue  # what they hold is theirs, not the page's
        leaves = [child for child in element.children if isinstance(child, Leaf) and child.source == "text"]
        partners = element.elements
        within: list[tuple[Tag, Element]] = []
        texts = 0
        for child in tag.contents:
            if isinstance(child, Tag):
                if len(within) < len(partners) and _is_the_same(child, partners[len(within)]):
                    within.append((child, partners[len(within)]))
                else:
                    copy.unseen.append(child)
            elif isinstance(child, NavigableString) and not isinstance(child, Doctype):
                text = bool(clean(str(child)))
                if text and not isinstance(child, PreformattedString) and texts < len(leaves):
                    copy.texts.append((child, leaves[texts]))
                    texts += 1
                elif text or isinstance(child, PreformattedString):
                    copy.strings.append(child)
        stack += reversed(within)


def _is_the_same(tag: Tag, element: Element) -> bool:
    """Whether a tag and an element are one: the reader may have left out one of the same name before it."""
    if element.name != tag.name.casefold():
        return False
    return all(_words(tag.get(name)) == _words(element.attrs.get(name)) for name in ("id", "class"))


def _words(value: str | list[str] | None) -> list[str]:
    return " ".join(value).split() if isinstance(value, list) else (value or "").split()
