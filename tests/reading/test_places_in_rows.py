"""Where in a row a thing is said: columns that are states, groups, lists of terms, boxes, tags side by side."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, problems, questions

YES = '<input type="checkbox" disabled checked id="{0}"><label for="{0}">{1}</label>'
NO = '<input type="checkbox" disabled id="{0}"><label for="{0}">{1}</label>'


def statuses(*bodies: str) -> list[str]:
    return [question.status for question in questions(*bodies).values()]


def table(headings: str, *rows: str) -> str:
    head = "".join(f"<th>{heading}</th>" for heading in headings.split("|"))
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"{HEADING}<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_a_column_for_each_state_and_one_for_the_answer() -> None:
    page = table(
        "Item|Question|Response|Open|Closed",
        "1.1.1|What number?|ZA1 completed in May|&nbsp;|●",
        "1.1.2|Which register?|1|●|&nbsp;",
        "1.1.3|Which notices?|As last year: notice.pdf|&nbsp;|●",
    )
    assert statuses(page) == ["complete", "incomplete", "complete"]


def test_counts_beside_the_name_of_a_group_belong_to_no_question() -> None:
    rows = "".join(
        f"<tr><td>{s}.1.{i}</td><td>Which?</td><td>{mark}</td></tr>"
        for s in (1, 2)
        for i, mark in ((1, "Completed"), (2, "Not completed"))
    )
    group = "<tr><td colspan=2><b>Standard 2 - Staff</b></td><td>12</td></tr>"
    first, second = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    page = f"{HEADING}<table><tr><th>Ref</th><th>Question</th><th>Status</th></tr>{first}{group}{second}</table>"
    assert statuses(page) == ["complete", "incomplete"] * 2


def test_a_kind_of_answer_in_a_column_labels_no_answer() -> None:
    page = table(
        "Ref|Question|Response type|Carried forward|Completed",
        "1.1.1|Are they recent?|Confirmation|No|Yes",
        "1.1.2|Are they read?|Confirmation|Yes|No",
    )
    assert statuses(page) == ["complete", "incomplete"]


def test_two_pages_with_other_columns() -> None:
    done = table(
        "No.|Question|Assigned to|Completed on", "1.1.1|What?|Priya Nair|17/03/2026", "1.1.2|Who?|Jo Bell|2/4/2026"
    )
    open_ = table("No.|Question|Progress|Due", "1.1.3|Where?|Not started|", "1.1.5|When?|Part done|")
    assert statuses(done, open_) == ["complete", "complete", "incomplete", "incomplete"]


@pytest.mark.parametrize("role", ["grid", "treegrid", "table"])
def test_grids_of_every_role(role: str) -> None:
    def row(kind: str, *cells: str) -> str:
        return '<div role="row">' + "".join(f'<div role="{kind}">{cell}</div>' for cell in cells) + "</div>"

    rows = row("columnheader", "Ref", "Question", "Mandatory", "State")
    rows += row("gridcell", "1.1.1", "What number?", "Yes", "Completed") + row(
        "gridcell", "1.1.2", "Who?", "No", "To do"
    )
    found = questions(f'{HEADING}<div role="{role}">{rows}</div>')
    assert [(q.mandatory, q.status) for q in found.values()] == [(True, "complete"), (False, "incomplete")]


def test_rows_grouped_by_two_columns() -> None:
    def group(text: str) -> str:
        return f"<tr><td colspan=3>{text}</td></tr>"

    def row(ref: str, day: str) -> str:
        return f"<tr><td>{ref}</td><td>Which?</td><td>{day}</td></tr>"

    page = f"{HEADING}<table><tr><th>Ref</th><th>Question</th><th>Completed on</th></tr>"
    page += (
        group("Mandatory : Yes (3)")
        + group("Standard : 1 Personal data (2)")
        + row("1.1.1", "2/4/2026")
        + row("1.1.2", "")
    )
    page += group("Standard : 4 Access (1)") + row("4.1.1", "3/4/2026")
    page += group("Mandatory : No (1)") + group("Standard : 4 Access (1)") + row("4.4.1", "3/4/2026") + "</table>"
    assert [q.mandatory for q in questions(page).values()] == [True, True, True, False]


def test_the_last_question_of_a_list_of_terms_keeps_all_that_is_its_own() -> None:
    done = "<dd>This question was completed by Jo Bell on 3 May 2026.</dd>"
    first = "".join(f"<dt>1.1.{i} Which?</dt><dd>Response: Yes.</dd>{done}" for i in (1, 2, 3))
    page = f"{HEADING}<dl>{first}<dt>1.1.5 Who?</dt><dd>Response: Yes.</dd><dd>Comment: Both wings.</dd>{done}</dl>"
    assert statuses(page) == ["complete"] * 4


def test_an_answer_in_the_line_before_its_status() -> None:
    rows = "".join(
        f"<dt>1.1.{i} Which?</dt><dd>Z52{i}</dd><dd>Completed by Jo Bell on {i} May 2026.</dd>" for i in (1, 2)
    )
    page = f"{HEADING}<dl>{rows}<dt>1.1.5 Who?</dt><dd>No answer yet</dd><dd>Not completed</dd></dl>"
    assert statuses(page) == ["complete", "complete", "incomplete"]


def test_a_label_on_a_new_line_ends_the_answer_before_it() -> None:
    rows = (
        f"<p><b>1.1.{i} (M)</b> Which?<br><i>Answer:</i> Register v{i}<br><i>Position:</i> {state}</p>"
        for i, state in ((1, "Complete. Answer saved on 3 May 2026 (H. Peel)."), (2, "Not complete."))
    )
    key = "<p><b>Key.</b> (M) mandatory question: has to be complete. (O) optional question.</p>"
    found = questions(HEADING + key + "".join(rows))
    assert [(q.status, q.mandatory) for q in found.values()] == [("complete", True), ("incomplete", True)]


def test_a_tag_beside_a_tag_about_last_year_still_counts() -> None:
    def row(ref: str, tags: str) -> str:
        return f"<td>{ref}</td><td>Which policy. {tags}</td><td>Completed</td>"

    tag = "<span>Mandatory</span>"
    rows = (row("1.3.1", tag), row("1.3.7", tag + "<span>2024-25 response brought forward</span>"), row("1.3.6", ""))
    page = f"{HEADING}<table>{''.join(f'<tr>{r}</tr>' for r in rows)}</table>"
    assert [q.mandatory for q in questions(page).values()] == [True, False, True]  # 1.3.1, 1.3.6, 1.3.7


def test_a_box_that_names_the_state_counts_on_a_page_of_one_question() -> None:
    page = "<h1>Standard {0}: Reviews 2025-26</h1><fieldset><legend>{1}</legend><p>We look back.</p>{2}</fieldset>"
    one = page.format(5, "5.1.1 Learning", YES.format("a", "Complete"))
    other = page.format(10, "10.1.2 Suppliers", NO.format("b", "Complete"))
    assert statuses(one, other) == ["complete", "incomplete"]


def test_a_box_that_names_the_state_beside_the_box_of_the_answer() -> None:
    def row(ref: str, box: str) -> str:
        return f'{ref} Which? <label for="t{ref}">Answer</label><textarea id="t{ref}" readonly>Yes</textarea> {box}'

    label = "This question is complete"
    rows = [row(f"1.1.{i}", (YES if i < 3 else NO).format(f"d{i}", label)) for i in (1, 2, 3)]
    assert statuses(listed(*rows)) == ["complete", "complete", "incomplete"]


def test_labels_that_are_states() -> None:
    def row(ref: str, label: str) -> str:
        return f"<h3>{ref} Which?</h3><div><span><strong>{label}:</strong> <span>Write your answer</span></span></div>"

    both = HEADING + row("1.1.1", "Done") + row("1.1.2", "To do") + row("1.1.3", "Done")
    assert statuses(both) == ["complete", "incomplete", "complete"]
    one = HEADING + row("1.1.1", "Done") + row("1.1.2", "Done")
    assert "complete" not in statuses(one)  # it may be a label, and what stands behind it a "no"


def test_last_years_answer_said_with_more_that_is_not_understood() -> None:
    rows = [f"<h3>1.1.{i} Which?</h3><p>Completed by Jo Bell on {i} May 2026.</p>" for i in (1, 2)]
    kept = "<h3>1.1.5 Who?</h3><p>{}</p>"
    told = "We kept your answer from last year{}"
    assert statuses(HEADING + "".join(rows) + kept.format(told.format(".")))[-1] == "incomplete"
    for more in (", and the frobnicator has whirred.", ". Kate Mundy pressed Keep on 3 June 2026."):
        assert statuses(HEADING + "".join(rows) + kept.format(told.format(more)))[-1] == "unknown"


def test_a_yes_where_others_have_their_status_is_no_gap() -> None:
    rows = [
        f"<a>1.1.{i} Which?</a> <b>{state}</b>" for i, state in ((1, "Completed"), (2, "Not completed"), (3, "Ticked"))
    ]
    assert statuses(listed(*rows)) == ["complete", "incomplete", "unknown"]


def test_open_where_others_have_their_status() -> None:
    rows = [
        f"<a>1.1.{i} Which?</a> <b>{state}</b>" for i, state in ((1, "Completed"), (2, "Not completed"), (3, "Open"))
    ]
    assert statuses(listed(*rows)) == ["complete", "incomplete", "incomplete"]


def test_counts_of_a_kind_of_question() -> None:
    rows = "".join(f"<li>1.1.{i} Which? <b>{state}</b></li>" for i, state in ((1, "Completed"), (2, "Not completed")))
    more = "<ul><li>1.1.6 Who? <b>Completed</b></li><li>1.2.4 Where? <b>Not completed</b></li></ul>"
    page = "{}<p>Going further: {} done</p><h2>Core (mandatory)</h2><ul>{}</ul><h2>Going further (not mandatory)</h2>{}"
    assert "counter_disagrees" not in problems(page.format(HEADING, "1 of 2", rows, more))
    assert "counter_disagrees" in problems(page.format(HEADING, "2 of 2", rows, more))


def test_what_you_need_is_counted_as_mandatory() -> None:
    rows = (
        "".join(f"<li>1.1.{i} Which? (mandatory)</li>" for i in (1, 2)) + "<li>1.1.5 Who? (mandatory) Still to do</li>"
    )
    page = f"{HEADING}<p>So far 2 of the 3 you need are finished.</p><ul>{rows}</ul>"
    assert statuses(page) == ["complete", "complete", "incomplete"]


def test_tables_that_repeat_their_headings_in_every_cell() -> None:
    """The responsive table of the NHS design system, with a column "Type" that names no kind of answer."""
    names = ("Question", "Type", "Progress")

    def row(*cells: str) -> str:
        pairs = zip(names, cells, strict=True)
        return "<tr>" + "".join(f'<td><span class="hidden">{name} </span>{cell}</td>' for name, cell in pairs) + "</tr>"

    head = "<tr>" + "".join(f"<th>{name}</th>" for name in names) + "</tr>"
    rows = (
        row("1.1.1 Which?", "Mandatory", "Completed")
        + row("1.1.6 Who?", "Optional", "")
        + row("1.2.4 Where?", "Mandatory", "")
    )
    found = questions(f"{HEADING}<table>{head}{rows}</table>")
    assert [(q.mandatory, q.status) for q in found.values()] == [
        (True, "complete"),
        (False, "incomplete"),
        (True, "incomplete"),
    ]


@pytest.mark.parametrize(("tab", "mandatory"), [("Mandatory (2)", True), ("Optional (2)", False)])
def test_the_open_tab_speaks_for_the_only_panel(tab: str, mandatory: bool) -> None:
    other = '<a role="tab" aria-selected="false">Other</a>'
    tabs = f'<div role="tablist"><a role="tab" aria-selected="true">{tab}</a>{other}</div>'
    rows = "<ul><li>1.1.1 Which? <b>Done</b></li><li>1.1.2 Who? <b>To do</b></li></ul>"
    found = questions(f'{HEADING}{tabs}<div role="tabpanel"><h2>Standard 1</h2>{rows}</div>')
    assert [q.mandatory for q in found.values()] == [mandatory, mandatory]


def test_the_label_of_a_box_in_a_column_says_nothing_by_itself() -> None:
    rows = [
        "|".join(
            (
                f'<input type="checkbox" disabled {tick} id="c{i}"><label for="c{i}">1.1.{i} complete</label>',
                f"1.1.{i}",
                "Which?",
            )
        )
        for i, tick in ((1, "checked"), (2, ""), (3, "checked"))
    ]
    assert statuses(table("Complete|Ref|Question", *rows)) == ["complete", "incomplete", "complete"]


def test_a_label_whose_box_cannot_be_found_tells_nothing() -> None:
    box = '<input type="checkbox" disabled id="renamed">'
    rows = [f"1.1.{i} Which? <b>{state}</b>" for i, state in ((1, "Completed"), (2, "Not completed"))]
    page = listed(*rows, f'1.1.3 Who? {box}<label for="d3">This question is complete</label>')
    assert statuses(page)[-1] != "complete"


def test_counts_of_this_standard() -> None:
    rows = (
        "<li>1.1.1 Which? <p>ZB26</p></li><li>1.1.2 Who? <p>Jo Bell</p></li><li>1.1.3 Where? <b>Answer needed</b></li>"
    )
    page = f"{HEADING}<p>2 of the 3 questions of this standard are answered.</p><ul>{rows}</ul>"
    assert statuses(page) == ["complete", "complete", "incomplete"]
    assert "counter_disagrees" not in problems(page + "<p>5 questions All mandatory questions answered</p>")


@pytest.mark.parametrize(("here", "mandatory"), [(0, True), (1, False)])
def test_the_tab_of_a_page_of_its_own_speaks_for_the_page(here: int, mandatory: bool) -> None:
    names = ("Mandatory questions <b>2 of 2 answered</b>", "Optional questions <b>1 of 6 answered</b>")
    current = ' aria-current="page"'
    tabs = "".join(f'<li><a href="/{n}"{current if n == here else ""}>{name}</a></li>' for n, name in enumerate(names))
    rows = "<h3>1.1.1 Which?</h3><p>Answered by Jo Bell on 3 May 2026</p><h3>1.1.2 Who?</h3><p>Not answered yet</p>"
    found = questions(f"{HEADING}<ul>{tabs}</ul><h2>1. Personal data</h2>{rows}")
    assert [q.mandatory for q in found.values()] == [mandatory, mandatory]
