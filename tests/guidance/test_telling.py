"""What is known of a question, in words."""

from __future__ import annotations

from dsptscan.guidance import QuestionGuidance, Source, YearGuidance, load
from dsptscan.guidance.telling import explained, listed, warning


def guidance(year: str) -> YearGuidance:
    known = load(year)
    assert known is not None
    return known


def told(ref: str, year: str = "2025-26") -> dict[str, tuple[str, ...]]:
    known = guidance(year)
    return {part.heading: part.items for part in explained(known, known.questions[ref])}


def test_all_there_is_to_say_of_training() -> None:
    parts = told("3.2.1")
    assert list(parts) == [
        "What to do",
        "Usual evidence",
        "Usual mistakes",
        "Effort",
        "How long it stays good",
        "What to do first",
        "New or changed",
        "Sources",
        "How sure we are",
    ]
    assert "95" in parts["What to do"][0]
    assert parts["Effort"][0].startswith("Weeks:")
    assert parts["How long it stays good"] == ("12 months.",)
    assert parts["What to do first"][0].startswith("3.1.1: Write")
    assert parts["New or changed"][0].startswith("Changed in 2025-26")
    assert "https://www.wmca.care/dspt-list-of-questions" in "".join(parts["Sources"])
    assert parts["How sure we are"][0].startswith("Quite sure")


def test_where_not_applicable_belongs_and_where_a_text_is_asked_for() -> None:
    assert "comments box" in told("5.1.1")["Not applicable"][0]
    assert "answer box" in told("1.3.12")["Not applicable"][0]
    assert "place of the document" in told("8.2.1")["Not applicable"][0]
    assert "type the text as well" in told("4.5.3")["Tick and text"][0]
    assert told("4.5.3")["New or changed"] == ("New in 2024-25.",)
    assert told("1.3.1")["How long it stays good"] == ("3 years.",)


def test_what_is_not_known_is_not_spoken_of() -> None:
    parts = told("6.3.2")
    assert list(parts) == ["What to do", "Effort", "Sources", "How sure we are"]
    assert parts["Effort"][0].startswith("Not known")
    assert parts["How sure we are"][0].startswith("Not sure")


def test_periods_in_words() -> None:
    known = guidance("2025-26")
    for months, words in (
        (1, "One month."),
        (6, "6 months."),
        (12, "12 months."),
        (18, "18 months."),
        (24, "2 years."),
    ):
        question = QuestionGuidance(
            ref="1.1.1", hint="Do it.", confidence="low", period_months=months, sources=(Source(name="A"),)
        )
        assert words in [item for part in explained(known, question) for item in part.items]


def test_a_borrowed_year_says_so() -> None:
    said = warning(guidance("2026-27"))
    assert said is not None
    assert "2026-27" in said
    assert "2025-26" in said
    assert warning(guidance("2025-26")) is None
    parts = told("3.2.1", "2026-27")
    for item in (*parts["What to do"], *parts["What to do first"]):
        assert item.endswith("(from 2025-26, check)")


def test_the_list_is_in_the_order_of_the_numbers() -> None:
    rows = listed(guidance("2025-26"))
    assert len(rows) == 57
    refs = [ref for ref, _, _ in rows]
    assert refs.index("1.1.2") < refs.index("1.3.2") < refs.index("1.3.11") < refs.index("10.1.2")
    assert rows[0][2] == "minutes"
    assert {effort for _, _, effort in rows} == {"minutes", "hours", "days", "weeks", "not known"}
