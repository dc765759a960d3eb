"""Words nobody taught the reader, and what the page's own counts tell of them."""

from __future__ import annotations

import pytest

from tests.reading.small_pages import HEADING, listed, questions


def statuses(count: str, *words: str) -> list[str]:
    rows = [f"1.{n // 20 + 1}.{n % 20 + 1} Which of them? <b>{word}</b>" for n, word in enumerate(words)]
    return [q.status for q in questions(listed(*rows, before=f"{HEADING}<p>{count}</p>")).values()]


def test_a_count_that_leaves_one_way_only() -> None:
    words = ["Blithe"] * 4 + ["Wistful"] * 2 + ["Not started"] * 3
    assert statuses("4 of 9 questions completed", *words) == ["complete"] * 4 + ["incomplete"] * 5
    assert statuses("6 of 9 questions completed", *words) == ["complete"] * 6 + ["incomplete"] * 3
    assert statuses("0 of 9 questions completed", *words) == ["incomplete"] * 9


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ("3 of 7 questions completed", ["Blithe"] * 3 + ["Wistful"] * 3 + ["Not started"]),  # either of two
        ("4 of 8 questions completed", ["Blithe"] * 3 + ["Not started"] * 4),  # of more than are there
        ("2 of 6 questions completed", ["Blithe"] * 3 + ["Wistful"] * 3),  # no way at all
        ("3 questions completed", ["Blithe"] * 3 + ["Wistful"] * 3),  # of how many is not said
        ("", ["Blithe"] * 3 + ["Not started"] * 3),
    ],
)
def test_a_count_that_proves_nothing(count: str, words: list[str]) -> None:
    assert "complete" not in statuses(count, *words)


def test_a_sentence_of_several_counts() -> None:
    sentence = "There are 6 questions in all: 3 completed, 2 outstanding and 1 to be reconfirmed."
    assert (
        statuses(sentence, "", "", "", "Outstanding", "Outstanding", "Please reconfirm")
        == ["complete"] * 3 + ["incomplete"] * 3
    )


@pytest.mark.parametrize("count", ["41 of 43 enquiries completed in time", "9 of 9 have completed mandatory training"])
def test_counts_of_something_else(count: str) -> None:
    assert statuses(count, "Completed", "Not started", "Completed") == ["complete", "incomplete", "complete"]
