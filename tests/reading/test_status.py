"""From what stands beside a question to complete, incomplete, or unknown with a reason."""

from __future__ import annotations

import pytest

from dsptscan.model import Page, Question
from dsptscan.reading.assemble import assemble
from dsptscan.reading.page import read_page
from tests.reading.small_pages import HEADING, OPENED, WORDS, listed, questions, reading, whole

DONE = ("1.1.1 Who leads? <b>Completed</b>", "1.1.2 What is kept? <b>Completed</b>")


def third(row: str, *more: str) -> Question:
    """What is read of a third row, below two that are completed; `more` are further pages."""
    return questions(listed(*DONE, row), *more)["2.1.1"]


def own_page(status: str, box: str = "Yes, we do.") -> str:
    return f'<h1>2.1.1 When?</h1>{status}<label for="a">Your answer</label><textarea id="a">{box}</textarea>'


@pytest.mark.parametrize(
    ("row", "status", "because"),
    [
        ("2.1.1 When? <b>Completed</b>", "complete", 'list: "Completed"'),
        ("2.1.1 When? <b>Not completed</b>", "incomplete", 'list: "Not completed"'),
        ("2.1.1 When?", "incomplete", 'no "completed" beside it, as beside 2 others'),
        ("2.1.1 When? <b>Please confirm</b>", "incomplete", 'only asks to confirm: "Please confirm"'),
        ("2.1.1 When? <b>1 of 2 parts complete</b>", "incomplete", '"1 of 2 parts complete"'),
        ("2.1.1 When? <b>2 of 2 parts complete</b>", "complete", '"2 of 2 parts complete"'),
        ("2.1.1 When? <b>Reconfirmed</b>", "complete", '"Reconfirmed", where others have their status'),
    ],
)
def test_known(row: str, status: str, because: str) -> None:
    found = third(row)
    assert found.status == status
    assert because in " ".join(found.because)


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ("2.1.1 When? <b>Completed</b> <i>Not completed</i>", "says both"),
        ("2.1.1 When? <b>Completed</b> <i>In progress</i>", "says both"),
        ("2.1.1 When? <b>Completed, but not saved</b>", "says both"),
        ("2.1.1 When? <b>Completed, see policy1.2.3.docx</b>", 'says more than "completed"'),
        ("2.1.1 When? <b>Completed: 80%</b>", 'says more than "completed"'),
        ("2.1.1 When? <b>Completed - waiting for approval</b>", "says both"),
        ("2.1.1 When? <b>Completed</b> (not by you)", 'says more than "completed"'),
        ("2.1.1 When? <b>Completed?</b>", ""),
        ("<a>2.1.1 When?</a> not <b>completed</b>", 'more than "completed"'),
        ("<a>2.1.1 When?</a> <b>completed</b> no", '"not" apart'),
        ("2.1.1 When? <b>Parked</b>", 'does not know the word "Parked"'),
        ("2.1.1 When? <b>Perhaps completed</b>", ""),
        ("2.1.1 When? <b>Saved</b>", "does not know"),
        ("2.1.1 When? <b class='done'></b>", "only a class name"),
    ],
)
def test_unknown_with_its_reason(row: str, because: str) -> None:
    found = third(row)
    assert found.status == "unknown"
    assert because in " ".join(found.because)
    assert found.because


def test_nothing_says_anything() -> None:
    found = questions(listed("1.1.1 Who?", "1.1.2 What?"))
    assert {question.status for question in found.values()} == {"unknown"}
    assert "nothing on the page says whether it is completed" in found["1.1.1"].because


def test_only_gaps_are_marked() -> None:
    found = questions(listed("1.1.1 Who? <b>To do</b>", "1.1.2 What?", "2.1.1 When?"))
    assert [question.status for question in found.values()] == ["incomplete", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("counter", "status"),
    [
        ("2 of 3 complete", "complete"),
        ("1 of 3 complete", "unknown"),
        ("3 of 3 complete", "unknown"),
        ("2 of 4 complete", "unknown"),
    ],
)
def test_only_gaps_are_marked_and_a_counter_accounts_for_the_rest(counter: str, status: str) -> None:
    found = questions(
        listed("1.1.1 Who? <b>To do</b>", "1.1.2 What?", "2.1.1 When?", before=f"{HEADING}<p>{counter}</p>")
    )
    assert found["1.1.1"].status == "incomplete"
    assert {found["1.1.2"].status, found["2.1.1"].status} == {status}


def test_a_counter_that_disagrees_makes_what_it_contradicts_unknown() -> None:
    found = reading(listed(*DONE, before=f"{HEADING}<p>1 of 2 complete</p>"))
    assert {question.status for question in found.questions} == {"unknown"}
    assert [problem.kind for problem in found.problems] == ["counter_disagrees"]
    assert '"1 of 2 complete"' in " ".join(found.questions[0].because)


def test_list_and_question_page_disagree() -> None:
    for row, own in (("Completed", "<p>Not completed</p>"), ("Not completed", "<p>Completed</p>")):
        found = third(f"2.1.1 When? <b>{row}</b>", own_page(own))
        assert found.status == "unknown"
        assert "contradict" in " ".join(found.because)


def test_two_lists_disagree() -> None:
    found = questions(listed(*DONE), listed(DONE[0].replace("Completed", "To do"), DONE[1]))
    assert (found["1.1.1"].status, found["1.1.2"].status) == ("unknown", "complete")


def test_a_question_page_that_says_nothing_takes_nothing_back() -> None:
    assert third("2.1.1 When? <b>Completed</b>", own_page("")).status == "complete"


def test_completed_with_an_empty_box_is_unknown() -> None:
    found = third("2.1.1 When? <b>Completed</b>", own_page("", box=""))
    assert (found.status, found.answer.answered) == ("unknown", False)
    assert "the answer on the page is empty" in " ".join(found.because)


def test_a_page_cut_off_proves_nothing_complete() -> None:
    page = whole(listed(*DONE, "2.1.1 When? <b>To do</b>"))
    cut = page[: page.index("</main>")]
    found = assemble([read_page(Page(name="a", html=cut), WORDS)], OPENED)
    assert [question.status for question in found.questions] == ["unknown", "unknown", "incomplete"]
    assert [problem.kind for problem in found.problems] == ["cut_off"]
    assert "cut off" in " ".join(found.questions[0].because)


def test_a_page_that_could_not_be_read() -> None:
    pages = [read_page(Page(name="a", html=whole(listed(*DONE))), WORDS)]
    found = assemble(pages, OPENED, {"1.1.1": "its page could not be opened"})
    assert [question.status for question in found.questions] == ["unknown", "complete"]
    assert "its page could not be opened" in found.questions[0].because


def test_the_same_question_twice_in_one_list() -> None:
    found = reading(listed(*DONE, DONE[0]))
    assert [problem.kind for problem in found.problems] == ["listed_twice"]


def test_a_saved_answer_that_is_still_worked_on_is_not_complete() -> None:
    row = '<a href="/q/@r">@r Invented question</a> <i>Answer saved 4 May 2026</i> <b>@s</b>'
    rows = [
        row.replace("@r", r).replace("@s", s) for r, s in (("1.1.1", "Closed complete"), ("1.1.2", "Work in progress"))
    ]
    read = questions(listed(*rows))
    assert (read["1.1.1"].status, read["1.1.2"].status != "complete") == ("complete", True)
