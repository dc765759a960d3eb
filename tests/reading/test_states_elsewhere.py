"""Menus, histories, steps, boxes and labels in a row: which of them tell how the question stands."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, questions, reading

DONE, OPEN = "1.1.1 Who leads? <b>Completed</b>", "1.1.2 What is kept? <b>Not started</b>"
STATES = ("Not started", "In progress", "Carried forward, please confirm", "Completed")


def third(row: str) -> str:
    return questions(listed(DONE, OPEN, f"2.1.1 When? {row}"))["2.1.1"].status


@pytest.mark.parametrize(
    "idle",
    [
        '<ul role="menu"><li>Completed</li><li>Not completed</li></ul>',
        '<ul class="dropdown-menu"><li><a href="#">Mark as completed</a></li></ul>',
        "<button>Mark as not completed</button>",
        "<details><summary>History</summary><ul><li>Not completed</li><li>2024-25: completed</li></ul></details>",
        '<section aria-label="Activity log"><p>Reopened</p><p>Completed</p></section>',
        '<a title="Not completed until you tick it">?</a>',
    ],
)
def test_what_one_could_do_and_what_once_was_tell_nothing(idle: str) -> None:
    assert third(f"<b>Completed</b> {idle}") == "complete"
    assert third(f"<b>In progress</b> {idle}") == "incomplete"
    assert third(idle) != "complete"


def test_a_history_below_its_heading_on_a_question_page() -> None:
    page = (
        "<h1>1.1.2 What is kept?</h1><p>Status: Not completed</p><h2>History</h2>"
        "<table><tr><td>11 January 2026</td><td>Marked complete</td></tr></table>"
    )
    assert questions(listed(DONE, OPEN), page)["1.1.2"].status == "incomplete"


def menu(chosen: str) -> str:
    options = "".join(f"<option{' selected' if s == chosen else ''}>{s}</option>" for s in STATES)
    return f"<select>{options}</select>"


@pytest.mark.parametrize(
    ("chosen", "status"),
    [("Completed", "complete"), ("In progress", "incomplete"), (STATES[2], "incomplete"), ("", "unknown")],
)  # fmt: skip
def test_a_menu_of_states(chosen: str, status: str) -> None:
    found = questions(listed(*(f"1.1.{i} Which? {menu(s)}" for i, s in enumerate((*STATES, chosen), 1))))["1.1.5"]
    assert (found.status, found.answer.kind) == (status, None)


def steps(current: str) -> str:
    states = ("Assigned", "Drafting", "Checking", "Completed")
    return "<ol>" + "".join(f"<li{' aria-current=step' * (s == current)}>{s}</li>" for s in states) + "</ol>"


def test_only_the_step_a_question_has_come_to_counts() -> None:
    found = questions(
        listed(*(f"1.1.{i} Which? {steps(s)}" for i, s in enumerate(("Completed", "Drafting", "Assigned"), 1)))
    )
    assert [q.status for q in found.values()] == ["complete", "incomplete", "incomplete"]


@pytest.mark.parametrize("label", ["Status", "State 2025-26", "Where it stands", "DSPT response 2025-26"])
def test_the_label_of_the_status_outweighs_others(label: str) -> None:
    rows = [
        f"1.1.{i} Which? <dl><div><dt>Policy review</dt><dd>Complete</dd></div><div><dt>State 2024-25</dt>"
        f"<dd>Completed</dd></div><div><dt>{label}</dt><dd>{status}</dd></div></dl>"
        for i, status in enumerate(("Answered", "Not answered", "Parked"), 1)
    ]
    assert [q.status for q in questions(listed(*rows)).values()] == ["complete", "incomplete", "unknown"]


def test_short_words_are_known_under_the_status_only() -> None:
    rows = "".join(
        f"<tr><td>1.1.{i}</td><td>Which?</td><td>{s}</td></tr>" for i, s in enumerate(("Closed", "Open", "75%"), 1)
    )
    table = f"{HEADING}<table><tr><th>Ref</th><th>Question</th><th>{{}}</th></tr>{rows}</table>"
    assert [q.status for q in questions(table.format("State")).values()] == ["complete", "incomplete", "incomplete"]
    assert questions(table.format("Office"))["1.1.2"].status == "unknown"


@pytest.mark.parametrize(("ticked", "mandatory"), [(" checked", True), ("", False)])
def test_a_box_in_a_column_of_its_own_is_no_answer(ticked: str, mandatory: bool) -> None:
    box = f'<input type="checkbox" aria-label="Mandatory" disabled{ticked}>'
    rows = "".join(f"<tr><td>1.1.{i}</td><td>Which?</td><td>{box}</td><td>Done</td></tr>" for i in (1, 2))
    page = f"{HEADING}<table><tr><th>Ref</th><th>Question</th><th>Mandatory</th><th>Status</th></tr>{rows}</table>"
    found = questions(page)["1.1.1"]
    assert (found.mandatory, found.status, found.answer.kind) == (mandatory, "complete", None)


def test_a_dot_in_one_of_several_columns_of_states() -> None:
    rows = "".join(
        f"<tr><td>1.1.{i}</td><td>Which?</td>"
        + "".join(f"<td>{'●' if n == i else ''}</td>" for n in (1, 2, 3))
        + "</tr>"
        for i in (1, 2, 3)
    )
    head = "<th>Ref</th><th>Question</th><th>Nothing entered</th><th>Part answered</th><th>Answered and saved</th>"
    found = questions(f"{HEADING}<table><tr>{head}</tr>{rows}</table>")
    assert [q.status for q in found.values()] == ["incomplete", "incomplete", "complete"]


def test_saved_is_the_good_state_only_where_gaps_are_told_in_its_place() -> None:
    rows = (
        "1.1.1 Who? <p>Saved on 3 May 2026</p>",
        "1.1.2 What? <p>Not answered</p>",
        "1.1.3 When? <p>Saved on 2 May 2025</p>",
    )
    assert [q.status for q in questions(listed(*rows)).values()] == ["complete", "incomplete", "unknown"]
    elsewhere = questions(listed(*(row.replace("<p>Not answered</p>", "<b>Not answered</b>") for row in rows)))
    assert elsewhere["1.1.1"].status == "unknown"


def test_lists_in_letters_of_one_width() -> None:
    lines = "\n".join(
        f'<A HREF="/i/{ref}">{ref}</A>   {kind}   {state}   13/04/26  REGISTER OF {ref}\n{"":40}GOES ON'
        for ref, kind, state in (("1.1.1", "MAND", "DONE "), ("1.1.2", "OPT ", "NIL  "), ("1.3.11", "MAND", "B/FWD"))
    )
    key = "KEY  MAND  = MANDATORY   OPT  = OPTIONAL\n     DONE  = ANSWER COMPLETE   NIL = NOTHING ENTERED\n\n"
    head = "REF     CLASS  STATE   SAVED     REQUIREMENT\n------  -----  ------  --------  -----------\n"
    found = reading(f"{HEADING}<pre>{key}{head}{lines}</pre>").questions
    assert [(q.ref, q.mandatory, q.status) for q in found] == [
        ("1.1.1", True, "complete"), ("1.1.2", False, "incomplete"), ("1.3.11", True, "incomplete"),
    ]  # fmt: skip
