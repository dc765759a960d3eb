from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.schedule import parse_at, parse_days, scheduler, schedulers
from dsptscan.schedule.job import Job, days_in_words, job_of
from dsptscan.schedule.surroundings import program, surroundings


@pytest.mark.parametrize(("typed", "at"), [("07:30", time(7, 30)), ("7:05", time(7, 5)), ("23:59", time(23, 59))])
def test_a_time(typed: str, at: time) -> None:
    assert parse_at(typed) == at


@pytest.mark.parametrize("typed", ["", "7", "24:00", "07:60", "7.30", "07:30:00", "half past", "٠٧:٣٠", "-1:00"])
def test_a_bad_time(typed: str) -> None:
    with pytest.raises(WrongUsage):
        parse_at(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("Sun, wed", (2, 6)),
        ("fri-mon", (0, 4, 5, 6)),
        ("tue-tue", (1,)),
        ("mon-wed,wed-thu", (0, 1, 2, 3)),
        ("sun-sat", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days(typed: str, days: tuple[int, ...]) -> None:
    assert parse_days(typed) == days


@pytest.mark.parametrize("typed", ["", "monday", "mon-", "-fri", "mon--fri", "mon;fri", "1-5", "mon-fri-sun"])
def test_bad_days(typed: str) -> None:
    with pytest.raises(WrongUsage):
        parse_days(typed)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 1, 2, 3, 4), "Monday to Friday"),
        ((0, 1, 2, 3, 4, 5, 6), "every day"),
        ((6,), "Sunday"),
        ((0, 1), "Monday and Tuesday"),
        ((0, 2, 6), "Monday, Wednesday and Sunday"),
    ],
)
def test_days_in_words(days: tuple[int, ...], words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize("command", [("a", "scan"), ("scan", "--scheduled", "--all"), ("a", "scan", "--scheduled")])
def test_a_command_that_is_none_of_ours(command: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        job_of(time(1), (0,), command, {}, 0)


def test_the_command_says_who_and_how_long_to_wait() -> None:
    job = Job(at=time(7, 30), days=(0,), accounts=("b", "a"), program=("py", "-m", "dsptscan"))
    assert job.command() == ("py", "-m", "dsptscan", "scan", "--scheduled", "b", "a")
    assert job.command(spread=True)[5:7] == ("--spread", "20")


def test_the_variables_of_an_entry(tmp_path: Path) -> None:
    told = {
        "DSPTSCAN_HOME": "~/here",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring",
        "PATH": f"/usr/bin:relative:/nonexistent:{tmp_path}:/usr/bin",
        "https_proxy": "http://proxy.example:8080",
        "HTTPS_PROXY": "http://me:hunter2@proxy.example:8080",
        "API_TOKEN": "hunter2",
        "DISPLAY": ":0",
    }
    around = surroundings(told, "linux", tmp_path)
    found = dict(around.environment)
    assert found["DSPTSCAN_HOME"].startswith("/")
    assert found["PATH"] == f"/usr/bin:{tmp_path}:/usr/local/bin:/bin"
    assert found["https_proxy"] == "http://proxy.example:8080"
    assert set(found) == {"DSPTSCAN_HOME", "PYTHON_KEYRING_BACKEND", "PATH", "https_proxy"}
    assert "hunter2" not in str(around)
    assert any("HTTPS_PROXY" in said for said in around.remarks)
    assert "PATH" not in dict(surroundings(told, "win32").environment)


def test_a_bus_that_stays_is_better_than_one_that_changes(tmp_path: Path) -> None:
    import socket

    told = {"DBUS_SESSION_BUS_ADDRESS": "unix:abstract=/x,guid=1", "XDG_RUNTIME_DIR": str(tmp_path)}
    changing = surroundings(told, "linux", tmp_path)
    assert dict(changing.environment)["DBUS_SESSION_BUS_ADDRESS"] == "unix:abstract=/x,guid=1"
    assert any("changes each time" in said for said in changing.remarks)
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        for environ in (told, {}):
            stable = surroundings(environ, "linux", tmp_path)
            assert dict(stable.environment)["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={tmp_path}/bus"
            assert dict(stable.environment)["XDG_RUNTIME_DIR"] == str(tmp_path)
            assert stable.remarks == ()
    nothing = surroundings({}, "linux", tmp_path / "gone")
    assert any("nobody is logged in" in said for said in nothing.remarks)
    assert "DBUS_SESSION_BUS_ADDRESS" not in dict(surroundings(told, "darwin").environment)


def test_on_windows_no_window_opens(tmp_path: Path) -> None:
    (tmp_path / "python.exe").touch()
    assert program(str(tmp_path / "python.exe"), "win32")[0].endswith("python.exe")
    (tmp_path / "pythonw.exe").touch()
    assert program(str(tmp_path / "python.exe"), "win32") == (str(tmp_path / "pythonw.exe"), "-m", "dsptscan")


def test_each_system_has_its_own() -> None:
    assert [one.name for one in schedulers("win32")] == ["Task Scheduler"]
    assert [one.name for one in schedulers("darwin")] == ["launchd"]
    assert [one.name for one in schedulers("linux")] == ["systemd", "cron"]


def test_none_that_answers_is_told() -> None:
    with pytest.raises(NotSetUp) as told:
        scheduler(schedulers("win32"))
    assert "Task Scheduler" in told.value.message
