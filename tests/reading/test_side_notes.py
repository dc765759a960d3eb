"""What stands beside a question and tells nothing of it: remarks, last year's state, other questions, other counts."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions

DONE, OPEN = "1.1.1 Who leads? <b>Completed</b>", "1.1.2 What is kept? <b>Not started</b>"


def third(row: str) -> str:
    return questions(listed(DONE, OPEN, f"2.1.1 When? {row}"))["2.1.1"].status


REMARKS = [
    "<p>Comment: <q>{}</q></p>",
    "<p>Note: {}</p>",
    "<dl><dt>Notes by staff</dt><dd>{}</dd></dl>",
    '<small>Lead: J. Bell | Due: 30 May 2026 | Note: "{}"</small>',
    "<small>Owner: Priya Shah | Local remarks: {}</small>",
]


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize(
    "said", ["done", "not finished for the new wing, see log", "still to do: reprint | ask Jo", "policy v2.1.1"]
)
def test_a_remark_tells_nothing_of_the_status(remark: str, said: str) -> None:
    said = said if '"' in remark else said.replace(" | ", ", ")
    assert third("<b>Completed</b> " + remark.format(said)) == "complete"
    assert third("<b>Not started</b> " + remark.format(said)) == "incomplete"


def table(*rows: tuple[str, str, str]) -> str:
    cells = "".join(
        f"<tr><td>{ref} Which?</td><td>{status}</td><td><i>{remark}</i></td></tr>" for ref, status, remark in rows
    )
    return f"{HEADING}<table><tr><th>Question</th><th>Status</th><th>Inspector's remarks</th></tr>{cells}</table>"


def test_a_column_of_remarks() -> None:
    rows = [("1.1.1", "Completed", "not yet"), ("1.1.2", "Not started", "done"), ("1.1.3", "Completed", "Put right.")]
    found = questions(table(*rows))
    assert [q.status for q in found.values()] == ["complete", "incomplete", "complete"]


def test_a_remark_may_tell_that_an_answer_was_carried_over() -> None:
    found = questions(table(("1.1.1", "Completed", "Carried over from 2024-25"), ("1.1.2", "Completed", "")))
    assert found["1.1.1"].carried_over is True


@pytest.mark.parametrize("line", ["2024-25: completed | 2 documents", "Lead: Jo | 2024-25: not completed"])
def test_an_earlier_year_in_a_line(line: str) -> None:
    assert third(f"<b>Completed</b> <small>{line}</small>") == "complete"
    assert third(f"<b>Not started</b> <small>{line}</small>") == "incomplete"


@pytest.mark.parametrize(
    "pointing",
    [
        "<dl><dt>Related questions</dt><dd>1.1.1</dd></dl>",
        "<dl><dt>Depends on</dt><dd>3.1.1 (training plan)</dd></dl>",
        "<p><b>See also:</b> <a href=/q>3.1.1</a></p>",
    ],
)
def test_a_question_that_is_pointed_to_is_no_row(pointing: str) -> None:
    rows = [
        f"<h3>{ref} Which?</h3>{more}<p>{said}</p>"
        for ref, more, said in (
            ("1.1.1", "", "Completed"),
            ("1.1.2", pointing, "Completed"),
            ("1.1.3", "", "Not started"),
        )
    ]
    found = questions(HEADING + "".join(f"<section>{row}</section>" for row in rows))
    assert {ref: q.status for ref, q in found.items()} == {
        "1.1.1": "complete",
        "1.1.2": "complete",
        "1.1.3": "incomplete",
    }


@pytest.mark.parametrize(
    "key",
    [
        "Open it and press Save, or it does not count <b>*</b> mandatory for Standards Met.",
        "A question marked * is mandatory.",
        "* Items with an asterisk are not optional.",
    ],
)
def test_a_not_that_is_not_said_of_the_mark(key: str) -> None:
    found = questions(
        listed("1.1.1 Who? <b>*</b> <i>Done</i>", "1.1.2 What? <i>Done</i>", before=HEADING + f"<p>{key}</p>")
    )
    assert (found["1.1.1"].mandatory, found["1.1.2"].mandatory) == (True, False)


@pytest.mark.parametrize("key", ["Questions not marked with * are mandatory.", "Those without * are mandatory."])
def test_a_not_that_is_said_of_the_mark(key: str) -> None:
    found = questions(
        listed("1.1.1 Who? <b>*</b> <i>Done</i>", "1.1.2 What? <i>Done</i>", before=HEADING + f"<p>{key}</p>")
    )
    assert found["1.1.1"].mandatory is False


def test_a_key_inside_a_long_text() -> None:
    key = "Level: M = mandatory for Standards Met, O = optional. " + "A box only selects a row for printing. " * 8
    found = questions(
        listed("1.1.1 Who? <b>M</b> <i>Done</i>", "1.1.2 What? <b>O</b> <i>Done</i>", before=HEADING + f"<p>{key}</p>")
    )
    assert (found["1.1.1"].mandatory, found["1.1.2"].mandatory) == (True, False)


@pytest.mark.parametrize(
    "count",
    [
        "2024-25: 39 of 43 mandatory questions completed on 10 June 2025",
        "Act now. In 2024-25 you completed 43 of 43 mandatory questions.",
        "Last year 39 of 43 mandatory questions were complete.",
        "B. Okoro completed 2 questions on 5 June",
    ],
)
def test_a_count_of_something_else(count: str) -> None:
    row = "<i>Mandatory</i> <b>Completed</b>"
    page = listed(f"1.1.1 Who? {row}", f"1.1.2 What? {row}", after=f"<p>{count}</p>")
    assert "counter_disagrees" not in problems(page)
    assert "counter_disagrees" in problems(page.replace(count, "3 of 43 mandatory questions completed"))


def test_the_year_in_the_path_to_a_page_is_its_own() -> None:
    page = "<p>Home / Assessment 2025-26</p><h1>Standard 2: Staff</h1>" + "".join(
        f"<section><h3>{ref} Which?</h3><dl><dt>Status</dt><dd>{now}</dd>"
        f"<dt>In 2024-25</dt><dd>{then}</dd></dl></section>"
        for ref, now, then in (("2.1.1", "Completed", "Not completed"), ("2.2.1", "Not started", "Completed"))
    )
    assert [q.status for q in questions(page).values()] == ["complete", "incomplete"]


@pytest.mark.parametrize(
    "said", ["Manager Review: waiting for approval", "QA: waiting for approval", "Not completed; will do next year"]
)
def test_a_state_is_no_remark_whoever_says_it(said: str) -> None:
    assert third(f"<b>Completed</b> <i>{said}</i>") == "unknown"


def test_a_column_of_questions_that_are_pointed_to() -> None:
    rows = "".join(
        f"<tr><td>{ref}</td><td>Which one is it?</td><td>{said}</td><td>{other}</td></tr>"
        for ref, said, other in (
            ("1.1.1", "Not started", "3.1.1"),
            ("1.1.2", "Completed", ""),
            ("1.1.3", "Completed", "1.1.1"),
        )
    )
    heads = "<tr><th>Ref</th><th>Question</th><th>Status</th><th>Related questions</th></tr>"
    found = questions(f"{HEADING}<table>{heads}{rows}</table>")
    assert {ref: q.status for ref, q in found.items()} == {
        "1.1.1": "incomplete",
        "1.1.2": "complete",
        "1.1.3": "complete",
    }


def test_what_was_not_complete_is_a_count_unless_it_is_of_an_earlier_year() -> None:
    row = "<i>Mandatory</i> <b>Completed</b>"
    said = "When you last saved, 1 of 2 mandatory questions were not completed."
    page = listed(f"1.1.1 Who? {row}", f"1.1.2 What? {row}", after="<p>{}</p>")
    assert "counter_disagrees" not in problems(
        page.format("Published on 24 June 2025. All 43 questions were complete.")
    )
    assert "counter_disagrees" in problems(page.format(said.partition(", ")[2]))
