"""Tables whose headings stand in several rows, and cells that reach over several columns or rows."""

from __future__ import annotations

import pytest

from dsptscan.model import Question
from dsptscan.reading.grid import grid_of, is_table
from tests.reading.small_pages import HEADING, document, questions


def told(head: str, *rows: str) -> dict[str, Question]:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return questions(f"{HEADING}<table><thead>{head}</thead><tbody>{body}</tbody></table>")


TWO_YEARS = (
    "<tr><th rowspan=2>Ref</th><th rowspan=2>Question</th><th colspan=2>{0}</th><th colspan=2>{1}</th>"
    "<th rowspan=2>{2}</th></tr><tr><th>State</th><th>Saved</th><th>State</th><th>Saved</th></tr>"
)


@pytest.mark.parametrize("then", ["2024-25", "Last year (2024-25)", "Previous year", "Toolkit 24/25"])
@pytest.mark.parametrize("mandatory", ["Mandatory", "Needed to publish"])
def test_headings_that_reach_down_beside_those_of_two_years(then: str, mandatory: str) -> None:
    rows = [
        "<td>1.1.1</td><td>First</td><td>Done</td><td>1 May 2025</td><td>Done</td><td>3 March 2026</td><td>Yes</td>",
        "<td>1.1.2</td><td>Second</td><td>Done</td><td>1 May 2025</td><td>–</td><td>–</td><td>No</td>",
        "<td>1.1.3</td><td>Third</td><td>–</td><td>–</td><td>Done</td><td>4 March 2026</td><td>Yes</td>",
    ]
    found = told(TWO_YEARS.format(then, "2025-26", mandatory), *rows)
    assert [q.status for q in found.values()] == ["complete", "incomplete", "complete"]
    assert [q.mandatory for q in found.values()] == [True, False, True]
    assert str(found["1.1.1"].updated_on) == "2026-03-03"


def test_a_cell_beside_several_rows_moves_the_others_along() -> None:
    head = "<tr><th>Standard</th><th>Ref</th><th>Last year</th><th>Completed</th><th>Mandatory</th></tr>"
    rows = [
        "<td rowspan=3>1 Personal data</td><td>1.1.1</td><td>Yes</td><td>Yes</td><td>Yes</td>",
        "<td>1.1.2</td><td>Yes</td><td>No</td><td>Yes</td>",
        "<td>1.1.3</td><td>No</td><td>Yes</td><td>No</td>",
        "<td>2 Staff</td><td>2.1.1</td><td>Yes</td><td>No</td><td>No</td>",
    ]
    found = told(head, *rows)
    assert [q.status for q in found.values()] == ["complete", "incomplete", "complete", "incomplete"]
    assert [q.mandatory for q in found.values()] == [True, True, False, False]


def test_a_cell_reaches_no_further_than_its_group() -> None:
    page = document(
        "<table><thead><tr><th rowspan=9>A</th><th>B</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></table>"
    )
    table = next(e for e in page.elements if is_table(e))
    assert [[column for column, _ in row.own] for row in grid_of(table).values()] == [[0, 1], [0, 1]]


def test_a_column_for_each_state() -> None:
    head = "".join(f"<th>{t}</th>" for t in ("Ref", "Title", "Mand.", "From 24-25", "Not started", "Under way", "Done"))
    cells = {
        "1.1.1": ("Is all of it done?", "Y", "", "", "x", ""),
        "1.1.2": ("Second", "Y", "Y", "", "", "x"),
        "1.1.3": ("Third", "N", "", "●", "", ""),
        "1.1.4": ("Fourth", "N", "", "", "", "✓"),
    }
    rows = ["".join(f"<td>{c}</td>" for c in (ref, *rest)) for ref, rest in cells.items()]
    found = told(f"<tr>{head}</tr>", *rows)
    assert [q.status for q in found.values()] == ["incomplete", "complete", "incomplete", "complete"]
    assert [q.mandatory for q in found.values()] == [True, True, False, False]
    assert [q.carried_over for q in found.values()] == [False, True, False, False]


@pytest.mark.parametrize(
    ("other", "own"),
    [("Head office", "Your home"), ("HQ", "This site"), ("National average", "Your organisation"),
     ("Sister home <small>for comparison</small>", "Status"), ("Group", "Status")],
)  # fmt: skip
def test_how_somebody_else_stands_says_nothing(other: str, own: str) -> None:
    rows = [
        "<td>1.1.1</td><td>First</td><td>Complete</td><td>Complete</td>",
        "<td>1.1.2</td><td>Second</td><td>Not complete</td><td>Complete</td>",
        "<td>1.1.3</td><td>Third</td><td>Complete</td><td>Not complete</td>",
        "<td>1.1.4</td><td>Fourth</td><td>Complete</td><td></td>",
    ]
    found = told(f"<tr><td>Ref</td><td>Question</td><td>{other}</td><td>{own}</td></tr>", *rows)
    statuses = [q.status for q in found.values()]
    if other == "Group":  # the reader cannot know whose group: nothing it may contradict is complete
        assert statuses[1:3] == ["unknown", "incomplete"]
    else:
        assert statuses == ["complete", "complete", "incomplete", "incomplete"]


