"""Ctrl-C and other requests to end, where a browser is at work.

While it works, none interrupts Playwright's event loop in the middle of a step: the step would be lost, and whoever
waits for it would wait for ever. While the browser is put away they are held back: a second Ctrl-C must not leave it
behind.
"""

from __future__ import annotations

import asyncio
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

    def between_steps(number: int, frame: FrameType | None) -> None:
        loop = asyncio._get_running_loop() if frame is not None and _bottom(frame) is not home else None
        if loop is not None and not came:
            came.append(number)
            loop.call_soon_threadsafe(signal.raise_signal, number)
        else:  # a second one does not wait for a step that takes long
            before[number](number, frame)

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)

    def hold() -> None:
        if in_main:
            for number in _TO_END:
                handler = signal.signal(number, note)
                before.setdefault(number, handler)

    home = _bottom(sys._getframe())
    in_main = threading.current_thread() is threading.main_thread()
    if in_main:
        for number in _TO_END:
            if callable(handler := signal.getsignal(number)):  # SIG_DFL and SIG_IGN are none, though typed as if
                before[number] = handler
                signal.signal(number, between_steps)
    try:
        yield hold
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        ending = sys.exc_info()[1]
        if came and not isinstance(ending, (KeyboardInterrupt, GuardStopped)):
            signal.raise_signal(came[0])


def _bottom(frame: FrameType) -> FrameType:
    """The first frame of the stack. Playwright runs its event loop, and what that calls, on stacks of their own."""
    while frame.f_back is not None:
        frame = frame.f_back
    return frame
