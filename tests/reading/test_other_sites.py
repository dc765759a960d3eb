"""Mark-up of other makers' sites: wrapped grids, icon fonts, columns of earlier years, cells that name themselves."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions, read, reading

DONE = "1.1.{} Title <b>Completed</b>"


def table(head: list[str], *rows: list[str], group: str = "") -> str:
    heading = group + "<tr>" + "".join(f"<th>{text}</th>" for text in head) + "</tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"{HEADING}<table><thead>{heading}</thead><tbody>{body}</tbody></table>"


@pytest.mark.parametrize(
    ("earlier", "now"),
    [("2024-25", "2025-26"), ("Last year", "This year"), ("Status on 30 June 2025", "Status today"),
     ("Previous year", "Status"), ("Status 24/25", "Status 25/26")],
)  # fmt: skip
def test_a_column_of_an_earlier_year_completes_nothing(earlier: str, now: str) -> None:
    rows = [[f"1.1.{n}", "Title", "Completed", "Completed" if n == 1 else ""] for n in (1, 2, 3)]
    found = questions(table(["Ref", "Question", earlier, now], *rows))
    assert {ref for ref, question in found.items() if question.status == "complete"} <= {"1.1.1"}


def test_a_heading_over_two_columns_names_their_year() -> None:
    group = "<tr><th></th><th></th><th colspan=2>2024-25</th><th colspan=2>2025-26</th></tr>"
    rows = [[f"1.1.{n}", "Title", "SM", "Completed", "SM", ""] for n in (1, 2)]
    found = questions(table(["Ref", "Question", "Level", "Status", "Level", "Status"], *rows, group=group))
    assert {question.status for question in found.values()} <= {"incomplete", "unknown"}


@pytest.mark.parametrize("text", ["Last year: completed", "<i>Last year:</i> <b>Completed</b>", "Completed in 2024-25"])
def test_completed_last_year_is_not_completed(text: str) -> None:
    found = questions(listed(DONE.format(1), f"1.1.2 Title {text}"))
    assert found["1.1.1"].status == "complete"
    assert found["1.1.2"].status != "complete"


@pytest.mark.parametrize("key", ["data-label", "data-title", "data-th"])
@pytest.mark.parametrize("heading", ["Completed", "Complete", "Done"])
def test_a_cell_that_names_its_column_says_nothing_by_it(key: str, heading: str) -> None:
    rows = "".join(f'<tr><td>1.1.{n}</td><td>Title</td><td {key}="{heading}"></td></tr>' for n in (1, 2))
    found = questions(f"{HEADING}<table>{rows}</table>")
    assert {question.status for question in found.values()} <= {"incomplete", "unknown"}


def test_a_cell_that_names_its_column_and_its_value() -> None:
    cells = '<td data-label="Mandatory">{}</td><td data-label="Status">{}</td>'
    rows = "<tr><td>1.1.1</td><td>A</td>" + cells.format("Yes", "Completed") + "</tr>"
    rows += "<tr><td>1.1.2</td><td>B</td>" + cells.format("No", "To do") + "</tr>"
    found = questions(f"{HEADING}<table>{rows}</table>")
    assert [(q.mandatory, q.status) for q in found.values()] == [(True, "complete"), (False, "incomplete")]


def test_a_grid_whose_rows_and_cells_are_wrapped() -> None:
    heads = "".join(
        f'<div role="columnheader" aria-colindex="{n}"><button aria-label="{text} column menu">{text}</button></div>'
        for n, text in enumerate(("Ref", "Question", "Complete?", "Mandatory?"), 2)
    )

    def row(ref: str, *cells: str) -> str:
        shown = "".join(f'<div role="gridcell" aria-colindex="{n}">{c}</div>' for n, c in enumerate((ref, *cells), 2))
        choose = f'<div role="gridcell" aria-colindex="1"><div role="radio" aria-label="Select item {ref}"></div></div>'
        return f'<div><div role="row" aria-label="{ref}">{choose}<div role="presentation">{shown}</div></div></div>'

    body = row("1.1.1", "Who?", "Yes", "Yes") + row("1.1.2", "What?", "No", "Yes") + row("1.1.3", "When?", "Yes", "No")
    found = questions(f'{HEADING}<div role="grid"><div role="row">{heads}</div>{body}</div>')
    assert [(q.status, q.mandatory) for q in found.values()] == [
        ("complete", True),
        ("incomplete", True),
        ("complete", False),
    ]


def test_an_icon_font_with_a_key() -> None:
    key = (
        "<ul><li><mat-icon>check_circle</mat-icon> Complete</li><li><mat-icon>circle</mat-icon> Not answered</li></ul>"
    )
    row = "<div><mat-icon>{}</mat-icon> <span>1.1.{}</span> <span>Title</span></div>"
    rows = "".join(row.format(icon, n) for n, icon in enumerate(("check_circle", "circle", "check_circle"), 1))
    found = questions(f"{HEADING}{key}<section>{rows}</section>")
    assert [q.status for q in found.values()] == ["complete", "incomplete", "complete"]


def test_a_mandatory_mark_in_the_label_of_the_box() -> None:
    form = (
        '<div><label for="a{n}">1.1.{n} Title {mark}</label><textarea id="a{n}">Yes</textarea><p>Status: done</p></div>'
    )
    star = '<abbr title="required">*</abbr>'
    page = f"{HEADING}<p>Questions marked {star} are mandatory.</p><form>"
    page += "".join(form.format(n=n, mark=star if n < 3 else "") for n in (1, 2, 3)) + "</form>"
    assert [q.mandatory for q in questions(page).values()] == [True, True, False]


def test_a_key_of_letters_one_after_the_other() -> None:
    rows = [["1.1.1", "Title", "Completed", "M"], ["1.1.2", "Title", "Completed", "O"]]
    page = "<p>M = mandatory  O = optional</p>" + table(["Ref", "Question", "Status", "M/O"], *rows)
    assert [q.mandatory for q in questions(page).values()] == [True, False]


@pytest.mark.parametrize("red", ['style="color: #d4351c"', 'style="color:red"', 'style="color: rgb(212, 53, 28)"'])
def test_links_that_a_saved_page_writes_in_red(red: str) -> None:
    rows = [f'<a href="/q/{n}" {red if n == 2 else ""}>1.1.{n} Title</a>' for n in (1, 2, 3)]
    page = listed(*rows, before=f"{HEADING}<p>2 of 3 questions complete. Those in red are not complete.</p>")
    assert [q.status for q in questions(page).values()] == ["complete", "incomplete", "complete"]


PAGER = (
    '<ul class="pagination"><li class="active">1</li><li><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li></ul>'
)


@pytest.mark.parametrize(
    "more", [PAGER, '<a href="?p=2">Next page</a>', '<a rel="next" href="?p=2">More</a>',
             '<nav aria-label="Pages"><a href="?p=2">Next</a></nav>'],
)  # fmt: skip
def test_a_list_that_goes_on(more: str) -> None:
    assert "list_cut_short" in problems(listed(DONE.format(1), DONE.format(2), after=more))


def test_every_page_of_a_list_that_goes_on() -> None:
    def page(here: int) -> str:
        shown = "".join(f"<li>{n}</li>" if n == here else f'<li><a href="?p={n}">{n}</a></li>' for n in (1, 2))
        after = f'<ul class="pager">{shown}</ul>' + ('<a href="?p=2">Next page</a>' if here == 1 else "")
        return listed(DONE.format(here), DONE.format(here + 2), after=after)

    assert problems(page(1), page(2)) == set()


def test_a_count_beside_a_sentence_about_something_else() -> None:
    before = f"{HEADING}<div><p>2 of 2 questions completed</p><p>You have not published this assessment.</p></div>"
    assert problems(listed(DONE.format(1), DONE.format(2), before=before)) == set()


@pytest.mark.parametrize(
    "markup",
    ["<header><span>Alder House</span> <span>VK3M1</span></header>", "<div><b>Alder House</b> <i>(VK3M1)</i></div>",
     "<p>Alder House<br>ODS code: VK3M1</p>", "<p>DSPT | Alder House | ODS VK3M1</p>",
     "<p>Assessment for Alder House, code VK3M1</p>", "<p>Signed in: Alder House (VK3M1)</p>"],
)  # fmt: skip
def test_an_organisation_in_pieces(markup: str) -> None:
    found = read(markup + listed(DONE.format(1), DONE.format(2))).facts.organisation
    assert (found.name, found.code) == ("Alder House", "VK3M1")


@pytest.mark.parametrize("line", ["Standards Met assessment", "Aim: Standards Met", "Standards Met. 2 of 2 questions."])
def test_a_level_named_in_passing(line: str) -> None:
    assert (
        read(listed(DONE.format(1), DONE.format(2), before=f"{HEADING}<p>{line}</p>")).facts.standard == "Standards Met"
    )


def test_last_years_answer_in_a_box_of_its_own() -> None:
    inset = "<div><h2>Last year's answer (2024-25)</h2><p>Yes</p></div>"
    radios = '<form><fieldset><legend>Your answer</legend><label><input type="radio" name="a" checked> Yes</label>'
    page = f"<h1>1.1.1 Title</h1>{inset}{radios}<label><input type='radio' name='a'> No</label></fieldset></form>"
    found = reading(listed(DONE.format(1), DONE.format(2)), page).questions[0]
    assert (found.answer.kind, found.answer.answered, found.status) == ("choice", True, "complete")


def test_the_kind_of_an_answer_is_no_empty_answer() -> None:
    row = "<h3>1.1.{}</h3><dl><dt>Status</dt><dd>Completed</dd><dt>Answer type</dt><dd>Date</dd></dl>"
    page = f"{HEADING}<div>{row.format(1)}</div><div>{row.format(2)}</div>"
    assert {q.status for q in questions(page).values()} == {"complete"}
