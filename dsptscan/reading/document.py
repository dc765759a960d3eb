"""A saved page as a light tree: bytes in, elements and leaves out.

Everything else in this room works on this tree. A leaf is a piece of text as a person or a screen reader gets it:
visible text, or an `alt`, `aria-label` or `title`. What a person typed into boxes is no leaf.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dsptscan.reading.decoding import decode
from dsptscan.reading.fixed_width import tabulated
from dsptscan.reading.markup import Tag, tree_of
from dsptscan.reading.sight import Sight, sight_of

SPOKEN = ("alt", "aria-label", "title", "data-status")
FURNITURE = {"nav", "footer", "aside"}
FURNITURE_ROLES = {"navigation", "contentinfo", "banner", "complementary", "search"}
OUTERMOST = {"[page]", "html", "body", "main"}
_DROPPED = {"script", "style", "template", "noscript", "head", "object", "iframe", "datalist"}
INLINE = {
    "b", "i", "em", "strong", "span", "font", "a", "sup", "sub", "small", "u", "code", "mark", "bdi", "tt", "wbr",
}  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\u2060-\u2069\ufeff\ufe0f\u202a-\u202e]")
_SPACE = re.compile(r"\s+")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SPLIT_REFERENCE = re.compile(r"\W*(?:10|[1-9])\.[1-9]\d?\.[1-9]\d?\W*")
_DEEPEST = 120  # elements inside one another; real pages have 30, and time grows with the depth
_SPLIT_IN, _SPLIT_LENGTH = 6, 12  # leaves and characters of a reference that mark-up cut up
_TOOLKIT = re.compile(
    r"https://(?:[\w-]+\.)*dsptoolkit\.nhs\.uk(?:[:/?#]|$)|https?://(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?#]|$)",
    re.IGNORECASE,
)
T = TypeVar("T")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_END = re.compile(r"</(?:html|body)\s*>\s*(?:<!--.*?-->\s*|</html\s*>\s*)*\Z", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True, eq=False)
class Leaf:
    """A piece of text; `source` is "text" or the attribute it stood in; `index` its place in the page."""

    text: str
    parent: Element
    index: int
    source: str = "text"
    place: int = 0  # its number among its parent's children
    joined: bool = False  # follows the leaf before it in the same run of text, with no space between


@dataclass(slots=True, eq=False)
class Element:
    """An element; it holds the leaves from `start` up to, not including, `end`."""

    name: str
    attrs: dict[str, str]
    parent: Element | None
    place: int = 0  # its number among its parent's children
    start: int = 0
    end: int = 0
    children: list[Element | Leaf] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)  # the children that are elements
    hidden: bool = False
    colour: str = ""  # a link's, by the page's own style sheets
    page: list[Element] = field(default_factory=list, repr=False)  # all elements of the page, in page order
    number: int = 0  # its place there
    last: int = 0  # the place after its last descendant
    furniture: str = ""  # "menu" in a menu, a footer or a side column, "header" in the page's head, else ""

    def ancestors(self) -> Iterator[Element]:
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def walk(self) -> list[Element]:
        """This element and all below it, in page order."""
        return self.page[self.number : self.last]

    def beside(self, step: int) -> Element | None:
        """The element right before (-1) or after it (1) in the same parent, texts between them passed over."""
        siblings = self.parent.children if self.parent else []
        place = self.place + step
        while 0 <= place < len(siblings):
            sibling = siblings[place]
            if isinstance(sibling, Element):
                return sibling
            place += step
        return None


class Elements:
    """Some of a page's elements, in page order: quick to ask for those in a part of it."""

    def __init__(self, every: list[Element]) -> None:
        self.every = every
        self._numbers = [element.number for element in every]

    def inside(self, part: Element) -> list[Element]:
        """Those among an element and all below it."""
        if not self.every:
            return []
        first = bisect_left(self._numbers, part.number)
        return self.every[first : bisect_left(self._numbers, part.last, first)]

    def among(self, parts: Iterable[Element | Leaf]) -> list[Element]:
        """Those inside any of some parts of the page, part by part."""
        if not self.every:
            return []
        return [element for part in parts if isinstance(part, Element) for element in self.inside(part)]


