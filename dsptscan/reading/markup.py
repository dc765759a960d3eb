"""A page's mark-up as a bare tree: what BeautifulSoup builds with lxml, without what makes that slow.

A page is read in a few times what BeautifulSoup alone takes for it, so its tags, which know how to be searched and
changed, cost too much here. `tests/reading/test_markup.py` holds the two trees against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types; the stubs for it are wrong about `_Grown`

# Attributes that are lists of words, by tag; "" stands for any tag.
_LISTS = {
    "": {"class", "accesskey", "dropzone"},
    "a": {"rel", "rev"},
    "link": {"rel", "rev"},
    "area": {"rel"},
    "td": {"headers"},
    "th": {"headers"},
    "form": {"accept-charset"},
    "object": {"archive"},
    "icon": {"sizes"},
    "iframe": {"sandbox"},
    "output": {"for"},
}
_ANY, _NO_LISTS = _LISTS[""], frozenset[str]()
_APART = {"rt", "rp", "script", "style", "template"}  # what stands in these is no part of the text around


class Tag:
    """A tag with what stands in it; comments and the like are left out, but part the texts beside them."""

    __slots__ = ("attrs", "contents", "last", "name", "number", "parent", "tags")

    def __init__(self, name: str, attrs: dict[str, str], parent: Tag | None, tags: list[Tag]) -> None:
        self.name, self.attrs, self.parent = name, attrs, parent
        self.contents: list[Tag | str] = []
        self.tags = tags  # all tags of the page, in page order
        self.number = self.last = len(tags)  # its place there, and that after its last descendant
        tags.append(self)

    def below(self, *names: str) -> list[Tag]:
        """The tags inside it, in page order; of these names, where any are given."""
        inside = self.tags[self.number + 1 : self.last]
        return [tag for tag in inside if tag.name in names] if names else inside

    def first(self, name: str) -> Tag | None:
        """The first tag of a name inside it."""
        return next((tag for tag in self.tags[self.number + 1 : self.last] if tag.name == name), None)

    def above(self) -> Iterator[Tag]:
        """The tags around it, the nearest first."""
        tag = self.parent
        while tag is not None:
            yield tag
            tag = tag.parent

    def before(self) -> Tag | None:
        """The tag right before it in the same parent."""
        other: Tag | None = self.tags[self.number - 1] if self.number else None
        while other is not None and other is not self.parent and other.parent is not self.parent:
            other = other.parent
        return None if other is self.parent else other

    def strings(self, without: set[str] | frozenset[str] = _NO_LISTS) -> Iterator[str]:
        """All pieces of text in it, in page order; not those in tags `without`."""
        stack = [iter(self.contents)]
        while stack:
            for node in stack[-1]:
                if isinstance(node, str):
                    yield node
                elif node.name not in without:
                    stack.append(iter(node.contents))
                    break
            else:
                stack.pop()

    def text(self) -> str:
        """Its text as a whole."""
        return "" if any(tag.name in _APART for tag in self.above()) else "".join(self.strings(_APART))


def tree_of(page: bytes) -> Tag:
    """The tree of a page in UTF-8, under a root that is no tag of the page itself."""
    grown = _Grown()
    parser = etree.HTMLParser(target=grown, recover=True, huge_tree=False, encoding="utf-8")
    try:
        parser.feed(page.removeprefix(b"\xef\xbb\xbf"))
        parser.close()
    except etree.ParserError:  # an empty page, say
        pass
    return grown.finished()


class _Grown:
    """What the parser tells of a page, as it tells it: names and texts as str, where lxml-stubs say bytes."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []
        self._open = [Tag("[document]", {}, None, self._tags)]
        self._text: list[str] = []

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        if self._text:
            self._flush()
        parent = self._open[-1]
        name = _bare(name)
        lists = _LISTS.get(name, _NO_LISTS)
        told = {}
        for key, value in attrs.items():
            key = _bare(key)
            told[key] = " ".join(value.split()) if key in _ANY or key in lists else value
        tag = Tag(name, told, parent, self._tags)
        parent.contents.append(tag)
        self._open.append(tag)

    def end(self, name: str) -> None:
        if self._text:
            self._flush()
        name = _bare(name)
        if any(tag.name == name for tag in reversed(self._open[1:])) if self._open[-1].name != name else True:
            while self._close().name != name:
                pass

    def data(self, text: str) -> None:
        self._text.append(text)

    def comment(self, text: str) -> None:
        self._flush()

    def pi(self, target: str, data: str | None = None) -> None:
        self._flush()

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self._flush()

    def close(self) -> None:
        """Nothing to do: `finished` may come without it."""

    def finished(self) -> Tag:
        self._flush()
        while len(self._open) > 1:
            self._close()
        return self._close()

    def _close(self) -> Tag:
        tag = self._open.pop()
        tag.last = len(self._tags)
        return tag

    def _flush(self) -> None:
        if self._text:
            self._open[-1].contents.append("".join(self._text))
            self._text.clear()


def _bare(name: str) -> str:
    """A name without its namespace."""
    return name.partition("}")[2] if name[0] == "{" and "}" in name else name
