"""The answer on a question's page: its kind, whether it is given, and which box is the comment."""

from __future__ import annotations

import pytest

from dsptscan.model import AnswerKind
from tests.reading.small_pages import answer_of

TEXT = '<label for="a">Your answer</label><textarea id="a">{}</textarea>'
RADIOS = (
    "<fieldset><legend>Choose one</legend><label><input type=radio name=r {}> Yes</label>"
    "<label><input type=radio name=r> No</label></fieldset>"
)
SELECT = (
    '<label for="s">Your choice</label><select id="s"><option value="">Choose</option>'
    '<option value="1" {}>Yes</option></select>'
)
DATES = (
    "<fieldset><legend>Date</legend><label>Day <input value='{}'></label><label>Month <input value='{}'></label>"
    "<label>Year <input value='{}'></label></fieldset>"
)
FILE = '<label for="f">Upload a file</label><input id="f" type="file">{}'
TICK = '<label><input type="checkbox" {}> We do this</label>'
SWITCH = '<button role="switch" aria-checked="{}" aria-label="We do this"></button>'
EDITABLE = '<h2 id="l">Your answer</h2><div contenteditable="true" role="textbox" aria-labelledby="l">{}</div>'


@pytest.mark.parametrize(
    ("markup", "kind", "answered"),
    [
        (TICK.format("checked"), "tick", True),
        (TICK.format(""), "tick", False),
        (TICK.format("checked disabled"), "tick", True),
        (TICK.format("checked") + TEXT.format(""), "tick", True),
        (TICK.format("") + TEXT.format("Some words"), "tick", False),
        (SWITCH.format("true"), "tick", True),
        (SWITCH.format("false"), "tick", False),
        ("<div role=checkbox aria-checked=true>We do this</div>", "tick", True),
        (TEXT.format("Our deputy."), "text", True),
        (TEXT.format(""), "text", False),
        (TEXT.format("  \n "), "text", False),
        (TEXT.format("None"), "text", True),
        ('<label>Your answer <input value="Our deputy"></label>', "text", True),
        ('<label>Your answer <input value="" disabled></label>', "text", False),
        (EDITABLE.format("<p>Our deputy.</p>"), "text", True),
        (EDITABLE.format("<p><br></p>"), "text", False),
        (RADIOS.format("checked"), "choice", True),
        (RADIOS.format(""), "choice", False),
        (TICK.format("checked") + TICK.format(""), "choice", True),
        (SELECT.format("selected"), "choice", True),
        (SELECT.format(""), "choice", False),
        ("<label>Your choice <select><option>Yes</option><option>No</option></select></label>", "choice", None),
        ('<label>Date <input type="date" value="2026-06-03"></label>', "date", True),
        ('<label>Date <input type="date"></label>', "date", False),
        (DATES.format("3", "6", "2026"), "date", True),
        (DATES.format("3", "", "2026"), "date", False),
        (DATES.format("", "", ""), "date", False),
        (FILE.format("<p><a href=/d/1>policy 2026.pdf</a></p>"), "document", True),
        (FILE.format("<p>policy 2026.docx (48 KB)</p>"), "document", True),
        (FILE.format(""), "document", False),
        (FILE.format("<p>No files uploaded</p>"), "document", False),
        (FILE.format("<p>Allowed: .pdf, .docx, .xlsx up to 10 MB</p>"), "document", False),
        (FILE.format("<p class=hint>For example policy.pdf or register.xlsx</p>"), "document", False),
        ('<label>Where the document is kept <input value="Office, shelf 2"></label>', "document", True),
        ('<label>Location of the document <input value=""></label>', "document", False),
        (FILE.format("") + '<label>Or where it is kept <input value="Office"></label>', "document", True),
        ("<p>Nothing to answer here.</p>", None, None),
        ("", None, None),
    ],
)
def test_kind_and_whether_it_is_given(markup: str, kind: AnswerKind | None, answered: bool | None) -> None:
    found = answer_of(markup).answer
    assert (found.kind, found.answered) == (kind, answered)


NOT_THE_ANSWER = {
    "comments": '<label for="c">Comments (optional)</label><textarea id="c">{}</textarea>',
    "comments by aria-label": '<textarea aria-label="Comments">{}</textarea>',
    "comments by aria-labelledby": '<h3 id="h">Your comments</h3><textarea aria-labelledby="h">{}</textarea>',
    "comments by wrapping": "<label>Anything else<textarea>{}</textarea></label>",
    "comments in a table row": "<table><tr><th>Comments</th><td><textarea>{}</textarea></td></tr></table>",
    "comments by what stands before": "<p>Additional comments</p><p><textarea>{}</textarea></p>",
    "comments by legend": "<fieldset><legend>Comments</legend><textarea>{}</textarea></fieldset>",
    "notes": '<label for="n">Notes for colleagues (not part of the answer)</label><textarea id="n">{}</textarea>',
    "search": '<form role="search"><label>Search <input value="{}"></label></form>',
    "search box": '<input type="search" aria-label="Search" value="{}">',
    "owner": '<label>Assigned to <input value="{}"></label>',
    "feedback": "<label>Was this page useful?<textarea>{}</textarea></label>",
    "hidden": '<input type="hidden" name="answer" value="{}">',
    "button": '<input type="submit" value="{}"><button>{}</button>',
}


@pytest.mark.parametrize("name", NOT_THE_ANSWER)
@pytest.mark.parametrize("first", [True, False])
def test_other_boxes_are_told_apart_by_their_labels_in_any_order(name: str, first: bool) -> None:
    other = NOT_THE_ANSWER[name].replace("{}", "Words in another box")
    for answer, given in (("", False), ("Our deputy.", True)):
        box = TEXT.format(answer)
        found = answer_of(other + box if first else box + other).answer
        assert (found.kind, found.answered) == ("text", given), answer
        assert found.text == (answer or None)


@pytest.mark.parametrize("name", [name for name in NOT_THE_ANSWER if name.startswith(("comments", "notes"))])
def test_a_comment_is_kept_apart(name: str) -> None:
    found = answer_of(NOT_THE_ANSWER[name].format("See the folder.") + TEXT.format(""))
    assert (found.answer.text, found.answer.comment) == (None, "See the folder.")


def test_two_boxes_without_any_label_say_nothing() -> None:
    assert answer_of("<textarea>One</textarea><textarea></textarea>").answer.answered is None


@pytest.mark.parametrize(
    "past",
    [
        '<label for="o">Your answer in 2024-25</label><textarea id="o" readonly>Old words</textarea>'
        '<label for="a">Your answer in 2025-26</label><textarea id="a">{}</textarea>',
        "<h3>Last year's answer</h3><p>Old words</p><h3>This year's answer</h3>" + TEXT,
        "<dl><dt>Last year's answer<dd>Old words</dl>" + TEXT,
        "<h3>Last year (2024-25)</h3><p><a href=/d/1>policy 2025.pdf</a></p><h3>This year</h3>" + TEXT,
    ],
)
def test_last_years_answer_is_no_answer(past: str) -> None:
    assert answer_of(past.replace("{}", "")).answer.answered is False
    assert answer_of(past.replace("{}", "New words")).answer.answered is True
