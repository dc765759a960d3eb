"""What can be wrong with the history, and SQLite's own words for it put into ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dsptscan.errors import NotSetUp
from dsptscan.store.codec import Unreadable

# The beginnings of SQLite's names for errors.
_WHY = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it may only be read",
    "SQLITE_PERM": "it may only be read",
    "SQLITE_CANTOPEN": "it cannot be opened; its folder may be read-only",
    "SQLITE_BUSY": "another program keeps it locked",
    "SQLITE_LOCKED": "another program keeps it locked",
    "SQLITE_IOERR": "the disk refuses it",
}
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


class HistoryUnusable(NotSetUp):
    """The history cannot be read or written now."""


class HistoryDamaged(HistoryUnusable):
    """The file of the history does not hold what it should."""


class HistoryNewer(HistoryUnusable):
    """A newer dsptscan wrote the file. It is left as it is."""


def damaged(path: Path) -> HistoryDamaged:
    return HistoryDamaged(
        f"The history {path} is damaged.",
        "Scan again: dsptscan then sets the damaged file aside, under another name, and begins a new one.",
    )


def newer(path: Path) -> HistoryNewer:
    return HistoryNewer(
        f"The history {path} was written by a newer version of dsptscan. It was left as it is.", "Update dsptscan."
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise HistoryUnusable or HistoryDamaged for what the database or the disk says inside."""
    try:
        yield
    except Unreadable:
        raise damaged(path) from None
    except SQLAlchemyError as error:
        raise _in_words(path, error.orig if isinstance(error, DBAPIError) else error) from None
    except (sqlite3.Error, OSError) as error:
        raise _in_words(path, error) from None


def _in_words(path: Path, error: BaseException | None) -> HistoryUnusable:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(_DAMAGED):
        return damaged(path)
    why = next((words for start, words in _WHY.items() if name.startswith(start)), None)
    if why is None and isinstance(error, OSError):
        why = error.strerror
    # Nothing else of the error is told: its text could hold what was to be kept.
    return HistoryUnusable(
        f"The history {path} cannot be used: {why or name or type(error).__name__}.",
        "Check that the folder is yours and that the disk is not full.",
    )
