"""What of a page nobody can bring into view: switched-off labels, templates, dialogs and toasts that are not shown.

A closed panel is another matter: a person can open it, so what stands in it counts. It is told by what opens it, by a
question in it, or by the boxes of an answer in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from dsptscan.reading.styles import Styles, classes_of, styles_of

# Names that the common style libraries give to what is not shown; asked only where no sheet in the page explains them.
_HIDING = {
    "hidden", "hide", "d-none", "ng-hide", "is-hidden", "js-hidden", "u-hidden", "slds-hide", "display-none",
    "invisible", "is-invisible", "uk-hidden", "hide-element", "pf-u-display-none", "p-hidden", "x-hidden",
    "x-hide-display", "dn",
}  # fmt: skip
# "d-none d-md-block": shown where there is room.
_SHOWN_LATER = re.compile(
    r"(?:^|[-:])(?:sm|md|lg|xl|xxl|2xl|tablet|desktop)[-:](?:block|flex|inline|grid|table|contents|visible)"
)
_DIALOGS = {"dialog", "alertdialog", "tooltip", "alert", "status", "log"}
_WINDOW = re.compile(r"\b(?:modal|dialog|toasts?|offcanvas|popover|tooltip|snackbar|lightbox|overlay)\b", re.IGNORECASE)
_OPENS = (
    "aria-controls",
    "data-target",
    "data-bs-target",
    "aria-owns",
    "data-toggle-target",
    "data-panel",
    "data-controls",
)
_NAMES = ("aria-labelledby", "for", "headers")
_REFERENCE = re.compile(r"(?<![\d.])(?:10|[1-9])\.(?:[1-9]|1\d)\.(?:[1-9]|1\d)(?!\d|\.\d)")
_ANSWERS = ("textarea", "select", "input")
_NO_BOX = {"hidden", "submit", "button", "image", "reset", "search", "password"}
_NEVER = {"html", "body", "main", "head", "thead", "th"}
_TELLING = {"hidden", "style", "class", "aria-hidden"}  # what may hide an element, but for rules and its tag
_LABEL = 3  # pieces of text; a label that is switched off has no more
_DROPPED = {"script", "style", "template", "noscript"}


@dataclass(slots=True)
class Sight:
    """`gone`: the tags nobody can see, by id(). `hidden`: those not shown as the page stands, closed panels among them.

    `colours`: the colour that the page's sheets give to links and what is in them.
    """

    gone: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    colours: dict[int, str] = field(default_factory=dict)


def sight_of(soup: BeautifulSoup) -> Sight:
    """What can be seen of a page, by its attributes, its own style sheets and common names."""
    styles = styles_of(soup)
    sight = Sight()
    hidden: list[Tag] = []
    for tag in soup.descendants:
        if not isinstance(tag, Tag) or not (styles.rules or tag.name == "dialog" or _TELLING & tag.attrs.keys()):
            continue
        told = styles.of(tag)
        if "color" in told and any(t.name == "a" for t in (tag, *_up(tag, 3))):
            sight.colours[id(tag)] = told["color"]
        if _is_hidden(tag, told, styles):
            hidden.append(tag)
            sight.hidden.add(id(tag))
    if hidden:
        page = _Openers(soup)
        shown = None
        for tag in hidden:
            if any(id(a) in sight.gone for a in tag.parents):
                continue
            refs = _references(tag)
            if refs and shown is None:
                shown = _seen_references(soup, sight.hidden)
            if _is_gone(tag, refs, shown or set(), page):
                sight.gone.add(id(tag))
    return sight


def _is_hidden(tag: Tag, told: dict[str, str], styles: Styles) -> bool:
    attrs = tag.attrs
    if tag.name in _NEVER or tag.name in _DROPPED:
        return False
    if (
        attrs.get("hidden", "until-found") != "until-found"
        or told.get("display") == "none"
        or told.get("visibility") in ("hidden", "collapse")
    ):
        return True
    if tag.name == "dialog" and "open" not in attrs:
        return True
    if "class" in attrs:
        names = set(classes_of(tag))
        if (names & _HIDING) - styles.classes and not any(_SHOWN_LATER.search(name) for name in names):
            return True
    # What lies off the screen until a script brings it in.
    return attrs.get("aria-hidden") == "true" and (
        attrs.get("role") in _DIALOGS or ("tabindex" in attrs and bool(_WINDOW.search(" ".join(classes_of(tag)))))
    )


def _is_gone(tag: Tag, refs: set[str], shown: set[str], page: _Openers) -> bool:
    window = _is_window(tag)
    if refs - shown:
        return False  # a question that stands nowhere else: better read than lost
    if refs and not window:
        return False
    if tag.find("h1") is not None or tag.find("main") is not None:
        return False
    if _has_boxes(tag):
        return False
    if page.names(tag):
        return False
    if window or len(refs) > 0:
        return True
    return not page.opens(tag)


def _is_window(tag: Tag) -> bool:
    return (
        tag.name == "dialog"
        or tag.attrs.get("role") in _DIALOGS
        or tag.attrs.get("aria-modal") == "true"
        or bool(_WINDOW.search(" ".join(classes_of(tag))))
    )


def _has_boxes(tag: Tag) -> bool:
    """Whether an answer may be given in it; a window that asks for a password is none of the page's."""
    boxes = [e for e in tag.find_all(_ANSWERS) if str(e.attrs.get("type", "text")).casefold() not in _NO_BOX]
    return bool(boxes) or (tag.name in _ANSWERS and str(tag.attrs.get("type", "text")).casefold() not in _NO_BOX)


