"""The hard limit on the browser's work: a browser that hangs is ended by force, and the run with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from dsptscan.errors import ToolkitUnavailable


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds: `quiet` between one request of the browser and the next, `whole` for all of its work."""

    quiet: float
    whole: float


UNATTENDED = Limits(quiet=5 * 60, whole=60 * 60)  # the toolkit may ask for two minutes' rest between two pages
IN_A_WINDOW = Limits(quiet=15 * 60, whole=60 * 60)  # a person may have to look for a code
CLOSING = 5.0
_AGAIN = 1.0


class Watch:
    """Calls `end` from a thread of its own when a limit is passed. `passed` then says which, in words.

    After that it calls `let_go` every second until it is stopped, for whoever still waits for an answer.
    """

    def __init__(self, limits: Limits, end: Callable[[], None], let_go: Callable[[], None]) -> None:
        self.passed = ""
        self._limits = limits
        self._end = end
        self._let_go = let_go
        self._changed = threading.Condition()
        self._over = False
        self._last = self._began = time.monotonic()
        self._closing: float | None = None
        threading.Thread(target=self._run, name="dsptscan-watch", daemon=True).start()

    def beat(self, *_: object) -> None:
        """The browser works."""
        self._last = time.monotonic()

    def closing(self) -> None:
        """The work is done: from now on there are only some seconds left."""
        with self._changed:
            self._closing = time.monotonic() + CLOSING
            self._changed.notify()

    def stop(self) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()

    def failure(self) -> ToolkitUnavailable | None:
        """The error that a passed limit means, or None."""
        if not self.passed:
            return None
        return ToolkitUnavailable(
            f"The browser {self.passed}, so it was ended.", "Try again in a little while; if it happens again, tell us."
        )

    def _run(self) -> None:
        with self._changed:
            while not self._over:
                left = self._due() - time.monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
            else:
                return
            if self._closing is None:
                whole = time.monotonic() >= self._began + self._limits.whole
                self.passed = (
                    f"was at work for {_spell(self._limits.whole)}"
                    if whole
                    else (f"did not get on for {_spell(self._limits.quiet)}")
                )
        self._end()
        with self._changed:
            while not self._changed.wait_for(lambda: self._over, _AGAIN):
                self._let_go()

    def _due(self) -> float:
        if self._closing is not None:
            return self._closing
        return min(self._last + self._limits.quiet, self._began + self._limits.whole)


def _spell(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 60 else f"{seconds:.0f} seconds"
