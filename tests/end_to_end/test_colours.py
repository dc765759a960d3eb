"""Where only the colour of a link tells a gap: the browser sees it, a saved page does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dsptscan.accounts import Account
from dsptscan.model import Report
from dsptscan.practice import PracticeToolkit
from dsptscan.scan import scan_account, scan_pages

REAL = "https://www.dsptoolkit.nhs.uk"
STYLE = "a { color: rgb(0, 94, 184) } .todo a { color: rgb(212, 53, 28) }"
GAPS = ("1.1.2", "2.2.1")
REFS = ("1.1.1", *GAPS[:1], "1.1.3", "2.1.1", *GAPS[1:], "3.1.1")
TODAY = date(2026, 6, 23)


def page(path: str, body: str) -> str:
    return (
        f"<!-- saved from url=(0042){REAL}{path} -->\n<!-- Invented page: not the real site -->\n"
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Toolkit</title>'
        f'<link rel="stylesheet" href="/Content/style.css"></head><body>{body}</body></html>'
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One list without a page per question; beside the questions no word says which are complete."""
    layout = tmp_path_factory.mktemp("layout")
    (layout / "style.css").write_text(STYLE)
    (layout / "layout.toml").write_text('title = "Colours"\nhome = "/Home"\nnot_shown = []\n')
    row = '<li class="{}"><a href="#q{}">{} Invented question</a> (mandatory)</li>'
    rows = "".join(row.format("todo" if ref in GAPS else "other", ref, ref) for ref in REFS)
    key = "<p>Questions that still need an answer are shown in red. 4 of 6 mandatory questions are complete.</p>"
    folder = layout / "red"
    folder.mkdir()
    home = '<h1>Meadow House (VX001)</h1><a href="/Assessment">Your assessment</a>'
    (folder / "home.html").write_text(page("/Home", home))
    (folder / "list.html").write_text(page("/Assessment", f"<h1>Assessment 2025-26</h1>{key}<ul>{rows}</ul>"))
    return folder


@pytest.fixture(scope="module")
def live(site: Path) -> Report:
    with PracticeToolkit(site) as toolkit:
        account = Account(name="red", username=toolkit.username, url=toolkit.url)
        return scan_account(account, toolkit.password, today=TODAY, paced=False, progress=lambda *step: None)


def test_red_links_are_the_gaps(live: Report) -> None:
    assert {question.ref for question in live.questions if question.status == "incomplete"} == set(GAPS)
    assert all("red" in " ".join(question.because) for question in live.questions if question.ref in GAPS)


def test_the_pages_own_counter_vouches_for_the_rest(live: Report) -> None:
    complete = {question.ref for question in live.questions if question.status == "complete"}
    assert complete == set(REFS) - set(GAPS)
    assert live.verdict == "not_ready"
    assert [fix.ref for fix in live.fixes if fix.stops_publishing] == [*GAPS]


def test_without_colours_nothing_is_known(site: Path) -> None:
    saved = scan_pages(site, today=TODAY)
    assert {question.status for question in saved.questions} == {"unknown"}
    assert saved.verdict == "cannot_tell"