def _up(tag: Tag, most: int) -> Iterator[Tag]:
    parent = tag.parent
    while parent is not None and most:
        yield parent
        parent, most = parent.parent, most - 1


def _texts(tag: Tag) -> Iterator[str]:
    for piece in tag.descendants:
        if isinstance(piece, NavigableString) and not isinstance(piece, PreformattedString) and piece.strip():
            yield str(piece)


def _references(tag: Tag) -> set[str]:
    return {m[0] for text in _texts(tag) for m in _REFERENCE.finditer(text)}


def _seen_references(soup: BeautifulSoup, hidden: set[int]) -> set[str]:
    """The references that stand where they can be seen."""
    found: set[str] = set()
    stack: list[Tag] = [soup]
    while stack:
        for child in stack.pop().contents:
            if isinstance(child, Tag):
                if id(child) not in hidden and child.name not in _DROPPED:
                    stack.append(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                found.update(m[0] for m in _REFERENCE.finditer(str(child)))
    return found


class _Openers:
    """What opens what: by the ids that buttons and tabs name, else by standing right before it."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._opened: set[str] = set()
        self._named: set[str] = set()
        for tag in soup.find_all(True):
            attrs = tag.attrs
            for key in _OPENS:
                if key in attrs:
                    self._opened.update(word.lstrip("#") for word in _words(attrs[key]))
            href = attrs.get("href")
            if isinstance(href, str) and len(href) > 1 and href.startswith("#"):
                self._opened.add(href[1:])
            for key in _NAMES:
                if key in attrs:
                    self._named.update(_words(attrs[key]))

    def opens(self, tag: Tag) -> bool:
        """Whether something on the page opens a closed panel."""
        attrs = tag.attrs
        if attrs.get("id") in self._opened or attrs.get("role") == "tabpanel":
            return True
        if attrs.get("role") == "region" and "aria-labelledby" in attrs:
            return True
        if any(id_ in self._opened for e in tag.find_all(id=True)[:20] if (id_ := e.attrs.get("id"))):
            return True
        if sum(1 for _ in _texts(tag)) <= _LABEL:
            return False
        before = next((s for s in tag.previous_siblings if isinstance(s, Tag)), None)
        return before is not None and any(_is_button(e) for e in (before, *before.find_all(True)[:12]))

    def names(self, tag: Tag) -> bool:
        """Whether something takes its name from it: a label that only a screen reader says."""
        return tag.name == "label" or tag.attrs.get("id") in self._named


def _words(value: object) -> list[str]:
    return " ".join(value).split() if isinstance(value, list) else str(value).split()


def _is_button(tag: Tag) -> bool:
    attrs = tag.attrs
    if attrs.get("aria-haspopup") not in (None, "false"):
        return False  # it opens a menu of acts
    href = str(attrs.get("href", ""))
    return (
        tag.name in ("button", "summary")
        or attrs.get("role") in ("button", "tab")
        or "aria-expanded" in attrs
        or (tag.name == "a" and (href.startswith(("#", "javascript:")) or not href))
    )
