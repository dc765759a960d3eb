"""Lists that show only a part, the links that lead on, and titles of questions."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions, read

ROWS = ("1.1.1 Who? <b>Completed</b>", "1.1.2 What? <b>Completed</b>")
CHOSEN = "<label>Show <select><option>All</option><option selected>Completed</option></select></label>"


def partial(before: str = "", after: str = "") -> str | None:
    rows = read(listed(*ROWS, before=HEADING + before, after=after)).rows
    assert rows is not None
    return rows.partial


@pytest.mark.parametrize(
    "before",
    ["<p>Showing: completed only</p>", "<p>Filtered by: Completed</p>", "<p>Showing completed questions</p>",
     "<p>Only mandatory questions are shown</p>", "<h2>Search results for “policy”</h2>",
     "<p>12 questions match your filter</p>",
     CHOSEN + "<p>Your questions</p>",
     pytest.param(CHOSEN),
     "<a href='?f=c' aria-current='true'>Completed</a>", "<button aria-pressed='true'>To do</button>",
     "<label><input type=radio name=f checked> Completed</label><label><input type=radio name=f> All</label>",
     "<label><input type=checkbox checked> Completed</label><label><input type=checkbox> To do</label>"],
)  # fmt: skip
def test_a_part_of_the_list(before: str) -> None:
    assert partial(before)


@pytest.mark.parametrize(
    "after", ["<button>Show more</button>", "<a href='?n=40'>Load more questions</a>", "<button>Show 20 more</button>"]
)
def test_more_to_load(after: str) -> None:
    assert partial(after=after)


@pytest.mark.parametrize(
    "before",
    ["", "<p>Showing all questions</p>", pytest.param("<p>Only you can see your answers.</p>"),
     "<a href='?f=c'>Completed</a>",
     "<label>Show <select><option selected>All</option><option>Completed</option></select></label>",
     "<label>Show <select><option>All</option><option>Completed</option></select></label>",
     "<label><input type=checkbox checked> Completed</label><label><input type=checkbox checked> To do</label>",
     "<label><input type=checkbox> Completed</label><label><input type=checkbox> To do</label>",
     "<nav><a aria-current=page>Questions</a></nav>", "<button>Show help</button>",
     pytest.param("<button>Only mandatory</button>"),
     pytest.param("<a href='?m'>Only starred</a>")],
)  # fmt: skip
def test_the_whole_list(before: str) -> None:
    assert partial(before) is None


@pytest.mark.parametrize(
    ("markup", "to"),
    [
        ("<a href=/a>Assessment</a>", "assessment"),
        ("<a href=/a>Go to assessment</a>", "assessment"),
        ("<a href=/a>Continue your 2025-26 assessment</a>", "assessment"),
        ("<a href=/a>Your questions</a>", "assessment"),
        ("<a href=/a>Standard 3</a>", "list"),
        ("<a href=/a>Standard 3: Training</a>", "list"),
        ("<a href=/a>Assertion 3.1</a>", "list"),
        ("<a href=/a>3 Training</a>", "list"),
        ("<ul><li><a href=/a>Training</a> 2 of 3 complete</li></ul>", "list"),
        ("<a href=/a rel=next>Next</a>", "list"),
        ("<nav class=pagination><a href=/a>2</a></nav>", "list"),
        ("<a href=/a>Help</a>", "other"),
        ("<a href=/a>News</a>", "other"),
        ("<a href=/a>Privacy</a>", "other"),
    ],
)
def test_where_a_link_leads(markup: str, to: str) -> None:
    links = read(f"<h1>Alder House</h1>{markup}").links
    assert [link.to for link in links if link.url.endswith("/a")] == [to] or not links


@pytest.mark.parametrize("href", ["#main", "javascript:go()", "mailto:a@b.example", "https://elsewhere.example/a", ""])
def test_no_link_of_the_site(href: str) -> None:
    assert read(f"<a href='{href}'>Assessment</a>").links == ()


TITLE = "Who leads on data security here?"


@pytest.mark.parametrize(
    "row",
    [
        f"1.1.1 {TITLE}", f"1.1.1: {TITLE}", f"1.1.1 - {TITLE}", f"(1.1.1) {TITLE}", f"{TITLE} (1.1.1)",
        f"Question 1.1.1 {TITLE}",
        f"<a href=/q>1.1.1 {TITLE}</a>", f"<b>1.1.1</b> <a href=/q>{TITLE}</a>", f"<a href=/q>1.1.1</a> {TITLE}",
        f"<b>1.1.1</b><h3>{TITLE}</h3><p>A long help text that says much more than the title says.</p>",
        f"<a href=/q>{TITLE}</a> <span>Ref no. 1.1.1</span>", f"<span>Ref 1.1.1</span> <a href=/q>{TITLE}</a>",
        f"1.1.1 {TITLE} (mandatory)", f"1.1.1 {TITLE} - mandatory",
        f"1.1.1 {TITLE} <button>Answer question 1.1.1</button>",
        f"<b>1.1.1</b> <span>{TITLE}</span> <a href=/q>Change</a>",
        f"1.1.1 <span>{TITLE}</span> Last saved 3 June 2026 by P. Nair",
    ],
)  # fmt: skip
def test_titles(row: str) -> None:
    found = questions(listed(f"{row} <i>Completed</i>", f"{row.replace('1.1.1', '1.1.2')} <i>Completed</i>"))
    assert [question.title for question in found.values()] == [TITLE, TITLE]


@pytest.mark.parametrize("row", ["1.1.1", "<a href=/q>1.1.1</a>", "1.1.1 <b>Mandatory</b>"])
def test_no_title(row: str) -> None:
    found = questions(listed(f"{row} <i>Completed</i>", f"{row.replace('1.1.1', '1.1.2')} <i>Completed</i>"))
    assert [question.title for question in found.values()] == [None, None]


def tab(kind: str, counted: int, *refs: str) -> str:
    tabs = "".join(
        f'<li><a href="/list?{k}"{" aria-current=page" * (k == kind)}>{k} questions ({counted if k == kind else 2})</a>'
        for k in ("Mandatory", "Optional")
    )
    rows = "".join(f'<li><a href="/q/{ref}">{ref} Which?</a> <b>Completed</b></li>' for ref in refs)
    return f"{HEADING}<ul>{tabs}</ul><h2>{kind} questions</h2><ul>{rows}</ul>"


def test_two_tabs_of_one_list_are_the_whole_of_it() -> None:
    mandatory, optional = tab("Mandatory", 3, "1.1.1", "1.1.2", "1.1.3"), tab("Optional", 2, "1.1.6", "1.3.6")
    assert "partial_list" not in problems(mandatory, optional)
    assert "partial_list" in problems(mandatory)
    assert "partial_list" in problems(tab("Mandatory", 4, "1.1.1", "1.1.2", "1.1.3"), optional)
