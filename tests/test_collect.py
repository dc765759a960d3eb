"""Which pages are opened, in which order, without a browser: the session is played."""

from __future__ import annotations

from typing import Any

import pytest

from dsptscan.accounts import Account
from dsptscan.collect import MOST_LISTS, check_sign_in
from dsptscan.errors import ToolkitUnavailable
from dsptscan.model import Page
from tests.played_session import HOME, HOST, WORDS, asked, gathered, links, listing


def test_from_the_menu_to_the_list_to_each_question_once(play: Any) -> None:
    questions = {f"/q/{ref}": asked(ref) for ref in ("1.1.1", "1.1.2")}
    session = play({"/home": HOME, "/list": listing("1.1.1", "1.1.2"), **questions})
    said: list[tuple[str, int, int]] = []
    collected = gathered(said)
    assert (session.opened, session.fetched) == (["/list"], ["/q/1.1.1", "/q/1.1.2"])
    assert [page.address for page in collected.pages] == [HOST + path for path in ("/home", "/list", *questions)]
    assert (collected.unread, collected.problems) == ({}, [])
    assert said[:2] == [("Signing in", 0, 1), ("Signing in", 1, 1)]
    assert said[-2:] == [("Reading questions", 1, 2), ("Reading questions", 2, 2)]


def test_sign_in_may_land_on_the_list_itself(play: Any) -> None:
    session = play({"/home": listing("1.1.1"), "/q/1.1.1": asked("1.1.1")})
    gathered()
    assert (session.opened, session.fetched) == ([], ["/q/1.1.1"])


PARTS = [(f"Standard {n}", f"/standard-{n}") for n in range(1, 5)]


def test_every_part_of_the_list_once_also_when_parts_link_to_each_other(play: Any) -> None:
    pages = {f"/standard-{n}": listing(f"{n}.1.1", more=links(*PARTS), at="#{}") for n in range(1, 5)}
    session = play({"/home": HOME, "/list": "<h1>Assessment 2025-26</h1>" + links(*PARTS), **pages})
    gathered()
    assert session.opened == ["/list", "/standard-1", "/standard-2", "/standard-3", "/standard-4"]
    assert session.fetched == []


@pytest.mark.parametrize(
    "name", ["Standard 6: About incidents", "6. Dealing with incidents", "6.1 Incidents", "Assertion 6.1 Incidents"]
)
def test_a_standard_about_incidents_is_read_too(play: Any, name: str) -> None:
    pages = {"/list": listing("1.1.1", more=links((name, "/six")), at="#{}"), "/six": listing("6.1.1", at="#{}")}
    session = play({"/home": HOME, **pages})
    assert gathered().problems == []
    assert session.opened == ["/list", "/six"]


@pytest.mark.parametrize(
    "name", ["Report an incident", "Publish assessment", "Standard 6: publish incidents", "Save all"]
)
def test_a_link_that_names_a_deed_is_never_followed(play: Any, name: str) -> None:
    pages = {"/list": listing("1.1.1", more=links((name, "/deed"), *PARTS[:1]), at="#{}"), "/deed": listing("9.1.1")}
    play({"/home": HOME, "/standard-1": listing("1.1.1", at="#{}"), **pages})
    assert f"{HOST}/deed" not in [page.address for page in gathered().pages]


def test_a_part_that_cannot_be_opened_is_a_problem(play: Any) -> None:
    parts = links(("Standard 6: Incidents", "/Incident/"), *PARTS[:1])
    play({"/home": HOME, "/list": listing("1.1.1", more=parts, at="#{}"), "/standard-1": listing("1.1.1", at="#{}")})
    (problem,) = gathered().problems
    assert (problem.kind, problem.url) == ("list_cut_short", f"{HOST}/Incident/")


def test_a_part_that_leads_back_to_the_list_is_none(play: Any) -> None:
    play({"/home": HOME, "/list": listing("1.1.1", more=links(*PARTS[:1]), at="#{}")}, {"/standard-1": "/list"})
    assert gathered().problems == []


def test_a_list_without_end_is_a_problem(play: Any) -> None:
    onward = '<nav class="pagination"><a rel="next" href="/list/{}">Next</a></nav>'
    pages = {f"/list/{n}": listing("1.1.1", more=onward.format(n + 1), at="#{}") for n in range(MOST_LISTS + 20)}
    session = play({"/home": HOME.replace("/list", "/list/0"), **pages})
    collected = gathered()
    assert [problem.kind for problem in collected.problems] == ["list_cut_short"]
    assert len(session.opened) == MOST_LISTS


def test_questions_that_share_a_page_read_it_once(play: Any) -> None:
    rows = listing("1.1.1", "1.1.2", at="/both#{}")
    session = play({"/home": HOME, "/list": rows, "/both": listing("1.1.1", "1.1.2", at="#{}")})
    assert gathered().unread == {}
    assert session.fetched == ["/both"]


