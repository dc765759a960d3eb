"""Pages that explain their own marks: labels, several signs, colours, sentences cut up by mark-up, descriptions."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, questions


def told(body: str) -> list[tuple[bool | None, str]]:
    return [(question.mandatory, question.status) for question in questions(HEADING + body).values()]


def statuses(body: str) -> list[str]:
    return [status for _, status in told(body)]


LABELS = "<div>{}</div>" + "".join(
    f"<section><h4>1.1.{n} Who?</h4><em>{label}</em></section>"
    for n, label in enumerate(("Banked", "Untouched", "With the boss", "Banked", "Mystery"), 1)
)


@pytest.mark.parametrize(
    "key",
    [
        "<ul><li><b>Banked</b> we hold your answer</li><li><b>Untouched</b> no answer yet</li>"
        "<li><b>With the boss</b> someone has written it; it does not count until it is signed off</li></ul>",
        "<dl><dt>Banked<dd>Your answer has been saved.<dt>Untouched<dd>You have not answered this."
        "<dt>With the boss<dd>Waiting for approval</dl>",
        "<table><tr><th>Banked</th><td>The answer has been saved</td></tr>"
        "<tr><th>Untouched</th><td>= not answered yet</td></tr>"
        "<tr><th>With the boss</th><td>The answer has not been approved</td></tr></table>",
        "<p>Banked = completed<br>Untouched = not started<br>With the boss = waiting for approval</p>",
    ],
)
def test_labels_that_the_page_explains(key: str) -> None:
    assert statuses(LABELS.format(key)) == ["complete", "incomplete", "incomplete", "complete", "unknown"]


def test_a_label_that_does_not_count_is_not_complete_whatever_its_word() -> None:
    key = "<ul><li><b>Submitted</b>: your manager still has to approve it; it does not count yet</li>"
    key += "<li><b>Final</b>: the answer has been saved</li></ul>"
    rows = "<ol><li>1.1.1 Who? <i>Submitted</i></li><li>1.1.2 What? <i>Final</i></li></ol>"
    assert statuses(key + rows) == ["incomplete", "complete"]


@pytest.mark.parametrize(
    "line",
    ["<table><tr><th>Banked<td>Answered<tr><th>Untouched<td>Not answered</table>",  # a team's list of chores
     "<ul><li><b>Banked</b> completed</li></ul>", "<ul><li><b>Banked</b> you have completed this</li></ul>",
     "<ul><li><b>Banked</b> we hold your answer for 2024-25</li><li><b>Untouched</b> no answer yet</li></ul>",
     "<ul><li><b>Banked</b> we hold your answer, pending audit</li><li><b>Untouched</b> no answer yet</li></ul>"],
)  # fmt: skip
def test_what_is_no_key_teaches_nothing(line: str) -> None:
    assert "complete" not in statuses(LABELS.format(line))


STARRED = "<ul><li>1.1.1 Who?{0} <b>Done</b></li><li>1.1.2 What? <b>Done</b></li></ul>"


@pytest.mark.parametrize(
    ("sign", "key", "expected"),
    [
        ("*", "<p>Questions with a <b>*</b> are mandatory. Other words.</p>", [True, False]),
        ("*", "<p>Questions marked <span>*</span> are optional.</p>", [False, True]),
        ("*", "<p>Questions without <span>*</span> are optional.</p>", [True, False]),
        ("◆", "<p>A question marked with <em>◆</em> must be answered, the others are up to you.</p>", [None, None]),
        ("◆", "<p>Items marked ◆ are required.</p>", [True, False]),
        (" [M]", "<p>[M] = mandatory &nbsp; [O] = optional</p>", [True, False]),
        (" (M)", "<p>(M) means mandatory</p>", [True, False]),
    ],
)
def test_sentences_about_a_mark(sign: str, key: str, expected: list[bool | None]) -> None:
    found = [mandatory for mandatory, _ in told(key + STARRED.format(f"<sup>{sign}</sup>"))]
    assert found == expected or expected == [None, None]


def test_several_signs_side_by_side() -> None:
    key = (
        "<ul><li><i>◆</i> <u>Diamond:</u> must be answered before you can publish. Without one: answer it if you like."
        "</li>"
        "<li><i>◉</i> we have your answer.</li><li><i>◌</i> nothing entered yet.</li>"
        "<li><i>↻</i> it was brought over from last year and nobody has saved it again this year.</li></ul>"
    )
    rows = "<ol><li><i>◆◉</i> 1.1.1 Who?</li><li><i>◉ ↻</i> 1.1.2 What?</li><li><i>◆◌</i> 1.1.3 When?</li></ol>"
    found = list(questions(HEADING + key + rows).values())
    assert [(q.mandatory, q.status) for q in found] == [(True, "complete"), (False, "complete"), (True, "incomplete")]
    assert [q.carried_over for q in found] == [False, True, False]


@pytest.mark.parametrize("tag", ["a", "span"])
def test_colours_of_a_key(tag: str) -> None:
    key = "<p><font color=#aa00aa>Violet</font>: last year's answer, look at it and save it again.<br>"
    key += "<font color=#008800>Green</font>: answered.<br>"
    key += "<font color=#cc8800>Amber</font>: you have not finished this.</p>"
    colours = ("#008800", "#aa00aa", "#cc8800", "#000000")
    rows = "".join(f"<li><a href=/q/{n} style='color:{c}'>1.1.{n} Title</a></li>" for n, c in enumerate(colours, 1))
    found = list(questions(f"{HEADING}{key}<ul>{rows}</ul>").values())
    assert [q.status for q in found] == ["complete", "incomplete", "incomplete", "incomplete"]
    assert found[1].carried_over is True


def test_descriptions_that_stand_elsewhere() -> None:
    rows = '<li><a href=/q/1 aria-describedby="m y">1.1.1 Who?</a></li>'
    rows += "<li><a href=/q/2 aria-describedby=n>1.1.2 What?</a></li>"
    rows += '<li><a href=/q/3 aria-describedby="m gone">1.1.3 When?</a></li>'
    texts = "<div><p id=m>Mandatory</p><p id=y>Completed</p><p id=n>No answer yet</p></div>"
    assert told(f"<ul>{rows}</ul>{texts}") == [(True, "complete"), (False, "incomplete"), (True, "incomplete")]


@pytest.mark.parametrize("hint", ["Read only.", "Say where it is.", "Name the person and the day, and who was told"])
def test_words_where_others_have_a_sign_are_no_sign(hint: str) -> None:
    row = "<tr><td>1.1.{}</td><td>Who?</td><td><i>{}</i></td><td>Done</td></tr>"
    rows = row.format(1, "*") + row.format(2, hint)
    assert told(f"<p>* = mandatory</p><table>{rows}</table>") == [(True, "complete"), (False, "complete")]


def test_an_unknown_word_where_others_have_a_word_is_a_doubt() -> None:
    row = "<tr><td>1.1.{}</td><td>Who answers for the data here?</td><td><i>{}</i></td><td>Done</td></tr>"
    rows = (
        row.format(1, "Mandatory")
        + row.format(2, "Zorbed")
        + row.format(3, "Say who does it and when that was, please")
    )
    assert [mandatory for mandatory, _ in told(f"<table>{rows}</table>")] == [True, None, False]
