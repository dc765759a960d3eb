"""The links of a page, by what they say: the way to the assessment, and from list to list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from dsptscan.reading.document import FURNITURE, FURNITURE_ROLES, Document, Element
from dsptscan.reading.rows import on_the_toolkit
from dsptscan.reading.words import Said, Words, normal

_LIST = re.compile(
    r"^(?:(?:data security |go to |view |open )*standard\s+(?:10|[1-9])\b|assertion\s+\d"
    r"|(?:10|[1-9])(?:\.\d{1,2})?[.:)]?\s+\S)",
    re.I,
)
_NEXT = re.compile(r"^(?:next|next page|show more|more questions|\d{1,2}|page \d{1,2})\b\W*$", re.IGNORECASE)
_COUNT = re.compile(r"\b\d{1,3}\s*(?:of|/|out of)\s*\d{1,3}\b")
_NO_PART = re.compile(
    r"\b(?:history|activity|activities|log|logs|audit|changes|users?|profile|reports?|news|help|guidance|notes?"
    r"|comments?|documents?|files|messages?|settings|archive|earlier|previous|last|export|download|details|summary|all)\b",
    re.IGNORECASE,
)
_FILTERS = ("status.", "mandatory.", "carried_over.", "confirm.", "new_or_changed.")
To = Literal["assessment", "perhaps", "list", "sites", "public", "other"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the toolkit.

    `to`: assessment, list (a part of the question list), sites, public (what the public search says), or other.
    """

    text: str
    url: str
    to: To


def links_in(document: Document, words: Words, covered: set[int]) -> list[Link]:
    """The links of a page to other pages of the same site, in page order, each address once.

    `covered` are the leaves that belong to questions: links there lead to questions and answers, not to lists.
    """
    here = urldefrag(document.address or "")[0]
    found: dict[str, Link] = {}
    for element in document.named("a").every:
        if not element.attrs.get("href") or element.start in covered:
            continue
        url = on_the_toolkit(urldefrag(element.attrs["href"].strip())[0], document.address)
        if not url or url == here or not urlsplit(url).path:
            continue
        text = document.text(element) or document.text(element, source=None)
        link = Link(text, url, _leads_to(element, text, document, words))
        if url not in found or found[url].to == "other":
            found[url] = link
    return list(found.values())


def _leads_to(element: Element, text: str, document: Document, words: Words) -> To:
    marked = words.split(text).said
    if "links.assessment" in words.meanings(normal(text)) or any(
        "links.assessment" in s.meanings for _, _, s in marked
    ):
        return "assessment"
    if "links.sites" in words.meanings(normal(re.sub(r"\W*\d+\W*$", "", text))):
        return "sites"
    if "links.public" in words.meanings(normal(text)):
        return "public"
    if element.attrs.get("rel") == "next" or _NEXT.match(text):
        return "list" if _in_pagination(element) or element.attrs.get("rel") == "next" else "other"
    if _is_part_by_tab(element, text, marked):
        return "list"
    if _in_menu(element):
        return "perhaps" if "links.perhaps" in words.meanings(normal(text)) else "other"
    row = element.parent
    for _ in range(3):
        if row is None or row.end - row.start > 14:
            break
        if _LIST.match(text) or _COUNT.search(document.text(row)):
            return "list"
        row = row.parent
    if _LIST.match(text):
        return "list"
    return "perhaps" if "links.perhaps" in words.meanings(normal(text)) else "other"


def _is_part_by_tab(element: Element, text: str, marked: Sequence[tuple[int, int, Said]]) -> bool:
    """Whether a tab leads to another page of the same list.

    Tabs named by a status or a level only filter it, and some lead to other things: a log would read like a list.
    """
    if element.attrs.get("role", "") != "tab" or element.attrs.get("aria-selected") == "true" or _NO_PART.search(text):
        return False
    return not any(m.startswith(_FILTERS) for _, _, said in marked for m in said.meanings)


def _in_menu(element: Element) -> bool:
    return any(
        a.name in FURNITURE or a.name == "header" or a.attrs.get("role", "") in FURNITURE_ROLES
        for a in element.ancestors()
    )


def _in_pagination(element: Element) -> bool:
    return any(
        re.search(r"pag(?:er|ing|ination)", " ".join(a.attrs.values()), re.I)
        for a in element.ancestors()
        if a.name not in ("body", "html")
    )
