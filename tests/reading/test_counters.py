"""What a page counts of its questions, and the numbers that count something else."""

from __future__ import annotations

import pytest

from dsptscan.reading.counters import counters_in
from tests.reading.small_pages import WORDS, document, listed, read


def counted(markup: str) -> list[tuple[str, int | None, int | None, int | None]]:
    """(what is counted, complete, incomplete, in all) for every count of a page."""
    return [(c.of, c.complete, c.incomplete, c.total) for c in counters_in(document(markup), WORDS, set())]


@pytest.mark.parametrize(
    ("text", "counter"),
    [
        ("3 of 7 complete", ("all", 3, None, 7)),
        ("3 of 7 completed", ("all", 3, None, 7)),
        ("3/7 complete", ("all", 3, None, 7)),
        ("3 out of 7 questions completed", ("all", 3, None, 7)),
        ("You have completed 3 of 7 questions", ("all", 3, None, 7)),
        ("You have answered 3 of the 7 questions", ("all", 3, None, 7)),
        ("Completed: 3 of 7", ("all", 3, None, 7)),
        ("4 of 7 not completed", ("all", None, 4, 7)),
        ("4 of 7 still to do", ("all", None, 4, 7)),
        ("4 of 7 questions left", ("all", None, 4, 7)),
        ("4 questions still need an answer", ("all", None, 4, None)),
        ("4 questions are not complete", ("all", None, 4, None)),
        ("43 of 45 mandatory questions complete", ("mandatory", 43, None, 45)),
        ("Mandatory questions: 43 of 45 completed", ("mandatory", 43, None, 45)),
        ("43 of 45 mandatory", ("mandatory", None, None, 45)),
        ("2 mandatory questions still to do", ("mandatory", None, 2, None)),
        ("45 mandatory questions", ("mandatory", None, None, 45)),
        ("There are 45 mandatory questions", ("mandatory", None, None, 45)),
        ("0 of 45 mandatory questions complete", ("mandatory", 0, None, 45)),
        ("5 of 9 optional questions answered", ("optional", 5, None, 9)),
        ("77 questions", ("all", None, None, 77)),
        ("Showing 1 to 20 of 41", ("all", None, None, 41)),
        ("Showing 1–20 of 41 questions", ("all", None, None, 41)),
        ("45 of 61 shown", ("all", None, None, 61)),
    ],
)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div><span>{}</span></div>", "<p>Assessment 2025-26. {}.</p>"])
def test_a_count(text: str, counter: tuple[str, int | None, int | None, int | None], markup: str) -> None:
    assert counted(markup.format(text)) == [counter]


@pytest.mark.parametrize(
    "markup",
    ["<p><b>3</b> of <b>7</b> complete</p>", "<p><strong>3</strong>/<span>7</span> <em>completed</em></p>",
     "<dl><dt>Completed</dt><dd>3 of 7</dd></dl>", "<p>Completed</p><p>3 of 7</p>"],
)  # fmt: skip
def test_a_count_in_pieces(markup: str) -> None:
    assert counted(f"<div>{markup}</div>") == [("all", 3, None, 7)]


DONE, OTHERS, LEFT = ("mandatory", 40, None, 45), ("optional", 20, None, 32), ("mandatory", None, 5, None)


@pytest.mark.parametrize(
    ("text", "counters"),
    [
        ("40 of 45 mandatory complete, 20 of 32 optional complete", [DONE, OTHERS]),
        ("40 of 45 mandatory complete and 5 mandatory questions to do", [DONE, LEFT]),
        ("40 of 45 mandatory complete; 20 of 32 optional complete", [DONE, OTHERS]),
    ],
)
def test_two_counts_in_a_sentence(text: str, counters: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert counted(f"<p>{text}</p>") == counters


@pytest.mark.parametrize(
    "text",
    [
        "3 of 10 standards complete", "2 of 5 steps completed", "Page 1 of 3",
        "3 of 7 staff completed the training",
        "95 % of staff", "80% complete", "12 days left", "2 weeks to go", "3 of 7 sites published", "4 users",
        "3 documents",
        "Version 4.3.1", "Ring 03069 990 417", "30 June 2026", "2025-26", "Question 1.1.5", "Standard 3",
        "7 of 3 complete",
        "Messages (3 of 7 read)", "68 of 1500 characters used", "About 20 new questions", "7 changed questions",
        "Upload up to 5 files", "Your session ends in 20 minutes", "3 of 7", "45", "1 of 3 pages complete",
    ],
)  # fmt: skip
def test_no_count_of_questions(text: str) -> None:
    assert counted(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "Complete all mandatory questions by 30 June",
        "Mandatory questions must be completed before 30 June",
        "Answer every question by June 30",
    ],
)
def test_a_day_is_no_count(text: str) -> None:
    assert counted(f"<p>{text}.</p>") == []


@pytest.mark.parametrize(
    ("markup", "prefixes"),
    [
        ("<h2>Standard 4</h2><p>3 of 7 complete</p>", ("4",)),
        ("<p>Standard 4: Who can see what. 3 of 7 complete</p>", ("4",)),
        ("<p><a>4 Who can see what</a> 3 of 7 complete</p>", ("4",)),
        ("<h2>Assertion 4.1</h2><p>3 of 7 complete</p>", ("4.1",)),
        ("<h2>4.1 Lists of users</h2><p>3 of 7 complete</p>", ("4.1",)),
        ("<h2>10. Suppliers</h2><p>3 of 7 complete</p>", ("10",)),
        ("<h2>Assessment</h2><p>3 of 7 complete</p>", ()),
        ("<h2>Standard 4</h2><h2>Standard 5</h2><p>3 of 7 complete</p>", ()),
        ("<p>Standards 8 and 9: Old systems. 3 of 7 complete</p>", ("8", "9")),
        ("<p>Standards 1 to 3. 3 of 7 complete</p>", ("1", "2", "3")),
        ("<p>Standards 2, 5 and 9. 3 of 7 complete</p>", ("2", "5", "9")),
    ],
)
def test_the_standard_it_stands_with(markup: str, prefixes: tuple[str, ...]) -> None:
    (found,) = counters_in(document(f"<div>{markup}</div>"), WORDS, set())
    assert found.prefixes == prefixes


def test_what_stands_in_a_question_is_no_count_of_questions() -> None:
    found = document("<p>3 of 7 complete</p>")
    assert counters_in(found, WORDS, {0}) == []


@pytest.mark.parametrize(
    ("text", "paging"), [("Page 1 of 4", (1, 4)), ("page 2 of 2", (2, 2)), ("Page 5 of 4", None), ("4 pages", None)]
)
def test_paging(text: str, paging: tuple[int, int] | None) -> None:
    rows = read(listed("1.1.1 Who? Completed", "1.1.2 What? Completed", after=f"<p>{text}</p>")).rows
    assert rows is not None
    assert (rows.paging and (rows.paging.page, rows.paging.pages)) == paging
