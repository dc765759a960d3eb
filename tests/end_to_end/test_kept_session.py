"""A session kept from one scan to the next, for accounts whose owner asked for it."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest

from dsptscan.practice import Way
from dsptscan.practice.pages import SECOND_STEP
from tests.end_to_end.small_site import Commands, playing, posts
from tests.screen import Person

READY, PERSON = 10, 5


def kept_files(home: Path) -> list[Path]:
    return sorted((home / "data").glob("sessions/*"))


@pytest.mark.slow
def test_only_where_it_was_asked_for(own_home: Path, tmp_path: Path) -> None:
    with playing(tmp_path) as commands:
        assert [commands.scan().exit_code for _ in range(2)] == [READY, READY]
        assert posts(commands.toolkit) == 2
        assert kept_files(own_home) == []


def test_no_second_sign_in_while_it_holds_and_one_when_it_does_not(own_home: Path, tmp_path: Path) -> None:
    with playing(tmp_path, "--keep-session") as commands:
        toolkit = commands.toolkit
        assert [commands.scan().exit_code for _ in range(2)] == [READY, READY]
        assert posts(toolkit) == 1
        (file,) = kept_files(own_home)
        assert secrets_in(file, commands) == []
        toolkit.desk.sign_out_everybody()
        assert commands.scan().exit_code == READY
        assert posts(toolkit) == 2
    assert toolkit.writes == []


@pytest.mark.slow
def test_a_check_signs_in_and_a_damaged_file_is_of_no_use(own_home: Path, tmp_path: Path) -> None:
    with playing(tmp_path, "--keep-session") as commands:
        toolkit = commands.toolkit
        assert commands.scan().exit_code == READY
        assert commands.run("account", "check", "practice").exit_code == 0
        assert posts(toolkit) == 2, "a person asks for a real sign-in"
        (file,) = kept_files(own_home)
        file.write_bytes(file.read_bytes()[:-9])
        assert commands.scan().exit_code == READY
        assert posts(toolkit) == 3
        assert commands.run("account", "set", "practice", "--no-keep-session").exit_code == 0
        assert (kept_files(own_home), keyring.get_password("dsptscan", "practice (session key)")) == ([], None)
    assert toolkit.writes == []


def secrets_in(file: Path, commands: Commands) -> list[str]:
    content = file.read_bytes()
    return [word for word in ("PracticeSession", "cookies", commands.toolkit.password) if word.encode() in content]


@pytest.mark.slow
def test_a_second_step_is_asked_for_once(own_home: Path, tmp_path: Path, person: Person) -> None:
    with playing(tmp_path, "--keep-session", way=Way(second_step="app_code")) as commands:
        toolkit = commands.toolkit
        person.will(("Security code", lambda: toolkit.gate.code, lambda: posts(toolkit, SECOND_STEP) == 1))
        assert commands.run("account", "check", "practice", "--visible").exit_code == 0
        assert commands.scan().exit_code == READY
        assert posts(commands.toolkit) == 1
        commands.toolkit.desk.sign_out_everybody()
        assert commands.scan().exit_code == PERSON
        assert kept_files(own_home) == []


def test_removing_the_account_removes_the_session(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with playing(tmp_path, "--keep-session") as commands:
        assert commands.run("account", "check", "practice").exit_code == 0
        assert len(kept_files(own_home)) == 1
    assert kept_files(own_home) == []
