"""What stands around a question and is not about it: menus, hints of comment boxes, boxes that choose a row."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions

LIST = listed("1.1.1 Who? <b>To do</b> <i>Mandatory</i>", "1.1.2 What? <b>Completed</b> <i>Mandatory</i>")
PAGE = "<h1>1.1.1 Who?</h1>{}<label for=a>Your answer</label><textarea id=a></textarea>"


def test_a_menu_that_is_not_called_one() -> None:
    menu = "".join(f"<li><a href=/list?{n}>{text}</a></li>" for n, text in enumerate(("Completed (3)", "To do", "All")))
    found = questions(LIST, PAGE.format(f"<div><ul>{menu}</ul></div>"))
    assert found["1.1.1"].status == "incomplete"
    found = questions(LIST.replace("To do", "Completed"), PAGE.format(f"<ul>{menu}</ul>"))
    assert found["1.1.1"].status == "unknown"  # called completed, but the box is empty


@pytest.mark.parametrize(
    "box",
    ["<p><label for=c>Comments <span>(optional)</span></label><textarea id=c></textarea></p>",
     "<div><label for=c>Notes</label><span>Optional</span><textarea id=c></textarea></div>",
     "<table><tr><td>Comments</td><td><textarea></textarea><br><span>Add more, optional</span></td></tr></table>"],
)  # fmt: skip
def test_a_comment_box_is_optional_the_question_is_not(box: str) -> None:
    found = questions(LIST, PAGE.format("") + box)
    assert found["1.1.1"].mandatory is True


@pytest.mark.parametrize("value", ["Yes", "No"])
def test_a_question_page_of_labels_and_values(value: str) -> None:
    rows = {"Number": "1.1.1", "Needed to publish": value, "Progress": "1. Still to do", "Last saved": "3 May 2026"}
    table = "".join(f"<tr><td><b>{label}</b></td><td>{text}</td></tr>" for label, text in rows.items())
    found = questions(listed("1.1.1 Who?", "1.1.2 What?"), f"<h1>1.1.1 Who?</h1><table>{table}</table>")
    assert found["1.1.1"].mandatory is (value == "Yes")
    assert found["1.1.1"].status == "incomplete"


@pytest.mark.parametrize(
    "box",
    ["<div role=checkbox title={0} aria-checked=false></div>", "<input type=checkbox aria-label='Select {0}'>",
     "<input type=checkbox title='{0}'>", "<label><input type=checkbox> {0}</label>"],
)  # fmt: skip
def test_a_box_that_chooses_the_row_is_no_answer(box: str) -> None:
    rows = "".join(
        f"<tr><td>{box.format(ref)}</td><td>{ref}</td><td>Title</td><td>Completed</td></tr>"
        for ref in ("1.1.1", "1.1.2")
    )
    found = questions(f"{HEADING}<table>{rows}</table>")
    assert [(q.status, q.answer.kind) for q in found.values()] == [("complete", None)] * 2


@pytest.mark.parametrize(
    "text",
    ["Publishing opens when no item that is needed is left in groups 1", "If 3 questions are not completed, call us",
     "You cannot publish until 45 mandatory questions are completed", "Once 2 of 2 questions are complete, publish"],
)  # fmt: skip
def test_what_may_be_is_no_count(text: str) -> None:
    assert "counter_disagrees" not in problems(f"{LIST}<p>{text}.</p>")


RED = "<li><a href=/q/{0} style='color:{2}'>{0} {1}</a></li>"


def coloured(counts: str) -> list[str]:
    key = "<p><span style='color:#c00'>Red</span>: no answer yet.</p>"
    rows = "".join(RED.format(f"1.1.{n}", "Title", "#c00" if n < 3 else "#111") for n in range(1, 6))
    return [q.status for q in questions(f"{HEADING}{key}{counts}<ul>{rows}</ul>").values()]


@pytest.mark.parametrize(
    "counts",
    ["<p>Questions: 5<br>Answered: 3<br>No answer yet (red): 2</p>",
     "<ul><li>Answered 3</li><li>Not answered 2</li></ul>",
     "<div><p>5 questions</p><p>3 completed</p><p>1 not started</p><p>1 in progress</p></div>",
     "<p>Of the 5 questions 3 are answered.</p>"],
)  # fmt: skip
def test_counts_that_make_up_the_whole(counts: str) -> None:
    assert coloured(counts) == ["incomplete"] * 2 + ["complete"] * 3


@pytest.mark.parametrize(
    "counts",
    ["<p>Questions: 5<br>Answered: 3<br>Parked: 2</p>", "<ul><li>Answered 3</li><li>Not answered 1</li></ul>",
     "<p>Questions: 6<br>Answered: 3<br>No answer yet: 2</p>", "<p>Answered: 3<br>Staff: 2</p>",
     "<p>Questions: 5<br>Answered: 2<br>No answer yet: 3</p>"],
)  # fmt: skip
def test_counts_that_do_not_prove_nothing(counts: str) -> None:
    assert "complete" not in coloured(counts)
