"""`dsptscan schedule` where no scheduler can be reached: what is refused, and what is said of a daily check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from dsptscan.daily.diary import Diary
from dsptscan.daily.outcome import Outcome
from dsptscan.schedule import Job
from dsptscan.schedule.record import read_record, write_record
from tests.cli.conftest import Story
from tests.reports.examples import report

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of this machine's is ever touched here."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--at", "25:00"), "--at"),
        (("--at", "7"), "--at"),
        (("--days", "someday"), "--days"),
        (("--days", "mon-"), "--days"),
        (("--account", "nobody"), "nobody"),
    ],
)
def test_what_is_typed_wrong(run: Run, add: Run, words: tuple[str, ...], told: str) -> None:
    add("meadow")
    result = run("schedule", "install", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_without_an_account_or_a_scheduler_nothing_is_set_up(run: Run, add: Run) -> None:
    assert run("schedule", "install").exit_code == 3
    add("meadow")
    result = run("schedule", "install", "--dry-run")
    assert result.exit_code == 3
    assert "neither systemd nor cron" in result.stderr


def test_nothing_to_show_or_remove(run: Run) -> None:
    assert "No daily check is set up" in run("schedule", "show").stderr
    removed = run("schedule", "remove")
    assert (removed.exit_code, removed.stdout) == (0, "")
    assert "There was no daily check" in removed.stderr


def set_up(home: Path, since: datetime) -> None:
    job = Job(at=time(7, 30), days=tuple(range(7)), accounts=(), program=("x",))
    write_record(home / "data", job, "cron", since)


def test_an_entry_that_nobody_can_look_for_is_not_called_gone(run: Run, home: Path) -> None:
    set_up(home, datetime.now(UTC))
    for word in ("show", "remove"):
        result = run("schedule", word)
        assert result.exit_code == 3
        assert "was set up with cron, which does not answer now" in result.stderr
    assert read_record(home / "data") is not None


def test_an_entry_that_got_lost_is_told(run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "bin" / "crontab"
    empty.parent.mkdir()
    empty.write_text("#!/bin/sh\necho no crontab for me >&2\nexit 1\n")
    empty.chmod(0o755)
    monkeypatch.setenv("PATH", f"{empty.parent}:/bin:/usr/bin")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    set_up(home, datetime.now(UTC))
    shown = run("schedule", "show")
    assert "The daily check was set up with cron, but its entry is gone." in shown.stderr
    assert run("schedule", "remove").exit_code == 0
    assert read_record(home / "data") is None


def test_a_scan_by_hand_says_that_the_check_did_not_run(run: Run, add: Run, story: Story, home: Path) -> None:
    add("meadow")
    assert "daily check" not in run("scan").stderr
    set_up(home, datetime.now(UTC) - timedelta(days=3))
    said = run("scan").stderr
    assert "The daily check has not run yet." in said
    assert "The daily check did not run" in said


def test_a_scan_by_hand_says_when_the_last_one_was(run: Run, add: Run, story: Story, home: Path) -> None:
    add("meadow")
    now = datetime.now(UTC)
    set_up(home, now - timedelta(minutes=30))
    diary = Diary(home / "data")
    diary.begin("meadow", date.today(), now)
    trouble = Outcome(account="meadow", state="not_set_up", day=date.today(), said="The keyring is locked.")
    diary.end(trouble, now)
    assert "lacked something it needs. The keyring is locked." in run("scan").stderr


def test_a_scheduled_scan_is_quiet_on_its_way_and_is_noted(run: Run, add: Run, story: Story, home: Path) -> None:
    add("meadow")
    result = run("scan", "--scheduled", "--all", "--today", "2026-06-23")
    assert result.exit_code == 11
    assert "Reading the questions" not in result.stderr
    assert "meadow: the pages were read. Not ready, " in result.stderr
    entry = Diary(home / "data").last("meadow")
    assert entry is not None
    assert (entry.state, entry.day, entry.today) == ("read", date(2026, 6, 23), 1)
    run("scan", "--scheduled", "--all", "--today", "2026-06-23")
    third = run("scan", "--scheduled", "--all", "--today", "2026-06-23")
    assert third.exit_code == 2
    assert "checked 2 times today already" in third.stderr
    assert len(story.calls) == 2
    assert run("scan", "--today", "2026-06-23").exit_code == 11  # a person may


def test_of_several_accounts_each_is_noted(run: Run, add: Run, story: Story, home: Path) -> None:
    from dsptscan.errors import ToolkitUnavailable

    add("a")
    add("b")
    add("c", url="http://127.0.0.1:10")
    story.happens["a"] = ToolkitUnavailable("It is closed.", "Wait.")
    story.happens["c"] = report()
    assert run("scan", "--scheduled", "--all").exit_code == 6
    states = {name: getattr(Diary(home / "data").last(name), "state", None) for name in ("a", "b", "c")}
    assert states == {"a": "unavailable", "b": "unavailable", "c": "read"}


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ('ping = "https://hc.example/abc"', True),
        ('ping = "http://127.0.0.1:9/x"', True),
        ('ping = "http://hc.example/abc"', False),
        ("ping = 1", False),
        ('ping = "hc.example"', False),
        ('ping = "file:///etc/passwd"', False),
    ],
)
def test_the_address_of_the_dead_mans_switch(
    run: Run, add: Run, story: Story, home: Path, line: str, good: bool
) -> None:
    add("meadow")
    (home / "config" / "config.toml").write_text(line)
    result = run("scan")
    assert (result.exit_code == 3) is not good
    assert good or "'ping' must be an address" in result.stderr
