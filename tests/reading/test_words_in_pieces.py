"""A status whose words mark-up cuts into pieces, or that other words beside it take back."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import listed, questions

DONE = ("<a>1.1.1 Who leads?</a> <b>Completed</b>", "<a>1.1.2 What is kept?</a> <b>Completed</b>")


def status(beside: str) -> str:
    """What is read of a third row whose title is followed by `beside`."""
    return questions(listed(*DONE, f"<a>2.1.1 When was it?</a> {beside}"))["2.1.1"].status


@pytest.mark.parametrize(
    "beside",
    ["<b>Completed</b>", "<span><b>Completed</b></span>", "<b>Completed</b> on 3 June 2026",
     "<b>Completed</b> by P. Nair", "<b>Completed</b> <i>Mandatory</i>", "<b>Completed</b> <i>Saved 3 June 2026</i>",
     "<i>Mandatory</i> <b>Completed</b>", "<p>Status: <b>Completed</b></p>", "<dl><dt>Status<dd>Completed</dl>",
     "<img alt=Completed>", "<b>Completed</b> <button>View</button>"],
)  # fmt: skip
def test_complete(beside: str) -> None:
    assert status(beside) == "complete"


@pytest.mark.parametrize(
    "beside",
    ["not <b>completed</b>", "Not yet: <b>completed</b>", "<span>un</span><b>completed</b>", "<b>Completed</b> no",
     "<s>Completed</s>", "<del>Completed</del>", "<b>Completed</b> 80%", "<b>Completed</b> (80%)",
     "<b>Completed</b>, but not saved", "<b>Completed</b> - awaiting approval", "<b>Completed</b> <b>Draft</b>",
     "<b hidden>Completed</b>", "<b style='display:none'>Completed</b>", "<input type=checkbox> Completed?",
     "<label><input type=checkbox> Completed</label>", "<select><option>Completed<option selected>To do</select>",
     "<b>Completed?</b>", "(not <b>completed</b>)", "<p>Was <b>completed</b>, now open again</p>",
     "<b>Completed: no</b>", "<p>Completed: <b>no</b></p>", "<dl><dt>Completed<dd>No</dl>"],
)  # fmt: skip
def test_not_complete(beside: str) -> None:
    assert status(beside) in ("unknown", "incomplete")


@pytest.mark.parametrize(
    "beside",
    [
        "<p>This is not <b>completed</b></p>",
        "<p>Status: not <b>completed</b></p>",
        "<p>The answer is not yet <b>complete</b></p>",
        "<p>Nothing is <b>completed</b></p>",
        "<p>To be <b>completed</b></p>",
        "<p>Will be <b>completed</b> soon</p>",
        "<b>Completed</b> last year",
        "<b>Completed</b> in 2024-25",
        "<b>Completed</b><sup>?</sup>",
    ],
)
def test_a_word_inside_a_sentence_is_not_the_sentence(beside: str) -> None:
    assert status(beside) in ("unknown", "incomplete")


@pytest.mark.parametrize("action", ["<button>Open</button>", "<a href=/q>Open</a>"])
def test_what_a_button_does_is_no_status(action: str) -> None:
    assert status(f"<b>Completed</b> {action}") == "complete"
