"""What is saved comes back, account by account, and says since when each thing is known."""

from __future__ import annotations

import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsptscan.decisions import Decision
from dsptscan.model import Assessment, Milestone, Organisation, Problem, Report
from dsptscan.past import Memory, Past, WholeCount
from dsptscan.store import History, HistoryDamaged, HistoryNewer
from tests.store.examples import ACCOUNT, YEAR, history_in, save, scanned

NEXT = Assessment(year="2026-27", standard="Standards Met")


@pytest.fixture
def history(tmp_path: Path) -> History:
    return history_in(tmp_path)


def test_nothing_is_there_and_looking_makes_no_file(history: History) -> None:
    assert history.last(ACCOUNT) is None
    assert history.get(ACCOUNT, 1) is None
    assert (history.entries(ACCOUNT), history.count(ACCOUNT)) == ((), 0)
    assert history.past(ACCOUNT, "VX001", YEAR) == Past()
    assert not history.path.parent.exists()


def test_a_scan_comes_back_as_it_was(history: History) -> None:
    given = scanned(fixes=("1.1.1", "2.2.2"))
    assert history.save(given, {"1.1.1": "k:f"}) == 1
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert (kept.number, kept.report, kept.fingerprints, kept.organisation) == (1, given, {"1.1.1": "k:f"}, "VX001")
    assert history.get(ACCOUNT, 1) == kept


def test_each_account_has_its_own(history: History) -> None:
    for day, account in ((20, "a"), (21, "b"), (22, "a")):
        save(history, scanned(day, account=account))
    assert [entry.number for entry in history.entries("a")] == [1, 3]
    assert [entry.day for entry in history.entries("a", 1)] == [date(2026, 6, 22)]
    assert history.count("b") == 1
    assert history.get("b", 1) is None
    last = history.last("b")
    assert last is not None
    assert last.number == 2


def test_the_list_says_how_things_stood(history: History) -> None:
    save(history, scanned(20, fixes=("1.1.1", "2.2.2")))
    (entry,) = history.entries(ACCOUNT)
    assert (entry.verdict, entry.mandatory, entry.complete, entry.incomplete, entry.unknown, entry.fixes) == (
        "not_ready", 2, 1, 1, 1, 2,
    )  # fmt: skip
    assert (entry.day, entry.scanned_at) == (date(2026, 6, 20), "2026-06-20T08:15:30Z")


def test_a_fix_keeps_the_moment_it_was_first_found(history: History) -> None:
    save(history, scanned(20, fixes=("1.1.1", "2.2.2")))
    save(history, scanned(21, fixes=("2.2.2",)))
    kept = save(history, scanned(22, fixes=("1.1.1", "2.2.2", "3.3.3")))
    assert [fix.first_seen[:10] if fix.first_seen else None for fix in kept.fixes] == [
        "2026-06-20",
        "2026-06-20",
        "2026-06-22",
    ]


def test_another_year_and_another_organisation_begin_anew(history: History) -> None:
    save(history, scanned(20))
    for changes in ({"assessment": Assessment(year="2026-27")}, {"organisation": Organisation(code="VX777")}):
        kept = save(history, scanned(22, **changes))
        assert kept.fixes[0].first_seen == "2026-06-22T08:15:30Z"
        assert kept.course == ()


def test_an_organisation_that_could_not_be_read_is_that_of_the_scan_before(history: History) -> None:
    save(history, scanned(20))
    kept = save(history, scanned(22, organisation=Organisation()))
    assert kept.fixes[0].first_seen == "2026-06-20T08:15:30Z"
    last = history.last(ACCOUNT)
    assert last is not None
    assert last.organisation == "VX001"


def test_the_course_is_the_last_scan_of_each_day_before(history: History) -> None:
    first = scanned(20)
    save(history, first)
    save(history, replace(first, counts=replace(first.counts, mandatory=9, mandatory_complete=6)))
    save(history, scanned(22))
    save(history, scanned(21, account="other"))
    past = history.past(ACCOUNT, "VX001", YEAR)
    assert past.course == (
        Milestone(day=date(2026, 6, 20), complete=6, incomplete=1, unknown=2),
        Milestone(day=date(2026, 6, 22), complete=1, incomplete=1, unknown=0),
    )
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert history.course(kept) == past.course[:1]


def counted(day: int, mandatory: int, *, unknown: int = 0, **changes: Any) -> Report:
    given = scanned(day, **changes)
    return replace(given, counts=replace(given.counts, mandatory=mandatory, unknown=unknown))