@dataclass(slots=True, eq=False)
class Document:
    """A parsed page. `whole` is false when the page was cut off before its end, or nests too deep to be followed."""

    root: Element
    leaves: list[Leaf]
    elements: list[Element]
    title: str
    address: str | None
    whole: bool
    ids: dict[str, Element]
    has_scripts: bool
    has_next: bool = False  # its head names a next page
    kept: dict[Any, Any] = field(default_factory=dict, repr=False)  # what was found once and is asked for again

    def text(self, element: Element, *, source: str | None = "text") -> str:
        """The words of an element, spaces single."""
        return " ".join(
            [leaf.text for leaf in self.leaves[element.start : element.end] if source is None or leaf.source == source]
        )

    def once(self, find: Callable[[Document], T]) -> T:
        """What a function finds on this page; it looks but once."""
        if find not in self.kept:
            self.kept[find] = find(self)
        found: T = self.kept[find]
        return found

    def those(self, test: Callable[[Element], object]) -> Elements:
        """The elements that a function of theirs says yes to."""
        if test not in self.kept:
            self.kept[test] = Elements([element for element in self.elements if test(element)])
        found: Elements = self.kept[test]
        return found

    def around(self, leaves: Iterable[int], most: int) -> list[Element]:
        """The elements of two to so many leaves that hold one of these, in page order."""
        found: dict[int, Element] = {}
        for index in leaves:
            element: Element | None = self.leaves[index].parent
            while element is not None and element.end - element.start <= most and element.number not in found:
                found[element.number] = element
                element = element.parent
        return [found[number] for number in sorted(found) if found[number].end - found[number].start > 1]

    def named(self, *names: str) -> Elements:
        """The elements of these tags."""
        if names not in self.kept:
            self.kept[names] = _together([self.once(_by_name).get(name, []) for name in names])
        found: Elements = self.kept[names]
        return found

    def bearing(self, *attributes: str) -> Elements:
        """The elements with any of these attributes."""
        if (_by_attribute, attributes) not in self.kept:
            groups = [self.once(_by_attribute).get(attribute, []) for attribute in attributes]
            self.kept[_by_attribute, attributes] = _together(groups)
        found: Elements = self.kept[_by_attribute, attributes]
        return found

    @property
    def lower(self) -> str:
        """All the page's words in small letters, a line a leaf: a quick look whether a word occurs at all."""
        return self.once(_lower)


def _together(groups: list[list[Element]]) -> Elements:
    """Several groups of elements as one, in page order, each once."""
    if len(groups) == 1:
        return Elements(groups[0])
    found = {element.number: element for group in groups for element in group}
    return Elements([found[number] for number in sorted(found)])


def _by_name(document: Document) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in document.elements:
        found.setdefault(element.name, []).append(element)
    return found


def _by_attribute(document: Document) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in document.elements:
        for key in element.attrs:
            found.setdefault(key, []).append(element)
    return found


def _lower(document: Document) -> str:
    return "\n".join([leaf.text for leaf in document.leaves]).casefold()


def clean(text: str) -> str:
    """Spaces single, invisible characters gone, curly quotes straight."""
    if text.isascii():
        return " ".join(text.split())
    text = _INVISIBLE.sub("", text).replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return _SPACE.sub(" ", text).strip()


def parse(html: str | bytes, url: str | None = None) -> Document:
    """Read a page of any encoding. `url` overrides the address the page says it was saved from."""
    raw = html if isinstance(html, str) else decode(html)
    # As bytes of a known encoding, for else the parser believes the page's own word on it.
    if "<pre" in raw.casefold():
        raw = tabulated(raw)
    top = tree_of(raw.encode("utf-8", errors="replace"))
    tree = _Tree(sight_of(top))
    tree.grow(top)
    elements = tree.elements
    _join_split_references(tree.leaves)
    head = top.first("head") or top
    title = head.first("title")
    return Document(
        root=tree.root,
        leaves=tree.leaves,
        elements=elements,
        title=clean(title.text()) if title else "",
        address=url or _address(raw, head),
        whole=bool(_END.search(raw[-4000:])) and not tree.too_deep,
        ids=tree.ids,
        has_scripts=bool(_SCRIPT.search(raw)),
        has_next=_linked(head, "next") is not None,
    )


def _join_split_references(leaves: list[Leaf]) -> None:
    """`<b>1.1</b>.<i>5</i>` is a reference: its first leaf takes it whole."""
    for i, following in enumerate(leaves[1:]):
        leaf = leaves[i]
        if not following.joined or len(leaf.text) > _SPLIT_LENGTH:
            continue
        if not leaf.text[-1:].isdigit() and leaf.text[-1:] != ".":
            continue
        run = [leaf]
        while len(run) < _SPLIT_IN and i + len(run) < len(leaves) and leaves[i + len(run)].joined:
            run.append(leaves[i + len(run)])
        for end in range(len(run), 1, -1):
            joined = "".join(part.text for part in run[:end])
            goes_on = end < len(run) and run[end].text[0] in "0123456789."
            if len(joined) <= _SPLIT_LENGTH and not goes_on and _SPLIT_REFERENCE.fullmatch(joined):
                for part in run[1:end]:
                    part.text = ""
                leaf.text = joined
                break


