"""The file of the history: where it lies, that it is the user's alone, and how it is opened."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from dsptscan.atomic import private_folder
from dsptscan.store.errors import told

NAME = "history.db"
PATIENCE = 30.0  # seconds to wait for another program that is writing


def is_there(path: Path) -> bool:
    """Raises OSError where nobody may look."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """One look at the file as it is at this moment. It must be there. Raises HistoryUnusable."""
    with told(path), _engine(_opener_for_reading(path), "BEGIN").begin() as connection:
        yield connection


@contextmanager
def writing(path: Path) -> Iterator[Connection]:
    """One change, whole or not at all: kept when the block ends, else as if it had never begun.

    Makes the file where there is none. Raises HistoryUnusable.
    """
    with told(path):
        _make_private(path)
        with _engine(lambda: _connect(str(path)), "BEGIN IMMEDIATE").begin() as connection:
            yield connection


def _engine(opener: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=opener, poolclass=NullPool)
    # Python's sqlite3 would begin transactions when it sees fit, and none around changes of the tables.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _connect(database: str, **how: bool) -> sqlite3.Connection:
    return sqlite3.connect(database, timeout=PATIENCE, isolation_level=None, **how)


def _opener_for_reading(path: Path) -> Callable[[], sqlite3.Connection]:
    """Reading makes a file of its own beside this one; where that cannot be, nobody writes either."""
    still = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    uri = f"{path.absolute().as_uri()}?{'immutable=1' if still else 'mode=rw'}"
    return lambda: _connect(uri, uri=True)


def _make_private(path: Path) -> None:
    """The folder and the file, readable by their owner alone. Raises OSError or sqlite3.Error."""
    private_folder(path.parent)
    with contextlib.suppress(OSError):  # somebody else's folder is used as it is
        path.parent.chmod(0o700)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.stat().st_size:
            return
    # Once for all: the file itself remembers it. What is beside it gets the file's own mode from SQLite.
    with contextlib.closing(_connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
