"""Hostile and broken pages met by the real command: what it ends in, what it says, and that nothing was sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dsptscan.practice import Answer
from tests.end_to_end.small_site import LIST, REFS, Commands, deeds, page, playing, row

pytestmark = pytest.mark.usefixtures("own_home")
READY, STOPPED, UNKNOWN, AWAY = 10, 8, 7, 6


def asked(commands: Commands) -> set[str]:
    return {request.path for request in commands.toolkit.log}


def questions(commands: Commands, code: int) -> dict[str, Any]:
    result = commands.scan("--format", "json")
    assert result.exit_code == code, result.stderr
    return {question["ref"]: question for question in json.loads(result.stdout)["questions"]}


def test_what_the_guard_stops_is_named_and_nothing_is_read_after_it(tmp_path: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=/Assessment/Publish">'
    with playing(tmp_path, pages={"list": page("/Assessment", LIST, refresh)}) as commands:
        result = commands.scan()
    assert (result.exit_code, result.stdout) == (STOPPED, "")
    assert "The read-only guard stopped a request: GET /Assessment/Publish" in result.stderr
    assert result.stderr.count("What to do: ") == 1
    assert not {"/Assessment/Publish", *(f"/Q/{ref}" for ref in REFS)} & asked(commands)
    assert deeds(commands.toolkit) == []


@pytest.mark.slow
def test_a_question_that_redirects_to_a_confirm_path(tmp_path: Path) -> None:
    with playing(tmp_path) as commands:
        commands.toolkit.extra["/Q/1.1.2"] = Answer(302, headers=(("Location", "/Assessment/Confirm"),))
        result = commands.scan()
    assert result.exit_code == STOPPED
    assert "/Assessment/Confirm" in result.stderr
    assert "/Assessment/Confirm" not in asked(commands)


def test_a_question_whose_link_is_a_delete_path_is_unknown(tmp_path: Path) -> None:
    hostile = LIST.replace('href="/Q/1.1.2"', 'href="/Q/Delete/1.1.2" target="_blank" ping="/ping"')
    with playing(tmp_path, pages={"list": page("/Assessment", hostile)}) as commands:
        found = questions(commands, UNKNOWN)
    assert [found[ref]["status"] for ref in REFS] == ["complete", "unknown", "complete"]
    assert "reads as if it changed something" in " ".join(found["1.1.2"]["because"])
    assert not {"/Q/Delete/1.1.2", "/ping"} & asked(commands)


@pytest.mark.slow
def test_a_question_the_toolkit_fails_to_give_is_unknown(tmp_path: Path) -> None:
    with playing(tmp_path) as commands:
        commands.toolkit.extra["/Q/1.1.2"] = Answer(500)
        found = questions(commands, UNKNOWN)
    assert [found[ref]["status"] for ref in REFS] == ["complete", "unknown", "complete"]
    assert "could not be had: the toolkit has a fault (500)" in " ".join(found["1.1.2"]["because"])


@pytest.mark.slow
def test_a_toolkit_that_fails_again_and_again_ends_the_scan(tmp_path: Path) -> None:
    many = [f"1.1.{number}" for number in range(1, 9)]
    rows = f"<h1>Assessment 2025-26</h1><ul>{''.join(row(ref) for ref in many)}</ul>"
    with playing(tmp_path, pages={"list": page("/Assessment", rows)}) as commands:
        commands.toolkit.extra |= {f"/Q/{ref}": Answer(502) for ref in many}
        result = commands.scan()
    assert (result.exit_code, result.stdout) == (AWAY, "")
    assert "502" in result.stderr


@pytest.mark.parametrize("hostile", ["fetch('/Q/Save', {method: 'POST'}); navigator.sendBeacon('/b', 'x');"])
def test_a_list_that_a_script_draws_is_read(tmp_path: Path, hostile: str) -> None:
    rows = json.dumps("".join(row(ref) for ref in REFS))
    drawn = f"<h1>Assessment 2025-26</h1><ul id='here'></ul><script>{hostile}here.innerHTML = {rows}</script>"
    with playing(tmp_path, pages={"list": page("/Assessment", drawn)}) as commands:
        found = questions(commands, READY)
    assert [found[ref]["status"] for ref in REFS] == ["complete"] * 3
    assert deeds(commands.toolkit) == []
    assert not {"/Q/Save", "/b"} & asked(commands)


def test_pages_of_another_organisation_than_the_account_is_set_to(tmp_path: Path) -> None:
    with playing(tmp_path) as commands:
        assert commands.run("account", "set", "practice", "--organisation", "VZ009").exit_code == 0
        result = commands.scan()
    assert result.exit_code == UNKNOWN
    assert "pages of VM9R7" in " ".join(result.stdout.split())
