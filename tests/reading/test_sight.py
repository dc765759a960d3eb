"""What nobody can bring into view is not on the page; what is only closed is."""

from __future__ import annotations

import pytest

from dsptscan.model import Page, Question
from dsptscan.reading.assemble import assemble
from dsptscan.reading.document import parse
from dsptscan.reading.page import read_page
from tests.reading.small_pages import HEADING, OPENED, WORDS, listed, questions, whole

SHEET = """<style>/* states */ @media print { .off { display: block } }
.off, .w[data-open=no] { display:none !important }
.shut > .inner { visibility: hidden } .shut.is-open > .inner { visibility: visible }
@media (min-width: 40em) { .late { display: none } }
:root { --alarm: #c8102e } a { color: #005eb8 } .gap a, a.gap:link { color: var(--alarm) }</style>"""


def texts(body: str, head: str = "") -> list[str]:
    return [leaf.text for leaf in parse(whole(body, head=head)).leaves]


def of(body: str) -> dict[str, Question]:
    page = read_page(Page(name="page.html", html=whole(body, head=SHEET)), WORDS)
    return {q.ref: q for q in assemble([page], OPENED).questions}


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>away</p>",
        '<p style="display : none">away</p>',
        '<p class="note off">away</p>',
        '<div class="w" data-open="no"><p>away</p></div>',
        '<p class="late">away</p>',
        '<p class="ng-hide">away</p>',
        '<p class="d-none">away</p>',
        "<dialog><p>away</p></dialog>",
        '<div role="dialog" aria-hidden="true"><p>away</p></div>',
        '<div class="modal fade" tabindex="-1" aria-hidden="true"><p>away</p></div>',
        '<div class="shut"><div class="inner"><b>away</b></div></div>',
    ],
)
def test_out_of_sight(markup: str) -> None:
    assert texts(f"<p>here</p>{markup}", SHEET) == ["here"]


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="visually-hidden">there</p>',
        '<p class="d-none d-md-block">there</p>',
        '<p class="hidden lg:flex">there</p>',
        '<p class="overflow-hidden">there</p>',
        '<p aria-hidden="true">there</p>',
        "<dialog open><p>there</p></dialog>",
        '<p hidden="until-found">there</p>',
        '<div class="shut is-open"><div class="inner"><b>there</b></div></div>',
        '<button aria-controls="m">+</button><div id="m" hidden>there</div>',
        '<a href="#m">More</a><div id="m" class="off">there</div>',
        "<button>More</button><div hidden><p>there</p><p>a</p><p>b</p><p>c</p></div>",
        '<div role="tabpanel" hidden>there</div>',
        "<section hidden><h1>there</h1></section>",
        "<div hidden>there <textarea></textarea></div>",
    ],
)
def test_in_sight_or_only_closed(markup: str) -> None:
    assert any("there" in text for text in texts(f"<p>here</p>{markup}", SHEET))


def test_a_closed_panel_with_questions_is_read() -> None:
    panel = '<div class="shut"><div class="inner"><ul><li>1.1.5 Lead <b>Not answered</b></li></ul></div></div>'
    found = of(listed("1.1.1 Registration <b>Answered</b>", "1.1.2 Register <b>Answered</b>") + panel)
    assert {ref: q.status for ref, q in found.items()} == {
        "1.1.1": "complete", "1.1.2": "complete", "1.1.5": "incomplete",
    }  # fmt: skip


def test_of_several_labels_the_one_that_is_shown_counts() -> None:
    def row(ref: str, shown: str, mandatory: bool) -> str:
        states = [
            f'<i class="{"" if s == shown else "off"}">{s}</i>' for s in ("Answered", "In progress", "Not started")
        ]
        return f'{ref} Title of it <em class="{"" if mandatory else "off"}">Mandatory</em> {" ".join(states)}'

    found = of(
        listed(row("1.1.1", "Answered", True), row("1.1.2", "In progress", False), row("1.1.3", "Not started", True))
    )
    assert [(q.status, q.mandatory) for q in found.values()] == [
        ("complete", True), ("incomplete", False), ("incomplete", True),
    ]  # fmt: skip


def test_a_message_that_is_not_shown_counts_nothing() -> None:
    rows = listed("1.1.1 Registration <b>Answered</b>", "2.1.1 Induction <b>Answered</b>")
    toast = '<div role="status" class="{}"><b>!</b> 2 questions are not answered.</div>'
    assert {q.status for q in of(rows + toast.format("off")).values()} == {"complete"}
    assert {q.status for q in of(rows + toast.format("")).values()} == {"unknown"}


def test_the_window_of_a_question_that_is_listed_too_is_not_read() -> None:
    window = "<dialog><p>1.1.1 Registration</p><p>Not answered</p><button>Close</button></dialog>"
    found = of(listed("1.1.1 Registration <b>Answered</b>", "1.1.2 Register <b>Answered</b>") + window)
    assert found["1.1.1"].status == "complete"


def test_a_question_that_only_stands_out_of_sight_is_not_lost() -> None:
    assert set(questions(listed("1.1.1 Registration <b>Done</b>") + "<p hidden>1.1.2 Register</p>")) == {
        "1.1.1",
        "1.1.2",
    }


def test_red_links_by_a_style_sheet() -> None:
    note = HEADING + "<p>Links in red still need an answer.</p><p>1 of 2 questions answered</p>"
    rows = ['<a href="/a">1.1.1 Registration</a>', '<span class="gap"><a href="/b">1.1.2 Register</a></span>']
    found = of(listed(*rows, before=note))
    assert {ref: q.status for ref, q in found.items()} == {"1.1.1": "complete", "1.1.2": "incomplete"}


@pytest.mark.parametrize(
    "sheet", ["a{", "}}}", "@media{.x{display:none}", "a:has(b){display:none}", "@import 'x'; .off{display:none}", "*{"]
)
def test_sheets_that_are_broken_or_not_understood(sheet: str) -> None:
    assert "here" in texts("<p>here</p><p class=x>there</p>", f"<style>{sheet}</style>")
