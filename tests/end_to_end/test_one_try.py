"""After a refused sign-in nothing is tried again until a person has acted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dsptscan.practice import Way
from tests.end_to_end.small_site import Commands, playing, posts

pytestmark = pytest.mark.usefixtures("own_home")
READY, REFUSED = 10, 4


@pytest.mark.parametrize(
    "acts",
    [
        lambda commands, password: commands.run("account", "check", "practice"),
        pytest.param(
            lambda commands, password: commands.run(
                "account", "set", "practice", "--password-stdin", typed=f"{password}\n"
            ),
            marks=pytest.mark.slow,
        ),
    ],
    ids=["check", "new-password"],
)
def test_nothing_is_tried_again_until_a_person_acts(tmp_path: Path, acts: Callable[[Commands, str], object]) -> None:
    with playing(tmp_path) as commands:
        toolkit = commands.toolkit
        password, toolkit.desk.password = toolkit.desk.password, "another"
        assert commands.scan().exit_code == REFUSED
        toolkit.desk.password = password
        before = len(toolkit.log)
        for again in (commands.scan(), commands.run("capture", str(tmp_path / "copies"))):
            assert (again.exit_code, again.stdout) == (REFUSED, "")
            assert "was refused" in again.stderr
            assert "dsptscan account check practice" in again.stderr
        assert len(toolkit.log) == before, "no browser was opened"
        acts(commands, password)
        result = commands.scan()
    assert result.exit_code == READY, result.output
    assert toolkit.writes == []


def test_another_account_of_the_same_user_is_not_tried_either(tmp_path: Path) -> None:
    with playing(tmp_path, way=Way(refusal="locked")) as commands:
        toolkit = commands.toolkit
        words = ("--username", toolkit.username.upper(), "--url", toolkit.url, "--password-stdin")
        assert commands.run("account", "add", "second", *words, typed="pw\n").exit_code == 0
        assert commands.scan("practice").exit_code == REFUSED
        again = commands.scan("second")
        commands.run("account", "remove", "second")
    assert again.exit_code == REFUSED
    assert "the account is locked" in again.stderr
    assert posts(toolkit) == 1


@pytest.mark.slow
def test_a_check_that_is_refused_counts_as_a_try(tmp_path: Path) -> None:
    with playing(tmp_path, way=Way(refusal="refused")) as commands:
        assert commands.run("account", "check", "practice").exit_code == REFUSED
        assert commands.scan().exit_code == REFUSED
        assert posts(commands.toolkit) == 1
        assert commands.run("account", "check", "practice").exit_code == REFUSED
        assert posts(commands.toolkit) == 2
