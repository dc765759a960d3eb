"""Parts of a page that tell nothing of how a question stands now: menus of what one could do, and what once was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.words import Words, normal

_MENU_ROLES = {"menu", "menubar", "toolbar", "tooltip"}
_MENU_CLASS = re.compile(
    r"(?:^|[\s_-])(?:dropdown|context|popup|overflow|action|actions|row)-?_?menu(?:$|[\s_-])", re.IGNORECASE
)
_DEED = re.compile(
    r"^(?:mark|set|flag|tick|move|change|make|switch|ask|request|filter|show|hide|undo|reopen|re-open|toggle|assign|select"
    r"|choose|sort|add|send|return)\b(?! to you| for)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<![\d.])(?:10|[1-9])\.\d{1,2}\.\d{1,2}(?![\d.])")
_HELP = {"?", "i", "ⓘ", "help", "info", "more info", "tip"}  # what their tooltips say is advice
_SAID_THERE = re.compile(r"\d* ?(?:comments?|notes?|remarks?|messages?)")  # nor is what people said
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CLICKED = {"a", "button"}
_STEPS = 2  # others beside the current one at least; texts in each at most
_LONGEST = 60  # leaves of a history


@dataclass(frozen=True, slots=True)
class Idle:
    """Numbers of leaves: `menus` tell nothing at all, `histories` only what was saved when."""

    menus: frozenset[int]
    histories: frozenset[int]


def idle_in(document: Document, words: Words) -> Idle:
    """The leaves of every menu, of what buttons and links do, and of every history."""
    menus: set[int] = set()
    histories: set[int] = set()
    helps = [leaf.index for leaf in document.leaves if leaf.source == "text" and _is_help(leaf.text)]
    for element in document.elements:
        if element.start == element.end or element.start in menus:
            continue
        span = range(element.start, element.end)
        if element.attrs.get("aria-current", "false") not in ("false", ""):
            menus.update(i for i in _other_steps(element, document))
        if helps and _any_in(helps, span) and _is_help(document.text(element)):
            menus.update(i for i in span if document.leaves[i].source != "text")
        elif (_is_menu(element) or _is_deed(element, document)) and _holds_no_question(element, document):
            menus.update(span)
        elif element.name in _HEADINGS and "asides.histories" in words.meanings(normal(document.text(element))):
            histories.update(_below(element, document))
        elif _is_history(element, document, words) and _holds_no_question(element, document):
            histories.update(span)
    return Idle(frozenset(menus), frozenset(histories))


def _is_help(text: str) -> bool:
    text = text.strip("() ").casefold()
    return text in _HELP or bool(_SAID_THERE.fullmatch(text))


def _any_in(numbers: list[int], span: range) -> bool:
    """Whether any of some numbers, in their order, is within a span."""
    return bisect_left(numbers, span.start) < bisect_left(numbers, span.stop)


def _below(heading: Element, document: Document) -> Iterator[int]:
    """The leaves of what stands below a heading, up to the next one or to a question."""
    for part in heading.parent.children[heading.place + 1 :] if heading.parent else ():
        if isinstance(part, Leaf):
            yield part.index
            continue
        if any(e.name in _HEADINGS for e in part.walk()) or not _holds_no_question(part, document):
            return
        yield from range(part.start, part.end)


def _other_steps(current: Element, document: Document) -> Iterator[int]:
    """The leaves of the steps beside the one that is marked as current."""
    while current.parent is not None and len(current.parent.elements) == 1:
        current = current.parent
    others = [e for e in current.parent.elements if e is not current] if current.parent else []
    if len(others) >= _STEPS and all(e.name == current.name for e in others):
        for other in others:
            if other.end - other.start <= _STEPS and _holds_no_question(other, document):
                yield from range(other.start, other.end)


def _holds_no_question(element: Element, document: Document) -> bool:
    """A list of questions is no menu."""
    return not any(_REFERENCE.search(leaf.text) for leaf in document.leaves[element.start : element.end])


def _is_menu(element: Element) -> bool:
    if not element.attrs:
        return False
    if element.attrs.get("role", "").casefold() in _MENU_ROLES:
        return True
    return element.name in ("ul", "ol", "div", "menu") and bool(_MENU_CLASS.search(element.attrs.get("class", "")))


def _is_deed(element: Element, document: Document) -> bool:
    """Whether a click on it does something: "Mark as completed". What it says is not so yet."""
    if element.name not in _CLICKED and element.attrs.get("role") not in ("button", "menuitem"):
        return False
    return bool(_DEED.match(document.leaves[element.start].text)) and element.end - element.start <= 4


def _is_history(element: Element, document: Document, words: Words) -> bool:
    """Whether a part of the page is headed "History", "Activity" or the like."""
    if element.name not in ("details", "section", "div", "aside", "ul", "ol", "dl", "table", "dd", "li", "article"):
        return False
    if element.end - element.start > _LONGEST or element.end - element.start < 2:
        return False
    name = element.attrs.get("aria-label", "")
    if name and "asides.histories" in words.meanings(normal(name)):
        return True
    first = document.leaves[element.start]
    return _heads(first, element) and "asides.histories" in words.meanings(normal(first.text))


def _heads(leaf: Leaf, element: Element) -> bool:
    """Whether a text is the heading of an element rather than a piece of a line in it."""
    holder = leaf.parent
    if leaf.source == "aria-label" and holder is element:
        return True
    return holder is not element and holder.name in (
        "summary",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strong",
        "b",
        "caption",
        "button",
        "p",
        "span",
        "legend",
        "dt",
        "th",
        "div",
    )
