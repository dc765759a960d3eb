"""Signing in and reading, with the real browser against the practice toolkit."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest

from dsptscan.accounts import Account
from dsptscan.errors import NotSetUp, PersonNeeded, SignInRefused, ToolkitUnavailable, WrongUsage
from dsptscan.practice import Answer, PracticeToolkit, Way
from dsptscan.toolkit.session import SessionEnded, open_session
from tests.toolkit.certificate import self_signed
from tests.toolkit.conftest import SignIn, arrived
from tests.toolkit.site import judge, page, write_site


def test_signs_in_and_reads_each_page_once(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    with sign_in(toolkit) as session:
        assert session.landing.url == f"{toolkit.url}/Home"
        listed = session.open("/Assessment", text="Assessment")
        assert session.open("/Assessment") is listed
        urls = ["/Q/2", "/Q/1", "/Q/2", f"{toolkit.url}/Q/1"]
        assert [found.url for found in session.fetch(urls)] == [f"{toolkit.url}/Q/2", f"{toolkit.url}/Q/1"]
        assert all("</html>" in str(found.html) for found in session.fetch(urls))
        assert listed.link_colours == {"/Q/1": "rgb(200, 10, 20)", "/Q/2": "rgb(0, 0, 255)"}
        sent = session.sent
    assert sorted(arrived(toolkit)) == sorted(sent)
    assert sent[:3] == [("GET", "/Account/Login"), ("POST", "/Account/Login"), ("GET", "/Home")]
    assert sorted(sent[3:]) == [("GET", path) for path in ("/Assessment", "/Content/style.css", "/Q/1", "/Q/2")]
    assert [request.signed_in for request in toolkit.log if request.path.startswith("/Q")] == [True, True]
    assert toolkit.writes == []


def test_a_wrong_password_is_tried_once(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    with pytest.raises(SignInRefused) as caught, sign_in(toolkit, "not-the-password-7391"):
        pass
    assert "7391" not in repr(caught.value) + caught.value.next_step
    assert caught.value.next_step.endswith("dsptscan account check practice")
    assert caught.value.__context__ is None
    assert arrived(toolkit) == [("GET", "/Account/Login"), ("POST", "/Account/Login")]


@pytest.mark.slow
def test_nothing_answers(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(ToolkitUnavailable, match="Nothing answers"), sign_in(toolkit, url=url):
        pass


def test_a_session_that_ends_is_begun_again_once(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    with sign_in(toolkit) as session:
        toolkit.desk.sign_out_everybody()
        assert ["</html>" in str(found.html) for found in session.fetch(["/Q/1", "/Q/2"])] == [True, True]
        assert "Assessment" in str(session.open("/Assessment").html)
        toolkit.desk.sign_out_everybody()
        with pytest.raises(SessionEnded):
            list(session.fetch(["/Q/3"]))
        with pytest.raises(SessionEnded):
            session.open("/Q/4")
    assert arrived(toolkit).count(("GET", "/Account/Login")) == 2
    assert [path for method, path in arrived(toolkit) if method == "POST"] == ["/Account/Login"] * 2


def test_a_refused_page_brings_no_page_of_the_browsers_own(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    """It would come when it likes, and cut in on the page that is asked for next."""
    toolkit.extra["/Q/back"] = Answer(302, headers=(("Location", "/Assessment"),))
    with sign_in(toolkit) as session:
        session.open("/Assessment")
        shown: list[str] = []
        session.tab.on("framenavigated", lambda frame: shown.append(frame.url))
        assert session.open("/Q/back").html == ""
        session.tab.wait_for_timeout(300)
        assert shown == []


@pytest.mark.slow
def test_a_time_out_between_two_pages_that_are_asked_for_at_once(tmp_path: Path, sign_in: SignIn) -> None:
    site = write_site(tmp_path / "layout")
    with PracticeToolkit(site, way=Way(ends_after=(2,))) as toolkit, sign_in(toolkit) as session:
        assert [found.html.count("</html>") for found in session.fetch(["/Q/1", "/Q/2"])] == [1, 1]
        answered = [(r.path, r.status) for r in toolkit.log if r.path.startswith("/Q")]
    assert sorted(status for _, status in answered) == [200, 200, 302], "what had come was not asked for again"


def test_the_site_asks_to_wait(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    toolkit.extra["/q/1"] = Answer(503, headers=(("Retry-After", "0"),))
    with sign_in(toolkit) as session:
        (found,) = session.fetch(["/Q/1"])
    assert (found.html, found.unread) == ("", "its page could not be had: the toolkit has a fault (503)")
    assert arrived(toolkit).count(("GET", "/Q/1")) == 2


HALF = Answer(200, b"<p>half a page" * 500, drop=True)


@pytest.mark.parametrize(
    ("answer", "words"), [(Answer(403), "403"), pytest.param(Answer(429), "429", marks=pytest.mark.slow)]
)
def test_a_block_ends_the_reading(toolkit: PracticeToolkit, sign_in: SignIn, answer: Answer, words: str) -> None:
    toolkit.extra["/q/1"] = toolkit.extra["/assessment"] = answer
    with sign_in(toolkit) as session:
        with pytest.raises(ToolkitUnavailable, match=words):
            list(session.fetch(["/Q/2", "/Q/1"]))
        with pytest.raises(ToolkitUnavailable, match=words):
            session.open("/Assessment")


@pytest.mark.parametrize(
    ("answer", "words"), [pytest.param(Answer(500), "500", marks=pytest.mark.slow), (HALF, "broke off")]
)
def test_a_page_that_cannot_be_had(toolkit: PracticeToolkit, sign_in: SignIn, answer: Answer, words: str) -> None:
    for number in (1, *range(11, 15)):
        toolkit.extra[f"/q/{number}"] = answer
    toolkit.extra["/assessment"] = answer
    with sign_in(toolkit) as session:
        first, second = session.fetch(["/Q/1", "/Q/2"])
        assert (first.html, words in first.unread) == ("", True)
        assert ("</html>" in str(second.html), second.unread) == (True, "")
        with pytest.raises(ToolkitUnavailable, match=words):
            session.open("/Assessment")
        with pytest.raises(ToolkitUnavailable, match=words):
            list(session.fetch(["/Q/11", "/Q/12", "/Q/13", "/Q/14"]))


def test_pages_that_are_no_pages(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    toolkit.extra["/q/1"] = Answer(200, b"%PDF-1.7", content_type="application/pdf")
    toolkit.extra["/q/2"] = Answer(302, headers=(("Location", "/Home"),))
    toolkit.extra["/q/3"] = Answer(302, headers=(("Location", "/q/4/"),))
    toolkit.extra["/q/4"] = Answer(302, headers=(("Location", "/Q/4/"),))
    toolkit.extra["/q/4/"] = Answer(200, page("<h1>moved</h1>").encode())
    toolkit.extra["/q/5"] = Answer(
        200, page("<h1>caf\xe9</h1>").encode("latin-1"), content_type="text/html; charset=latin1"
    )
    with sign_in(toolkit) as session:
        read = {found.url: found.html for found in session.fetch(["/Q/1", "/Q/2", "/Q/4", "/Q/5", "/Q/404"])}
    texts = [str(html) for html in read.values()]
    assert texts[:2] == ["", ""]
    assert "moved" in texts[2]
    assert "caf\xe9" in texts[3]
    assert "not found" in texts[4]


def test_links_that_must_not_be_followed_are_not(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    with sign_in(toolkit) as session:
        assert session.open("/x", text="Publish assessment").html == ""
        assert session.open("https://other.example/").html == ""
        assert [found.html for found in session.fetch(["/Evidence/Delete/1"])] == [""]
    assert ("GET", "/x") not in arrived(toolkit)
    assert ("GET", "/Evidence/Delete/1") not in arrived(toolkit)


@pytest.mark.parametrize(
    ("home", "error"),
    [
        pytest.param(page("<p>Enter the security code</p><input type=password>"), PersonNeeded, marks=pytest.mark.slow),
        pytest.param(page("<p>The toolkit is closed for work</p>"), ToolkitUnavailable, marks=pytest.mark.slow),
        (page("<p>Your account is locked</p>"), SignInRefused),
    ],
)
def test_what_stands_behind_the_sign_in(tmp_path: Path, sign_in: SignIn, home: str, error: type[Exception]) -> None:
    with PracticeToolkit(write_site(tmp_path / "layout", home=home)) as toolkit, pytest.raises(error), sign_in(toolkit):
        pass


@pytest.mark.parametrize(
    ("host", "error"),
    [
        pytest.param("x.example", ToolkitUnavailable, marks=pytest.mark.slow),
        pytest.param("portal.nhs.net", PersonNeeded, marks=pytest.mark.slow),
        ("notnhs.net", ToolkitUnavailable),
    ],
)
def test_another_site_in_its_place(
    toolkit: PracticeToolkit, sign_in: SignIn, host: str, error: type[Exception]
) -> None:
    toolkit.extra["/Account/Login"] = Answer(302, headers=(("Location", f"https://{host}/"),), open_to_all=True)
    with pytest.raises(error, match=host), sign_in(toolkit):
        pass


def test_a_certificate_nobody_vouches_for(tmp_path: Path, sign_in: SignIn) -> None:
    with (
        PracticeToolkit(write_site(tmp_path / "layout"), tls=self_signed(tmp_path)) as toolkit,
        pytest.raises(ToolkitUnavailable, match="certificate is not accepted, so nothing was sent"),
        sign_in(toolkit),
    ):
        pass
    assert toolkit.log == []


def test_a_circle(toolkit: PracticeToolkit, sign_in: SignIn) -> None:
    toolkit.extra["/Account/Login"] = Answer(302, headers=(("Location", "/Account/Login"),), open_to_all=True)
    with pytest.raises(ToolkitUnavailable, match="circle"), sign_in(toolkit):
        pass


@pytest.mark.parametrize(
    "form",
    [
        '<form method="post" action="https://other.example/"><input name=u><input type=password></form>',
        pytest.param(
            '<form action="/Account/Login"><input name=u><input type=password></form>', marks=pytest.mark.slow
        ),
    ],
)
def test_a_form_that_would_give_the_password_away(toolkit: PracticeToolkit, sign_in: SignIn, form: str) -> None:
    toolkit.extra["/Account/Login"] = Answer(200, page("<h1>Log in</h1>" + form).encode(), open_to_all=True)
    with pytest.raises(ToolkitUnavailable, match="not given"), sign_in(toolkit):
        pass
    assert arrived(toolkit) == [("GET", "/Account/Login")]


@pytest.mark.parametrize("value", ["pw:api", "*", "other,pw*"])
def test_a_log_that_would_hold_the_password(
    toolkit: PracticeToolkit, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(NotSetUp), sign_in(toolkit):
        pass
    assert toolkit.log == []


def test_no_browser(toolkit: PracticeToolkit, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSPTSCAN_BROWSER", "nowhere")
    with pytest.raises(NotSetUp), sign_in(toolkit):
        pass


def test_no_pace_is_for_this_computer_only() -> None:
    account = Account(name="real", username="a@b.example", url="https://toolkit.example")
    with pytest.raises(WrongUsage), open_session(account, "x", judge=judge, paced=False):
        pass


def test_the_browser_leaves_nothing_behind(
    toolkit: PracticeToolkit, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as short:  # Chromium's sockets need a short path
        for name in ("HOME", "TMPDIR"):
            monkeypatch.setenv(name, short)
        monkeypatch.setattr(tempfile, "tempdir", None)
        with sign_in(toolkit) as session:
            assert session.landing.html
            assert any(path.name.startswith("dsptscan-") for path in Path(short).iterdir())
        left = {path.relative_to(short).as_posix() for path in Path(short).rglob("*") if path.is_file()}
        assert {name for name in left if not name.startswith((".pki/", ".cache/", ".local/"))} == set()
        assert [path.name for path in Path(short).iterdir() if not path.name.startswith(".")] == []
        assert os.environ["TMPDIR"] == short
