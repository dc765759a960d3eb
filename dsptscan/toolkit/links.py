"""Which links must not be followed: pure rules over an address and the words of its link."""

from __future__ import annotations

import itertools
import re
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

WORDS = frozenset({"publish", "submit", "save", "confirm", "delete", "remove", "upload", "incident", "incidents"})
LOG_OUT = frozenset({"logout", "logoff", "signout", "signoff"})
_DOERS = frozenset({"action", "do", "cmd", "command", "op", "handler", "task"})
_LEAVING = re.compile(r"\b(log|sign)(ged|ned)?[\s_-]*(out|off)\b", re.IGNORECASE)
_HUMPS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def forbidden(url: str, text: str = "", has_reference: bool = False, *, page_url: str | None = None) -> str | None:
    """Why a link must not be followed, in a few words, or None when it may be.

    `url` as written in the page, or absolute; `page_url` the page it stands on. The words of a link to a question
    (`has_reference`) are a title and may hold anything; its address may not.
    """
    try:
        address = urljoin(page_url, url.strip()) if page_url else url.strip()
        parts = urlsplit(address)
    except ValueError:
        return "not a web address"
    if parts.scheme.lower() not in ("http", "https", ""):
        return f"not a web address ({parts.scheme.lower()})"
    if url.strip().startswith("#") or (page_url and _same_page(address, page_url)):
        return "stays on the same page"
    if page_url and parts.netloc and origin_of(address) != origin_of(page_url):
        return "leads to another site"
    word = forbidden_address(address)
    if word is None and not has_reference:
        word = _word_in_text(text) or _word_inside(parts.path)
    return f"holds the word {word}" if word else None


def forbidden_address(address: str) -> str | None:
    """The forbidden word that is a whole path segment or query name of `address`, or None.

    Hyphens, underscores, numbers and a file ending do not hide it: /log-off, /delete/12, /delete-12, /save.aspx.
    """
    parts = urlsplit(address)
    segments = [part for segment in unquote(parts.path).split("/") for part in segment.split(";")]
    query = parse_qsl(parts.query, keep_blank_values=True)
    query += [(value, "") for name, value in query if name.casefold() in _DOERS]
    for candidate in [*segments, *(name for name, _ in query)]:
        word = _plain(candidate)
        if word in WORDS or word in LOG_OUT:
            return word
    return None


def origin_of(address: str) -> tuple[str, str, int | None]:
    """(scheme, host, port) of an address, the default port filled in."""
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    try:
        port = parts.port
    except ValueError:
        port = -1
    return scheme, (parts.hostname or "").rstrip("."), port or {"http": 80, "https": 443}.get(scheme)


def target_of(address: str) -> str:
    """Path and query of an address, as a server sees them."""
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _plain(segment: str) -> str:
    stem = re.sub(r"\.[a-z]{2,5}$", "", segment.strip().casefold())
    return re.sub(r"[\W_\d]+", "", stem)


def _word_in_text(text: str) -> str | None:
    if _LEAVING.search(text):
        return "log out"
    return next((word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in WORDS), None)


def _word_inside(path: str) -> str | None:
    """A forbidden word inside a segment: PublishAssessment, save-answer. Too strict for questions' own addresses."""
    words = [word.casefold() for word in _HUMPS.findall(unquote(path))]
    pairs = [first + second for first, second in itertools.pairwise(words)]
    return next((word for word in [*words, *pairs] if word in WORDS or word in LOG_OUT), None)


def _same_page(address: str, page_url: str) -> bool:
    return urldefrag(address).url == urldefrag(page_url).url and "#" in address
