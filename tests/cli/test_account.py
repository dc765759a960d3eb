from __future__ import annotations

import json
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


def accounts_of(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((home / "config" / "accounts.json").read_text())["accounts"]
    return found


def test_settings_are_changed_one_by_one(run: Run, add: Run, home: Path) -> None:
    add("meadow", password="first")
    (before,) = accounts_of(home)
    words = ("--organisation", "vm9r7", "--expected-mandatory", "45", "--needs-scripts", "--keep-session")
    assert run("account", "set", "meadow", *words).exit_code == 0
    told = {"organisation": "VM9R7", "expected_mandatory": 45, "needs_scripts": True, "keep_session": True}
    assert accounts_of(home) == [before | told]
    assert "VM9R7" in run("account", "list").stdout
    words = ("--organisation", "", "--expected-mandatory", "0", "--no-needs-scripts", "--no-keep-session")
    assert run("account", "set", "meadow", *words).exit_code == 0
    assert accounts_of(home) == [before]
    assert keyring.get_password("dsptscan", "meadow") == "first"
    for typed, more in (("second\n", "--password-stdin"), ("third\n", "--new-password")):
        result = run("account", "set", "meadow", more, typed=typed)
        assert (result.exit_code, typed.strip() in result.output) == (0, False)
        assert keyring.get_password("dsptscan", "meadow") == typed.strip()


@pytest.mark.parametrize(
    "words",
    [
        ("nobody", "--needs-scripts"),
        ("meadow",),
        ("meadow", "--organisation", "a b"),
        ("meadow", "--expected-mandatory", "-1"),
        ("meadow", "--username", " "),
        ("meadow", "--password-stdin"),
    ],
)
def test_what_cannot_be_set_changes_nothing(run: Run, add: Run, home: Path, words: tuple[str, ...]) -> None:
    add("meadow", password="first")
    before = accounts_of(home)
    assert run("account", "set", *words, typed="\n").exit_code == 2
    assert accounts_of(home) == before
    assert keyring.get_password("dsptscan", "meadow") == "first"


def test_a_list_of_accounts_is_added_without_passwords(run: Run, home: Path, tmp_path: Path, story: Story) -> None:
    listed = tmp_path / "homes.csv"
    listed.write_text("name,username,organisation\noakhurst,oak@example.org,VM195\nelmhurst,elm@example.org,\n")
    result = run("account", "import", str(listed))
    assert result.exit_code == 0
    assert "dsptscan account set oakhurst --new-password" in result.stderr
    assert [one["name"] for one in accounts_of(home)] == ["elmhurst", "oakhurst"]
    scanned = run("scan", "oakhurst")
    assert (scanned.exit_code, story.calls) == (3, [])
    assert "dsptscan account set oakhurst --new-password" in scanned.stderr
    run("account", "set", "oakhurst", "--password-stdin", typed="pw\n")
    assert run("scan", "oakhurst").exit_code == 11
    assert run("account", "import", str(listed)).exit_code == 2, "the names are taken"
    assert len(accounts_of(home)) == 2


def test_an_account_of_nhsmail_has_no_password(run: Run, home: Path) -> None:
    assert run("account", "add", "mail", "--username", "u", "--nhsmail", "--password-stdin").exit_code == 2
    result = run("account", "add", "mail", "--username", "u", "--nhsmail")
    assert result.exit_code == 0
    assert "dsptscan account check mail --visible" in result.stderr
    assert keyring.get_password("dsptscan", "mail") is None
    assert run("account", "set", "mail", "--password-stdin", typed="pw\n").exit_code == 2
    assert run("account", "remove", "mail").exit_code == 0
