"""The processes and temporary folders of a browser, for tests that look whether any are left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
WAIT = 20.0


def proc(name: str) -> Iterator[tuple[int, bytes]]:
    """What /proc holds under `name` for each process that may be read."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), (entry / name).read_bytes()
            except OSError:
                continue


def processes_with(words: str) -> dict[int, str]:
    """The command lines of the processes that have `words` in their environment or command line.

    Both are looked at, for Chromium writes its children's command lines over their environment.
    """
    lines = dict(proc("cmdline"))
    found = {pid for place in ("environ", "cmdline") for pid, held in proc(place) if words.encode() in held}
    return {pid: lines[pid].replace(b"\0", b" ").decode(errors="replace") for pid in found if pid in lines}


def browser_of(words: str) -> list[int]:
    """The browser's own first process among them, without those it started."""
    return [pid for pid, line in processes_with(words).items() if "--user-data-dir=" in line and "--type=" not in line]


def eventually(look: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """What `look` gives once it is as wanted, or in the end."""
    until = time.monotonic() + WAIT
    while not wanted(seen := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return seen
