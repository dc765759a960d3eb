"""The tables of the history, as the last of the migrations leaves them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text

TABLES = MetaData()

# A scan is one row: what lists and comparisons look for in columns, the report itself as JSON. What is not known of
# organisation, year and standard is ''. `day` is the date the scan counted from; `whole`: everything could be read.
scan = Table(
    "scan",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("account", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("year", Text, nullable=False),
    Column("standard", Text, nullable=False),
    Column("scanned_at", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("mandatory", Integer, nullable=False),
    Column("complete", Integer, nullable=False),
    Column("incomplete", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("fixes", Integer, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("count_known", Boolean, nullable=False),
    Column("report", Text, nullable=False),
    Column("fingerprints", Text, nullable=False),
    Column("version", Text, nullable=False),
    Index("scan_of_account", "account", "number"),
    Index("scan_of_year", "account", "organisation", "year", "number"),
    sqlite_autoincrement=True,
)

# What is remembered of a toolkit year beyond its scans: past.Memory as JSON.
memory = Table(
    "memory",
    TABLES,
    Column("account", Text, primary_key=True),
    Column("organisation", Text, primary_key=True),
    Column("year", Text, primary_key=True),
    Column("told", Text, nullable=False),
)

# What a person decided about a fix of a toolkit year: decisions.Decision.
decision = Table(
    "decision",
    TABLES,
    Column("account", Text, primary_key=True),
    Column("organisation", Text, primary_key=True),
    Column("year", Text, primary_key=True),
    Column("fix_id", Text, primary_key=True),
    Column("ref", Text),
    Column("because", Text),
    Column("until", Text),
    Column("person", Text),
    Column("due", Text),
)
