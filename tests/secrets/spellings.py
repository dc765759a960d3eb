"""A password in every spelling in which it could lie somewhere. Written apart from the program's own list."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus


def spellings(secret: str) -> dict[str, bytes]:
    """How each is called -> the bytes to look for."""
    raw = secret.encode()
    found = {
        "plain": raw,
        "latin-1": secret.encode("latin-1"),
        "URL-encoded": quote(secret, safe="").encode(),
        "URL-encoded, in lower case": re.sub("%..", lambda two: two[0].lower(), quote(secret, safe="")).encode(),
        "as a form is sent": quote_plus(secret).encode(),
        "JSON": json.dumps(secret)[1:-1].encode(),
        "JSON in UTF-8": json.dumps(secret, ensure_ascii=False)[1:-1].encode(),
        "Python": repr(secret)[1:-1].encode(),
        "Python bytes": repr(raw)[2:-1].encode(),
        "HTML": html.escape(secret).encode(),
        "hexadecimal": raw.hex().encode(),
        "UTF-16 LE": secret.encode("utf-16-le"),
        "UTF-16 BE": secret.encode("utf-16-be"),
    }
    for before in range(3):
        for name, code in (("base64", base64.b64encode), ("base64 for URLs", base64.urlsafe_b64encode)):
            found[f"{name}, {before} bytes in"] = _inner(code, raw, before)
    return found


def _inner(code: object, raw: bytes, before: int) -> bytes:
    """The part of the letters that is the same whatever stands before and behind."""
    assert callable(code)
    all_of = {code(b"\0" * before + raw + end) for end in (b"", b"\0", b"\xff")} | {
        code(b"\xff" * before + raw + end) for end in (b"", b"\0", b"\xff")
    }
    columns = list(zip(*all_of, strict=False))
    same = [len(set(column)) == 1 for column in columns]
    start, end = same.index(True), len(same) - same[::-1].index(True)
    return bytes(column[0] for column in columns[start:end])


class Search:
    """Looks for a secret in bytes."""

    def __init__(self, secret: str) -> None:
        self._named = spellings(secret)
        self._any = re.compile(b"|".join(map(re.escape, self._named.values())))

    def find(self, content: bytes) -> Iterator[str]:
        """In which spellings it is there."""
        if self._any.search(content):
            yield from (name for name, spelling in self._named.items() if spelling in content)
