"""What is looked up in the history, on one connection. Raises Unreadable for what cannot be understood."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from dsptscan.decisions import Decision
from dsptscan.model import Milestone
from dsptscan.past import Memory, WholeCount, year_before
from dsptscan.store.codec import from_json, from_plain
from dsptscan.store.tables import decision, memory, scan

LONGEST_COURSE = 366  # scans
Place = Mapping[str, str]


def place_of(connection: Connection, account: str, organisation: str | None, year: str | None) -> Place:
    """Whose scans belong together. Where one could not read whose pages they are, it is taken for that of the last."""
    if not organisation:
        query = select(scan.c.organisation).where(scan.c.account == account).order_by(scan.c.number.desc()).limit(1)
        organisation = connection.execute(query).scalar()
    return {"account": account, "organisation": organisation or "", "year": year or ""}


def memory_of(connection: Connection, place: Place) -> Memory:
    """What is remembered of a toolkit year."""
    told = connection.execute(select(memory.c.told).filter_by(**place)).scalar()
    return from_json(Memory, told) if told else Memory()


def memory_of_year_before(connection: Connection, place: Place) -> Memory:
    year = place["year"]
    return memory_of(connection, {**place, "year": year_before(year)}) if year else Memory()


def whole_count(connection: Connection, place: Place, standard: str | None) -> WholeCount | None:
    """What the last scan that could read everything found."""
    columns = (scan.c.mandatory, scan.c.day, scan.c.count_known)
    query = select(*columns).filter_by(**place, standard=standard or "", whole=True).order_by(scan.c.number.desc())
    row = connection.execute(query.limit(1)).first()
    return WholeCount(number=row.mandatory, day=from_plain(date, row.day), known=row.count_known) if row else None


def course(connection: Connection, place: Place, before: int | None = None) -> tuple[Milestone, ...]:
    """The last scan of each day, oldest first."""
    columns = (scan.c.day, scan.c.mandatory, scan.c.complete, scan.c.incomplete)
    query = select(*columns).filter_by(**place).order_by(scan.c.number.desc()).limit(LONGEST_COURSE)
    if before is not None:
        query = query.where(scan.c.number < before)
    days = {row.day: row for row in reversed(connection.execute(query).all())}
    return tuple(
        Milestone(
            day=from_plain(date, day),
            complete=row.complete,
            incomplete=row.incomplete,
            unknown=row.mandatory - row.complete - row.incomplete,
        )
        for day, row in sorted(days.items())
    )


def decisions(connection: Connection, place: Place) -> dict[str, Decision]:
    """The id of each fix -> what was decided about it."""
    rows = connection.execute(select(decision).filter_by(**place)).mappings()
    return {row["fix_id"]: from_plain(Decision, dict(row)) for row in rows}
