"""The folders dsptscan keeps its files in: can they be used, and by you alone?"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dsptscan.doctor.interface import Line, Visit

_OTHERS = 0o077


def probe(visit: Visit) -> Iterator[Line]:
    folders = dict.fromkeys((visit.folders.config, visit.folders.data, visit.folders.logs))
    lines = [line for folder in folders for line in (_usable(folder), _private(folder)) if line is not None]
    yield from lines
    if not lines:
        yield Line.good("Folders", "dsptscan can keep its files, for you alone.", tuple(map(str, folders)))


def _usable(folder: Path) -> Line | None:
    try:
        if folder.is_dir():
            with tempfile.TemporaryFile(dir=folder):
                return None
        above = next(parent for parent in folder.parents if parent.exists())
        if not folder.exists() and above.is_dir() and os.access(above, os.W_OK | os.X_OK):
            return None
        why = "something that is no folder stands in its place" if folder.exists() else f"{above} does not allow it"
    except OSError as error:
        why = error.strerror or "it is refused"
    return Line.wrong("Folders", f"dsptscan cannot write in {folder}: {why}.", "Make it yours, or move it away.")


def _private(folder: Path) -> Line | None:
    """Others' eyes. On Windows the user's own profile takes care of that."""
    if sys.platform == "win32" or not folder.is_dir():
        return None
    open_ones = [path for path in (folder, *_kept(folder)) if path.stat().st_mode & _OTHERS]
    if not open_ones:
        return None
    return Line.note("Folders", f"Others on this computer may look at {open_ones[0]}.", f"Type: chmod -R go= {folder}")


def _kept(folder: Path) -> Iterator[Path]:
    """What dsptscan itself put there; a settings file and what it names are their owner's."""
    yield from (path for path in folder.rglob("*") if path.is_file() and path.suffix.startswith((".json", ".db")))
