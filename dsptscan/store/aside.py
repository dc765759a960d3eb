"""A damaged history is set aside under another name, and a new one begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dsptscan.store.errors import HistoryDamaged, told
from dsptscan.store.lock import alone


def saved_anew(path: Path, save: Callable[[], object]) -> str:
    """Save once more, with the damaged file out of the way. Says what became of it. Raises HistoryUnusable."""
    with told(path), alone(path.with_name("history.lock")):
        try:
            save()  # another scan may have set the damaged one aside already
        except HistoryDamaged:
            aside = _set_aside(path)
            save()
            return f"The history was damaged. It is now {aside}; a new history begins with this scan."
    return "The history was damaged, and a new one was begun."


def _set_aside(path: Path) -> Path:
    """Give the file, and what SQLite keeps beside it, a name that nothing has. Raises OSError."""
    stem = f"{path.stem}-damaged-{datetime.now():%Y%m%d-%H%M%S}"
    aside = next(
        place
        for number in range(1, 1000)
        if not (place := path.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{path.suffix}")).exists()
    )
    # The file itself last: a new one must not meet what stood beside the old one.
    for end in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + end)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + end))
    return aside
