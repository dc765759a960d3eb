"""What the public search says of the organisation, where a link of a page leads to its own entry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dsptscan.errors import ToolkitUnavailable
from dsptscan.model import Publication
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import Words

if TYPE_CHECKING:
    from dsptscan.toolkit.session import Session


def read_public(
    session: Session, pages: list[PageReading], words: Words
) -> tuple[tuple[Publication, ...] | None, tuple[str, ...]]:
    """What the organisation's own public entry says of publication, and remarks. None when nobody looked.

    It is looked at once the pages speak of a publication, and only where a link leads to the entry: addresses are never
    guessed. It withholds no verdict: what cannot be read here is a remark.
    """
    code = next((p.facts.organisation.code for p in pages if p.facts.organisation.code), None)
    said = [publication for page in pages for publication in page.facts.publications]
    if code is None or not any(publication.status != "Not Published" for publication in said):
        return None, ()
    link = next(
        (link for page in pages for link in page.links if link.to == "public" and _ends_in(link.url, code)), None
    )
    if link is None:
        return None, ()
    try:
        page = session.open(link.url, text=link.text)
    except ToolkitUnavailable:
        return None, (_not_read(code),)
    if not page.html:
        return None, (_not_read(code),)
    entry = read_page(page, words)
    if entry.facts.organisation.code != code:
        return None, (_not_read(code),)
    return entry.facts.publications, ()


def _ends_in(url: str, code: str) -> bool:
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].casefold() == code.casefold()


def _not_read(code: str) -> str:
    return f"What the public search says of {code} could not be read: look there whether it shows you as published."
