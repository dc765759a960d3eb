"""Mandatory, carried over, new or changed, last saved: what is marked, and what a missing mark means."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.small_pages import listed, questions

DONE = "<i>Completed</i>"


def values(field: str, *rows: str) -> list[object]:
    refs = ("1.1.1", "1.1.2", "2.1.1")
    found = questions(listed(*(f"{ref} Which one? {row} {DONE}" for ref, row in zip(refs, rows, strict=True))))
    return [getattr(question, field) for question in found.values()]


@pytest.mark.parametrize(
    ("rows", "mandatory"),
    [
        (("<b>Mandatory</b>", "<b>Optional</b>", "<b>Mandatory</b>"), [True, False, True]),
        (("<b>Mandatory</b>", "", "<b>Mandatory</b>"), [True, False, True]),
        (("<b>Optional</b>", "", ""), [False, True, True]),
        (("", "", ""), [None, None, None]),
        (("<b>Mandatory</b> <b>Optional</b>", "<b>Mandatory</b>", ""), [None, True, False]),
        (("<b>Mandatory</b>", "<b>Sometimes</b>", ""), [True, None, False]),
        (("<b>Mandatory</b>", "<b>Optional</b>", ""), [True, False, None]),
        (("<b>Mandatory</b>", "<b>Optional</b>", "(you may skip this one)"), [True, False, False]),
        (("<b>Not mandatory</b>", "<b>Mandatory</b>", "<b>Required</b>"), [False, True, True]),
        (("Mandatory: yes", "Mandatory: no", "Mandatory: yes"), [True, False, True]),
    ],
)
def test_mandatory(rows: tuple[str, ...], mandatory: list[bool | None]) -> None:
    assert values("mandatory", *rows) == mandatory


OWN = "<h1>1.1.2 Which one?</h1><p>{}</p><label for=a>Your answer</label><textarea id=a>yes</textarea>"


def test_only_its_own_page_calls_it_mandatory_while_the_list_marks_others() -> None:
    rows = [f"1.1.1 Who? <b>Mandatory</b> {DONE}", f"1.1.2 Which one? {DONE}"]
    found = questions(listed(*rows), OWN.format("Mandatory"))
    assert (found["1.1.1"].mandatory, found["1.1.2"].mandatory) == (True, None)
    assert "the list marks others as mandatory, but not this one" in found["1.1.2"].because


def test_list_and_page_disagree_about_mandatory() -> None:
    rows = [f"1.1.1 Who? <b>Mandatory</b> {DONE}", f"1.1.2 Which one? <b>Mandatory</b> {DONE}"]
    assert questions(listed(*rows), OWN.format("Optional"))["1.1.2"].mandatory is None


@pytest.mark.parametrize(
    ("rows", "carried"),
    [
        (("<b>Carried over</b>", "", ""), [True, False, False]),
        (("", "", ""), [None, None, None]),
        (("<b>Carried over</b>", "<b>Reconfirmed</b>", "<b>Please confirm</b>"), [True, False, True]),
        (("<b>Carried over from 2024-25</b>", "", ""), [True, False, False]),
        (("<b>From 2025-26</b>", "<b>From 2024-25</b>", ""), [False, True, False]),  # this year's own is none
        (("<b>Carried over</b> <b>Reconfirmed on 3 June 2026</b>", "<b>Carried over</b>", ""), [False, True, False]),
        (("<b>Carried over</b>", "<b>Kept as it was last year</b>", ""), [True, None, False]),
        (("Last saved 3 June 2026", "Last saved 3 June 2025", ""), [False, True, None]),
        (("<b>Carried over</b>", "<b>Carried over</b> Last saved 3 June 2026", ""), [True, False, False]),
    ],
)
def test_carried_over(rows: tuple[str, ...], carried: list[bool | None]) -> None:
    assert values("carried_over", *rows) == carried


def test_an_empty_answer_was_not_carried_over() -> None:
    rows = listed(
        "1.1.1 Who? <b>Carried over</b> <i>Completed</i>", "1.1.2 Which one? <b>Carried over</b> <i>To do</i>"
    )
    empty = OWN.replace("yes", "").format("")
    assert questions(rows, empty)["1.1.2"].carried_over is False


@pytest.mark.parametrize(
    ("rows", "novelty"),
    [
        (("<b>New</b>", "<b>Changed</b>", ""), ["new", "changed", None]),
        (("<b>New for 2025-26</b>", "<b>New for 2024-25</b>", "<b>New in 2025/26</b>"), ["new", None, "new"]),
        (("<b>New</b> <b>Changed</b>", "", ""), [None, None, None]),
        (("<b>Wording changed this year</b>", "<b>New question</b>", ""), ["changed", "new", None]),
    ],
)
def test_new_or_changed(rows: tuple[str, ...], novelty: list[str | None]) -> None:
    assert values("new_or_changed", *rows) == novelty


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("Last saved 3 June 2026", date(2026, 6, 3)),
        ("Saved: 03/06/2026 14:02", date(2026, 6, 3)),
        ("Updated on 3 Jun 2026 by P. Nair", date(2026, 6, 3)),
        ("Last saved <time datetime='2026-06-03T14:02'>yesterday</time>", date(2026, 6, 3)),
        ("Last updated 01/05/2026, reconfirmed 03/06/2026", date(2026, 6, 3)),
        ("Completed on 3 June 2026", date(2026, 6, 3)),
        ("3 June 2026", None),
        ("Due 3 June 2026", None),
        ("To be completed by 30 June 2026", None),
        ("Not saved since 3 June 2026", None),
        ("Last saved 31/02/2026", None),
    ],
)
def test_last_saved(row: str, day: date | None) -> None:
    assert values("updated_on", f"<span>{row}</span>", "", "")[0] == day


def test_a_date_in_a_column_of_its_own() -> None:
    head = "<tr><th>No.<th>Question<th>Status<th>Last saved<th>Due</tr>"
    rows = "".join(
        f"<tr><td>{ref}<td>Which one?<td>Completed<td>{saved}<td>30/06/2026</tr>"
        for ref, saved in (("1.1.1", "03/06/2026"), ("1.1.2", ""))
    )
    found = questions(f"<h1>Assessment 2025-26</h1><table>{head}{rows}</table>")
    assert [question.updated_on for question in found.values()] == [date(2026, 6, 3), None]


@pytest.mark.parametrize("field", ["mandatory", "carried_over", "new_or_changed"])
def test_because_says_by_which_words(field: str) -> None:
    words = {"mandatory": "Required", "carried_over": "Rolled over", "new_or_changed": "Reworded"}[field]
    found = questions(listed(f"1.1.1 Who? <b>{words}</b> {DONE}", f"1.1.2 What? {DONE}"))
    assert f'"{words}"' in " ".join(found["1.1.1"].because)
