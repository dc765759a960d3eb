from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import pytest

from dsptscan.errors import PersonNeeded
from tests.cli.conftest import Story

Run = Callable[..., Any]


def test_add_list_check_remove(run: Run, home: Path, story: Story) -> None:
    added = run("account", "add", "meadow", "--username", "me@example.org", typed="hunter2 \n")
    assert added.exit_code == 0
    assert "hunter2" not in added.output
    assert keyring.get_password("dsptscan", "meadow") == "hunter2 "
    listed = run("account", "list")
    assert listed.exit_code == 0
    assert "me@example.org" in listed.stdout
    assert "https://www.dsptoolkit.nhs.uk" in listed.stdout
    checked = run("account", "check", "meadow", "--visible")
    assert checked.exit_code == 0
    assert "did nothing else" in checked.stdout
    assert "Meadow View" in checked.stdout
    assert story.calls == [("meadow", {"password": "hunter2 ", "visible": True})]
    removed = run("account", "remove", "meadow")
    assert removed.exit_code == 0
    assert keyring.get_password("dsptscan", "meadow") is None
    assert "no accounts yet" in run("account", "list").stderr


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("pw\nmore\n", "pw"), ("pw\r\n", "pw"), ("pw", "pw"), (" p w\t\n", " p w\t"), ("\ufeffpä☃\n", "pä☃")],
)
def test_one_line_is_the_password(run: Run, typed: str, kept: str) -> None:
    result = run("account", "add", "line", "--username", "u", "--password-stdin", typed=typed)
    assert result.exit_code == 0
    assert keyring.get_password("dsptscan", "line") == kept


@pytest.mark.parametrize("typed", ["", "\n", b"p\xe4\n"])
def test_no_password_on_standard_input(run: Run, typed: Any) -> None:
    assert run("account", "add", "none", "--username", "u", "--password-stdin", typed=typed).exit_code == 2
    assert run("account", "list").stdout == ""


def test_user_name_and_password_are_asked_for(run: Run) -> None:
    result = run("account", "add", "asked", typed="me@example.org\nhunter2\n")
    assert result.exit_code == 0
    assert "hunter2" not in result.output
    assert keyring.get_password("dsptscan", "asked") == "hunter2"


def test_nobody_there_to_type(run: Run) -> None:
    result = run("account", "add", "asked", "--username", "u", typed="")
    assert result.exit_code == 2
    assert "--password-stdin" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("account", "add", "a b", "--username", "u"),
        ("account", "add", "a", "--username", "u", "--url", "http://www.dsptoolkit.nhs.uk"),
        ("account", "add", "a", "--username", ""),
        ("account", "add", "a", "--password-stdin"),
        ("account", "add"),
        ("account", "check", "unknown"),
        ("account", "remove", "unknown"),
        ("account", "nonsense"),
    ],
)
def test_wrong_usage(run: Run, words: tuple[str, ...], story: Story) -> None:
    result = run(*words, typed="hunter2\n")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "hunter2" not in result.stderr
    assert story.calls == []


def test_an_existing_name(run: Run, add: Run) -> None:
    add("twice", password="first")
    result = run("account", "add", "twice", "--username", "u", "--password-stdin", typed="second\n")
    assert result.exit_code == 2
    assert "dsptscan account remove twice" in result.stderr
    assert keyring.get_password("dsptscan", "twice") == "first"


def test_a_check_that_needs_a_person(run: Run, add: Run, story: Story) -> None:
    add("meadow")
    story.happens["meadow"] = PersonNeeded("The toolkit asks for a code.", "Sign in yourself first.")
    result = run("account", "check", "meadow")
    assert result.exit_code == 5
    assert result.stderr.splitlines() == ["The toolkit asks for a code.", "What to do: Sign in yourself first."]


def test_a_broken_list_of_accounts(run: Run, add: Run, home: Path) -> None:
    add("meadow")
    path = home / "config" / "accounts.json"
    path.write_text("{\n oops")
    for words in (("account", "list"), ("scan",), ("account", "check", "meadow")):
        result = run(*words)
        assert result.exit_code == 3
        assert "line 2" in result.stderr
    assert path.read_text() == "{\n oops"
