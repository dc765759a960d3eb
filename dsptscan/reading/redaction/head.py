"""What stands around a page: its head, its programs, its comments, and the address it was saved from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from bs4.dammit import EntitySubstitution
from bs4.element import Doctype, Tag
from bs4.formatter import HTMLFormatter

from dsptscan.reading.redaction.addresses import Addresses
from dsptscan.reading.redaction.tree import Copy

NOTE = "<!-- Redacted copy: only the site's own words are left, everything else was replaced -->"
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)", re.IGNORECASE)
_PUBLIC = re.compile(r'html(?: PUBLIC "-//W3C//DTD X?HTML [\w. ]{1,40}//EN"(?: "[\w:/.-]{1,60}")?)?', re.IGNORECASE)
_CLOSED = re.compile(r"(?:\s|</body>|</html>)+\Z", re.IGNORECASE)
_LINKS = {"stylesheet", "canonical", "icon", "shortcut icon", "next", "prev"}


class _AsGiven(HTMLFormatter):
    """Attributes in their own order, and those without a value without one."""

    def __init__(self) -> None:
        super().__init__(
            EntitySubstitution.substitute_xml, void_element_close_prefix="", empty_attributes_are_booleans=True
        )

    def attributes(self, tag: Tag) -> Iterable[tuple[str, str | None]]:
        return [
            (name, None if value == "" and name not in ("alt", "value") else _text(value))
            for name, value in tag.attrs.items()
        ]


def empty_unseen(copy: Copy) -> None:
    """Programs, styles and comments are emptied; that a page has scripts can still be seen."""
    for string in copy.strings:
        string.extract()
    for tag in copy.unseen:
        if tag.name.casefold() != "head":
            tag.clear()
            tag.attrs = type(tag.attrs)()


def rebuild_head(copy: Copy, title: str, addresses: Addresses) -> None:
    """The head with nothing but its encoding, its title, its style sheets and its canonical address."""
    soup = copy.soup
    for head in [tag for tag in copy.unseen if tag.name.casefold() == "head"]:
        links = [link for link in head.find_all("link") if _relation(link) in _LINKS and link.get("href")]
        scripts, had_title = len(head.find_all("script")), head.find("title") is not None
        head.clear()
        head.attrs = type(head.attrs)()
        head.append(soup.new_tag("meta", attrs={"charset": "utf-8"}))
        if had_title:
            head.append(soup.new_tag("title", string=title))
        for link in links:
            address = addresses.address(str(link["href"]))
            head.append(soup.new_tag("link", attrs={"rel": _relation(link), "href": address}))
        for _ in range(scripts):
            head.append(soup.new_tag("script"))


def _relation(link: Tag) -> str:
    return _text(link.get("rel", "")).casefold()


def _text(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def written(copy: Copy, addresses: Addresses) -> str:
    """The page as text: document type, where it was saved from, a note that it is redacted, and the rest."""
    soup = copy.soup
    doctype = next((node for node in soup.contents if isinstance(node, Doctype)), None)
    first = ""
    if doctype is not None:
        first = f"<!DOCTYPE {doctype}>\n" if _PUBLIC.fullmatch(str(doctype)) else "<!DOCTYPE html>\n"
    for node in [n for n in soup.contents if isinstance(n, Doctype)]:
        node.extract()
    lines = [first.rstrip("\n")] if first else []
    address = copy.document.address
    if address and _has_comment(copy):
        masked = addresses.address(address).replace("--", "-")
        lines.append(f"<!-- saved from url=({len(masked):04d}){masked} -->")
    lines += [NOTE, _whole(soup, copy.document.whole)]
    return "\n".join(lines) + "\n"


def _has_comment(copy: Copy) -> bool:
    html = copy.page.html
    start = html[:2000] if isinstance(html, bytes) else html[:2000].encode("utf-8", "replace")
    return copy.page.url is not None or bool(_SAVED_FROM.search(start))


def _whole(soup: BeautifulSoup, whole: bool) -> str:
    """The mark-up. A page that was cut off before its end stays cut off."""
    text = soup.decode(formatter=_AsGiven()).rstrip()
    return text if whole else _CLOSED.sub("", text)
