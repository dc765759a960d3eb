"""What only a person may do while signing in: a window is shown, a person works in it with mouse and keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dsptscan.toolkit.person
from dsptscan.practice import PracticeToolkit, Way
from dsptscan.practice.nhsmail import NhsMail
from dsptscan.practice.pages import CHOOSE, LOGIN, SECOND_STEP, TERMS
from tests.end_to_end.small_site import CODE, NAME, REFS, deeds, playing, posts
from tests.screen import Person

pytestmark = pytest.mark.usefixtures("own_home")
READY, PERSON = 10, 5
TWO = ((CODE, NAME), ("VK3M1", "Elm Lodge"))


def all_read_once(toolkit: PracticeToolkit) -> bool:
    asked = [request.path for request in toolkit.log if request.method == "GET" and request.signed_in]
    pages = [path for path in asked if path in ("/Home", "/Assessment", *(f"/Q/{ref}" for ref in REFS))]
    return sorted(pages) == sorted(["/Home", "/Assessment", *(f"/Q/{ref}" for ref in REFS)])


@pytest.mark.parametrize("in_place", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_code_a_wrong_one_first_then_terms(tmp_path: Path, person: Person, in_place: bool) -> None:
    way = Way(second_step="email_code", second_step_in_place=in_place, terms=True)
    with playing(tmp_path, way=way) as commands:
        toolkit = commands.toolkit
        person.will(
            ("Security code", lambda: "000", lambda: posts(toolkit, SECOND_STEP) == 1),
            ("Security code", lambda: toolkit.gate.code, lambda: posts(toolkit, SECOND_STEP) == 2),
            ("terms of use", lambda: "", lambda: posts(toolkit, TERMS) == 1),
        )
        result = commands.scan("--visible")
    assert result.exit_code == READY, result.output
    assert "do it in the browser window. dsptscan waits until " in result.stderr
    assert "goes on by itself" in result.stderr
    assert (posts(toolkit), posts(toolkit, SECOND_STEP), posts(toolkit, TERMS)) == (1, 2, 1)
    assert deeds(toolkit) == []
    assert all_read_once(toolkit)
    assert toolkit.gate.code not in result.output


@pytest.mark.slow
def test_approval_on_a_phone(tmp_path: Path, screen: str) -> None:
    with playing(tmp_path, way=Way(second_step="phone")) as commands:
        toolkit = commands.toolkit
        asked = toolkit.gate.answer

        def approved_at_the_third_time(*given: Any) -> Any:
            if sum(request.path == SECOND_STEP for request in toolkit.log) == 2:
                toolkit.gate.approve()
            return asked(*given)

        toolkit.gate.answer = approved_at_the_third_time
        result = commands.scan("--visible")
    assert result.exit_code == READY, result.output
    assert posts(toolkit) == 1
    assert deeds(toolkit) == []
    assert all_read_once(toolkit)


@pytest.mark.slow
def test_an_organisation_is_chosen_by_hand(tmp_path: Path, person: Person) -> None:
    with playing(tmp_path, way=Way(organisations=TWO)) as commands:
        toolkit = commands.toolkit
        person.will(("Choose an organisation", lambda: "", lambda: toolkit.gate.chosen is not None))
        result = commands.scan("--visible")
    assert result.exit_code == READY, result.output
    assert toolkit.gate.chosen == CODE
    assert (posts(toolkit), posts(toolkit, CHOOSE)) == (1, 0)


@pytest.mark.slow
@pytest.mark.parametrize("account", [("--nhsmail",), ()])
def test_nhsmail(tmp_path: Path, person: Person, account: tuple[str, ...]) -> None:
    with NhsMail() as mail:
        way = Way(nhsmail=mail.url, nhsmail_only=True)
        with playing(tmp_path, *account, way=way, tickets=mail.tickets) as commands:
            toolkit = commands.toolkit
            # From the first box of the form to the link below it, then at the other site.
            in_the_window = 1 if account else 2  # without the setting, dsptscan meets the sign-in page first
            person.will(
                ("Log in", lambda: "\t\t\t\t", lambda: ("GET", "/signin") in mail.asked),
                ("Sign in to NHSmail", lambda: "a password of their own", lambda: ("POST", "/signin") in mail.asked),
                after=lambda: (
                    sum(request.path == LOGIN for request in toolkit.log if request.method == "GET") == in_the_window
                ),
            )
            result = commands.scan("--visible")
    assert result.exit_code == READY, result.output
    assert [asked for asked in mail.asked if "favicon" not in asked[1]] == [("GET", "/signin"), ("POST", "/signin")]
    assert posts(toolkit) == (0 if account else 1)
    assert deeds(toolkit) == []
    assert "of their own" not in result.output


@pytest.mark.slow
def test_nobody_comes(tmp_path: Path, screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dsptscan.toolkit.person, "LIMIT", 1.0)
    with playing(tmp_path, way=Way(second_step="app_code")) as commands:
        toolkit = commands.toolkit
        result = commands.scan("--visible")
    assert result.exit_code == PERSON
    assert "Nobody finished signing in in time." in result.stderr
    assert (posts(toolkit), posts(toolkit, SECOND_STEP)) == (1, 0)


@pytest.mark.slow
def test_the_window_is_closed(tmp_path: Path, person: Person) -> None:
    with playing(tmp_path, way=Way(second_step="app_code")) as commands:
        person.will_close("Security code")
        result = commands.scan("--visible")
    assert result.exit_code == PERSON
    assert "window was closed" in result.stderr
