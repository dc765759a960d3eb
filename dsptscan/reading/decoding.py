"""From the bytes of a page to its text, as browsers do it."""

from __future__ import annotations

import re

_MARKS_OF_ORDER = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_AS_BROWSERS = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "utf-16": "utf-8"}


def decode(html: bytes) -> str:
    """The text of a page: by its byte order mark, by what it declares, as UTF-8, else as browsers do, windows-1252."""
    for mark, name in _MARKS_OF_ORDER.items():
        if html.startswith(mark):
            return html.decode(name, errors="replace")
    if html[:200].count(0) > 40:
        return html.decode("utf-16-le" if html[1:2] == b"\0" else "utf-16-be", errors="replace")
    said = _DECLARED.search(html[:4096])
    name = said[1].decode("ascii").casefold() if said else ""
    for encoding in (_AS_BROWSERS.get(name, name), "utf-8"):
        try:
            return html.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return html.decode("windows-1252", errors="replace")
