"""The pages that list an organisation's sites, where a link by its words leads to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from dsptscan.errors import ToolkitUnavailable
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import Words

if TYPE_CHECKING:
    from dsptscan.collect import Collected
    from dsptscan.toolkit.session import Session

MOST_PAGES = 10  # a group with forty homes has two or three
_NEXT = re.compile(r"^(?:next|next page|\d{1,2}|page \d{1,2})\b\W*$", re.IGNORECASE)


def read_sites(session: Session, collected: Collected, words: Words) -> None:
    """Open the list of sites and its further pages, each once, after everything else.

    It withholds no verdict: what cannot be read here is a remark.
    """
    seen = {_bare(page.address) for page in collected.pages}
    waiting = [(link.text, link.url) for page in collected.pages for link in page.links if link.to == "sites"]
    opened = 0
    while waiting and opened < MOST_PAGES:
        text, url = waiting.pop(0)
        if _bare(url) in seen:
            continue
        seen.add(_bare(url))
        opened += 1
        try:
            page = session.open(url, text=text)
        except ToolkitUnavailable:
            collected.remarks.append(_not_read(text))
            return
        if not page.html:
            if _bare(page.url) == _bare(url):  # else it led back to a page that was read
                collected.remarks.append(_not_read(text))
            continue
        reading = read_page(page, words)
        seen.add(_bare(reading.address))
        collected.raw.append(page)
        if not reading.sites:
            collected.remarks.append(_not_read(text))
            continue
        collected.pages.append(reading)
        waiting += _further_pages(reading)


def _further_pages(reading: PageReading) -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in reading.links if link.to == "list" and _NEXT.match(link.text)]


def _not_read(text: str) -> str:
    return f'No list of sites could be read behind the link "{text}": look there yourself whether all are included.'


def _bare(url: str | None) -> str:
    return urldefrag(url or "")[0]
