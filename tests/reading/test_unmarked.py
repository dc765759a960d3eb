"""Boxes that nobody can tick, and pages that mark the gaps alone."""

from __future__ import annotations

import pytest

from dsptscan.reading.unmarked import unmarked_is_complete
from tests.reading.small_pages import HEADING, WORDS, listed, questions

REFS = ("1.1.1", "1.1.2", "1.1.3", "1.1.5")


def boxes(*ticked: bool, key: str = "", label: str = "", more: str = "", after: str = "") -> dict[str, str]:
    rows = [
        f'<a href="/q">{ref} Which?</a> {more} <label><input type="checkbox" disabled{" checked" * on}> {label}</label>'
        for ref, on in zip(REFS, ticked, strict=False)
    ]
    found = questions(listed(*rows, before=f"{HEADING}<p>{key}</p>", after=after))
    return {ref: q.status for ref, q in found.items()}


TICKED = ["complete", "incomplete", "complete", "incomplete"]


@pytest.mark.parametrize(
    "key",
    [
        "Tick = the item has been handed in and accepted. Empty box = it still has to be handed in.",
        "A ticked box means that the question is complete.",
        "Ticked items are done.",
    ],
)
def test_a_key_that_explains_ticks(key: str) -> None:
    assert list(boxes(True, False, True, False, key=key).values()) == TICKED


@pytest.mark.parametrize("label", ["Completed", "Response submitted"])
def test_a_label_that_names_what_a_tick_stands_for(label: str) -> None:
    assert list(boxes(True, False, True, False, label=label).values()) == TICKED


@pytest.mark.parametrize(
    "box", ['<input type="checkbox" role="switch" disabled{}>', '<span role="checkbox" aria-disabled=true{}></span>']
)
def test_boxes_of_every_build(box: str) -> None:
    checked = ' checked aria-checked="true"'
    rows = [
        f"<a href=/q>{ref} Which?</a> {box.format(checked * on)}" for ref, on in zip(REFS, (1, 0, 1, 0), strict=True)
    ]
    found = questions(listed(*rows, before=f"{HEADING}<p>A ticked box means that the question is complete.</p>"))
    assert [q.status for q in found.values()] == TICKED


def test_a_count_that_explains_ticks() -> None:
    counted = boxes(True, False, True, True, after="<p>3 of 4 questions completed</p>")
    assert list(counted.values()) == ["complete", "incomplete", "complete", "complete"]


@pytest.mark.parametrize("key", ["", "Tick the box when the question is complete.", "Please tick what is done."])
def test_boxes_that_nothing_explains(key: str) -> None:
    assert set(boxes(True, False, True, False, key=key).values()) == {"unknown"}


def test_an_empty_box_beside_a_word_for_complete() -> None:
    assert boxes(True, False, True, True, more="<b>Answered</b>")["1.1.2"] == "unknown"


def test_a_column_named_by_a_word_for_complete() -> None:
    rows = "".join(
        f'<tr><td>{ref} Which?</td><td>{over}</td><td><input type="checkbox" disabled{" checked" * on}></td></tr>'
        for ref, over, on in (("1.1.1", "Yes", True), ("1.1.2", "No", False), ("1.1.3", "No", True))
    )
    head = "<tr><th>Evidence</th><th>Brought forward from 24/25</th><th>Response submitted</th></tr>"
    found = questions(f"{HEADING}<table>{head}{rows}</table>")
    assert [q.status for q in found.values()] == ["complete", "incomplete", "complete"]


SAYS = [
    "A control with no red flag is closed: the response is accepted and nothing more is needed.",
    "Questions that are not marked are complete.",
    "Only gaps are flagged; everything else is done.",
    "If there is no mark above a question, its answer is complete.",
    "Questions in ordinary links have been answered and saved.",
]


@pytest.mark.parametrize("sentence", SAYS)
def test_what_says_that_unmarked_questions_are_complete(sentence: str) -> None:
    assert unmarked_is_complete(sentence, WORDS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Questions marked with a flag are complete.",
        "Questions without a flag are still to do.",
        "You may publish when everything else is complete.",
        "Is everything else complete?",
        "Questions that are not complete are marked.",
        "Once there is no flag, your assessment is complete.",
    ],
)
def test_what_does_not(sentence: str) -> None:
    assert not unmarked_is_complete(sentence, WORDS)


def gaps(key: str, *marks: str) -> list[str]:
    rows = [
        f"<a href=/q/{ref}>{ref} Which?</a> {mark} <small>J Bell</small>"
        for ref, mark in zip(REFS, marks, strict=False)
    ]
    return [q.status for q in questions(listed(*rows, before=f"{HEADING}<p>{key}</p>")).values()]


@pytest.mark.parametrize("key", SAYS)
def test_only_gaps_are_marked(key: str) -> None:
    assert gaps(key, "", "<b>Still to do</b>", "", "") == ["complete", "incomplete", "complete", "complete"]


@pytest.mark.parametrize("odd", ["<b>Zibble</b>", "<i>Ask the office</i>"])
def test_what_bears_something_else_is_not_unmarked(odd: str) -> None:
    assert gaps(SAYS[0], "", "<b>Still to do</b>", odd, "")[2] == "unknown"


def test_without_any_gap_nobody_knows_what_a_mark_would_be() -> None:
    assert gaps(SAYS[0], "", "", "", "") == ["unknown"] * 4
