"""Answers as an account sees them that may only look: switched-off boxes, plain text, summary lists."""

from __future__ import annotations

import pytest

from dsptscan.model import AnswerKind
from tests.reading.small_pages import answer_of, listed, questions, read

FORMS = {
    "summary list": "<dl><div><dt>{label}</dt><dd>{value}</dd></div></dl>",
    "terms": "<dl><dt>{label}:</dt><dd>{value}</dd></dl>",
    "table": "<table><tr><th>{label}</th><td>{value}</td></tr></table>",
    "bold and paragraph": "<p><b>{label}</b></p><p>{value}</p>",
    "heading and paragraph": "<h3>{label}</h3><p>{value}</p>",
    "one line": "<p>{label}: {value}</p>",
}
forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@forms
@pytest.mark.parametrize(
    ("label", "value", "kind"),
    [("Your answer", "Our deputy leads.", "text"), ("Answer", "See the register.", "text"),
     ("Uploaded file", "policy 2026.pdf", "document"), ("Date", "3 June 2026", "date"),
     ("Option chosen", "Yes", "choice")],
)  # fmt: skip
def test_given(form: str, label: str, value: str, kind: AnswerKind) -> None:
    found = answer_of(form.format(label=label, value=value)).answer
    assert (found.kind, found.answered) == (kind, True)


@forms
@pytest.mark.parametrize("value", ["No answer", "Not answered", "No answer given", "Nothing recorded yet"])
def test_nothing_given(form: str, value: str) -> None:
    assert answer_of(form.format(label="Your answer", value=value)).answer.answered is False


@pytest.mark.parametrize("form", [FORMS["summary list"], FORMS["terms"], FORMS["table"], FORMS["one line"]])
def test_a_box_that_is_ticked(form: str) -> None:
    found = answer_of(form.format(label="Tick box", value="Ticked")).answer
    assert (found.kind, found.answered, found.ticked) == ("tick", True, True)


@forms
@pytest.mark.parametrize("value", ["Not ticked", "☐"])
def test_a_box_that_is_not_ticked(form: str, value: str) -> None:
    found = answer_of(form.format(label="Tick box", value=value)).answer
    assert (found.kind, found.answered, found.ticked) == ("tick", False, False)


@pytest.mark.parametrize("value", ["None", "Nil"])
@pytest.mark.parametrize(("status", "answered"), [("Completed", True), ("Not completed", False)])
def test_none_may_be_an_answer_or_an_empty_box(value: str, status: str, answered: bool) -> None:
    """The status of the question tells which."""
    own = f"<h1>1.1.1 Which ones?</h1><dl><dt>Answer</dt><dd>{value}</dd></dl>"
    found = questions(listed(f"1.1.1 Which ones? <b>{status}</b>", "1.1.2 What? <b>Completed</b>"), own)["1.1.1"]
    assert found.answer.answered is answered


@forms
def test_a_comment_is_no_answer(form: str) -> None:
    both = form.format(label="Answer", value="No answer") + form.format(label="Comments", value="See the folder.")
    found = answer_of(both).answer
    assert (found.answered, found.text, found.comment) == (False, None, "See the folder.")


@forms
def test_what_is_said_about_the_answer_is_not_the_answer(form: str) -> None:
    about = form.format(label="Last updated", value="3 June 2026") + form.format(
        label="Answer status", value="Completed"
    )
    assert answer_of(about).answer.answered is None


@forms
def test_the_providers_words_are_not_the_sites(form: str) -> None:
    """ "Completed" as an answer is no status, a date in it no day of saving, "mandatory" in it no mark."""
    own = form.format(label="Your answer", value="Completed")
    own += form.format(label="Comments", value="Not completed. Mandatory. Last saved 3 June 2026. Carried over")
    page = read(f"<h1>1.1.1 Who leads?</h1>{own}", "1.1.1")
    assert page.question is not None
    assert page.question.marks.about("status") == []
    assert page.question.marks.about("mandatory") == []
    assert page.question.marks.saved == []


def test_the_kind_may_be_named() -> None:
    found = answer_of("<dl><dt>Type of answer<dd>Document<dt>Answer<dd>No answer</dl>").answer
    assert (found.kind, found.answered) == ("document", False)


@pytest.mark.parametrize("switched_off", ["disabled", "readonly", 'aria-disabled="true"'])
def test_boxes_that_are_switched_off_are_read_all_the_same(switched_off: str) -> None:
    box = '<label for="a">Your answer</label><textarea id="a" {}>{}</textarea>'
    assert answer_of(box.format(switched_off, "Our deputy.")).answer.answered is True
    assert answer_of(box.format(switched_off, "")).answer.answered is False
