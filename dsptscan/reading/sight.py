"""What of a page nobody can bring into view: switched-off labels, templates, dialogs and toasts that are not shown.

A closed panel is another matter: a person can open it, so what stands in it counts. It is told by what opens it, by a
question in it, or by the boxes of an answer in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from dsptscan.reading.markup import Tag
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
_IDS, _NEAR = 20, 12  # tags of a panel with ids, and of what stands before it, that may tell what opens it
_LABEL = 3  # pieces of text; a label that is switched off has no more
_DROPPED = {"script", "style", "template", "noscript"}


@dataclass(slots=True)
class Sight:
    """`gone`: the numbers of the tags nobody can see. `hidden`: those not shown as the page stands, panels among them.

    `colours`: the colour that the page's sheets give to links and what is in them.
    """

    gone: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    colours: dict[int, str] = field(default_factory=dict)


def sight_of(top: Tag) -> Sight:
    """What can be seen of a page, by its attributes, its own style sheets and common names."""
    styles = styles_of(top)
    sight = Sight()
    hidden: list[Tag] = []
    for tag in top.below():
        if not (styles.rules or tag.name == "dialog" or (tag.attrs and _TELLING & tag.attrs.keys())):
            continue
        told = styles.of(tag)
        if "color" in told and any(t.name == "a" for t in (tag, *islice(tag.above(), 3))):
            sight.colours[tag.number] = told["color"]
        if _is_hidden(tag, told, styles):
            hidden.append(tag)
            sight.hidden.add(tag.number)
    if hidden:
        page = _Openers(top)
        shown = None
        for tag in hidden:
            if any(a.number in sight.gone for a in tag.above()):
                continue
            refs = _references(tag)
            if refs and shown is None:
                shown = _seen_references(top, sight.hidden)
            if _is_gone(tag, refs, shown or set(), page):
                sight.gone.add(tag.number)
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
    if tag.first("h1") is not None or tag.first("main") is not None:
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
    boxes = (tag, *tag.below(*_ANSWERS)) if tag.name in _ANSWERS else tag.below(*_ANSWERS)
    return any(box.attrs.get("type", "text").casefold() not in _NO_BOX for box in boxes)


def _texts(tag: Tag) -> Iterator[str]:
    return (piece for piece in tag.strings() if piece.strip())


def _references(tag: Tag) -> set[str]:
    return {m[0] for text in _texts(tag) for m in _REFERENCE.finditer(text)}


def _seen_references(top: Tag, hidden: set[int]) -> set[str]:
    """The references that stand where they can be seen."""
    found: set[str] = set()
    stack = [top]
    while stack:
        for child in stack.pop().contents:
            if isinstance(child, str):
                found.update(m[0] for m in _REFERENCE.finditer(child))
            elif child.number not in hidden and child.name not in _DROPPED:
                stack.append(child)
    return found


class _Openers:
    """What opens what: by the ids that buttons and tabs name, else by standing right before it."""

    def __init__(self, top: Tag) -> None:
        self._opened: set[str] = set()
        self._named: set[str] = set()
        for tag in top.below():
            attrs = tag.attrs
            for key in _OPENS:
                if key in attrs:
                    self._opened.update(word.lstrip("#") for word in attrs[key].split())
            href = attrs.get("href", "")
            if len(href) > 1 and href.startswith("#"):
                self._opened.add(href[1:])
            for key in _NAMES:
                if key in attrs:
                    self._named.update(attrs[key].split())

    def opens(self, tag: Tag) -> bool:
        """Whether something on the page opens a closed panel."""
        attrs = tag.attrs
        if attrs.get("id") in self._opened or attrs.get("role") == "tabpanel":
            return True
        if attrs.get("role") == "region" and "aria-labelledby" in attrs:
            return True
        named = [e for e in tag.below() if "id" in e.attrs][:_IDS]
        if any(e.attrs["id"] in self._opened for e in named if e.attrs["id"]):
            return True
        if sum(1 for _ in _texts(tag)) <= _LABEL:
            return False
        before = tag.before()
        return before is not None and any(_is_button(e) for e in (before, *before.below()[:_NEAR]))

    def names(self, tag: Tag) -> bool:
        """Whether something takes its name from it: a label that only a screen reader says."""
        return tag.name == "label" or tag.attrs.get("id") in self._named


def _is_button(tag: Tag) -> bool:
    attrs = tag.attrs
    if attrs.get("aria-haspopup") not in (None, "false"):
        return False  # it opens a menu of acts
    href = attrs.get("href", "")
    return (
        tag.name in ("button", "summary")
        or attrs.get("role") in ("button", "tab")
        or "aria-expanded" in attrs
        or (tag.name == "a" and (href.startswith(("#", "javascript:")) or not href))
    )
