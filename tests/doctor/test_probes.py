"""Each probe: what it says when all is well, and what when it is not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import keyring.core
import pytest

from dsptscan.accounts import Accounts
from dsptscan.doctor import account, browser, clock, daily_check, folders, last_scan, settings, toolkit
from dsptscan.doctor import keyring as store
from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import NotSetUp, ToolkitUnavailable
from dsptscan.outbox import NAME, SCHEMA
from dsptscan.schedule.job import Job
from dsptscan.schedule.record import write_record
from dsptscan.settings import DEFAULT_URL, Folders
from dsptscan.store import History
from tests.doctor.conftest import GOOD, Seen
from tests.reports.examples import report
from tests.secret_service import SecretService

Comes = Callable[..., Visit]
NONE = NotSetUp("There is no browser.", "Install one.")
HOUR = 3600.0


def only(lines: object) -> Line:
    (line,) = lines
    assert isinstance(line, Line)
    return line


# Settings


def test_no_settings(visit: Comes) -> None:
    assert only(settings.probe(visit())).state == "good"


def write_settings(folders: Folders, text: str) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text(text)


def test_settings_of_ones_own(visit: Comes, folders: Folders) -> None:
    write_settings(folders, "browser = 'edge'\n[sites]\noak = ['VM195']\n")
    line = only(settings.probe(visit()))
    assert (line.state, "sites, browser" in line.says) == ("good", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense = 1\n", "line 1"),
        ("words = 'config.toml'\n", "words file"),
        ("support = 'config.toml'\n", "config.toml"),
        ("guidance = '.'\n", "guidance"),
    ],
)
def test_what_the_settings_name_is_read_too(visit: Comes, folders: Folders, text: str, told: str) -> None:
    write_settings(folders, text)
    (folders.config / "2025-26").mkdir()
    (folders.config / "2025-26" / "social-care.toml").write_text("guidance = 3\n")
    with pytest.raises(NotSetUp) as caught:
        list(settings.probe(visit()))
    assert told in caught.value.message


# Folders


def test_folders_that_are_not_there_yet_are_not_made(visit: Comes, folders: Folders) -> None:
    assert only(folders_of(visit())).state == "good"
    assert not folders.config.parent.exists()


def folders_of(seen: Visit) -> list[Line]:
    return list(folders.probe(seen))


def test_a_folder_that_cannot_be_used(visit: Comes, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").touch()
    line = only(folders_of(visit()))
    assert (line.state, line.exit_code) == ("wrong", 3)
    assert "something that is no folder" in line.says
    (tmp_path / "home" / "data").unlink()
    (tmp_path / "home").rmdir()
    (tmp_path / "home").touch()
    assert {line.state for line in folders_of(visit())} == {"wrong"}


def test_a_folder_that_refuses(visit: Comes, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.data.mkdir(parents=True, mode=0o700)

    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    assert "No space left on device" in only(folders_of(visit())).says


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes; its profile folder keeps others out")
def test_what_others_may_read(visit: Comes, folders: Folders) -> None:
    made = visit("oak")
    assert only(folders_of(made)).state == "good"
    (folders.config / "config.toml").touch(mode=0o644)
    assert only(folders_of(made)).state == "good"
    (folders.config / "accounts.json").chmod(0o644)
    line = only(folders_of(made))
    assert (line.state, line.exit_code) == ("note", 0)
    assert "accounts.json" in line.says
    assert line.todo == f"Type: chmod -R go= {folders.config}"


# The password store


def test_the_password_store(visit: Comes, keyring_here: SecretService, monkeypatch: pytest.MonkeyPatch) -> None:
    line = only(store.probe(visit()))
    assert (line.state, "SecretService" in line.says, "PYTHON_KEYRING_BACKEND" in line.says) == ("good", True, True)
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    line = only(store.probe(visit()))
    assert "the best one here" in line.says
    told = "\n".join(line.details)
    assert "Windows.WinVaultKeyring: not here (" in told
    assert "fail.Keyring: refused, it keeps no password" in told
    assert "SecretService" not in told


def test_a_refused_password_store(visit: Comes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.test_accounts.PlaintextKeyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    line = only(store.probe(visit()))
    assert (line.state, "PlaintextKeyring" in line.says) == ("wrong", True)
    assert "tests.test_accounts.PlaintextKeyring: refused, it would keep passwords in a file" in line.details
    assert any(detail.startswith("tests.test_accounts.Memory: comes after") for detail in line.details)


# Accounts


def test_no_account(visit: Comes) -> None:
    assert "dsptscan account add" in only(account.probe(visit())).todo


def test_accounts_with_and_without_a_password(visit: Comes, keyring_here: SecretService, folders: Folders) -> None:
    hidden: list[str] = []
    seen = visit("doctor-oak", "doctor-elm", hide=hidden.append)
    Accounts(folders).open_keyring().write("doctor-oak", "hunter2")
    elm, oak = account.probe(seen)
    assert (oak.state, oak.says[:10]) == ("good", "doctor-oak")
    assert (elm.state, elm.exit_code) == ("wrong", 3)
    assert "doctor-elm" in elm.says
    assert hidden == ["hunter2"]
    assert only(account.probe(visit(account="doctor-oak"))).state == "good"
    Accounts(folders).open_keyring().delete("doctor-oak")


def test_accounts_without_a_password_store(visit: Comes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    line = only(account.probe(visit("oak", "elm")))
    assert (line.state, "elm, oak" in line.says) == ("note", True)


# Browser, toolkit, clock


def test_the_browser(visit: Comes, seen: Seen) -> None:
    line = only(browser.probe(visit()))
    assert (line.state, line.says, line.details) == (
        "good",
        "Chromium 1.2.3 starts, in its sandbox.",
        ("Microsoft Edge: not installed",),
    )
    seen[DEFAULT_URL] = replace(GOOD, no_sandbox="it runs as root")
    line = only(browser.probe(visit()))
    assert (line.state, "its sandbox is off, because it runs as root" in line.says) == ("note", True)
    seen[DEFAULT_URL] = NONE
    with pytest.raises(NotSetUp):
        list(browser.probe(visit()))


def test_the_toolkit_is_asked_once_for_each_address(visit: Comes, seen: Seen) -> None:
    url = "http://127.0.0.1:9"
    seen[url] = replace(GOOD, form=False)
    made = visit("oak", "elm", url=url)
    line = only(toolkit.probe(made))
    assert (line.state, "no sign-in form" in line.says) == ("note", True)
    list(browser.probe(made)), list(clock.probe(made))
    assert seen.asked == [url]


def test_the_toolkit(visit: Comes, seen: Seen) -> None:
    assert only(toolkit.probe(visit())).state == "good"
    assert seen.asked == [DEFAULT_URL]
    seen[DEFAULT_URL] = replace(GOOD, trouble=ToolkitUnavailable("Closed for work.", "Wait."))
    line = only(toolkit.probe(visit()))
    assert (line.state, line.says, line.todo, line.exit_code) == ("wrong", "Closed for work.", "Wait.", 3)
    seen[DEFAULT_URL] = NONE
    assert only(toolkit.probe(visit())).state == "note"


@pytest.mark.parametrize(
    ("ahead", "state", "told"),
    [
        (None, "good", "alone"),
        (-290.0, "good", "agrees"),
        (310.0, "note", "5 minutes ahead"),
        (-3 * HOUR, "note", "3 hours behind"),
        (13 * HOUR, "wrong", "13 hours ahead"),
        (-75 * 24 * HOUR, "wrong", "75 days behind"),
    ],
)
def test_the_clock(visit: Comes, seen: Seen, ahead: float | None, state: str, told: str) -> None:
    seen[DEFAULT_URL] = replace(GOOD, clock_ahead=ahead)
    line = only(clock.probe(visit()))
    assert (line.state, told in line.says) == (state, True), line.says


def test_a_clock_nobody_can_be_asked_about(visit: Comes, seen: Seen) -> None:
    seen[DEFAULT_URL] = NONE
    assert only(clock.probe(visit())).state == "good"


def test_no_time_zones(visit: Comes, monkeypatch: pytest.MonkeyPatch) -> None:
    import zoneinfo

    def unknown(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr("dsptscan.today.ZoneInfo", unknown)
    with pytest.raises(NotSetUp, match="time zone"):
        list(clock.probe(visit()))


# The last scan


def test_the_last_scan(visit: Comes, folders: Folders) -> None:
    made = visit("oak", "elm")
    folders.data.mkdir(mode=0o700)
    scanned = replace(report(), account="oak", today=date(2026, 6, 23), verdict="ready")
    History(folders.data).save(scanned, {})
    elm, oak = last_scan.probe(made)
    assert (oak.state, oak.says) == ("good", "oak was scanned last as of 23 June 2026: was ready.")
    assert (elm.state, elm.todo) == ("note", "Scan it with: dsptscan scan elm")


def test_a_history_that_cannot_be_read(visit: Comes, folders: Folders) -> None:
    made = visit("oak", "elm")
    folders.data.mkdir(mode=0o700)
    History(folders.data).path.write_text("no history")
    line = only(last_scan.probe(made))
    assert (line.state, line.exit_code, "damaged" in line.says) == ("note", 0, True)
    (folders.config / "accounts.json").write_text("{")
    assert only(last_scan.probe(visit())).state == "note"


def test_the_daily_check(visit: Comes, folders: Folders) -> None:
    assert "None is set up" in only(daily_check.probe(visit("elm"))).says
    set_up = datetime.now(UTC) - timedelta(days=9)
    job = Job(program=("dsptscan",), at=time(7, 30), days=tuple(range(7)), accounts=())
    write_record(folders.data, job, "cron", set_up)
    last, missed = daily_check.probe(visit("elm"))
    assert (last.state, "has not run yet" in last.says) == ("good", True)
    assert (missed.state, "did not run" in missed.says) == ("note", True)


def test_a_message_that_waits(visit: Comes, folders: Folders) -> None:
    waiting = {"to": "office", "subject": "Something changed", "body": "Look at it.", "since": "2026-06-01", "tries": 1}
    folders.data.mkdir(parents=True)
    (folders.data / NAME).write_text(json.dumps({"schema": SCHEMA, "waiting": [waiting]}))
    found = list(daily_check.probe(visit("elm")))
    assert [line.state for line in found] == ["good", "note"]
    assert "office" in found[1].says