@pytest.mark.parametrize("group", ["Progress : 1. {} (2)", "{} (2)", "Status: {}", "2) {}", "{}: 2"])
@pytest.mark.parametrize("own_body", [True, False])
def test_rows_that_name_the_state_of_those_below_them(group: str, own_body: bool) -> None:
    between = "</tbody><tbody>" if own_body else ""
    page = "<table><tr><th>Ref</th><th>Title</th></tr><tbody>"
    for n, state in enumerate(("Still to do", "Finished", "Look at last year's answer")):
        page += f"<tr><td colspan=2>{group.format(state)}</td></tr>{between}"
        page += "".join(f"<tr><td>{n + 1}.1.{i}</td><td>Completed checks</td></tr>" for i in (1, 2)) + between
    found = questions(f"{HEADING}{page}</tbody></table>")
    assert [q.status for q in found.values()] == ["incomplete"] * 2 + ["complete"] * 2 + ["incomplete"] * 2
    assert [q.carried_over for q in found.values()][4:] == [True, True]


TOLD = {"Done": "complete", "To do": "incomplete"}
NEEDED = "<tr><th>Ref</th><th>Question</th><th>State</th><th>Needed to publish?</th></tr>"


@pytest.mark.parametrize("depth", ["3", "0", "99"])
@pytest.mark.parametrize(("said", "mandatory"), [("Yes", True), ("No", False), ("<img alt=Yes>", True)])
def test_what_a_cell_says_holds_for_every_row_it_reaches_into(depth: str, said: str, mandatory: bool) -> None:
    page = f"{HEADING}<table><thead>{NEEDED}</thead><tbody><tr><td>2.1.1</td><td>Zero</td><td>To do</td>"
    page += f"<td>{'No' if mandatory else 'Yes'}</td></tr></tbody><tbody>"
    page += f"<tr><td>1.1.1</td><td>One</td><td>Done</td><td rowspan={depth}>{said}</td></tr>"
    page += "<tr><td>1.1.2</td><td>Two</td><td>To do</td></tr><tr><td>1.1.3</td><td>Three</td><td>Done</td></tr>"
    found = questions(f"{page}</tbody></table>")
    assert {ref: q.mandatory for ref, q in found.items()} == {
        "1.1.1": mandatory, "1.1.2": mandatory, "1.1.3": mandatory, "2.1.1": not mandatory,
    }  # fmt: skip
    assert [q.status for q in found.values()] == ["complete", "incomplete", "complete", "incomplete"]


def test_a_state_that_several_rows_share() -> None:
    head = "<tr><th>State</th><th>Ref</th><th>Question</th></tr>"
    rows = ["<td rowspan=2>To do</td><td>1.1.1</td><td>One</td>", "<td>1.1.2</td><td>Two</td>",
            "<td>Done</td><td>1.1.3</td><td>Three</td>"]  # fmt: skip
    assert [q.status for q in told(head, *rows).values()] == ["incomplete", "incomplete", "complete"]


def test_a_box_that_several_rows_share() -> None:
    head = "<tr><th>Ref</th><th>Question</th><th>Done</th><th>Mandatory</th></tr>"
    done, open_, ticked = "<td>Yes</td>", "<td>No</td>", "<input type=checkbox disabled checked>"
    rows = [f"<td>1.1.1</td><td>One</td>{done}<td rowspan=2>{ticked}</td>", f"<td>1.1.2</td><td>Two</td>{open_}",
            f"<td>1.1.3</td><td>Three</td>{done}<td>{ticked.replace(' checked', '')}</td>"]  # fmt: skip
    assert [q.mandatory for q in told(head, *rows).values()] == [True, True, False]


def test_a_cell_that_names_a_question_speaks_for_that_alone() -> None:
    head = "<tr><th>Left</th><th>Right</th></tr>"
    rows = ["<td rowspan=2>1.1.1 One <b>Completed</b></td><td>1.1.2 Two <b>Not started</b></td>",
            "<td>1.1.3 Three <b>Not started</b></td>"]  # fmt: skip
    assert [q.status for q in told(head, *rows).values()] == ["complete", "incomplete", "incomplete"]


@pytest.mark.parametrize("heading", ["Open / closed", "Complete or incomplete", "Done/To do", "Closed / Open"])
def test_a_heading_that_names_both_states(heading: str) -> None:
    done, to_do = ("Closed", "Open") if "losed" in heading else ("Done", "To do")
    head = f"<tr><th>Ref</th><th>Question</th><th>Remarks</th><th>{heading}</th></tr>"
    rows = [
        f"<td>1.1.1</td><td>One</td><td>2 files</td><td>{done}</td>",
        f"<td>1.1.2</td><td>Two</td><td>Brought forward from 2024-25</td><td>{to_do}</td>",
        f"<td>1.1.3</td><td>Three</td><td></td><td>{to_do}</td>",
    ]
    assert [q.status for q in told(head, *rows).values()] == ["complete", "incomplete", "incomplete"]


@pytest.mark.parametrize("counted", ["{} of {} done", "{}/{}", "{} out of {} answers done"])
@pytest.mark.parametrize("rows", [2, 4])
def test_the_count_of_an_assertion_is_no_state_of_a_question_beside_it(counted: str, rows: int) -> None:
    """Neither of the first below it nor of the last above it; with few questions in each as with many."""
    head = "<tr><th>Ref</th><th>Question</th><th>State</th></tr>"
    states = ["Done"] * (rows - 1) + ["To do"]
    body = []
    for assertion in ("1.1", "1.2", "1.3"):
        body.append(f"<td colspan=2>{assertion} What we hold</td><td>{counted.format(rows - 1, rows)}</td>")
        body += [f"<td>{assertion}.{n}</td><td>Question {n}</td><td>{s}</td>" for n, s in enumerate(states, 1)]
    found = told(head, *body)
    assert [q.status for q in found.values()] == [TOLD[state] for state in states] * 3
    assert [q.because for q in found.values()] == [(f'list: "{state}" (under "State")',) for state in states] * 3
