"""Short sentences that tell how a question stands, and those that only seem to."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import WORDS, listed, questions

DONE = "1.1.1 Who answers? <p>We have your answer.</p>"


def says(text: str) -> set[str]:
    """What a text says of status, mandatory, last year."""
    found = {m for _, _, said in WORDS.split(text).said for m in said.meanings}
    return {m for m in found if m.split(".")[0] in ("status", "mandatory", "carried_over", "confirm")}


@pytest.mark.parametrize(
    "text",
    ["We have got your response.", "Your answer has been received, thank you", "You've answered this question.",
     "This item was completed on 3 May 2026 by Jo Bell", "Your response is in.", "Someone has completed this item",
     "All parts have been filled in.", "We've received your answer", "It counts as complete", "The answer is on file"],
)  # fmt: skip
def test_answered(text: str) -> None:
    assert says(text) == {"status.complete"}


@pytest.mark.parametrize(
    "text",
    ["You haven't finished this item yet.", "We don't have your answer.", "Nobody has answered this so far",
     "You have started but not finished", "This still needs to be answered", "We are still waiting for your response",
     "There is no answer here", "Nothing has been entered yet", "Your answer is still missing", "It isn't complete",
     "We have your answer, but it does not count until your manager signs it off", "Two parts are still missing",
     "Your answer has been saved but not signed off", "You saved a rough draft on 3 May 2026", "Awaiting approval",
     "You have not yet answered this question"],
)  # fmt: skip
def test_not_answered(text: str) -> None:
    assert says(text) == {"status.incomplete"}


@pytest.mark.parametrize(
    "text",
    ["You have answered this question when every box is ticked",
     "When you have answered this question, press Save",
     "Once your answer has been saved it counts", "Most homes have completed this by January",
     "Have you completed this?", "An answered question may be changed", "We have completed our training plan",
     "If your answer is complete, save it",
     "You can answer this later", "Answer this question", "Your answer will be saved", "You saved it on 3 May 2026",
     "It was saved on 3 May 2026 by Jo Bell", "This question has been answered by the head office",
     "The list then reads we have your answer", "Your answer must be complete", "Has your answer been saved?"],
)  # fmt: skip
def test_tells_nothing_of_the_status(text: str) -> None:
    assert not {m for m in says(text) if m.startswith("status.")}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("We kept your answer from last year", "carried_over.yes"),
        ("It was copied over from the 2024-25 toolkit", "carried_over.yes"),
        ("You gave us this in 2024-25", "carried_over.yes"),
        ("Nobody has confirmed it again this year", "carried_over.yes"),
        ("Please read it through and save it again", "confirm.needed"),
        ("Look over last year's answer", "confirm.needed"),
        ("You confirmed it again on 3 May 2026", "carried_over.no"),
        ("Must be completed before you can publish", "mandatory.yes"),
        ("You cannot publish without it", "mandatory.yes"),
        ("You need not answer this", "mandatory.no"),
        ("This may be left blank", "mandatory.no"),
        ("Sorry, we could not load your answer", "status.unknown"),
    ],
)
def test_other_sentences(text: str, meaning: str) -> None:
    assert says(text) == {meaning}


def test_sentences_beside_questions() -> None:
    rows = [
        DONE,
        "1.1.2 What? <p>You haven't answered this yet.</p>",
        "1.1.3 When? <p>You have <b>not</b> answered this yet.</p>",
        "1.1.4 Where? <p>Answered. You saved it on <b>3 May 2026</b>.</p>",
        "1.1.5 Why? <p>We have your answer, but <em>it does not count until you sign it off</em>.</p>",
        "1.1.6 How? <p>Sorry, we could not load the state of your answer. Please call us if this goes on.</p>",
    ]
    found = questions(listed(*rows))
    assert [q.status for q in found.values()] == [
        "complete", "incomplete", "incomplete", "complete", "incomplete", "unknown",
    ]  # fmt: skip
    assert str(found["1.1.4"].updated_on) == "2026-05-03"


@pytest.mark.parametrize(
    "lead", ["Tip:", "<b>Hint</b>", "<strong>For example:</strong>", "Note:", "<em>Guidance:</em>"]
)
def test_advice_completes_nothing(lead: str) -> None:
    rows = [DONE, f"1.1.2 What? <p>{lead} we have your answer.</p>", f"1.1.3 When? <p>{lead} read this first.</p>"]
    found = questions(listed(*rows))
    assert [q.status for q in found.values()] == ["complete", "incomplete", "incomplete"]


def test_an_answer_of_another_year_completes_nothing() -> None:
    rows = [
        DONE,
        "1.1.2 What? <p>We have your answer for 2025-26.</p>",
        "1.1.3 Who? <p>We have your answer for 2024-25.</p>",
    ]
    found = questions(listed(*rows))
    assert [q.status for q in found.values()] == ["complete", "complete", "unknown"]


def test_a_page_that_says_there_is_no_answer_carries_none_over() -> None:
    found = questions(listed(DONE, "1.1.2 What? <p>Not answered.</p> <p>Last saved 3 May 2024</p>"))
    assert found["1.1.2"].carried_over is False


@pytest.mark.parametrize("word", ["now ", "yet ", "for this ", "on 3 May 2026 ", "by jo on ", "not yet been ", "and "])
def test_long_sentences_take_no_time(word: str) -> None:
    assert not says("your answer has been saved " + word * 25 + "x")  # it would be hours
