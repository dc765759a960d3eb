"""The attributes of a tag: an allow-list, each kind with its own rule. Whatever is not on it is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable

from bs4.element import Tag

from dsptscan.reading.dates import DATE
from dsptscan.reading.redaction.addresses import Addresses
from dsptscan.reading.redaction.standins import shape

Say = Callable[[str], str]  # a text attribute's value -> the copy's
NAMES = {
    "id", "name", "for", "class", "headers", "form", "list", "usemap", "aria-labelledby", "aria-describedby",
    "aria-controls", "aria-owns", "aria-activedescendant", "aria-errormessage", "aria-details", "aria-flowto",
    "data-module", "data-testid", "data-target", "data-toggle", "data-bs-toggle", "data-bs-target",
}  # fmt: skip
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "background", "cite"}
SAID = {
    "alt", "title", "aria-label", "placeholder", "label", "summary", "abbr", "data-status", "data-label", "data-title",
    "data-th", "data-header", "data-heading", "aria-valuetext", "aria-roledescription", "aria-description",
}  # fmt: skip
_FLAGS = {
    "checked", "selected", "disabled", "readonly", "required", "multiple", "hidden", "open", "novalidate", "nowrap",
    "noshade", "autofocus", "reversed", "allowfullscreen", "default", "inert", "formnovalidate",
}  # fmt: skip
_WORDS = {
    "type", "role", "scope", "rel", "target", "method", "enctype", "lang", "dir", "align", "valign", "autocomplete",
    "inputmode", "contenteditable", "draggable", "spellcheck", "wrap", "color", "bgcolor", "loading",
    "aria-checked", "aria-selected", "aria-expanded", "aria-hidden", "aria-disabled", "aria-current", "aria-pressed",
    "aria-required", "aria-invalid", "aria-live", "aria-haspopup", "aria-modal", "aria-multiline", "aria-readonly",
    "aria-busy", "aria-atomic", "aria-relevant", "aria-autocomplete", "aria-sort", "aria-orientation", "popover",
    "translate",
}  # fmt: skip
_NUMBERS = {
    "colspan", "rowspan", "tabindex", "size", "rows", "cols", "width", "height", "border", "cellspacing", "cellpadding",
    "aria-level", "aria-setsize", "aria-posinset", "aria-rowcount", "aria-colcount", "aria-rowindex", "aria-colindex",
    "aria-valuemin", "aria-valuemax", "aria-valuenow", "maxlength", "minlength", "start", "span", "hspace", "vspace",
    "topmargin", "leftmargin", "marginwidth", "marginheight",
}  # fmt: skip
_TAGS = {
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo",
    "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "circle", "cite", "clippath",
    "code", "col", "colgroup", "data", "datalist", "dd", "defs", "del", "desc", "details", "dfn", "dialog", "dir",
    "div", "dl", "dt", "ellipse", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i",
    "iframe", "image", "img", "input", "ins", "kbd", "label", "legend", "li", "line", "link", "main", "map",
    "mark", "marquee", "mask", "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript", "object", "ol",
    "optgroup", "option", "output", "p", "param", "path", "picture", "polygon", "polyline", "pre", "progress",
    "q", "rect", "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "symbol", "table", "tbody",
    "td", "template", "text", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tspan", "tt",
    "u", "ul", "use", "var", "video", "wbr",
}  # fmt: skip
_DRAWN = {"d", "points", "r"}  # which icon is which; not what it shows
_BUTTONS = {"submit", "button", "reset", "image"}
_TICKS = {"checkbox", "radio"}
_TICK_VALUES = {"on", "off", "yes", "no", "true", "false", "1", "0", "y", "n", ""}
_WORD = re.compile(r"#?[A-Za-z0-9/;-]{0,24}(?: [A-Za-z-]{1,16}){0,2}")
_COUNT = re.compile(r"-?\d{1,4}(?:\.\d{1,2})?(?:%|px|em)?|auto|\*")
_DATA = re.compile(r"data-[a-z]+(?:-[a-z]+){0,4}")
_STYLE = re.compile(
    r"(display|visibility|color|background-color|text-decoration|font-weight)\s*:\s*([\w#%.,() -]{1,32})", re.I
)
_LONGEST = 120  # characters of a stand-in for a value of the page's own programs


class Attributes:
    """Rewrites the attributes of tags."""

    def __init__(self, addresses: Addresses, hides: Callable[[str], bool]) -> None:
        self._addresses, self._hides = addresses, hides

    def rewrite(self, tag: Tag, say: Say, *, private: bool = False) -> None:
        """Replace a tag's attributes by what may stay. `say` redacts a text; `private`: it stands in an answer."""
        if tag.name.casefold() not in _TAGS:
            tag.name = self._addresses.identifier(tag.name)
        kind = _text(tag.attrs.get("type", "")).casefold()
        attrs: dict[str, str] = {}
        for given, raw in tag.attrs.items():
            name, value = given.casefold(), _text(raw)
            if name == "value":
                attrs[given] = self._value(tag.name.casefold(), kind, value, say)
            elif name == "datetime":
                day = DATE.match(value) if not private else None
                attrs[given] = (day[0] if day else "") + shape(value[day.end() if day else 0 :])
            else:
                new = self._attribute(name, value, say)
                if new is not None:
                    attrs[given] = new
        tag.attrs = type(tag.attrs)(attrs)  # bs4 has a dictionary of its own

    def _attribute(self, name: str, value: str, say: Say) -> str | None:
        if name in NAMES:
            return self._addresses.identifiers(value)
        if name in _ADDRESSES:
            return self._addresses.address(value)
        if name in SAID:
            return say(value)
        if name in _FLAGS:
            return ""
        if name in _WORDS:
            return value if _WORD.fullmatch(value) and not self._hides(value) else None
        if name in _NUMBERS:
            return value if _COUNT.fullmatch(value) else None
        if name == "style":
            found = [f"{m[1].casefold()}: {m[2].strip()}" for m in _STYLE.finditer(value) if not self._hides(m[2])]
            return "; ".join(found) or None
        if name in _DRAWN:
            return self._addresses.stand_in(value)
        if name == "viewbox":
            return value if re.fullmatch(r"[\d. -]{1,40}", value) else None
        if _DATA.fullmatch(name) and not self._hides(name):
            return shape(value[:_LONGEST], strict=True)
        return None

    def _value(self, tag: str, kind: str, value: str, say: Say) -> str:
        if tag == "input" and kind in _BUTTONS:
            return say(value)
        if (tag == "input" and kind in _TICKS) or tag in ("button", "option"):
            return value if value.strip().casefold() in _TICK_VALUES else self._addresses.stand_in(value)
        if tag in ("li", "progress", "meter") and _COUNT.fullmatch(value):
            return value
        return shape(value, strict=True)


def _text(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)
