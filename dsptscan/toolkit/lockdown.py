"""For a page that may run scripts (a sign-in form or a list that needs them): take away what the guard cannot see.

A policy of our own is laid over the page: its scripts cannot connect anywhere, start workers, open frames or load
plug-ins. Inline scripts written in the page run; ones added later do not, and neither do speculation rules. The scripts
of a list may ask the toolkit's own host for data, which the guard sees, but open no WebSocket, which it does not.
"""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script", re.IGNORECASE | re.DOTALL)
_SRC = re.compile(rb"\bsrc\s*=", re.IGNORECASE)
_DROPPED = frozenset(
    {"content-length", "content-encoding", "transfer-encoding", "speculation-rules", "link", "refresh"}
)


def locked_headers(headers: list[dict[str, str]], body: bytes, data: str | None = None) -> list[dict[str, str]]:
    """`headers` of a page with the policy added, and without what would not fit the body or load more.

    `data`: the origin its scripts may ask for data, if any.
    """
    kept = [header for header in headers if header["name"].lower() not in _DROPPED]
    return [*kept, {"name": "Content-Security-Policy", "value": policy(body, data)}]


def policy(body: bytes, data: str | None = None) -> str:
    """The policy for a page whose inline scripts are those in `body`."""
    hashes = " ".join(sorted({f"'sha256-{_digest(text)}'" for text in _inline_scripts(body)}))
    return "; ".join(
        [
            f"connect-src {data}/" if data else "connect-src 'none'",  # with its scheme, so that ws: is not meant
            "worker-src 'none'",
            "frame-src 'none'",
            "object-src 'none'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            f"script-src-elem 'self' {hashes}".strip(),
        ]
    )


def _inline_scripts(body: bytes) -> list[bytes]:
    return [
        text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        for attributes, text in _SCRIPT.findall(body)
        if b"speculationrules" not in attributes.lower() and not _SRC.search(attributes)
    ]


def _digest(text: bytes) -> str:
    return base64.b64encode(hashlib.sha256(text).digest()).decode()
