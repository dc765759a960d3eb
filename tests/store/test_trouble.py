"""A damaged file, a full disk, a folder that may only be read: the report comes out, with a remark."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dsptscan.model import Problem, Reading, Report
from dsptscan.past import Past
from dsptscan.store import History, HistoryUnusable, Keeper
from dsptscan.vault import Vault
from tests.store.examples import ACCOUNT, YEAR, history_in, save, scanned

LONG = tuple(Problem(kind="cut_off", detail=f"Page {n} is cut off. {'It really is. ' * 40}") for n in range(100))


def remarks(history: History, given: Report) -> tuple[str, ...]:
    """Keep a scan as `scan` does: what is said besides the report, which is the same."""
    keeper = Keeper(history, Vault)
    keeper.past(ACCOUNT, Reading(organisation=given.organisation, assessment=given.assessment))
    told = keeper.keep(given)
    assert (told.fixes, told.verdict, told.remarks[: len(given.remarks)]) == (given.fixes, given.verdict, given.remarks)
    return told.remarks[len(given.remarks) :]


def last(history: History) -> Report:
    kept = history.last(ACCOUNT)
    assert kept is not None
    return kept.report


def spoil(path: Path, how: str) -> bytes:
    raw = bytearray(path.read_bytes())
    match how:
        case "no database":
            raw = bytearray(b"It was a dark and stormy night. " * 300)
        case "cut":
            raw = raw[: len(raw) // 2]
        case "zeros in the middle":
            raw[4096:] = bytes(len(raw) - 4096)
        case "header":
            raw[16:24] = b"\xff" * 8
    path.write_bytes(raw)
    return bytes(raw)


@pytest.mark.parametrize("how", ["no database", "cut", "zeros in the middle", "header"])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(tmp_path: Path, how: str) -> None:
    history = history_in(tmp_path)
    save(history, scanned(20, problems=LONG))
    spoilt = spoil(history.path, how)
    (said,) = remarks(history, scanned(21))
    (aside,) = history.path.parent.glob("history-damaged-*.db")
    assert said.startswith("The history was damaged. It is now ")
    assert str(aside) in said
    assert aside.read_bytes() == spoilt
    assert (last(history), history.count(ACCOUNT)) == (scanned(21), 1)
    assert remarks(history, scanned(22)) == ()
    assert history.count(ACCOUNT) == 2


def test_what_was_set_aside_before_is_never_overwritten(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    spoilt = []
    for day in range(20, 25):
        save(history, scanned(day))
        spoilt.append(spoil(history.path, "no database") + bytes(day))
        history.path.write_bytes(spoilt[-1])
        remarks(history, scanned(day))
    aside = [path.read_bytes() for path in history.path.parent.glob("history-damaged-*.db")]
    assert sorted(aside) == sorted(spoilt)


def test_a_file_that_another_scan_has_replaced_is_not_set_aside(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    save(history, scanned(20))
    good = history.path.read_bytes()
    spoil(history.path, "no database")
    calls = []

    def replaced(report: Report, marks: dict[str, str]) -> int:
        if not calls:
            calls.append(report)
            try:
                return History.save(history, report, marks)
            finally:
                history.path.write_bytes(good)
        return History.save(history, report, marks)

    history.save = replaced
    assert remarks(history, scanned(21)) == ("The history was damaged, and a new one was begun.",)
    assert history.count(ACCOUNT) == 2
    assert [*history.path.parent.glob("history-damaged-*")] == []


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    save(history, scanned(20))
    with closing(sqlite3.connect(history.path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '999'")
    before = history.path.read_bytes()
    (said,) = remarks(history, scanned(21))
    assert said.startswith("This scan was not added to the history. ")
    assert said.endswith("Update dsptscan.")
    assert history.path.read_bytes() == before


@pytest.fixture
def full_disk() -> Iterator[None]:
    """SQLite may add no page to its file."""

    def full(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "connect", full)
    yield
    event.remove(Engine, "connect", full)


def test_a_full_disk(tmp_path: Path, full_disk: None) -> None:
    history = history_in(tmp_path)
    (said,) = remarks(history, scanned(20))
    assert "cannot be used: the disk is full. Check that the folder is yours" in said


def test_a_bug_does_not_lose_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = history_in(tmp_path)
    monkeypatch.setattr(history, "save", lambda *_: {}["a secret"])
    assert remarks(history, scanned(20)) == ("This scan was not added to the history: a bug in dsptscan (KeyError).",)


if sys.platform != "win32":
    from tests.store.children import as_nobody, in_child, no_file_longer_than, without_rights

    def test_a_disk_that_fills_up_in_the_middle_of_a_scan(tmp_path: Path) -> None:
        history = history_in(tmp_path)
        save(history, scanned(20))

        def add() -> tuple[str, ...]:
            no_file_longer_than(50_000, kill=False)
            return remarks(history, scanned(21, problems=LONG))

        (said,) = in_child(add)
        assert said.startswith("This scan was not added to the history. ")
        assert last(history).today.day == 20
        assert remarks(history, scanned(22)) == ()

    def test_a_folder_that_may_only_be_read() -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)
            history = history_in(folder)
            save(history, scanned(20))

            def add() -> tuple[tuple[str, ...], Report, Past]:
                without_rights(folder)
                return remarks(history, scanned(21)), last(history), history.past(ACCOUNT, "VX001", YEAR)

            (said,), kept, past = in_child(add)
            assert said.startswith("This scan was not added to the history. ")
            assert kept.today.day == 20
            assert past.memory.first_seen
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o755)
            assert sorted(path.name for path in history.path.parent.iterdir()) == [history.path.name]

    def test_a_folder_that_may_not_even_be_looked_into() -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)
            history = history_in(folder)
            save(history, scanned(20))

            def look() -> str:
                history.path.parent.chmod(0)
                as_nobody()
                with pytest.raises(HistoryUnusable) as told:
                    history.last(ACCOUNT)
                return told.value.message

            message = in_child(look)
            history.path.parent.chmod(0o755)
            assert "cannot be used: " in message
