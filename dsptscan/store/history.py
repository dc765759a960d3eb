"""The scans of all accounts, one file, one transaction for each scan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from dsptscan import __version__
from dsptscan.model import Assessment, Milestone, Report
from dsptscan.past import Memory, Past, WholeCount, read_whole, year_before
from dsptscan.store import schema
from dsptscan.store.codec import from_plain, to_plain
from dsptscan.store.errors import damaged
from dsptscan.store.file import NAME, reading, writing
from dsptscan.store.records import Entry, Kept
from dsptscan.store.tables import memory, scan

LONGEST_COURSE = 366  # scans


class History:
    """The history in a data folder. Every method raises HistoryUnusable when the file cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def last(self, account: str) -> Kept | None:
        """The last scan of an account."""
        return self._one(select(scan).where(scan.c.account == account).order_by(scan.c.number.desc()).limit(1))

    def get(self, account: str, number: int) -> Kept | None:
        """The scan of that number, if it is one of the account's."""
        return self._one(select(scan).where(scan.c.account == account, scan.c.number == number))

    def entries(self, account: str, most: int | None = None) -> tuple[Entry, ...]:
        """The last scans of an account, oldest first; all of them by default."""
        columns = [scan.c[name] for name in Entry.__dataclass_fields__]
        query = select(*columns).where(scan.c.account == account).order_by(scan.c.number.desc()).limit(most)
        rows = [{**row, "day": date.fromisoformat(row["day"])} for row in self._rows(query)]
        return tuple(Entry(**row) for row in reversed(rows))

    def count(self, account: str) -> int:
        """How many scans of an account there are."""
        rows = self._rows(select(func.count().label("number")).where(scan.c.account == account))
        return int(rows[0]["number"]) if rows else 0

    def past(self, account: str, organisation: str | None, assessment: Assessment) -> Past:
        """What the scans of an account found out about an assessment of an organisation."""
        if not self.path.exists():
            return Past()
        with reading(self.path) as connection:
            if not schema.check(connection, self.path):
                return Past()
            place = _place(account, organisation or _last_organisation(connection, account), assessment.year)
            return Past(
                memory=self._memory(connection, place),
                last_year=self._memory(connection, _year_before(place)),
                whole=_whole_count(connection, place, assessment.standard),
                course=_course(connection, place),
            )

    def course(self, kept: Kept) -> tuple[Milestone, ...]:
        """How far the scans before a scan had come, in its toolkit year."""
        place = _place(kept.report.account or "", kept.organisation, kept.report.assessment.year)
        with reading(self.path) as connection:
            return _course(connection, place, before=kept.number)

    def save(self, report: Report, fingerprints: Mapping[str, str]) -> int:
        """Add a scan, and what is to be remembered of it: whole or not at all. Returns its number."""
        account = report.account or ""
        with writing(self.path) as connection:
            schema.bring_up_to_date(connection, self.path)
            organisation = report.organisation.code or _last_organisation(connection, account)
            place = _place(account, organisation, report.assessment.year)
            added = connection.execute(insert(scan).values(**place, **_columns(report, fingerprints)))
            last_year = self._memory(connection, _year_before(place))
            told = _json(self._memory(connection, place).after(report, last_year))
            row = upsert(memory).values(**place, told=told)
            connection.execute(row.on_conflict_do_update(index_elements=[*place], set_={"told": told}))
        key = added.inserted_primary_key
        return int(key[0]) if key else 0

    def _one(self, query: Select[Any]) -> Kept | None:
        rows = self._rows(query)
        if not rows:
            return None
        try:
            report = from_plain(Report, json.loads(rows[0]["report"]))
            fingerprints = dict(json.loads(rows[0]["fingerprints"]))
        except (ValueError, TypeError):
            raise damaged(self.path) from None
        return Kept(
            number=rows[0]["number"],
            organisation=rows[0]["organisation"],
            report=report,
            fingerprints=fingerprints,
        )

    def _rows(self, query: Select[Any]) -> list[RowMapping]:
        if not self.path.exists():
            return []
        with reading(self.path) as connection:
            if not schema.check(connection, self.path):
                return []
            return list(connection.execute(query).mappings())

    def _memory(self, connection: Connection, place: Mapping[str, str]) -> Memory:
        told = connection.execute(select(memory.c.told).filter_by(**place)).scalar()
        try:
            return from_plain(Memory, json.loads(told)) if told else Memory()
        except ValueError:
            raise damaged(self.path) from None


def _place(account: str, organisation: str | None, year: str | None) -> dict[str, str]:
    return {"account": account, "organisation": organisation or "", "year": year or ""}


def _last_organisation(connection: Connection, account: str) -> str:
    """Where a scan could not read whose pages they are, it is taken for that of the scan before."""
    query = select(scan.c.organisation).where(scan.c.account == account).order_by(scan.c.number.desc()).limit(1)
    return connection.execute(query).scalar() or ""


def _year_before(place: Mapping[str, str]) -> dict[str, str]:
    return {**place, "year": year_before(place["year"]) if place["year"] else "none"}


def _whole_count(connection: Connection, place: Mapping[str, str], standard: str | None) -> WholeCount | None:
    columns = (scan.c.mandatory, scan.c.day, scan.c.count_known)
    query = select(*columns).filter_by(**place, standard=standard or "", whole=True).order_by(scan.c.number.desc())
    row = connection.execute(query.limit(1)).first()
    return WholeCount(number=row.mandatory, day=date.fromisoformat(row.day), known=row.count_known) if row else None


def _course(connection: Connection, place: Mapping[str, str], before: int | None = None) -> tuple[Milestone, ...]:
    """The last scan of each day, oldest first."""
    columns = (scan.c.day, scan.c.mandatory, scan.c.complete, scan.c.incomplete)
    query = select(*columns).filter_by(**place).order_by(scan.c.number.desc()).limit(LONGEST_COURSE)
    if before is not None:
        query = query.where(scan.c.number < before)
    days = {row.day: row for row in reversed(connection.execute(query).all())}
    return tuple(
        Milestone(
            day=date.fromisoformat(day),
            complete=row.complete,
            incomplete=row.incomplete,
            unknown=row.mandatory - row.complete - row.incomplete,
        )
        for day, row in sorted(days.items())
    )


def _columns(report: Report, fingerprints: Mapping[str, str]) -> dict[str, Any]:
    n = report.counts
    return {
        "standard": report.assessment.standard or "",
        "scanned_at": report.scanned_at,
        "day": report.today.isoformat(),
        "verdict": report.verdict,
        "mandatory": n.mandatory,
        "complete": n.mandatory_complete,
        "incomplete": n.mandatory_incomplete,
        "unknown": n.unknown,
        "fixes": sum(fix.state == "open" for fix in report.fixes),
        "whole": read_whole(report),
        "count_known": report.count_known,
        # What is told anew each time is not kept with each scan.
        "report": _json(replace(report, course=(), support=())),
        "fingerprints": json.dumps(dict(fingerprints), separators=(",", ":")),
        "version": __version__,
    }


def _json(record: object) -> str:
    return json.dumps(to_plain(record), separators=(",", ":"))
