"""`dsptscan doctor` in a process of its own: real browser, real keyring, a console of an English Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dsptscan.doctor.run import PROBES
from dsptscan.practice import PracticeToolkit
from tests.secret_service import SecretService
from tests.truth import FIXTURES

NAME = "willow"
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture
def run(secret_service: SecretService, tmp_path: Path) -> Run:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DSPTSCAN", "PYTHON", "DEBUG"))}
    own = {"DSPTSCAN_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "xdg"), "PYTHONIOENCODING": "cp1252"}
    keyring = {"DBUS_SESSION_BUS_ADDRESS": secret_service.address}

    def runs(*words: str, typed: str = "", **env: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "dsptscan", *words],
            env=kept | own | keyring | env,
            input=typed,
            capture_output=True,
            encoding="cp1252",
            timeout=120,
            check=False,
        )

    return runs


def states(done: Done) -> dict[str, str]:
    """What each thing's line says first."""
    lines = [line for line in done.stdout.splitlines() if line[:1].strip()]
    return {line[7:23].strip(): line[:7].strip() for line in lines[:-1]}


def test_from_a_new_computer_to_a_good_one(run: Run, tmp_path: Path) -> None:
    with PracticeToolkit(FIXTURES / "webforms" / "nearly-there") as toolkit:
        words = ("account", "add", NAME, "--username", "u", "--url", toolkit.url, "--password-stdin")
        assert run(*words, typed="hunter2\n").returncode == 0
        done = run("doctor")
        assert run("account", "remove", NAME).returncode == 0
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
    assert set(states(done).values()) <= {"good", "note"}
    assert list(states(done)) == [about for about in PROBES if about != "Sign-in"]
    assert "hunter2" not in done.stdout
    assert {(request.method, request.path.partition("?")[0]) for request in toolkit.log} <= {
        ("GET", "/Account/Login"),
        ("GET", "/Content/style.css"),
    }
    root = sys.platform != "win32" and os.geteuid() == 0
    assert ("its sandbox is off, because it runs as root" in " ".join(done.stdout.split())) == root


def test_everything_is_broken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("wörds = ☃", "utf-8")
    (tmp_path / "config" / "accounts.json").write_text("☃", "utf-8")
    (tmp_path / "data").touch()
    done = run(
        "doctor",
        DSPTSCAN_BROWSER="/nonexistent",
        DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent",
        PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring",
    )
    assert done.returncode == 3
    assert done.stderr == ""
    assert states(done) == {
        "Settings": "WRONG",
        "Folders": "WRONG",
        "Password store": "WRONG",
        "Accounts": "WRONG",
        "Browser": "WRONG",
        "Toolkit": "note",
        "Clock": "good",
        "Last scan": "note",
        "Daily check": "note",
    }
    assert done.stdout.count("What to do:") == 9  # two for the folders: others may read what the test put there