def test_the_last_whole_scan_of_the_year_and_standard(history: History) -> None:
    assert history.past(ACCOUNT, "VX001", YEAR).whole is None
    save(history, counted(20, 45, count_known=True))
    save(history, counted(21, 44, unknown=1))
    save(history, counted(22, 43, problems=(Problem(kind="cut_off", detail="It is cut off."),)))
    save(history, counted(23, 26, assessment=Assessment(year="2025-26", standard="Approaching Standards")))
    save(history, counted(24, 42, assessment=Assessment(year="2026-27", standard="Standards Met")))
    save(history, counted(25, 41, organisation=Organisation(code="VX777")))
    assert history.past(ACCOUNT, "VX001", YEAR).whole == WholeCount(number=45, day=date(2026, 6, 20), known=True)
    save(history, counted(26, 46))
    assert history.past(ACCOUNT, "VX001", YEAR).whole == WholeCount(number=46, day=date(2026, 6, 26), known=False)


def test_the_wordings_of_this_year_and_the_one_before_are_remembered(history: History) -> None:
    save(history, scanned(20))
    past = history.past(ACCOUNT, "VX001", YEAR)
    assert {ref: one.now.title for ref, one in past.memory.wordings.items()} == {"1.1.2": "Register of data"}
    next_year = history.past(ACCOUNT, "VX001", Assessment(year="2026-27"))
    assert (next_year.memory, next_year.last_year) == (Memory(), past.memory)
    assert history.past(ACCOUNT, "VX001", Assessment(year="2027-28")).last_year == Memory()
    assert history.past(ACCOUNT, "VX001", Assessment()).last_year == Memory()


def test_numbers_are_never_used_again(history: History) -> None:
    save(history, scanned(20))
    save(history, scanned(21))
    with sqlite3.connect(history.path) as connection:
        connection.execute("DELETE FROM scan WHERE number = 2")
    connection.close()
    assert history.save(scanned(22), {}) == 3


def test_the_file_is_the_users_alone_and_keeps_a_log_of_changes(history: History) -> None:
    save(history, scanned())
    connection = sqlite3.connect(history.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    if sys.platform != "win32":
        assert stat.S_IMODE(history.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(history.path.parent.stat().st_mode) == 0o700


def test_words_no_file_likes_come_back(history: History) -> None:
    odd = "\ud800 \x00 \u202e 'quoted' \"; DROP TABLE scan; --"
    given = scanned(remarks=(odd,))
    history.save(given, {})
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert kept.report == given


def test_a_file_of_something_else_is_damaged_and_stays(history: History) -> None:
    history.path.parent.mkdir()
    for content in (b"no database at all, only words" * 50, b"SQLite format 3\x00" + b"\xff" * 5000):
        history.path.write_bytes(content)
        with pytest.raises(HistoryDamaged):
            history.last(ACCOUNT)
        with pytest.raises(HistoryDamaged):
            history.save(scanned(), {})
        assert history.path.read_bytes() == content
    history.path.unlink()
    with sqlite3.connect(history.path) as connection:
        connection.execute("CREATE TABLE shopping (what TEXT)")
    connection.close()
    with pytest.raises(HistoryDamaged):
        history.last(ACCOUNT)


def test_a_report_that_is_none_is_damage(history: History) -> None:
    save(history, scanned())
    for broken in ("{", "[]", '{"today": "soon"}'):
        with sqlite3.connect(history.path) as connection:
            connection.execute("UPDATE scan SET report = ?", [broken])
        connection.close()
        with pytest.raises(HistoryDamaged):
            history.last(ACCOUNT)


def test_a_newer_file_is_not_touched(history: History) -> None:
    save(history, scanned())
    with sqlite3.connect(history.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '999'")
    connection.close()
    before = history.path.read_bytes()
    for use in (lambda: history.last(ACCOUNT), lambda: history.save(scanned(), {})):
        with pytest.raises(HistoryNewer, match="newer version"):
            use()
    assert history.path.read_bytes() == before
    assert [path.name for path in history.path.parent.iterdir()] == [history.path.name]


def test_decisions_hold_for_the_account_the_organisation_and_the_year(history: History) -> None:
    save(history, scanned(20))
    kept = history.last(ACCOUNT)
    assert kept is not None
    given = Decision(ref="4.3.1", because="Wait", until=date(2026, 6, 25), person="Ann", due=date(2026, 6, 24))
    history.decide(kept, "4.3.1-answer", Decision(ref="4.3.1", person="Bo"))
    history.decide(kept, "4.3.1-answer", given)
    assert history.decisions(kept) == {"4.3.1-answer": given}
    assert history.past(ACCOUNT, "VX001", YEAR).decisions == {"4.3.1-answer": given}
    assert history.past(ACCOUNT, None, YEAR).decisions == {"4.3.1-answer": given}
    for account, organisation, year in (("other", "VX001", YEAR), (ACCOUNT, "VX777", YEAR), (ACCOUNT, "VX001", NEXT)):
        assert history.past(account, organisation, year).decisions == {}
