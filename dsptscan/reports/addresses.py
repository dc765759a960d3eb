"""Addresses that may become links."""

from __future__ import annotations

import re
from urllib.parse import quote

LONGEST = 2000  # Excel takes no longer link, and no toolkit has one

_WEB = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?=[/?#]|\Z)", re.IGNORECASE)


def web_address(url: str | None) -> str | None:
    """`url` in plain ASCII if it is a whole http or https address without a user name, else None.

    Quotes, angle brackets, blanks and whatever else could end a link early come out as %22 and the like.
    """
    if not url or not url.isprintable() or not _WEB.match(url):
        return None
    address = quote(url, safe="!#$%&()*+,-./:;=?@[]_~")
    return address if len(address) <= LONGEST else None
