from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import keyring
import pytest

from dsptscan.errors import NotSetUp
from tests.cli.conftest import Story

Run = Callable[..., Any]


def test_it_scans_the_practice_site_and_ends_well(run: Run, story: Story, home: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("This is a practice site with invented pages")
    assert result.stdout.startswith("Not ready\n")
    ((name, options),) = story.calls
    assert name == "practice"
    assert options["url"].startswith("http://127.0.0.1:")
    assert options["paced"] is False
    assert options["today"] == date(2026, 6, 23)
    assert options["password"] not in result.output
    assert keyring.get_password("dsptscan", "practice") is None
    assert not home.exists()


def test_more_on_whom_to_ask(run: Run, story: Story) -> None:
    assert "dspt/multi-sites" not in run("demo").stdout
    assert "dspt/multi-sites" in run("demo", "--support").stdout


def test_it_never_asks_for_the_users_keyring(run: Run, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr("dsptscan.vault.usable_keyring", lambda: pytest.fail("the user's keyring was asked for"))
    assert run("demo").exit_code == 0


def test_a_failure_keeps_its_code(run: Run, story: Story) -> None:
    story.happens["practice"] = NotSetUp("There is no browser.", "Install one.")
    assert run("demo").exit_code == 3


@pytest.mark.parametrize(
    ("words", "named"), [(("--layout", "no-such"), "tables"), (("--scenario", "no-such"), "nearly-there")]
)
def test_unknown_names_say_which_there_are(run: Run, story: Story, words: tuple[str, ...], named: str) -> None:
    result = run("demo", *words)
    assert result.exit_code == 2
    assert named in result.stderr
    assert story.calls == []
