"""Passwords taken out of whatever is printed, in every spelling they may have there."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus

_SHORTEST = 4  # characters; fewer say nothing, and would tear holes into ordinary words

_secrets: set[str] = set()


def keep_out(password: str) -> str:
    """Remember `password`, so that no trace shows it. Gives it back."""
    if password:
        _secrets.update(_spellings(password))
    return password


def without_secrets(text: str) -> str:
    """`text` with every password that was remembered starred out."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def forget() -> None:
    """Begin anew: no password is known."""
    _secrets.clear()


def _spellings(password: str) -> set[str]:
    raw = password.encode()
    urls = {quote(password, safe=""), quote(password), quote_plus(password)}
    spelled = {
        *urls,
        *(_lower_hex(url) for url in urls),
        repr(password)[1:-1],
        repr(raw)[2:-1],
        ascii(password)[1:-1],
        json.dumps(password)[1:-1],
        json.dumps(password, ensure_ascii=False)[1:-1],
        html.escape(password),
        raw.hex(),
        raw.hex().upper(),
    }
    for wide in ("utf-16-le", "utf-16-be"):
        spelled |= {repr(password.encode(wide))[2:-1], password.encode(wide).decode("latin-1")}
    for before in range(3):
        spelled |= _base64(raw, before)
    return {password, *(one for one in spelled if len(one) >= _SHORTEST)}


def _lower_hex(url: str) -> str:
    """The same with the escapes in lower case, as some sites write them."""
    return "%".join(part if not at else part[:2].lower() + part[2:] for at, part in enumerate(url.split("%")))


def _base64(raw: bytes, before: int) -> set[str]:
    """The letters that do not hang on what stands around it, with `before` bytes in front."""
    shifted = bytes(before) + raw
    start, end = -(-before * 8 // 6), len(shifted) * 8 // 6
    return {code(shifted).decode()[start:end] for code in (base64.b64encode, base64.urlsafe_b64encode)}
