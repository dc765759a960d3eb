"""Saved pages of one scenario, found again by the address they were saved from."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

REAL_SITE = b"https://www.dsptoolkit.nhs.uk"
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\b[^>]*\brel=[\"']?canonical\b[^>]*>", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']([^\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SavedPages:
    """`pages` maps an address without its host, in lower case, to a page's bytes. `home` is where sign-in lands."""

    pages: Mapping[str, bytes]
    home: str
    style: bytes

    def find(self, target: str) -> bytes | None:
        """The page at `target` (path, with or without query), or None. Case does not matter, as on the real site."""
        folded = target.casefold()
        path = folded.partition("?")[0]
        for key in (folded, path, path.rstrip("/")):
            if key in self.pages:
                return self.pages[key]
        return None


def read_saved(folder: Path, home: str | None = None) -> SavedPages:
    """All saved pages below `folder`, except browsers' `*_files` folders. `home` overrides the layout's own."""
    pages: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".html", ".htm") or any(part.endswith("_files") for part in path.parts):
            continue
        content = path.read_bytes()
        target = saved_target(content)
        if target is not None:
            pages.setdefault(target.casefold(), content)
    layout = folder.parent / "layout.toml"
    if home is None and layout.is_file():
        home = str(tomllib.loads(layout.read_text("utf-8"))["home"])
    style = folder.parent / "style.css"
    return SavedPages(pages, home or "/", style.read_bytes() if style.is_file() else b"")


def saved_target(content: bytes) -> str | None:
    """Path and query a page was saved from: the browser's own comment, else the canonical link, else None."""
    start = content.decode("utf-8", "replace")[:2000]
    found = _SAVED_FROM.search(start)
    address = found.group(1) if found else None
    if address is None:
        link = _CANONICAL.search(content.decode("utf-8", "replace"))
        href = _HREF.search(link.group(0)) if link else None
        address = html.unescape(href.group(1)) if href else None
    if address is None:
        return None
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
