"""Which year a heading is about where no headline says it; boards built as tables; what people are named for."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions


def table(heads: str, *rows: str, before: str = "<h1>Toolkit items</h1><p>Year = 2025-26</p>") -> list[str]:
    return [
        q.status for q in questions(f"{before}<table><tr><th>Item</th>{heads}</tr>{''.join(rows)}</table>").values()
    ]


@pytest.mark.parametrize("before", ["<h1>Toolkit items</h1>", "<h1>Toolkit items</h1><p>Filter: 2025-26</p>"])
def test_last_years_state_beside_the_state(before: str) -> None:
    rows = (
        "<tr><td>1.1.1 Who?</td><td>Closed Complete</td><td>Awaiting Reconfirmation</td></tr>",
        "<tr><td>1.1.2 What?</td><td>Open</td><td>Closed Complete</td></tr>",
    )
    assert table("<th>2024-25 state</th><th>State</th>", *rows, before=before) == ["incomplete", "complete"]


def test_a_bare_year_stands_above_how_things_are_in_it() -> None:
    cards = "".join(
        f"<section><h3>{ref} Which?</h3><dl><div><dt>2024 to 2025</dt><dd>{then}</dd></div>"
        f"<div><dt>2025 to 2026</dt><dd>{now}</dd></div></dl></section>"
        for ref, then, now in (
            ("1.1.1", "Answer given", "Last year's answer confirmed"),
            ("1.1.2", "Answer given", "Answer given"),
            ("1.1.3", "No answer given", "Answer given"),
            ("1.2.4", "Answer given", "Last year's answer not confirmed"),
        )
    )
    found = questions("<h1>Check your answers</h1>" + cards)
    assert [q.status for q in found.values()] == ["complete", "complete", "complete", "incomplete"]


def board(cells: str) -> dict[str, str]:
    heads = "<th>Standard</th><th>Backlog <b>2</b></th><th>Done <b>3</b></th>"
    found = questions(f"{HEADING}<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>")
    return {ref: q.status for ref, q in found.items()}


def test_a_board_built_as_a_table() -> None:
    card = "<li><a href=/q>Which?</a><div><b>{}</b> <small>2024-25: {}</small></div></li>"
    found = board(
        f"<tr><th>1</th><td><ul>{card.format('1.1.1', 'Done')}</ul></td>"
        f"<td><ul>{card.format('1.1.2', 'Backlog')}{card.format('1.1.3', 'Done')}</ul></td></tr>"
        f"<tr><th>2</th><td><ul>{card.format('2.1.1', 'Done')}</ul></td>"
        f"<td><ul>{card.format('2.2.1', 'Done')}</ul></td></tr>"
    )
    assert found == {
        "1.1.1": "incomplete",
        "1.1.2": "complete",
        "1.1.3": "complete",
        "2.1.1": "incomplete",
        "2.2.1": "complete",
    }


DONE, OPEN = "1.1.1 Who leads? <b>Completed</b>", "1.1.2 What is kept? <b>Not started</b>"


def third(row: str) -> str:
    return questions(listed(DONE, OPEN, f"2.1.1 When? {row}"))["2.1.1"].status


@pytest.mark.parametrize("who", ["H Frost", "Samuel Osei", "P. Nair", "Aoife O’Brien"])
def test_a_name_beside_a_day_takes_nothing_back(who: str) -> None:
    assert third(f"<b>Completed 3 May 2026, {who}</b>") == "complete"


@pytest.mark.parametrize("odd", ["Not Checked", "Partly Done", "Draft Only", "Zibble", "For Approval"])
def test_what_is_no_name_does(odd: str) -> None:
    assert third(f"<b>Completed 3 May 2026, {odd}</b>") != "complete"


@pytest.mark.parametrize("said", ["Louise Petty: not finished with the night team", "DH: Ask the office again first"])
def test_what_somebody_says_is_a_remark(said: str) -> None:
    assert third(f"<b>Completed</b> <em>{said}</em>") == "complete"


@pytest.mark.parametrize("label", ["Review Outcome: not completed", "QA: not completed"])
def test_a_state_behind_an_unknown_label_is_none(label: str) -> None:
    assert third(f"<b>Completed</b> <em>{label}</em>") != "complete"


def test_what_is_to_do_next_year_is_no_gap_now() -> None:
    assert third("<b>Completed</b> <i>Still to do next year: add the new annexe.</i>") == "complete"


def test_last_years_answer_that_was_confirmed() -> None:
    assert third("<b>Same as last year, confirmed 2 December 2025</b>") == "complete"
    assert third("<b>Same as last year</b>") == "incomplete"


def test_what_somebody_kept_is_a_detail_and_no_status() -> None:
    line = "<p>Answer kept from 2024-25 | Samuel Osei, 11 March 2026</p>"
    rows = [f"1.1.{i} Which? {line}" for i in range(1, 5)]
    found = questions(listed(*rows, "1.2.4 Which? <p>Needs attention</p>"))
    assert {q.status for q in found.values()} == {"unknown", "incomplete"}
    assert found["1.1.1"].status == "unknown"


def test_icons_that_differ_in_what_is_drawn() -> None:
    tick, ring = '<svg class="ic"><path d="M5 10l4 4"/></svg>', '<svg class="ic"><circle r="8"/></svg>'
    key = f"<ul><li>{tick} Answered</li><li>{ring} Not answered</li></ul>"
    page = listed(f"1.1.1 Who? {tick}", f"1.1.2 What? {ring}", before=HEADING + key)
    assert [q.status for q in questions(page).values()] == ["complete", "incomplete"]


def test_codes_explained_one_after_the_other() -> None:
    key = "<p><b>R</b> Required (mandatory) for Standards Met &nbsp; <b>V</b> Voluntary, not mandatory</p>"
    page = listed("1.1.1 Who? <b>R</b> <i>Done</i>", "1.1.2 What? <b>V</b> <i>Done</i>", before=HEADING + key)
    assert [q.mandatory for q in questions(page).values()] == [True, False]


def test_two_counts_in_one_sentence() -> None:
    row = "<i>Mandatory</i> <b>Completed</b>"
    told = "3 of your 4 questions still need attention: 0 mandatory and 4 optional."
    assert "counter_disagrees" in problems(listed(f"1.1.1 Who? {row}", f"1.1.2 What? {row}", after=f"<p>{told}</p>"))


def test_a_closed_history_at_the_end_of_an_answer_heads_nothing() -> None:
    rows = "".join(
        f"<dt>{ref} Which?</dt><dd><p>{said}</p><details><summary>Earlier years</summary>2024-25: done</details></dd>"
        for ref, said in (("1.1.1", "Completed on 3 May 2026 by Jo Bell."), ("1.1.2", "Started but not finished."))
    )
    found = questions(f"{HEADING}<dl>{rows}</dl>")
    assert [q.status for q in found.values()] == ["complete", "incomplete"]


def test_a_legend_speaks_for_its_whole_group() -> None:
    groups = "".join(
        f"<fieldset><legend>{name} (1)</legend><h3>1. Personal data</h3><p>{ref} Which? <b>Completed</b></p>"
        f"<p>{more} Which? <b>Completed</b></p></fieldset>"
        for name, ref, more in (("Essential controls", "1.1.1", "1.1.2"), ("Supplementary controls", "1.1.3", "1.1.6"))
    )
    assert [q.mandatory for q in questions(HEADING + groups).values()] == [True, True, False, False]


def test_a_title_on_what_opens_a_comment() -> None:
    assert third('<b>Completed</b> <button title="Not finished with the night team">1 comment</button>') == "complete"
