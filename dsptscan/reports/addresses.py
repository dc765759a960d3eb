"""Addresses that may become links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST = 2000  # Excel takes no longer link, and no toolkit has one

_PLACE = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")


def web_address(url: str | None) -> str | None:
    """`url` in plain ASCII if it is a whole http or https address without a user name, else None.

    Quotes, angle brackets, blanks and whatever else could end a link early come out as %22 and the like.
    """
    if not url or len(url) > LONGEST or not url.isprintable():
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not _PLACE.fullmatch(parts.netloc):
        return None
    return quote(url, safe="!#$%&()*+,-./:;=?@[]_~")
