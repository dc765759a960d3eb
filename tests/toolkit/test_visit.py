"""What a person may do in the shown window while signing in, rule by rule, without a browser."""

from __future__ import annotations

import pytest

from dsptscan.toolkit.guard import Ask, Guard
from dsptscan.toolkit.visit import MOST_POSTS, Visit, form_targets

ORIGIN = "https://toolkit.example"
OTHER = "https://login.example"
STEP = '<form method="post" action="/Account/Code"><input name="code"></form>'


def guard(**more: bool) -> Guard:
    made = Guard(ORIGIN, login_path="/Account/Login")
    visit = Visit(ORIGIN, lambda html, url: "home" if "Assessment" in html else "second_factor", **more)
    made.let_a_person(visit)
    assert visit.shows(STEP, f"{ORIGIN}/Account/Step", 200)
    return made


def ask(path: str, method: str = "GET", kind: str = "Document", **more: object) -> Ask:
    url = path if "://" in path else ORIGIN + path
    return Ask(method, url, kind, **({"role": "sign_in"} | more))


@pytest.mark.parametrize(
    "asked",
    [
        ask("/Account/Step"),
        ask("/Account/Step?again=1"),
        ask("/Account/Code", "POST"),
        ask("/style.css", kind="Stylesheet"),
        ask("/logo.png", kind="Image"),
    ],
)
def test_what_a_person_may_do(asked: Ask) -> None:
    made = guard()
    assert made.decide(asked) == "allow"
    assert len(made.sent) == 1


@pytest.mark.parametrize(
    "asked",
    [
        ask("/app.js", kind="Script"),
        ask("/data", kind="XHR"),
        ask("/Account/Code", "POST", kind="Fetch"),
        ask("/Account/Code", "POST", kind="Ping"),
        ask("/frame", place="frame"),
        ask("/help", place="popup"),
        ask("/Account/LogOff"),
        ask("/publish/logo.png", kind="Image"),
        ask(f"{OTHER}/pixel", kind="Image"),
    ],
)
def test_what_is_refused_quietly(asked: Ask) -> None:
    made = guard()
    assert made.decide(asked) == "refuse"
    assert (made.stopped, made.sent) == (None, [])


@pytest.mark.parametrize(
    "asked",
    [
        ask("/Assessment/Publish"),
        ask("/Evidence/Delete/1"),
        ask("/Assessment/Publish", "POST"),
        ask("/Account/LogOff", "POST"),
        ask("/Answer/1", "POST"),
        ask("/Account/Code", "PUT"),
        ask("/Account/Step", role="reading"),
        ask("/Account/Code", "POST", role="reading"),
    ],
)
def test_what_stops_everything(asked: Ask) -> None:
    made = guard()
    assert made.decide(asked) == "refuse"
    assert made.stopped
    assert made.decide(ask("/Account/Step")) == "refuse"


def test_a_form_is_sent_a_few_times_at_most() -> None:
    made = guard()
    assert [made.decide(ask("/Account/Code", "POST")) for _ in range(MOST_POSTS + 1)][-2:] == ["allow", "refuse"]


def test_another_site_is_for_nhsmail_only() -> None:
    made = guard()
    assert made.decide(ask(f"{OTHER}/signin")) == "refuse"
    assert made.left_for == "login.example"


def test_the_first_page_behind_the_sign_in_ends_it() -> None:
    made = guard()
    visit = made.visit
    assert visit is not None
    assert not visit.shows('<h1>Assessment</h1><form method="post" action="/Answer/1">', f"{ORIGIN}/Home", 200)
    assert visit.arrived == f"{ORIGIN}/Home"
    assert made.decide(ask("/Account/Step")) == "refuse"
    assert made.decide(ask("/Answer/1", "POST")) == "refuse"
    made.enter("landing")
    assert made.decide(ask("/Account/Code", "POST")) == "refuse"
    assert made.stopped


def test_an_error_page_is_no_arrival() -> None:
    visit = guard().visit
    assert visit is not None
    assert visit.shows("<h1>Assessment</h1>", f"{ORIGIN}/Home", 500)
    assert visit.arrived is None


def test_at_another_site_all_is_theirs_and_the_way_back_may_be_a_form() -> None:
    made = guard(elsewhere=True, scripts=True)
    assert made.decide(ask("/Account/Back", "POST")) == "refuse", "no way back without having been away"
    made = guard(elsewhere=True, scripts=True)
    assert made.decide(ask(f"{OTHER}/signin")) == "allow"
    for kind, method in (("Script", "GET"), ("XHR", "POST"), ("Document", "POST")):
        assert made.decide(ask(f"{OTHER}/x", method, kind)) == "allow"
    assert made.decide(ask("http://login.example/plain")) == "refuse"
    assert made.decide(ask("/Account/Back", "POST")) == "allow"
    assert made.sent == [("POST", "/Account/Back")]
    assert made.decide(ask("/Assessment/Publish", "POST")) == "refuse"
    assert made.stopped


@pytest.mark.parametrize(
    ("location", "decision", "stops"),
    [("/Account/Terms", "allow", False), ("/Assessment/Publish", "refuse", True), (f"{OTHER}/x", "refuse", False)],
)
def test_redirects(location: str, decision: str, stops: bool) -> None:
    made = guard()
    assert made.redirect(ask("/Account/Code", "POST"), location) == decision
    assert bool(made.stopped) == stops


@pytest.mark.parametrize(
    ("html", "targets"),
    [
        ("<form>", {"/a/b?c=1"}),
        ('<form action="">', {"/a/b?c=1"}),
        ('<form action="d"><button formaction="/e#f">', {"/a/d", "/e"}),
        ('<base href="/x/"><form action="d">', {"/x/d"}),
        ('<form action="https://other.example/d"><form action="http://[">', set()),
        ("<p>no form", set()),
    ],
)
def test_where_the_forms_of_a_page_are_sent(html: str, targets: set[str]) -> None:
    assert form_targets(html, f"{ORIGIN}/a/b?c=1") == targets
