"""Version 1: the scans, and what is remembered of a toolkit year beyond them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Integer, Text

revision = "1"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "scan",
        Column("number", Integer, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("account", "organisation", "year", "standard")),
        *(Column(name, Text, nullable=False) for name in ("scanned_at", "day", "verdict")),
        *(
            Column(name, Integer, nullable=False)
            for name in ("mandatory", "complete", "incomplete", "unknown", "fixes")
        ),
        *(Column(name, Boolean, nullable=False) for name in ("whole", "count_known")),
        *(Column(name, Text, nullable=False) for name in ("report", "fingerprints", "version")),
        sqlite_autoincrement=True,
    )
    op.create_index("scan_of_account", "scan", ["account", "number"])
    op.create_index("scan_of_year", "scan", ["account", "organisation", "year", "number"])
    op.create_table(
        "memory",
        *(Column(name, Text, primary_key=True) for name in ("account", "organisation", "year")),
        Column("told", Text, nullable=False),
    )
