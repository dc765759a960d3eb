"""The file of every earlier version becomes one of this version, with all that is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dsptscan.decisions import Decision
from dsptscan.store import History
from dsptscan.store.file import reading
from dsptscan.store.schema import _MIGRATIONS, CURRENT
from dsptscan.store.tables import TABLES
from tests.store.examples import ACCOUNT, YEAR, history_in, save, scanned

HERE = Path(__file__).parent
# What each version wrote, as SQL: made once by that version, never made again.
VERSIONS = sorted(HERE.glob("version_*.sql"))


def written_by(version: Path, folder: Path) -> History:
    history = history_in(folder)
    history.path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(history.path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(version.read_text("utf-8"))
    return history


def definitions(history: History) -> set[tuple[str, str]]:
    """The tables and indexes, as (name, SQL without white space)."""
    with closing(sqlite3.connect(history.path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(name, "".join(sql.split())) for name, sql in rows}


def test_there_is_a_file_of_every_earlier_version() -> None:
    assert [path.stem for path in VERSIONS] == [f"version_{number}" for number in range(1, CURRENT)]
    assert {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()} == {
        str(number) for number in range(1, CURRENT + 1)
    }


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_looking_at_it_brings_it_up_to_date(version: Path, tmp_path: Path) -> None:
    history = written_by(version, tmp_path)
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert (kept.number, kept.report.today.day, len(kept.report.questions)) == (2, 22, 4)
    assert kept.report.fixes[0].first_seen == "2026-06-20T08:15:30Z"
    assert [entry.number for entry in history.entries(ACCOUNT)] == [1, 2]
    fresh = history_in(tmp_path / "fresh")
    save(fresh, scanned())
    assert definitions(history) == definitions(fresh)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_a_scan_and_a_decision_can_be_added_to_it(version: Path, tmp_path: Path) -> None:
    history = written_by(version, tmp_path)
    added = save(history, scanned(24))
    assert added.fixes[0].first_seen == "2026-06-20T08:15:30Z"
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert kept.number == 3
    history.decide(kept, "4.3.1-answer", Decision(ref="4.3.1", person="Ann"))
    past = history.past(ACCOUNT, "VX001", YEAR)
    assert past.decisions == {"4.3.1-answer": Decision(ref="4.3.1", person="Ann")}
    assert past.memory.wordings["1.1.2"].now.title == "Register of data"


def test_the_migrations_make_the_tables_the_code_speaks_of(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    save(history, scanned())
    with reading(history.path) as connection:
        assert compare_metadata(MigrationContext.configure(connection), TABLES) == []
