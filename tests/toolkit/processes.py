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


def with_variable(words: str) -> dict[int, str]:
    """The command lines of the processes in whose environment `words` stand, zombies left out."""
    found = {pid for pid, environ in proc("environ") if words.encode() in environ}
    return {pid: line.replace(b"\0", b" ").decode() for pid, line in proc("cmdline") if pid in found}


def eventually(look: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """What `look` gives once it is as wanted, or in the end."""
    until = time.monotonic() + WAIT
    while not wanted(seen := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return seen