def test_a_question_whose_address_reads_as_a_deed_is_unread(play: Any) -> None:
    play({"/home": HOME, "/list": listing("1.1.1", at="/delete/{}")})
    assert list(gathered().unread) == ["1.1.1"]


@pytest.mark.parametrize("shown", ["<h1>Page not found</h1>", asked("1.1.2"), "<h1>Welcome</h1>"])
def test_a_page_that_shows_another_question_leaves_it_unread(play: Any, shown: str) -> None:
    play({"/home": HOME, "/list": listing("1.1.1"), "/q/1.1.1": shown})
    assert list(gathered().unread) == ["1.1.1"]


def test_the_way_may_take_some_steps(play: Any) -> None:
    onward = links(("News", "/news"), ("Your assessment", "/list"), ("Continue your assessment", "/next"))
    steps = {
        "/list": "<h1>Before you start</h1>" + onward,
        "/next": "<h1>Assessment 2025-26</h1>" + links(*PARTS[:2]),
        "/standard-1": listing("1.1.1", at="#{}"),
        "/standard-2": listing("2.1.1", at="#{}"),
    }
    session = play({"/home": HOME, **steps})
    gathered()
    assert session.opened == [*steps]


@pytest.mark.parametrize("name", ["News", "Your assessment"])
def test_an_overview_without_counts(play: Any, name: str) -> None:
    pages = {f"/standard-{n}": listing(f"{n}.1.1", at="#{}") for n in range(1, 5)}
    session = play({"/home": HOME, "/list": "<h1>Standards</h1>" + links((name, "/list"), *PARTS), **pages})
    gathered()
    assert session.opened == ["/list", *pages]


def test_pages_that_only_lead_to_each_other_are_left(play: Any) -> None:
    pages = {f"/{n}": "<h1>News</h1>" + links(("Your assessment", f"/{n + 1}")) for n in range(20)}
    session = play({"/home": HOME.replace("/list", "/0"), **pages})
    gathered()
    assert len(session.opened) == 3


def test_no_way_to_the_assessment(play: Any) -> None:
    session = play({"/home": "<h1>Meadow House (VX001)</h1>" + links(("News", "/news"))})
    assert len(gathered().pages) == 1
    assert session.opened == session.fetched == []


@pytest.mark.parametrize(
    ("home", "said"),
    [
        (HOME, "The way to the assessment is there."),
        (listing("1.1.1"), "The way to the assessment is there."),
        ("<h1>Welcome</h1>", "does not name an organisation. No link to the assessment was found on it."),
    ],
)
def test_checking_an_account_opens_nothing_else(play: Any, home: str, said: str) -> None:
    session = play({"/home": home})
    assert check_sign_in(Account(name="a", username="u", url=HOST), "pw", WORDS, visible=False).endswith(said)
    assert session.opened == session.fetched == []


SITES = "<h1>Your sites</h1>{}<ul><li>Elm Lodge ({}) <b>Included</b></ul>"


@pytest.mark.parametrize("at", ["/home", "/list"])
@pytest.mark.parametrize("name", ["Your sites", "View branches", "Branches (2)"])
def test_the_list_of_sites_is_opened_once_after_all_else(play: Any, at: str, name: str) -> None:
    pages = {"/home": HOME, "/list": listing("1.1.1", at="#{}")}
    pages[at] += links((name, "/sites"), (name, "/sites#top"))
    session = play({**pages, "/sites": SITES.format(links(("Your assessment", "/list")), "VM195")})
    collected = gathered()
    assert session.opened == ["/list", "/sites"]
    assert [site.code for page in collected.pages for site in page.sites] == ["VM195"]
    assert (collected.problems, collected.remarks) == ([], [])


def test_further_pages_of_the_list_of_sites(play: Any) -> None:
    onward = '<nav class="pagination"><a rel="next" href="/sites/2">Next</a></nav>' + links(("Standard 9", "/nine"))
    pages = {"/list": listing("1.1.1", at="#{}", more=links(("Sites", "/sites")))}
    session = play(
        {"/home": HOME, **pages, "/sites": SITES.format(onward, "VM195"), "/sites/2": SITES.format("", "VK3M1")}
    )
    assert [site.code for page in gathered().pages for site in page.sites] == ["VM195", "VK3M1"]
    assert session.opened == ["/list", "/sites", "/sites/2"]


@pytest.mark.parametrize(
    "name", ["Add sites", "Publish for your sites", "Confirm branches", "About sites", "NHS sites"]
)
def test_no_other_link_is_taken_for_the_list_of_sites(play: Any, name: str) -> None:
    session = play({"/home": HOME + links((name, "/sites")), "/list": listing("1.1.1", at="#{}")})
    gathered()
    assert session.opened == ["/list"]


