"""Temporary folders that end with their run. What a killed run left behind, the next one removes."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dsptscan.toolkit.processes import end_users_of

PREFIX = "dsptscan-"
IN_USE = ".in-use"  # locked by the run the folder belongs to, for as long as that run lives
_OLD = 60.0  # seconds; a folder younger than this may not have its lock yet
_TRIES = 20


@contextlib.contextmanager
def scratch_folder(purpose: str) -> Iterator[Path]:
    """A new folder for this run alone. At its end no process works with it any more, and it is gone."""
    remove_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{purpose}-"))
    with contextlib.ExitStack() as stack:
        stack.callback(_remove, folder)
        stack.callback(end_users_of, folder)
        held = stack.enter_context((folder / IN_USE).open("wb"))
        _lock(held)
        yield folder


def remove_abandoned() -> int:
    """Remove the folders of runs that were killed, and what still works with them. Returns how many there were."""
    removed = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _abandoned(folder):
            end_users_of(folder, wait=0)
            _remove(folder)
            removed += 1
    return removed


def _abandoned(folder: Path) -> bool:
    """Whether it is ours, and nobody holds its lock. A folder without a lock is never taken for one of ours."""
    try:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or abs(time.time() - found.st_mtime) < _OLD:
            return False
        if sys.platform != "win32" and found.st_uid != os.geteuid():
            return False
        with (folder / IN_USE).open("rb+") as held:
            _lock(held)
    except OSError:
        return False
    return True


def _lock(file: IO[bytes]) -> None:
    """Hold `file` until it is closed, or its process ends in whatever way. Raises OSError when another holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove(folder: Path) -> None:
    """A browser that is just ending may still write: a few tries, then it is left to the next run."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
