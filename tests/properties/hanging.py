"""A page that keeps the reader busy fails its own test, at the place where it is busy, and holds up no other."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_hanging(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the block when it is not done by then. No measure of speed: far above what is usual."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError("the reader is still busy")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