def test_a_list_of_sites_whose_address_reads_as_a_deed_is_not_opened(play: Any) -> None:
    play({"/home": HOME + links(("Sites", "/publish/sites")), "/list": listing("1.1.1", at="#{}")})
    collected = gathered()
    assert [page.address for page in collected.pages] == [f"{HOST}/home", f"{HOST}/list"]
    assert len(collected.remarks) == 1


@pytest.mark.parametrize("shown", ["<h1>Page not found</h1>", "<h1>Your sites</h1>", "<h1>Log in</h1>"])
def test_a_list_of_sites_that_cannot_be_read_is_a_remark(play: Any, shown: str) -> None:
    play({"/home": HOME + links(("Sites", "/sites")), "/list": listing("1.1.1", at="#{}"), "/sites": shown})
    collected = gathered()
    assert [page.address for page in collected.pages] == [f"{HOST}/home", f"{HOST}/list"]
    assert len(collected.raw) == 3
    assert [said for said in collected.remarks if '"Sites"' in said] == collected.remarks != []


def test_a_toolkit_that_fails_at_the_list_of_sites_spoils_nothing(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    session = play({"/home": HOME + links(("Sites", "/sites")), "/list": listing("1.1.1", at="#{}")})
    opened = session.open

    def fails(url: str, **more: Any) -> Page:
        if url.endswith("/sites"):
            raise ToolkitUnavailable("The toolkit has a fault.", "Try again.")
        return opened(url, **more)

    monkeypatch.setattr(session, "open", fails)
    collected = gathered()
    assert (len(collected.pages), len(collected.remarks)) == (2, 1)


def tabs(*given: tuple[str, str]) -> str:
    tab = '<a role="tab" aria-selected="{}" href="{}">{}</a>'
    shown = "".join(tab.format("false" if i else "true", href, text) for i, (text, href) in enumerate(given))
    return f'<nav><div role="tablist">{shown}</div></nav>'


def test_an_overview_in_any_words_is_no_home_page(play: Any) -> None:
    """The menu names the assessment, which is this page; its parts have numbers and counts of their own."""
    parts = "".join(
        f'<li><a href="/{n}">{n}. {name}</a> <b>{done} of 2 provided</b></li>'
        for n, name, done in ((1, "Personal data", 1), (2, "Staff", 2), (3, "Training", 0))
    )
    head = '<nav><a href="/home">Assessment</a></nav><h1>Your 2025-26 assessment</h1>'
    pages = {f"/{n}": listing(f"{n}.1.1", at="#{}") for n in (1, 2, 3)}
    session = play({"/home": f"{head}<ul>{parts}</ul>", **pages})
    gathered()
    assert session.opened == ["/1", "/2", "/3"]


def test_numbered_parts_of_a_home_page(play: Any) -> None:
    head = '<nav><a href="/home">Assessment</a></nav><h1>Meadow House</h1>'
    parts = links(("1. Personal data", "/1"), ("2. Staff", "/2"), ("3. Training", "/3"))
    session = play({"/home": head + parts, **{f"/{n}": listing(f"{n}.1.1", at="#{}") for n in (1, 2, 3)}})
    gathered()
    assert session.opened == ["/1", "/2", "/3"]


def test_tabs_lead_to_the_other_parts_of_a_list(play: Any) -> None:
    there = tabs(("People", "/list"), ("Technology 5", "/technology"), ("Policies", "/policies"))
    pages = {"/technology": listing("8.1.1", at="#{}"), "/policies": listing("1.3.1", at="#{}")}
    session = play({"/home": HOME, "/list": listing("2.1.1", more=there, at="#{}"), **pages})
    gathered()
    assert session.opened == ["/list", "/technology", "/policies"]


@pytest.mark.parametrize(
    "name", ["Completed", "To do (3)", "Mandatory", "History", "Activity log", "Users", "Last year"]
)
def test_tabs_that_filter_or_lead_elsewhere_are_left_alone(play: Any, name: str) -> None:
    there = tabs(("Questions", "/list"), (name, "/other"))
    session = play({"/home": HOME, "/list": listing("2.1.1", more=there, at="#{}"), "/other": listing("2.1.1")})
    gathered()
    assert session.opened == ["/list"]


def test_a_tab_that_may_not_be_opened_is_a_missing_part(play: Any) -> None:
    there = tabs(("People", "/list"), ("Incidents and continuity", "/incidents"))
    play({"/home": HOME, "/list": listing("2.1.1", more=there, at="#{}")})
    assert [problem.kind for problem in gathered().problems] == ["list_cut_short"]
