"""The last question of a list has more or fewer lines below it than the others: they are its own all the same."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, questions


@pytest.mark.parametrize("end", ["", "</dl><p>Mandatory</p><p>Not completed</p>"])
def test_the_last_term_of_a_list(end: str) -> None:
    page = "<dl><dt>1.1.1 Who?<dd>Mandatory<dd>Completed<dd>Owner: Jo<dt>1.1.2 What?<dd>Optional<dd>To do<dd>Owner: Al"
    page += "<dt>1.1.3 When?<dd>Mandatory<dd>Completed"
    found = questions(HEADING + page + end)
    assert [(q.mandatory, q.status) for q in found.values()] == [
        (True, "complete"), (False, "incomplete"), (True, "complete"),
    ]  # fmt: skip


def test_a_list_of_terms_with_one_question_only() -> None:
    page = "<dl><dt>1.1.1 Who?<dd>Mandatory<dd>Completed<dd>Owner: Jo"
    page += "<dt>1.1.2 What?<dd>Mandatory<dd>To do<dd>Owner: Al</dl>"
    page += "<h2>Two</h2><dl><dt>2.1.1 When?<dd>Mandatory<dd>Completed<dd>Owner: Jo<dd>Seen by Al</dl>"
    found = questions(HEADING + page)
    assert [(q.mandatory, q.status) for q in found.values()][2] == (True, "complete")


def test_paragraphs_below_the_last_heading() -> None:
    page = "<h3>1.1.1 Who?</h3><p>Mandatory</p><p>Completed</p><h3>1.1.2 What?</h3><p>Optional</p><p>To do</p>"
    found = questions(f"{HEADING}<div>{page}<h3>1.1.3 When?</h3><p>Completed</p></div>")
    assert found["1.1.3"].status == "complete"
