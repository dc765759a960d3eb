"""Being asked to end (SIGTERM, a closed terminal) unwinds the run as Ctrl-C does, so that nothing is left behind."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

_CTRL_C = 130
_REQUESTS = ("SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Windows' own: Ctrl-Break, or its window is closed


class Ended(KeyboardInterrupt):
    """A request to end, other than Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise Ended when a request to end comes. One that is ignored, as under nohup, stays ignored."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in _REQUESTS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def code_of(stop: BaseException) -> int:
    """The exit code of a run that was stopped."""
    cause = stop if isinstance(stop, Ended) else stop.__context__
    return cause.exit_code if isinstance(cause, Ended) else _CTRL_C


def _end(number: int, frame: FrameType | None) -> None:
    raise Ended(number)
