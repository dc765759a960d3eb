"""Headings that speak for all questions below them, and those that do not."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, questions

FIRST, SECOND, THIRD = (
    "<li>1.1.1 Who leads here?</li>",
    "<li>1.1.2 What is kept?</li>",
    "<li>2.1.1 When was it read?</li>",
)


def statuses(body: str) -> dict[str, str]:
    return {ref: question.status for ref, question in questions(HEADING + body).items()}


def mandatory(body: str) -> dict[str, bool | None]:
    return {ref: question.mandatory for ref, question in questions(HEADING + body).items()}


@pytest.mark.parametrize(
    "words",
    ["Mandatory questions", "Mandatory", "MANDATORY QUESTIONS (2)", "The mandatory questions", "Required questions"],
)
@pytest.mark.parametrize("tag", ["h2", "h3", "h6"])
def test_mandatory_and_optional(words: str, tag: str) -> None:
    body = f"<{tag}>{words}</{tag}><ul>{FIRST}{SECOND}</ul><{tag}>Optional questions</{tag}><ul>{THIRD}</ul>"
    assert mandatory(body) == {"1.1.1": True, "1.1.2": True, "2.1.1": False}


@pytest.mark.parametrize(
    ("words", "status"),
    [("To do", "incomplete"), ("Still to do (2)", "incomplete"), ("Not completed", "incomplete"),
     ("Incomplete questions", "incomplete"), ("Unanswered", "incomplete"), ("Completed", "complete"),
     ("Completed (2)", "complete"), ("Answered questions", "complete")],
)  # fmt: skip
def test_status(words: str, status: str) -> None:
    other = {"complete": ("To do", "incomplete"), "incomplete": ("Completed", "complete")}[status]
    body = f"<h2>{words}</h2><ul>{FIRST}{SECOND}</ul><h2>{other[0]}</h2><ul>{THIRD}</ul>"
    assert statuses(body) == {"1.1.1": status, "1.1.2": status, "2.1.1": other[1]}


def test_a_row_of_a_table_may_be_a_heading() -> None:
    first = "<tr><th colspan=2>Mandatory</th></tr><tr><td>1.1.1<td>Who?</tr>"
    second = "<tr><th colspan=2>Optional</th></tr><tr><td>2.1.1<td>When?</tr>"
    assert mandatory(f"<table>{first}{second}</table>") == {"1.1.1": True, "2.1.1": False}


def test_headings_in_headings() -> None:
    body = (
        f"<h2>Mandatory</h2><h3>To do</h3><ul>{FIRST}</ul><h3>Completed</h3><ul>{SECOND}</ul>"
        f"<h2>Optional</h2><h3>To do</h3><ul>{THIRD}</ul>"
    )
    assert mandatory(body) == {"1.1.1": True, "1.1.2": True, "2.1.1": False}
    assert statuses(body) == {"1.1.1": "incomplete", "1.1.2": "complete", "2.1.1": "incomplete"}


def test_a_panel_is_named_by_its_tab() -> None:
    body = (
        "<div role=tablist><button role=tab id=a>To do</button><button role=tab id=b>Completed</button></div>"
        f"<div role=tabpanel aria-labelledby=a><ul>{FIRST}{SECOND}</ul></div>"
        f"<div role=tabpanel aria-labelledby=b hidden><ul>{THIRD}</ul></div>"
    )
    assert statuses(body) == {"1.1.1": "incomplete", "1.1.2": "incomplete", "2.1.1": "complete"}


def test_what_stands_beside_the_question_is_nearer_than_the_heading() -> None:
    body = "<h2>Mandatory</h2><ul><li>1.1.1 Who? <b>Optional</b> <i>Done</i></li><li>1.1.2 What? <i>Done</i></li></ul>"
    assert mandatory(body) == {"1.1.1": False, "1.1.2": True}


@pytest.mark.parametrize(
    "before",
    [
        "<p>Mandatory questions must be completed before you publish.</p>",
        "<p>Completed</p><p>Here are your questions.</p>",
        pytest.param("<nav><h2>Completed</h2></nav>"),
        pytest.param("<aside><h2>Completed</h2><p>Training week</p></aside>"),
        "<h2>How completed answers are kept</h2>",
        pytest.param("<h2>Completed?</h2>"),
        "<h2>What to do</h2>",
        "<button>Completed</button>",
        "<label><input type=checkbox> Completed</label>",
        "<a href='?f=done'>Completed</a>",
        "<select><option>Completed</option></select>",
        "<h2>Completed</h2><h2>Questions</h2>",
    ],
)
def test_these_speak_for_nobody(before: str) -> None:
    assert set(statuses(f"{before}<ul>{FIRST}{SECOND}{THIRD}</ul>").values()) <= {"unknown", "incomplete"}


def test_a_loose_completed_is_no_promise() -> None:
    """A plain line may be a filter or a key: only a real heading makes all below it complete."""
    assert set(statuses(f"<p>Completed</p><ul>{FIRST}{SECOND}{THIRD}</ul>").values()) == {"unknown"}


def test_a_heading_ends_where_the_next_of_its_level_begins() -> None:
    body = f"<h2>Completed</h2><ul>{FIRST}</ul><h2>Standard 2</h2><ul>{SECOND}{THIRD}</ul>"
    assert statuses(body)["1.1.1"] == "complete"
    assert {statuses(body)["1.1.2"], statuses(body)["2.1.1"]} <= {"unknown", "incomplete"}


def test_because_says_that_it_was_the_heading() -> None:
    found = questions(f"{HEADING}<h2>To do</h2><ul>{FIRST}{SECOND}</ul>")
    assert "the heading above it" in " ".join(found["1.1.1"].because)
