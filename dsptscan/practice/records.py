"""What came in and what goes out of the practice toolkit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it arrived: `path` with its query, `at` in UTC, `signed_in` before it was answered."""

    method: str
    path: str
    at: datetime
    signed_in: bool
    status: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What to send. `open_to_all` answers need no sign-in; `drop` cuts the line after half the body."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    open_to_all: bool = False
    content_type: str = HTML
    drop: bool = False
