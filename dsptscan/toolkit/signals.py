"""Ctrl-C and other requests to end, held back while a browser is put away: a second Ctrl-C must not leave it behind."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from dsptscan.errors import GuardStopped

_TO_END = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]


@contextlib.contextmanager
def signals_held() -> Iterator[Callable[[], None]]:
    """Gives a function that holds them back from its call on. What came meanwhile happens when the block is over."""
    before: dict[int, Any] = {}
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)

    def hold() -> None:
        if threading.current_thread() is threading.main_thread() and not before:
            for number in _TO_END:
                before[number] = signal.signal(number, note)

    try:
        yield hold
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        ending = sys.exc_info()[1]
        if came and not isinstance(ending, (KeyboardInterrupt, GuardStopped)):
            signal.raise_signal(came[0])
