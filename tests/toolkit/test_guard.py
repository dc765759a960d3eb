"""The allow-list, rule by rule, without a browser."""

from __future__ import annotations

import pytest

from dsptscan.errors import GuardStopped
from dsptscan.toolkit.guard import HOPS, Ask, Guard

ORIGIN = "https://toolkit.example"


def guard(phase: str = "reading") -> Guard:
    made = Guard(ORIGIN, login_path="/Account/Login")
    if phase != "sign_in":
        made.enter(phase)
    return made


def ask(path: str, method: str = "GET", kind: str = "Document", **more: object) -> Ask:
    url = path if "://" in path else ORIGIN + path
    return Ask(method, url, kind, **more)


def test_only_what_is_expected_leaves_and_only_once() -> None:
    made = guard()
    made.expect(ORIGIN + "/Assessment?year=1")
    assert made.decide(ask("/Assessment?year=1")) == "allow"
    assert made.decide(ask("/Assessment?year=1")) == "refuse"
    assert made.sent == [("GET", "/Assessment?year=1")]
    assert made.stopped is None


def test_an_expected_address_is_not_given_to_a_picture_or_another_method() -> None:
    made = guard()
    made.expect(ORIGIN + "/Q/1")
    assert made.decide(ask("/Q/1", kind="Image")) == "refuse"
    assert made.decide(ask("/Q/1", method="POST")) == "refuse"
    assert made.stopped


@pytest.mark.parametrize(
    "asked",
    [
        ask("/Assessment/Publish"),
        ask("/Account/Manage"),
        ask("/Q/1", method="POST"),
        ask("/Q/1", method="DELETE", kind="XHR"),
        ask("/log", method="POST", kind="Ping"),
        ask("/frame/Publish", place="frame"),
        ask("/frame", method="POST", place="frame"),
        ask("/popup", place="popup"),
    ],
)
def test_stops_while_reading(asked: Ask) -> None:
    made = guard()
    assert made.decide(asked) == "refuse"
    with pytest.raises(GuardStopped):
        made.check()
    made.expect(ORIGIN + "/Q/2")
    assert made.decide(ask("/Q/2")) == "refuse", "nothing is read after a stop"


@pytest.mark.parametrize(
    "asked",
    [
        ask("/logo.png", kind="Image"),
        ask("/favicon.ico", kind="Other"),
        ask("/app.js", kind="Script"),
        ask("/Content/style.css", kind="Stylesheet"),
        ask("/next", kind="Prefetch"),
        ask("/report", method="POST", kind="CSPViolationReport"),
        ask("/frame", place="frame"),
        ask("https://other.example/x"),
        ask("https://other.example/x", method="POST", kind="Ping"),
        ask("http://toolkit.example/x"),
        ask("file:///etc/hosts"),
        ask("/left", method="POST", kind="Ping", role="sign_in"),
    ],
)
def test_refuses_quietly_and_counts(asked: Ask) -> None:
    made = guard()
    assert made.decide(asked) == "refuse"
    assert made.stopped is None
    assert sum(made.refused.values()) == 1
    assert made.sent == []


def test_stylesheets_only_when_wanted_and_each_once() -> None:
    made = guard()
    made.styles_wanted = True
    sheet = ask("/Content/style.css", kind="Stylesheet")
    assert [made.decide(sheet), made.decide(sheet)] == ["allow", "serve"]
    assert made.decide(ask("/Assessment/Publish", kind="Stylesheet")) == "refuse"


def test_the_sign_in_form_posts_once_and_where_it_leads_is_read_elsewhere() -> None:
    made = guard("sign_in")
    made.expect(ORIGIN + "/Account/Login", "POST")
    post = ask("/Account/Login", method="POST")
    assert made.decide(post) == "allow"
    assert made.redirect(post, "/Home") == "refuse"
    assert made.after_post == ORIGIN + "/Home"
    assert made.decide(post) == "refuse"
    assert made.stopped


def test_scripts_own_posts_are_refused_quietly_before_sign_in() -> None:
    made = guard("sign_in")
    assert made.decide(ask("/Account/Login", method="POST", kind="XHR")) == "refuse"
    assert made.stopped is None


def test_what_was_allowed_in_one_phase_is_not_in_the_next() -> None:
    made = guard("sign_in")
    made.expect(ORIGIN + "/Account/Login", "POST")
    made.enter("reading")
    assert made.decide(ask("/Account/Login", method="POST")) == "refuse"
    assert made.stopped


@pytest.mark.parametrize(
    ("location", "decision", "attribute"),
    [
        ("/assessment/", "allow", "moved"),
        ("/account/login?ReturnUrl=%2FAssessment", "refuse", "session_ended"),
        ("https://other.example/", "refuse", "left_for"),
        ("/Assessment", "refuse", "too_many_hops"),
        ("/Known", "refuse", "turned_back"),
        ("/Assessment/Confirm", "refuse", "stopped"),
        ("/Somewhere", "refuse", "stopped"),
        ("/Assessment?year=2", "refuse", "stopped"),
    ],
)
def test_redirects_while_reading(location: str, decision: str, attribute: str) -> None:
    made = guard()
    made.expect(ORIGIN + "/Known")
    made.expect(ORIGIN + "/Assessment")
    asked = ask("/Assessment")
    assert made.decide(asked) == "allow"
    assert made.redirect(asked, location) == decision
    assert getattr(made, attribute)
    if attribute != "stopped":
        assert made.stopped is None


def test_a_circle_on_the_way_in_ends() -> None:
    made = guard("landing")
    made.expect(ORIGIN + "/Home")
    followed = 0
    while made.redirect(ask("/Home"), f"/Home/{followed}") == "allow":
        followed += 1
    assert followed == HOPS
    assert made.too_many_hops
    assert made.stopped is None


def test_a_redirect_to_publish_stops_on_the_way_in_too() -> None:
    made = guard("landing")
    assert made.redirect(ask("/Home"), "/Assessment/Publish") == "refuse"
    assert made.stopped
