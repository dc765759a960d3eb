"""Keys that are sentences, letters explained one after the other, and words that tell only when alone."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, WORDS, listed, questions


@pytest.mark.parametrize(
    ("key", "yes", "no"),
    [
        ("<p><b>Key.</b> (M) mandatory question: has to be complete. (O) optional question.</p>", "M", "O"),
        ("<p>Class: <b>M</b> = mandatory, <b>D</b> = at your discretion.</p>", "M", "D"),
        ("<p>M = mandatory item. O = optional item. The dot shows where an item stands.</p>", "M", "O"),
        (
            "<p>Items marked <b>Base</b> are mandatory for you. Items marked <b>Further</b> are not mandatory"
            " this year; whatever is left goes into your plan.</p>",
            "Base",
            "Further",
        ),
    ],
)
def test_the_key_tells_what_is_mandatory(key: str, yes: str, no: str) -> None:
    row = "<td>{0}</td><td>Which?</td><td>{1}</td><td>Completed</td>"
    rows = "".join(f"<tr>{row.format(ref, sign)}</tr>" for ref, sign in (("1.1.1", yes), ("1.1.2", no), ("1.1.3", yes)))
    found = questions(f"{HEADING}{key}<table>{rows}</table>")
    assert [q.mandatory for q in found.values()] == [True, False, True]


def test_an_aside_on_what_bears_no_sign() -> None:
    star = '<span class="icon star"></span>'
    key = f"<div>{star} Mandatory question (no star: optional)</div>"
    found = questions(listed(f"{star} 1.1.1 Which? Completed", "1.1.2 Who? Completed", before=HEADING + key))
    assert [q.mandatory for q in found.values()] == [True, False]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Approved", True), ("Approved by Helen Marsh on 28/05/2026", True), ("Verified", True),
        ("Register v3, approved 14 January 2026", False), ("SharePoint > Governance. Approved.", False),
    ],
)  # fmt: skip
def test_words_that_tell_only_when_alone(text: str, alone: bool) -> None:
    said = {meaning for _, _, phrase in WORDS.split(text).said for meaning in phrase.meanings}
    assert ("status.complete" in said) is alone
    assert "status.alone" not in said


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Brought forward and re-approved 21 April 2026", "carried_over.no"),
        ("Carried over from 2024-25, reviewed and saved on 4 June 2026", "carried_over.no"),
        ("This answer came forward from the 2024-25 report and was confirmed by Jo Bell on 3 May 2026",
         "carried_over.no"),
        ("Brought forward, to be reviewed", ""), ("Carried over, not checked", ""),
        ("This answer has been brought forward but has not been reviewed for 2025-26.", ""),
        ("Carried over, needs to be confirmed by 30 June", ""),
    ],
)  # fmt: skip
def test_confirmed_again_or_only_to_be(text: str, meaning: str) -> None:
    said = {m for _, _, phrase in WORDS.split(text).said for m in phrase.meanings if m == "carried_over.no"}
    assert said == ({meaning} if meaning else set())


def test_confirmed_before_this_year_is_not_confirmed() -> None:
    text = "This answer came forward from the 2023-24 report and was confirmed by Jo Bell on {}"
    row = "1.1.{} Which? <p>{}</p>"
    rows = [row.format(i, text.format(day)) for i, day in ((1, "13 October 2025"), (2, "20 June 2025"))]
    found = questions(listed(*rows, "1.1.5 Who? <p>Not answered</p>", "1.1.6 Where? <p>Completed</p>"))
    assert [found["1.1.1"].status, found["1.1.2"].status] == ["complete", "incomplete"]


@pytest.mark.parametrize(
    ("text", "status", "mandatory"),
    [
        ("This mandatory question has not been answered.", "incomplete", "mandatory.yes"),
        ("You have answered this optional question.", "complete", "mandatory.no"),
        ("You cannot publish yet because this question is not completed.", "incomplete", "mandatory.yes"),
    ],
)
def test_two_things_in_one_sentence(text: str, status: str, mandatory: str) -> None:
    said = {meaning for _, _, phrase in WORDS.split(text).said for meaning in phrase.meanings}
    assert {f"status.{status}", mandatory} <= said


@pytest.mark.parametrize("ago", ["today", "2 days ago", "an hour ago", "3 weeks ago", "just now"])
def test_days_that_need_no_date(ago: str) -> None:
    said = {m for _, _, phrase in WORDS.split(f"Completed {ago}").said for m in phrase.meanings}
    assert "status.complete" in said


@pytest.mark.parametrize("ago", ["2 years ago", "14 months ago", "last year", "a while ago"])
def test_others_may_be_of_another_year(ago: str) -> None:
    split = WORDS.split(f"Completed {ago}")
    assert not any("status.complete" in phrase.meanings for _, _, phrase in split.said)


def test_a_duty_in_words_not_understood_leaves_open_what_is_mandatory() -> None:
    rows = [f"1.1.{i} Which? <p>{said}</p> <b>Completed</b>" for i, said in ((1, "Mandatory"), (2, "Optional"))]
    odd = (
        "1.1.5 Who? <p>The frobnicators say that every home of this kind must really tell us this</p> <b>Completed</b>"
    )
    assert questions(listed(*rows, odd))["1.1.5"].mandatory is None
