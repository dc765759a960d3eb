"""Which version the tables of a file have, and how an earlier one becomes the current one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from dsptscan.store.errors import damaged, newer

CURRENT = 2
_MIGRATIONS = Path(__file__).with_name("migrations")


def check(connection: Connection, path: Path) -> int:
    """The version of the file, 0 for an empty one. Raises HistoryNewer or HistoryDamaged."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if not there:
        return 0
    if "alembic_version" in there:
        told = str(connection.exec_driver_sql("SELECT max(version_num) FROM alembic_version").scalar())
        version = int(told) if told.isdecimal() else CURRENT + 1
    else:
        version = 1  # which wrote no number
    if version > CURRENT:
        raise newer(path)
    if not {"scan", "memory"} <= there:
        raise damaged(path)
    return version


def bring_up_to_date(connection: Connection, path: Path) -> None:
    """Make the tables, or those that are missing, in the transaction of the connection."""
    version = check(connection, path)
    if version == CURRENT:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if version:
        command.stamp(config, str(version))
    command.upgrade(config, "head")
