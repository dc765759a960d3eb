"""States that are chosen, explained, continued or counted by part; answers shown with the day they were saved."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions

STATES = ("In place", "Partly", "Not yet")


def radios(ref: str, chosen: str, states: tuple[str, ...] = STATES) -> str:
    buttons = "".join(
        f'<td><input type="radio" name="q{ref}" aria-label="{s}" disabled{" checked" * (s == chosen)}></td>'
        for s in states
    )
    return f"<tr><th>{ref}</th><td>Which line is it?</td>{buttons}</tr>"


def test_radio_buttons_of_states() -> None:
    rows = "".join(
        radios(ref, s) for ref, s in (("1.1.1", "In place"), ("1.1.2", "Partly"), ("1.1.3", "Not yet"), ("1.2.4", ""))
    )
    found = questions(f"{HEADING}<table>{rows}</table>")
    assert [q.status for q in found.values()] == ["complete", "incomplete", "incomplete", "unknown"]
    assert {q.answer.kind for q in found.values()} == {None}


def test_a_yes_or_no_is_an_answer_and_no_state() -> None:
    rows = "".join(radios(ref, s, ("Yes", "No")) for ref, s in (("1.1.1", "Yes"), ("1.1.2", "No")))
    assert {q.status for q in questions(f"{HEADING}<table>{rows}</table>").values()} == {"unknown"}


def test_last_years_result_in_a_line_of_its_own() -> None:
    blocks = "".join(
        f"<h3>{ref} Which?</h3><p>{said}</p><p>Result last year: {then}. Documents attached: 1.</p>"
        for ref, said, then in (
            ("1.1.1", "Complete. Answer saved by Steve Lamb, 13 March 2026.", "not complete"),
            ("1.1.2", "Not complete. No answer has been saved.", "complete"),
        )
    )
    assert [q.status for q in questions(HEADING + blocks).values()] == ["complete", "incomplete"]


def test_plain_first_rows_with_years_are_headings() -> None:
    heads = "<tr><td>No.</td><td>Question</td><td>Last yr<br>24/25</td><td>This yr<br>25/26</td></tr>"
    rows = "".join(
        f'<tr><td>{ref}</td><td>Which?</td><td><img alt="{then}"></td><td><img alt="{now}"></td></tr>'
        for ref, then, now in (
            ("1.1.1", "Done", "Outstanding"),
            ("1.1.2", "Outstanding", "Done"),
            ("1.1.3", "Done", "Done"),
        )
    )
    found = questions(f"{HEADING}<table>{heads}{rows}</table>")
    assert [q.status for q in found.values()] == ["incomplete", "complete", "complete"]


@pytest.mark.parametrize("more", ["(continued)", ", continued", "- cont'd"])
def test_a_heading_that_is_continued(more: str) -> None:
    page = (
        f"{HEADING}<div><h2>Part A. Mandatory questions</h2><p>1.1.1 Who? <b>Done</b></p></div>"
        f"<div><h2>Part A. Mandatory questions {more}</h2><p>1.1.2 What? <b>Done</b></p></div>"
        "<div><h2>Part B. Optional questions</h2><p>1.1.3 When? <b>Done</b></p></div>"
    )
    assert [q.mandatory for q in questions(page).values()] == [True, True, False]


def test_what_stands_under_no_heading_is_not_known_to_be_optional() -> None:
    page = (
        f"{HEADING}<div><h2>Mandatory questions</h2><p>1.1.1 Who? <b>Done</b></p><p>1.1.2 What? <b>Done</b></p></div>"
        "<div><h2>Optional questions</h2><p>1.1.3 When? <b>Done</b></p><p>1.1.6 Why? <b>Done</b></p></div>"
        "<div><p>2.1.1 Where? <b>Done</b></p><p>2.2.1 How? <b>Done</b></p></div>"
    )
    assert [q.mandatory for q in questions(page).values()] == [True, True, False, False, None, None]


def test_a_key_in_sentences() -> None:
    key = "<p><b>Critical</b> criteria are mandatory for Standards Met. <b>Advisory</b> criteria are optional.</p>"
    page = listed(
        "1.1.1 Who? <i>Critical</i> <b>Done</b>", "1.1.2 What? <i>Advisory</i> <b>Done</b>", before=HEADING + key
    )
    assert [q.mandatory for q in questions(page).values()] == [True, False]


def test_an_overview_that_counts_each_part() -> None:
    row = "{} Which? <i>Mandatory</i> <b>Completed</b>"
    parts = (("1.1.1", "1.1.2"), ("2.1.1", "2.2.1", "3.1.1"))
    lists = [listed(*(row.format(ref) for ref in part)) for part in parts]
    overview = "<h1>Questions 2025-26</h1>" + "".join(
        f"<section><h2>Part {n}</h2><p>All {len(part)} mandatory questions have been answered.</p></section>"
        for n, part in zip("AB", parts, strict=True)
    )
    assert "counter_disagrees" not in problems(overview, *lists)


def test_a_mandatory_column_says_more_than_a_level() -> None:
    heads = "<tr><th>Question</th><th>Mandatory</th><th>Status</th><th>Remit</th></tr>"
    rows = "".join(
        f"<tr><td>{ref} Which?</td><td>{must}</td><td>Done</td><td>SM</td></tr>"
        for ref, must in (("1.1.1", "Yes"), ("1.1.2", "No"))
    )
    assert [q.mandatory for q in questions(f"{HEADING}<table>{heads}{rows}</table>").values()] == [True, False]


def answers(*said: str) -> list[str]:
    rows = "".join(
        f"<div><dt>{n}.{n}.1 Which?</dt><dd>{text}</dd><dd><a href=/q>Change</a></dd></div>"
        for n, text in enumerate(said, 1)
    )
    return [q.status for q in questions(f"{HEADING}<dl>{rows}</dl>").values()]


SAVED = "<p>Saved by Helen Craig, 9 November 2025</p>"


def test_answers_with_the_day_they_were_saved_where_others_have_none() -> None:
    texts = ("ZA392675", "In the hall", "Every May", "Two of us", "By post", "On paper", "Never alone", "Weekly")
    found = answers(*(text + SAVED for text in texts), "Not answered yet")
    assert found == ["complete"] * 8 + ["incomplete"]


def test_an_unknown_tag_beside_a_saved_answer() -> None:
    texts = ("ZA392675", "In the hall", "Every May", "Two of us", "By post", "On paper", "Never alone")
    found = answers(*(text + SAVED for text in texts), f"<strong>Zibble</strong> By tram{SAVED}", "Not answered yet")
    assert found[7] == "unknown"


def test_more_to_come_beside_the_day_an_answer_was_saved() -> None:
    texts = ("ZA392675", "In the hall", "Every May", "Two of us", "By post", "On paper", "Never alone")
    more = "By tram<p>Saved by Helen Craig, 9 November 2025 – more to come</p>"
    assert answers(*(text + SAVED for text in texts), more, "Not answered yet")[7] == "unknown"
