"""Which version the tables of a file have."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from dsptscan.store.errors import damaged, newer
from dsptscan.store.tables import TABLES

CURRENT = 1


def check(connection: Connection, path: Path) -> int:
    """The version of the file, 0 for an empty one. Raises HistoryNewer or HistoryDamaged."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not there:
        return 0
    if "alembic_version" in there:
        raise newer(path)
    if not {"scan", "memory"} <= there:
        raise damaged(path)
    return CURRENT


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Make the tables where there are none."""
    if check(connection, path) == 0:
        TABLES.create_all(connection)
