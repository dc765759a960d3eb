"""kill -9 at every step of writing: a scan is whole or not there, and the last good one always is."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dsptscan.decisions import Decision
from dsptscan.model import Problem, Report
from dsptscan.store import History
from tests.store.examples import ACCOUNT, YEAR, history_in, save, scanned
from tests.store.test_migrations import VERSIONS, written_by

if sys.platform == "win32":
    pytest.skip("Windows has neither fork nor SIGKILL", allow_module_level=True)

from tests.store.children import in_child, killed_at, no_file_longer_than

# Long enough for many pages of the file.
LONG = tuple(Problem(kind="cut_off", detail=f"Page {n} is cut off. {'It really is. ' * 40}") for n in range(100))
FIRST, SECOND, THIRD = (scanned(day, fixes=fixes, problems=LONG) for day, fixes in (
    (20, ("4.3.1",)), (21, ("4.3.1", "2.1.1")), (22, ("9.9.9",)),
))  # fmt: skip


def copy_of(history: History, folder: Path) -> History:
    if folder.exists():
        shutil.rmtree(folder)
    copied = history_in(folder)
    shutil.copytree(history.path.parent, copied.path.parent)
    return copied


def check(history: History, before: list[Report], added: Report) -> bool:
    """That all is whole, and a new scan can be saved. Gives whether `added` is there."""
    with closing(sqlite3.connect(history.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept = [history.get(ACCOUNT, entry.number) for entry in history.entries(ACCOUNT)]
    reports = [one.report for one in kept if one is not None]
    assert reports in (before, [*before, added])
    known = history.past(ACCOUNT, "VX001", YEAR).memory.first_seen
    assert set(known) == {fix.id for report in reports for fix in report.fixes}
    save(history, THIRD)
    last = history.last(ACCOUNT)
    assert last is not None
    assert last.report.today == THIRD.today
    return len(reports) > len(before)


def words_said(history: History, folder: Path) -> int:
    """How many steps adding a scan has when nobody kills it."""
    trial = copy_of(history, folder / "trial")

    def add() -> int:
        said = killed_at(None)
        save(trial, SECOND)
        return said[0]

    number = in_child(add)
    assert isinstance(number, int)
    return number


OLDER = [pytest.param(version, id=version.stem, marks=pytest.mark.slow) for version in VERSIONS]


@pytest.mark.parametrize("version", [pytest.param(None, id="current"), *OLDER])
def test_at_every_word_to_the_database(version: Path | None, tmp_path: Path) -> None:
    if version is None:
        good = history_in(tmp_path / "good")
        save(good, FIRST)
    else:
        good = written_by(version, tmp_path / "good")
    trial = copy_of(good, tmp_path / "before")
    before = [kept.report for entry in trial.entries(ACCOUNT) if (kept := trial.get(ACCOUNT, entry.number))]
    added = in_child(lambda: save(copy_of(good, tmp_path / "added"), SECOND))
    steps = words_said(good, tmp_path)
    assert steps > (10 if version is None else 20)
    there = []
    for step in range(1, steps + 1):
        history = copy_of(good, tmp_path / "killed")
        ended = in_child(lambda history=history, step=step: (killed_at(step), save(history, SECOND)))
        assert ended == signal.SIGKILL
        there.append(check(history, before, added))
    assert there == sorted(there), "once it is there it stays"


@pytest.mark.slow
def test_at_every_page_of_the_file(tmp_path: Path) -> None:
    """The system kills the process in the middle of a write, at every length the files can have."""
    good = history_in(tmp_path / "good")
    first = save(good, FIRST)
    second = in_child(lambda: save(copy_of(good, tmp_path / "added"), SECOND))
    killed, there = 0, []
    for length in range(1 << 15, 1 << 19, 1 << 12):
        history = copy_of(good, tmp_path / "killed")
        ended = in_child(lambda history=history, length=length: (
            no_file_longer_than(length + 100, kill=True), save(history, SECOND)
        ))  # fmt: skip
        there.append(check(history, [first], second))
        killed += ended == signal.SIGXFSZ
        if ended != signal.SIGXFSZ:
            break
    assert killed > 10
    assert there[0] is False
    assert there[-1] is True
    assert True in there[:killed], "killed when it was there, before all of it had its last place"


def test_when_there_is_no_file_yet(tmp_path: Path) -> None:
    steps = in_child(lambda: (said := killed_at(None), save(history_in(tmp_path / "trial"), SECOND)) and said[0])
    for step in range(1, steps + 1):
        history = history_in(tmp_path / f"killed {step}")
        assert in_child(lambda history=history, step=step: (killed_at(step), save(history, SECOND))) == signal.SIGKILL
        kept = history.last(ACCOUNT)
        assert kept is None or kept.report.fixes[0].id == "4.3.1-answer"
        save(history, THIRD)
        assert history.count(ACCOUNT) == (1 if kept is None else 2)


def test_a_decision_is_whole_or_not_there(tmp_path: Path) -> None:
    good = history_in(tmp_path / "good")
    save(good, FIRST)
    kept = good.last(ACCOUNT)
    assert kept is not None
    old, new = Decision(ref="4.3.1", because="old"), Decision(ref="4.3.1", person="Ann")
    good.decide(kept, "4.3.1-answer", old)
    steps = in_child(
        lambda: (
            (said := killed_at(None), copy_of(good, tmp_path / "trial").decide(kept, "4.3.1-answer", new)) and said[0]
        )
    )
    for step in range(1, steps + 1):
        history = copy_of(good, tmp_path / "killed")
        ended = in_child(
            lambda history=history, step=step: (killed_at(step), history.decide(kept, "4.3.1-answer", new))
        )
        assert ended == signal.SIGKILL
        assert history.decisions(kept) in ({"4.3.1-answer": old}, {"4.3.1-answer": new})
        assert replace(kept, number=1) == history.last(ACCOUNT)
