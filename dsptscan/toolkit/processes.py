"""The browser's processes, found by the temporary folder they were given."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

_WAIT = 5.0


def users_of(folder: Path) -> set[int]:
    """The processes that were given `folder`, or a place in it, by an environment variable or an option.

    Both are looked at, for Chromium writes its children's command lines over their environment. Only Linux tells;
    elsewhere the set is empty, and the browser's own end has to be relied on.
    """
    found = set[int]()
    if sys.platform != "linux":
        return found
    mark = b"=" + os.fsencode(folder)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):  # another user's, or gone meanwhile
                if mark in (entry / "environ").read_bytes() or mark in (entry / "cmdline").read_bytes():
                    found.add(int(entry.name))
    return found


def end_users_of(folder: Path, wait: float = _WAIT) -> None:
    """Wait up to `wait` seconds for the processes of `folder` to end by themselves, then end them by force."""
    began = time.monotonic()
    while (left := users_of(folder)) and time.monotonic() < began + wait + _WAIT:
        if time.monotonic() >= began + wait:
            for process in left:
                end_by_force(process)
        time.sleep(0.05)


def end_by_force(process: int) -> None:
    """End a process at once. Nothing happens if it is gone already."""
    with contextlib.suppress(OSError):
        os.kill(process, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)  # on Windows the same
