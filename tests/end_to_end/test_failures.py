"""What can go wrong at the command line, as a person meets it: the exit code and one next step, no trace."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.secret_service import SecretService
from tests.truth import FIXTURES

PAGES = str(FIXTURES / "accordion" / "ready")
NAME = "failing"


@pytest.fixture(scope="module")
def env(secret_service: SecretService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An account whose toolkit is not there: nothing listens on its port."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DSPTSCAN", "PYTHON", "DEBUG"))}
    env = kept | {
        "DSPTSCAN_HOME": str(home),
        "DBUS_SESSION_BUS_ADDRESS": secret_service.address,
        "XDG_CONFIG_HOME": str(home / "xdg"),
    }
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        words = ("account", "add", NAME, "--username", "u", "--url", url, "--password-stdin")
        added = dsptscan(*words, env=env, typed="hunter2\n")
        assert added.returncode == 0, added.stderr
        yield env
    dsptscan("account", "remove", NAME, env=env)


def dsptscan(*words: str, env: dict[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dsptscan", *words]
    return subprocess.run(command, env=env, input=typed, capture_output=True, text=True, timeout=90, check=False)


@pytest.mark.parametrize(
    ("words", "more", "code", "told"),
    [
        (("scan",), {}, 6, "Nothing answers"),
        pytest.param(("account", "check", NAME), {}, 6, "Nothing answers", marks=pytest.mark.slow),
        pytest.param(("scan",), {"DSPTSCAN_BROWSER": "/nonexistent/browser"}, 3, "browser", marks=pytest.mark.slow),
        (("demo",), {"DSPTSCAN_BROWSER": "/nonexistent/browser"}, 3, "browser"),
        (("scan",), {"DEBUG": "pw:*"}, 3, "DEBUG"),
        (("scan",), {"PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring"}, 3, "keyring"),
        (("scan",), {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}, 3, "keyring"),
        (("scan", "--pages", "{tmp}"), {}, 2, "no saved page"),
        (("scan", "--pages", "{tmp}/missing"), {}, 2, "no folder"),
        (("scan", "--pages", PAGES, "--output", "{tmp}/missing/report.json"), {}, 2, "cannot be written"),
        (("scan", "--pages", PAGES, "--output", "{tmp}"), {}, 2, "cannot be written"),
        (("scan", "nobody"), {}, 2, "nobody"),
        (("account", "check", "nobody"), {}, 2, "nobody"),
        (("demo", "--layout", "nowhere"), {}, 2, "tables"),
        (("demo", "--scenario", "never"), {}, 2, "nearly-there"),
    ],
)
def test_one_exit_code_and_one_next_step(
    env: dict[str, str], tmp_path: Path, words: tuple[str, ...], more: dict[str, str], code: int, told: str
) -> None:
    result = dsptscan(*(word.format(tmp=tmp_path) for word in words), env=env | more)
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    assert told in result.stderr
    assert result.stderr.count("What to do: ") == 1
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.stderr


def test_saved_pages_need_nothing_that_may_be_missing(tmp_path: Path) -> None:
    bare = {"PATH": "", "DSPTSCAN_HOME": str(tmp_path), "DSPTSCAN_BROWSER": "/nonexistent"}
    bare |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    result = dsptscan("scan", "--pages", PAGES, "--today", "2026-06-23", env=bare)
    assert result.returncode == 10, result.stderr
    assert result.stdout.startswith("Ready to publish")
    assert list(tmp_path.iterdir()) == []