def _address(raw: str, head: Tag) -> str | None:
    """Where a saved page came from; an address that is not the toolkit's own is none."""
    comment = _SAVED_FROM.search(raw[:2000])
    address = comment[1] if comment else _linked(head, "canonical")
    return address if address and _TOOLKIT.match(address) else None


def _linked(head: Tag, relation: str) -> str | None:
    """The address of the first link of this kind that a page's head names, "" where it has none."""
    links = (link.attrs for link in head.below("link"))
    return next((attrs.get("href", "") for attrs in links if relation in attrs.get("rel", "").split()), None)


class _Tree:
    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self.elements: list[Element] = []
        self.root = Element("[page]", {}, None, page=self.elements)
        self.elements.append(self.root)
        self.leaves: list[Leaf] = []
        self.ids: dict[str, Element] = {}
        self.too_deep = False
        self._in_run = False

    def grow(self, top: Tag) -> None:
        # Without recursion: broken pages nest thousands deep. What is too deep is put beside what holds it, as
        # browsers do.
        nodes, parent, depth = iter(top.contents), self.root, 0
        above: list[tuple[Iterator[Tag | str], Element]] = []
        while True:
            for node in nodes:
                if isinstance(node, str):
                    self._leaf(node, parent, "text")
                    continue
                element = self._element(node, parent)
                if element is None:
                    continue
                above.append((nodes, parent))
                nodes = iter(() if element.name in ("textarea", "select") else node.contents)
                if depth < _DEEPEST:
                    parent, depth = element, depth + 1
                else:
                    element.end, element.last = len(self.leaves), len(self.elements)
                    self.too_deep = True
                break
            else:
                if not above:
                    break
                nodes, outer = above.pop()
                if outer is not parent:
                    self._close(parent)
                    parent, depth = outer, depth - 1
        self._close(parent)

    def _close(self, element: Element) -> None:
        element.end, element.last = len(self.leaves), len(self.elements)
        self._in_run = self._in_run and element.name in INLINE

    def _element(self, tag: Tag, parent: Element) -> Element | None:
        name = tag.name.casefold()
        self._in_run = self._in_run and name in INLINE
        if name in _DROPPED or tag.number in self._sight.gone:
            return None
        attrs = {key.casefold(): value for key, value in tag.attrs.items()}
        if name in ("textarea", "select"):
            attrs.update(_content(tag, name))
        page = self.elements
        element = Element(name, attrs, parent, len(parent.children), len(self.leaves), page=page, number=len(page))
        if self._sight.colours:
            element.colour = self._sight.colours.get(tag.number, "")
        element.hidden = tag.number in self._sight.hidden or (
            name == "input" and attrs.get("type", "").casefold() == "hidden"
        )
        page.append(element)
        parent.children.append(element)
        parent.elements.append(element)
        if attrs:
            if "id" in attrs:
                self.ids.setdefault(attrs["id"], element)
            for key in SPOKEN:
                if attrs.get(key) and not (name == "input" and key == "title"):
                    self._leaf(attrs[key], element, key)
        element.furniture = _furniture(element, parent)
        if name == "svg":
            attrs.setdefault("role", "img")
        return element

    def _leaf(self, raw: str, parent: Element, source: str) -> None:
        text = clean(raw)
        if not text:
            self._in_run = False
            return
        joined = self._in_run and not raw[:1].isspace()
        self._in_run = source == "text" and not raw[-1:].isspace()
        leaf = Leaf(text, parent, len(self.leaves), source, len(parent.children), joined)
        self.leaves.append(leaf)
        parent.children.append(leaf)


def _furniture(element: Element, parent: Element) -> str:
    """What an element stands in that is no part of the page itself; the main part inside a header is."""
    name = element.name
    if parent.furniture == "menu" or name in FURNITURE:
        return "menu"
    if element.attrs and element.attrs.get("role", "").casefold() in FURNITURE_ROLES:
        return "menu"
    if name == "header" and parent.name in OUTERMOST:
        return "header"
    return "" if name in ("main", "article", "section") else parent.furniture


def _content(tag: Tag, name: str) -> dict[str, str]:
    """What a text box holds, or which option of a list is chosen: kept apart from the page's own words."""
    if name == "textarea":
        return {"[value]": tag.text()}
    options = tag.below("option")
    chosen = [o for o in options if "selected" in o.attrs]
    labels = [clean(o.text()) for o in options]
    value = clean(chosen[-1].text()) if chosen else (labels[0] if labels else "")
    given = (chosen[-1] if chosen else options[0]).attrs.get("value", value) if options else ""
    return {"[value]": value, "[chosen]": "yes" if chosen else "", "[given]": given, "[options]": "\n".join(labels)}
