"""How fast to ask: politely, slower when the site slows, and waiting when it says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

GAP = 0.27  # seconds for each request: under four a second, also as the site counts them
SLOW = 1.0  # an answer slower than this makes us wait as long again
LONGEST_WAIT = 120.0


class Pace:
    """At most `width` requests at once, and `GAP` seconds for each; `paced=False` lifts the gap for practice."""

    def __init__(
        self,
        paced: bool,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.width = 2 if paced else 6
        self._gap = GAP if paced else 0.0
        self._clock = clock
        self._sleep = sleep
        self._free_at = clock()
        self._began = clock()

    def before(self, requests: int) -> None:
        """Wait until `requests` more may be sent."""
        wait = self._free_at - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._began = self._clock()
        self._free_at = self._began + requests * self._gap

    def after(self) -> None:
        """The answers are there: if they were slow, leave the site as long again to recover."""
        took = self._clock() - self._began
        if self._gap and took > SLOW:
            self._free_at = max(self._free_at, self._clock() + took)

    def hold(self, seconds: float) -> None:
        """The site asked for `seconds` of quiet."""
        self._free_at = max(self._free_at, self._clock() + seconds)


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds a Retry-After header asks for (a number or a date), or None when it says nothing usable."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value.strip())
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
