"""Which part of a page belongs to which question: the same three questions in pages of every build."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions

# Three questions: the first mandatory and completed, the second mandatory and to do, the third optional and completed.
# Beside them stands what must not be taken for theirs.
LEAD = f"{HEADING}<p>Mandatory questions must be completed before you publish. See also 7.1.1.</p>"
SHAPES = {
    "table rows": "<table><tr><th>No.<th>Question<th>Kind<th>Status</tr>"
    "<tr><td>1.1.1<td><a href=/1>Who leads here?</a><td>Mandatory<td>Completed</tr>"
    "<tr><td>1.1.2<td><a href=/2>What is kept here?</a><td>Mandatory<td>To do</tr>"
    "<tr><td>2.1.1<td><a href=/3>When was it read?</a><td>Optional<td>Completed</tr></table>",
    "two rows a question": "<table><tr><td>1.1.1<td><a href=/1>Who leads here?</a></tr>"
    "<tr><td colspan=2>Mandatory, completed</tr>"
    "<tr><td>1.1.2<td><a href=/2>What is kept here?</a></tr><tr><td colspan=2>Mandatory, to do</tr>"
    "<tr><td>2.1.1<td><a href=/3>When was it read?</a></tr><tr><td colspan=2>Optional, completed</tr></table>",
    "one list of terms": "<dl><dt>1.1.1 Who leads here?<dd>Mandatory<dd>Completed"
    "<dt>1.1.2 What is kept here?<dd>Mandatory<dd>To do<dt>2.1.1 When was it read?<dd>Optional<dd>Completed</dl>",
    "a list of terms each": "".join(
        f"<dl><dt>Question<dd>{ref} {title}<dt>Kind<dd>{kind}<dt>Status<dd>{status}</dl>"
        for ref, title, kind, status in (
            ("1.1.1", "Who leads here?", "Mandatory", "Completed"),
            ("1.1.2", "What is kept here?", "Mandatory", "To do"),
            ("2.1.1", "When was it read?", "Optional", "Completed"),
        )
    ),
    "headings with paragraphs": "<h3>1.1.1 Who leads here?</h3><p>Mandatory</p><p>Completed</p>"
    "<h3>1.1.2 What is kept here?</h3><p>Mandatory</p><p>To do</p>"
    "<h3>2.1.1 When was it read?</h3><p>Optional</p><p>Completed</p>",
    "lines": "<p><a href=/1>1.1.1 Who leads here?</a> <b>Mandatory</b> <i>Completed</i><br>"
    "<a href=/2>1.1.2 What is kept here?</a> <b>Mandatory</b> <i>To do</i><br>"
    "<a href=/3>2.1.1 When was it read?</a> <b>Optional</b> <i>Completed</i></p>",
    "nested lists": "<ul><li>One<ul><li>1.1 Knowing<ul><li>1.1.1 Who leads here? <b>Mandatory</b> <i>Completed</i>"
    "<li>1.1.2 What is kept here? <b>Mandatory</b> <i>To do</i></ul></ul>"
    "<li>Two<ul><li>2.1 Staff<ul><li>2.1.1 When was it read? <b>Optional</b> <i>Completed</i></ul></ul></ul>",
    "sections with one question": "<section><h2>One</h2>"
    "<ul><li>1.1.1 Who leads here? <b>Mandatory</b> <i>Completed</i></li>"
    "<li>1.1.2 What is kept here? <b>Mandatory</b> <i>To do</i></li></ul></section>"
    "<section><h2>Two</h2><p>Mandatory questions first.</p>"
    "<ul><li>2.1.1 When was it read? <b>Optional</b> <i>Completed</i></li></ul></section>",
    "cards": "<div><article><h3><a href=/1>1.1.1 Who leads here?</a></h3><p>Mandatory</p><p>Completed</p></article>"
    "<article><h3><a href=/2>1.1.2 What is kept here?</a></h3><p>Mandatory</p><p>To do</p></article>"
    "<article><h3><a href=/3>2.1.1 When was it read?</a></h3><p>Optional</p><p>Completed</p></article></div>",
    "tags before": "<ul><li><b>Completed</b> <b>Mandatory</b> <a href=/1>1.1.1 Who leads here?</a>"
    "<li><b>To do</b> <b>Mandatory</b> <a href=/2>1.1.2 What is kept here?</a>"
    "<li><b>Completed</b> <b>Optional</b> <a href=/3>2.1.1 When was it read?</a></ul>",
    "tags after, outside": "<div><a href=/1>1.1.1 Who leads here?</a><b>Mandatory</b><i>Completed</i>"
    "<a href=/2>1.1.2 What is kept here?</a><b>Mandatory</b><i>To do</i>"
    "<a href=/3>2.1.1 When was it read?</a><b>Optional</b><i>Completed</i></div>",
    "tags before, outside": "<div><b>Mandatory</b><i>Completed</i><a href=/1>1.1.1 Who leads here?</a>"
    "<b>Mandatory</b><i>To do</i><a href=/2>1.1.2 What is kept here?</a>"
    "<b>Optional</b><i>Completed</i><a href=/3>2.1.1 When was it read?</a></div>",
    "grid": "<div role=grid><div role=row><span role=gridcell>1.1.1</span><span role=gridcell>Who leads here?</span>"
    "<span role=gridcell>Mandatory</span><span role=gridcell>Completed</span></div>"
    "<div role=row><span role=gridcell>1.1.2</span><span role=gridcell>What is kept here?</span>"
    "<span role=gridcell>Mandatory</span><span role=gridcell>To do</span></div>"
    "<div role=row><span role=gridcell>2.1.1</span><span role=gridcell>When was it read?</span>"
    "<span role=gridcell>Optional</span><span role=gridcell>Completed</span></div></div>",
    "closed details": ""
    "<details><summary>1.1.1 Who leads here? <b>Mandatory</b> <i>Completed</i></summary>"
    "<p>Help to do it.</p></details>"
    "<details><summary>1.1.2 What is kept here? <b>Mandatory</b> <i>To do</i></summary>"
    "<p>Completed forms help.</p></details>"
    "<details><summary>2.1.1 When was it read? <b>Optional</b> <i>Completed</i></summary></details>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_question_has_its_own_marks_and_none_of_its_neighbours(shape: str) -> None:
    found = questions(LEAD + SHAPES[shape])
    told = {ref: (question.mandatory, question.status) for ref, question in found.items()}
    assert told == {"1.1.1": (True, "complete"), "1.1.2": (True, "incomplete"), "2.1.1": (False, "complete")}


@pytest.mark.parametrize("shape", SHAPES)
def test_titles(shape: str) -> None:
    titles = {ref: question.title for ref, question in questions(LEAD + SHAPES[shape]).items()}
    assert titles == {"1.1.1": "Who leads here?", "1.1.2": "What is kept here?", "2.1.1": "When was it read?"}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "after", ["<p>Not completed? To do now: publish.</p>", "<footer><p>Completed in 2025</p></footer>"]
)
def test_what_stands_after_the_list_belongs_to_no_question(shape: str, after: str) -> None:
    found = questions(LEAD + SHAPES[shape] + after)
    assert found["2.1.1"].status in ("complete", "unknown")
    assert found["1.1.2"].status == "incomplete"


def test_lines_of_bare_text_are_not_understood_and_never_ready() -> None:
    page = HEADING + "<p>1.1.1 Who? <i>Completed</i><br>1.1.2 What? <i>To do</i><br>2.1.1 When? <i>To do</i></p>"
    assert "not_understood" in problems(page)


def test_a_cut_reference_beside_its_title() -> None:
    assert list(questions(listed("<b>1.1</b>.<i>1</i> Who? <i>Completed</i>", "1.1.2 What? <i>To do</i>"))) == [
        "1.1.1",
        "1.1.2",
    ]


@pytest.mark.parametrize("words", ["Question 2.1.1 is not complete", "Question 2.1.1 still needs an answer"])
def test_an_error_summary_speaks_of_the_question_it_links_to(words: str) -> None:
    summary = f"<div role=alert><h2>There is a problem</h2><ul><li><a href='#q'>{words}</a></li></ul></div>"
    rows = listed("1.1.1 Who? <b>Completed</b>", "2.1.1 What? <b>Completed</b>", before=HEADING + summary)
    assert questions(rows)["2.1.1"].status != "complete"


def test_a_row_in_a_wrapper_of_its_own_is_not_its_neighbours() -> None:
    done, open_ = "<td>1.1.{}</td><td>Title</td><td>Completed</td>", "<td>1.1.2</td><td>Title</td><td>Reconfirm</td>"
    rows = f"<main><tr>{done.format(1)}</tr></main><tr>{open_}</tr><main><tr>{done.format(3)}</tr></main>"
    found = questions(f"{HEADING}<table>{rows}</table>")
    assert {ref: question.status for ref, question in found.items()} == {
        "1.1.1": "complete",
        "1.1.2": "incomplete",
        "1.1.3": "complete",
    }


@pytest.mark.parametrize("heading", ["There is a problem", "Problems to put right", "Before you can publish"])
def test_what_an_error_summary_names_is_not_complete(heading: str) -> None:
    summary = f"<div><h2>{heading}</h2><ul><li><a href='#q'>2.1.1 Enter a date in the past</a></li></ul></div>"
    found = questions(listed("1.1.1 Who? <b>Completed</b>", "2.1.1 When? <b>Completed</b>", before=HEADING + summary))
    assert (found["1.1.1"].status, found["2.1.1"].status) == ("complete", "unknown")


def test_tables_of_one_question_each_are_no_rows() -> None:
    """The heading row, and what else the table says above its only question, is no part of that question."""
    table = (
        "<h2>Standard @n</h2><table><tr><td colspan=3><b>Standard @n</b></td></tr>"
        "<tr><td><b>Ref</b></td><td><b>Question</b></td><td><b>Answered?</b></td></tr>"
        "<tr><td colspan=3><i>Mandatory questions</i></td></tr>"
        "<tr><td>@n.1.1</td><td>Invented question</td><td>@s</td></tr></table>"
    )
    both = "".join(table.replace("@n", n).replace("@s", s) for n, s in (("1", "Yes"), ("2", "No")))
    read = questions(HEADING + both)
    assert {ref: (q.status, q.mandatory) for ref, q in read.items()} == {
        "1.1.1": ("complete", True),
        "2.1.1": ("incomplete", True),
    }
