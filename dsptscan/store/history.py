"""The scans of all accounts and what was decided about them: one file, one transaction for each change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from dsptscan import __version__
from dsptscan.decisions import Decision
from dsptscan.model import Assessment, Milestone, Report
from dsptscan.past import Past, read_whole
from dsptscan.store import looking, schema
from dsptscan.store.codec import from_json, from_plain, texts_from_json, to_json, to_plain
from dsptscan.store.errors import told
from dsptscan.store.file import NAME, is_there, reading, writing
from dsptscan.store.records import Entry, Kept
from dsptscan.store.tables import decision, memory, scan


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
        with told(self.path):
            return tuple(from_plain(Entry, dict(row)) for row in reversed(self._rows(query)))

    def count(self, account: str) -> int:
        """How many scans of an account there are."""
        rows = self._rows(select(func.count().label("number")).where(scan.c.account == account))
        return int(rows[0]["number"]) if rows else 0

    def past(self, account: str, organisation: str | None, assessment: Assessment) -> Past:
        """What the scans of an account found out about an assessment of an organisation."""
        with self._looking() as connection:
            if connection is None:
                return Past()
            place = looking.place_of(connection, account, organisation, assessment.year)
            return Past(
                memory=looking.memory_of(connection, place),
                last_year=looking.memory_of_year_before(connection, place),
                whole=looking.whole_count(connection, place, assessment.standard),
                course=looking.course(connection, place),
                decisions=looking.decisions(connection, place),
            )

    def course(self, kept: Kept) -> tuple[Milestone, ...]:
        """How far the scans before a scan had come, in its toolkit year."""
        with self._looking() as connection:
            return looking.course(connection, _place(kept), before=kept.number) if connection else ()

    def decisions(self, kept: Kept) -> dict[str, Decision]:
        """What is decided by now about fixes of the toolkit year of a scan, by the ids of the fixes."""
        with self._looking() as connection:
            return looking.decisions(connection, _place(kept)) if connection else {}

    def decide(self, kept: Kept, fix_id: str, decided: Decision) -> None:
        """Remember a decision about a fix of a scan, in place of an earlier one."""
        values = to_plain(decided)
        with self._writing() as connection:
            row = upsert(decision).values(**_place(kept), fix_id=fix_id, **values)
            connection.execute(row.on_conflict_do_update(index_elements=[*_place(kept), "fix_id"], set_=values))

    def save(self, report: Report, fingerprints: Mapping[str, str]) -> int:
        """Add a scan, and what is to be remembered of it: whole or not at all. Returns its number."""
        with self._writing() as connection:
            year = report.assessment.year
            place = looking.place_of(connection, report.account or "", report.organisation.code, year)
            added = connection.execute(insert(scan).values(**place, **_columns(report, fingerprints)))
            before = looking.memory_of(connection, place)
            known = to_json(before.after(report, looking.memory_of_year_before(connection, place)))
            row = upsert(memory).values(**place, told=known)
            connection.execute(row.on_conflict_do_update(index_elements=[*place], set_={"told": known}))
        key = added.inserted_primary_key
        return int(key[0]) if key else 0

    @contextmanager
    def _looking(self) -> Iterator[Connection | None]:
        """The file as it is at this moment, None where nothing is kept yet. An older one is brought up to date."""
        with told(self.path):
            if not is_there(self.path):
                yield None
                return
            with reading(self.path) as connection:
                version = schema.check(connection, self.path)
            if 0 < version < schema.CURRENT:
                with self._writing():
                    pass
            with reading(self.path) as connection:
                yield connection if version else None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with writing(self.path) as connection:
            schema.bring_up_to_date(connection, self.path)
            yield connection

    def _one(self, query: Select[Any]) -> Kept | None:
        rows = self._rows(query)
        if not rows:
            return None
        with told(self.path):
            return Kept(
                number=rows[0]["number"],
                organisation=rows[0]["organisation"],
                report=from_json(Report, rows[0]["report"]),
                fingerprints=texts_from_json(rows[0]["fingerprints"]),
            )

    def _rows(self, query: Select[Any]) -> list[RowMapping]:
        with self._looking() as connection:
            return list(connection.execute(query).mappings()) if connection else []


def _place(kept: Kept) -> dict[str, str]:
    return {
        "account": kept.report.account or "",
        "organisation": kept.organisation,
        "year": kept.report.assessment.year or "",
    }


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
        "report": to_json(replace(report, course=(), support=())),
        "fingerprints": to_json(fingerprints),
        "version": __version__,
    }
