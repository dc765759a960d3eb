"""The daily check from `schedule install` to a scan that a real cron or a real systemd started, with a real keyring."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dsptscan.practice import PracticeToolkit
from dsptscan.schedule.systemd import UNIT
from tests.schedule.world import World
from tests.truth import FIXTURES

pytestmark = pytest.mark.slow

FOLDER = FIXTURES / "webforms" / "nearly-there"  # few pages, so that the usual pace takes seconds
BUS = "unix:path=/run/user/0/bus"
PASSWORD = "hunter2 & more"
WAIT = 150.0


@dataclass(frozen=True)
class Home:
    """A user who is logged in to the tests' own world: their programs, their folder, their toolkit."""

    world: World
    folder: Path
    toolkit: PracticeToolkit

    def dsptscan(self, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        env = {"DSPTSCAN_HOME": str(self.folder), "DBUS_SESSION_BUS_ADDRESS": BUS, "COLUMNS": "200"}
        return self.world.run(sys.executable, "-m", "dsptscan", *words, typed=typed, **(env | more))

    def diary(self) -> dict[str, Any]:
        path = self.folder / "data" / "daily.json"
        return dict(json.loads(path.read_text())["accounts"].get("oaktree", {})) if path.exists() else {}

    def sign_ins(self) -> int:
        return sum(request.method == "POST" for request in self.toolkit.log)

    def wait_for_run(self, number: int) -> dict[str, Any]:
        """The diary once the run of that number on its day has ended."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            entry = self.diary()
            if entry.get("today") == number and entry.get("state"):
                return entry
            time.sleep(0.5)
        raise AssertionError(f"no run number {number} came to its end: {self.diary()}")


@pytest.fixture(scope="module")
def keyring_in_there(world: World) -> Iterator[None]:
    """gnome-keyring on the session's bus, unlocked, as after logging in to a desktop."""
    daemon = subprocess.Popen(
        [*world.enter, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env={**world.env, "DBUS_SESSION_BUS_ADDRESS": BUS},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"a password for tests")
    daemon.stdin.close()
    until = time.monotonic() + 15
    asks = ("busctl", f"--address={BUS}", "status", "org.freedesktop.secrets")
    while world.run(*asks).returncode and time.monotonic() < until:
        time.sleep(0.1)
    yield
    daemon.terminate()
    daemon.wait(10)


@pytest.fixture
def home(world: World, keyring_in_there: None, tmp_path: Path) -> Iterator[Home]:
    with PracticeToolkit(FOLDER) as toolkit:
        toolkit.desk.password = PASSWORD
        made = Home(world, tmp_path / "Zoë's 100% home", toolkit)
        words = ("account", "add", "oaktree", "--username", toolkit.username, "--url", toolkit.url, "--password-stdin")
        added = made.dsptscan(*words, typed=PASSWORD + "\n")
        assert added.returncode == 0, added.stderr
        yield made
        made.dsptscan("schedule", "remove")
        assert made.dsptscan("account", "remove", "oaktree").returncode == 0


@pytest.fixture
def without_systemd(tmp_path: Path) -> str:
    """A PATH on which systemctl does not answer, as on a server without a session."""
    (tmp_path / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "systemctl").chmod(0o755)
    return f"{tmp_path}:/usr/bin:/bin"


def test_cron_starts_it_at_its_minute_and_it_finds_the_keyring(home: Home, without_systemd: str) -> None:
    installed = home.dsptscan("schedule", "install", "--days", "daily", PATH=without_systemd)
    assert installed.returncode == 0, installed.stderr + installed.stdout
    assert "It works (exit code 11)." in installed.stderr
    assert "oaktree: the pages were read. Not ready" in installed.stderr
    assert f"DBUS_SESSION_BUS_ADDRESS={BUS}" in installed.stdout
    assert "Before: nothing." in installed.stdout
    assert "After:" in installed.stdout
    assert home.sign_ins() == 1
    # As it was made, but for its time and its wait.
    crontab = home.world.run("crontab", "-l").stdout
    next_minute = datetime.now() + timedelta(seconds=75)
    soon = crontab.replace("30 7 * * *", f"{next_minute.minute} {next_minute.hour} * * *").replace("--spread 20 ", "")
    assert soon != crontab
    assert home.world.run("crontab", "-", typed=soon).returncode == 0
    entry = home.wait_for_run(1)
    assert (entry["state"], entry["said"]) == ("read", "")
    assert home.sign_ins() == 2
    assert home.toolkit.writes == []
    shown = home.dsptscan("schedule", "show", PATH=without_systemd)
    assert "The daily check by cron" in shown.stderr
    fixes = home.dsptscan("fixes")
    assert "The daily check last ran on " in fixes.stderr
    removed = home.dsptscan("schedule", "remove", PATH=without_systemd)
    assert removed.returncode == 0
    assert "no crontab" in home.world.run("crontab", "-l").stderr
    said = "".join((installed.stdout, installed.stderr, crontab, shown.stdout, fixes.stdout, fixes.stderr))
    assert "hunter2" not in said


def test_systemd_starts_it_and_it_finds_the_keyring(home: Home) -> None:
    installed = home.dsptscan("schedule", "install", "--at", "06:15", "--account", "oaktree")
    assert installed.returncode == 0, installed.stderr + installed.stdout
    assert "It works (exit code 11)." in installed.stderr
    assert "RandomizedDelaySec=20min" in installed.stdout
    assert home.sign_ins() == 1
    started = home.world.run("systemctl", "--user", "start", f"{UNIT}.service")
    entry = home.wait_for_run(1)
    assert started.returncode == 0, started.stderr
    assert entry["state"] == "read"
    assert home.sign_ins() == 2
    again = home.dsptscan("schedule", "install", "--at", "18:00", "--days", "sat,sun", "--no-prove")
    assert again.returncode == 0
    assert "06:15" in again.stdout
    timers = home.world.run("systemctl", "--user", "list-timers", "--all", "--no-legend").stdout
    assert timers.count(UNIT) == 2  # one line: the timer, and the service it starts
    assert home.dsptscan("schedule", "remove").returncode == 0
    assert UNIT not in home.world.run("systemctl", "--user", "list-timers", "--all").stdout
    assert home.sign_ins() == 2


def test_what_would_not_work_is_not_set_up(home: Home, without_systemd: str) -> None:
    """The scheduler's entry would lead to a password store that is not there."""
    weak = "keyring.backends.null.Keyring"
    installed = home.dsptscan("schedule", "install", PATH=without_systemd, PYTHON_KEYRING_BACKEND=weak)
    assert installed.returncode == 3
    assert "It does not work as the scheduler starts it (exit code 3), so nothing was set up." in installed.stderr
    assert "no crontab" in home.world.run("crontab", "-l").stderr
    assert home.sign_ins() == 0
    assert home.diary()["state"] == "not_set_up"


def test_a_dry_run_changes_nothing(home: Home) -> None:
    shown = home.dsptscan("schedule", "install", "--dry-run")
    assert shown.returncode == 0
    assert "This would be done:" in shown.stdout
    assert f"{UNIT}.timer" in shown.stdout
    assert UNIT not in home.world.run("systemctl", "--user", "list-unit-files").stdout
    assert home.sign_ins() == 0
    assert not (home.folder / "data").exists()
