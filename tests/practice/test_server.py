"""The practice toolkit by plain HTTP, as any browser would meet it."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from dsptscan.practice import PracticeToolkit
from tests.toolkit.site import write_site


class Visitor:
    """One browser: keeps its connection and its cookies."""

    def __init__(self, toolkit: PracticeToolkit) -> None:
        self.line = http.client.HTTPConnection(urlsplit(toolkit.url).netloc)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str, str]:
        """(status, text, where it redirects)"""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, urlencode(fields) or None, headers)
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            assert "HttpOnly" in cookie
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode(), answer.headers.get("Location", "")

    def sign_in(self, username: str, password: str, **more: str) -> tuple[int, str, str]:
        hidden = re.search(r'name="__RequestVerificationToken" value="([^"]+)"', self.ask("GET", "/Account/Login")[1])
        assert hidden
        token = {"__RequestVerificationToken": hidden.group(1)}
        return self.ask("POST", "/Account/Login", Email=username, Password=password, **(token | more))


class Clock:
    now = 0.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def toolkit(tmp_path: Path, clock: Clock) -> Iterator[PracticeToolkit]:
    folder = write_site(tmp_path / "layout", list='<a href="https://www.dsptoolkit.nhs.uk/Q/1">1.1.1</a>')
    with PracticeToolkit(folder, idle_seconds=60, clock=lambda: clock.now) as running:
        yield running


@pytest.fixture
def visitor(toolkit: PracticeToolkit) -> Visitor:
    return Visitor(toolkit)


def test_nothing_is_shown_without_a_sign_in(toolkit: PracticeToolkit, visitor: Visitor) -> None:
    assert visitor.ask("GET", "/Assessment?x=1") == (302, "", "/Account/Login?ReturnUrl=%2FAssessment%3Fx%3D1")
    assert visitor.ask("POST", "/Assessment/Publish")[0] == 302
    assert visitor.ask("GET", "/Content/style.css")[0] == 200


def test_signing_in_and_out(toolkit: PracticeToolkit, visitor: Visitor) -> None:
    assert visitor.sign_in(toolkit.username, toolkit.password)[::2] == (302, "/Home")
    status, text, _ = visitor.ask("GET", "/assessment/")
    assert (status, text.count(toolkit.url), text.count("dsptoolkit.nhs.uk")) == (200, 2, 0)
    assert visitor.ask("GET", "/Nowhere")[0] == 404
    assert visitor.ask("GET", "/Account/Login")[::2] == (302, "/Home")
    assert visitor.ask("POST", "/Account/LogOff")[::2] == (302, "/Account/Login")
    assert visitor.ask("GET", "/Assessment")[0] == 302


def test_the_page_first_asked_for_comes_after_the_sign_in(toolkit: PracticeToolkit, visitor: Visitor) -> None:
    assert visitor.sign_in(toolkit.username, toolkit.password, ReturnUrl="/Assessment")[2] == "/Assessment"


@pytest.mark.parametrize("elsewhere", ["//other.example", "https://other.example", "/\\other.example"])
def test_the_sign_in_leads_nowhere_else(toolkit: PracticeToolkit, visitor: Visitor, elsewhere: str) -> None:
    assert visitor.sign_in(toolkit.username, toolkit.password, ReturnUrl=elsewhere)[2] == "/Home"


def test_refusals_show_the_form_again(toolkit: PracticeToolkit, visitor: Visitor) -> None:
    for username, password, token in (
        (toolkit.username, "wrong", {}),
        ("somebody@else.example", toolkit.password, {}),
        (toolkit.username, toolkit.password, {"__RequestVerificationToken": "wrong"}),
    ):
        status, text, _ = visitor.sign_in(username, password, **token)
        assert (status, 'role="alert"' in text, 'type="password"' in text) == (200, True, True)


def test_an_idle_session_ends(toolkit: PracticeToolkit, visitor: Visitor, clock: Clock) -> None:
    visitor.sign_in(toolkit.username, toolkit.password)
    for clock.now in (50, 100):
        assert visitor.ask("GET", "/Home")[0] == 200
    clock.now = 161
    assert visitor.ask("GET", "/Home")[0] == 302


def test_writes_are_recorded_and_change_nothing(toolkit: PracticeToolkit, visitor: Visitor) -> None:
    visitor.sign_in(toolkit.username, toolkit.password)
    before = visitor.ask("GET", "/Q/1")
    for method, path in (("POST", "/Assessment/Publish"), ("POST", "/Q/1"), ("DELETE", "/Q/1")):
        assert visitor.ask(method, path)[0] == 200
    assert visitor.ask("GET", "/Q/1") == before
    assert [(entry.method, entry.path, entry.signed_in, entry.status) for entry in toolkit.writes] == [
        ("POST", "/Assessment/Publish", True, 200),
        ("POST", "/Q/1", True, 200),
        ("DELETE", "/Q/1", True, 200),
    ]


def test_the_log_holds_every_request_and_no_secret(toolkit: PracticeToolkit, visitor: Visitor) -> None:
    visitor.sign_in(toolkit.username, toolkit.password)
    visitor.ask("GET", "/Home?a=b")
    entries = [(entry.method, entry.path, entry.signed_in, entry.status) for entry in toolkit.log]
    assert entries == [
        ("GET", "/Account/Login", False, 200),
        ("POST", "/Account/Login", False, 302),
        ("GET", "/Home?a=b", True, 200),
    ]
    assert toolkit.password not in repr(toolkit.log)
    times = [entry.at for entry in toolkit.log]
    assert times == sorted(times)


def test_every_run_has_a_password_of_its_own(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "layout")
    assert PracticeToolkit(folder).password != PracticeToolkit(folder).password
