from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsptscan.cli.errors import keep_out
from tests.cli.conftest import Story
from tests.secret_service import SecretService

Run = Callable[..., Any]

ROOT = Path(__file__).parents[2]
HEAVY = ("playwright", "bs4", "lxml", "keyring", "tabulate", "sqlalchemy", "jinja2", "openpyxl")


def python(*words: str, env: dict[str, str] | None = None, typed: str = "") -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DSPTSCAN", "PYTHON", "DBUS"))}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=clean | (env or {}),
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["scan", "--help"],
        ["account", "add", "--help"],
        ["demo", "--help"],
        ["capture", "--help"],
        ["explain", "--help"],
        ["report", "--help"],
        ["accept", "--help"],
        ["assign", "--help"],
    ],
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys; from dsptscan.cli import main\n"
        f"try: main({words!r}, prog_name='dsptscan')\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    result = python("-c", code)
    assert "LOADED []" in result.stdout, result.stdout + result.stderr
    assert "Usage: dsptscan" in result.stdout


def test_version() -> None:
    result = python("-m", "dsptscan", "--version")
    assert result.returncode == 0
    assert re.fullmatch(r"dsptscan, version \d+\.\d+\.\d+\n", result.stdout)


def test_a_whole_account_in_processes_of_their_own(secret_service: SecretService, tmp_path: Path) -> None:
    env = {**secret_service.env, "DSPTSCAN_HOME": str(tmp_path)}
    added = python(
        "-m", "dsptscan", "account", "add", "own", "--username", "u", "--password-stdin", env=env, typed="hunter2\n"
    )
    assert added.returncode == 0, added.stderr
    assert "hunter2" not in added.stdout + added.stderr
    assert python("-m", "dsptscan", "account", "list", env=env).stdout.count("own") == 1
    assert python("-m", "dsptscan", "account", "remove", "own", env=env).returncode == 0
    held = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"hunter2" in content for content in held)


@pytest.mark.parametrize(
    ("backend", "told"),
    [
        ("keyring.backends.null.Keyring", "gnome-keyring"),
        ("keyring.backends.fail.Keyring", "gnome-keyring"),
        ("no.such.Keyring", "PYTHON_KEYRING_BACKEND"),
        (None, "gnome-keyring"),
    ],
)
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Windows and macOS bring their keyring with them: it cannot be missing"
)
def test_no_keyring_or_a_weak_one(tmp_path: Path, backend: str | None, told: str) -> None:
    env = {"DSPTSCAN_HOME": str(tmp_path), "HOME": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    if backend:
        env["PYTHON_KEYRING_BACKEND"] = backend
    result = python(
        "-m", "dsptscan", "account", "add", "a", "--username", "u", "--password-stdin", env=env, typed="x\n"
    )
    assert result.returncode == 3
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.rglob("accounts.json")) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("account", "add", "a", "--username", "u", "--url", "http://www.dsptoolkit.nhs.uk", "--password-stdin"), 2),
        (("scan",), 3),
        (("scan", "unknown"), 2),
        (("scan", "--format", "pdf"), 2),
        (("scan", "--output", "/nonexistent/x"), 2),
        (("scan", "--today", "23/06/2026"), 2),
        (("demo", "--layout", "no-such-layout"), 2),
        (("demo", "--scenario", "no-such-scenario"), 2),
        (("explain", "1.1"), 2),
        (("explain", "9.9.9"), 2),
        (("report",), 3),
        (("nonsense",), 2),
        ((), 2),
    ],
)
def test_exit_codes(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    result = python("-m", "dsptscan", *words, env={"DSPTSCAN_HOME": str(tmp_path)})
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_bug_is_told_without_a_trace(run: Run, add: Run, story: Story) -> None:
    add("meadow", password="hunter2/ä")
    story.happens["meadow"] = ValueError("seen with hunter2/ä")
    result = run("scan")
    assert result.exit_code == 1
    assert "ValueError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "hunter2" not in result.output


def test_a_trace_on_request_never_shows_the_password(
    run: Run, add: Run, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DSPTSCAN_TRACEBACK", "1")
    add("meadow", password="hunter2/ä")
    story.happens["meadow"] = ValueError("seen with hunter2/ä", b"", "hunter2%2F%C3%A4", "there")
    result = run("scan")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert "there" in result.stderr
    assert "hunter2" not in result.output


def test_ctrl_c(run: Run, add: Run, story: Story) -> None:
    add("meadow")
    story.happens["meadow"] = KeyboardInterrupt()
    result = run("scan")
    assert result.exit_code == 130
    assert result.stdout == ""
    add("other")
    story.happens["meadow"] = KeyboardInterrupt()
    assert run("scan", "--all").exit_code == 130


def test_an_empty_password_hides_nothing() -> None:
    assert keep_out("") == ""


def test_a_reader_that_stops_reading(secret_service: SecretService, tmp_path: Path) -> None:
    code = "import sys\nfrom dsptscan.cli.output import put_out\nput_out('x' * 1_000_000, None)\nsys.exit(11)"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 11


def test_a_console_that_lacks_letters(tmp_path: Path) -> None:
    env = {"PYTHONIOENCODING": "cp437", "DSPTSCAN_HOME": str(tmp_path)}
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "accounts.json").write_text(
        '{"schema": "dsptscan/accounts/1", "accounts": [{"name": "a", "username": "Œ@example.org"}]}', "utf-8"
    )
    result = python("-m", "dsptscan", "account", "list", env=env)
    assert result.returncode == 0
    assert "?@example.org" in result.stdout
