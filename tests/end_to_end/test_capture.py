"""A capture through the browser, and its copies played again as a site of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dsptscan.accounts import Account
from dsptscan.capture import capture_account
from dsptscan.model import Report
from dsptscan.practice import PracticeToolkit
from dsptscan.reading.document import parse
from dsptscan.scan import scan_account, scan_pages
from tests.truth import FIXTURES, truth

LAYOUTS = ("webforms", *(pytest.param(layout, marks=pytest.mark.slow) for layout in ("accordion", "cards")))
SECRETS = ("Rosewood", "VM9R7", "Thornbury", "Okafor", "Wexcombe", "Brightwater", "practice.example")


def scanned(toolkit: PracticeToolkit, today: date) -> Report:
    account = Account(name="home", username=toolkit.username, url=toolkit.url)
    return scan_account(account, toolkit.password, today=today, paced=False, progress=lambda *step: None)


@pytest.fixture(scope="module", params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def copies(layout: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(layout) / "captured" / "copies"
    with PracticeToolkit(FIXTURES / layout / "nearly-there") as toolkit:
        account = Account(name="home", username=toolkit.username, url=toolkit.url)
        captured = capture_account(account, toolkit.password, folder, paced=False, progress=lambda *step: None)
        assert toolkit.writes == []
        assert toolkit.password not in "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert captured.differences == ()
    assert captured.pages == len(list((FIXTURES / layout / "nearly-there").glob("*.html")))
    return folder


def test_the_copies_are_as_good_as_the_pages(layout: str, copies: Path) -> None:
    said = truth(FIXTURES / layout / "nearly-there")
    report = scan_pages(copies, today=said.today)
    assert report.verdict == said.said["verdict"]
    assert {q.ref: q.status for q in report.questions} == {q["ref"]: q["status"] for q in said.said["questions"]}


def test_nobodys_name_is_in_them(copies: Path) -> None:
    told = "".join(path.read_text("utf-8") for path in copies.iterdir()).casefold()
    assert [secret for secret in SECRETS if secret.casefold() in told] == []
    assert "127.0.0.1" not in told


def test_the_form_says_where_the_sign_in_led(copies: Path) -> None:
    form = (copies / "form.md").read_text("utf-8")
    assert "The sign-in led to " in form
    assert ", at `/" in form
    assert "a page of no known kind" not in form
    assert "They were read with the site's scripts switched off." in form


def test_the_copies_can_be_played_and_scanned_again(layout: str, copies: Path) -> None:
    today = truth(FIXTURES / layout / "nearly-there").today
    first = parse((copies / "page-001.html").read_text("utf-8")).address
    home = urlsplit(first or "").path
    with PracticeToolkit(copies, home=home) as toolkit:
        again = scanned(toolkit, today)
    saved = scan_pages(copies, today=today)
    assert [(q.ref, q.status, q.mandatory, q.carried_over) for q in again.questions] == [
        (q.ref, q.status, q.mandatory, q.carried_over) for q in saved.questions
    ]
    assert again.verdict == saved.verdict == "not_ready"
