"""A year of which nothing is known yet borrows from the year before, and a person's own files come first."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from dsptscan.errors import NotSetUp
from dsptscan.guidance import load, shelf
from dsptscan.model import Question

MARK = " (from 2025-26, check)"
OWN = """version = "mine"
[opened]
day = 2026-09-07
confidence = "high"
[deadline]
day = 2027-06-30
confidence = "high"
[mandatory."Standards Met"]
number = 47
confidence = "high"
[questions."1.1.1"]
hint = "Do it our way."
confidence = "high"
"""


def own(folder: Path, year: str = "2026-27", text: str = OWN) -> Path:
    (folder / year).mkdir()
    (folder / year / "social-care.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("year", "deadline"), [("2026-27", date(2027, 6, 30)), ("2029-30", date(2030, 6, 30))])
def test_a_later_year_borrows_hints_and_nothing_else(year: str, deadline: date) -> None:
    borrowed, lender = load(year), load("2025-26")
    assert borrowed is not None
    assert lender is not None
    assert (borrowed.year, borrowed.borrowed_from, borrowed.deadline) == (year, "2025-26", deadline)
    assert (borrowed.version, borrowed.opened, dict(borrowed.mandatory)) == (None, None, {})
    assert borrowed.questions.keys() == lender.questions.keys()
    for ref, question in borrowed.questions.items():
        assert question.hint == lender.questions[ref].hint + MARK
        assert question.effort == lender.questions[ref].effort
    assert lender.borrowed_from is None


def test_what_the_page_calls_new_is_not_spoken_of_by_what_was_borrowed() -> None:
    borrowed, lender = load("2026-27"), load("2025-26")
    assert borrowed is not None
    assert lender is not None
    questions = [
        Question(ref="3.1.1", new_or_changed="new"),
        Question(ref="1.1.5", new_or_changed="changed"),
        Question(ref="9.9.9", new_or_changed="new"),
    ]
    fitting = borrowed.fitting(questions)
    assert borrowed.questions.keys() - fitting.questions.keys() == {"3.1.1"}
    assert fitting.questions["3.2.1"].depends_on == ()
    assert borrowed.questions["3.2.1"].depends_on == ("3.1.1",)
    assert borrowed.fitting([]) is borrowed
    assert lender.fitting(questions) is lender, "its own year's guidance knows which question is meant"


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 2), "2023-24"),
        (date(2024, 9, 3), "2024-25"),
        (date(2026, 6, 30), "2025-26"),
        (date(2026, 8, 31), "2025-26"),
        (date(2026, 9, 1), "2026-27"),
    ],
)
def test_the_toolkit_year_of_a_day(day: date, year: str) -> None:
    assert shelf().year_on(day) == year


def test_a_file_of_ones_own_stands_in_place_of_the_bundled_one(tmp_path: Path) -> None:
    own(tmp_path)
    own(tmp_path, "2024-25", OWN.replace("2026-09-07", "2024-09-09").replace("2027-06-30", "2025-06-30"))
    (tmp_path / "notes").mkdir()
    mine = shelf(tmp_path)
    this, last, next_ = mine.of("2026-27"), mine.of("2025-26"), mine.of("2027-28")
    assert this is not None
    assert (this.borrowed_from, this.mandatory["Standards Met"].number) == (None, 47)
    assert this.questions.keys() == {"1.1.1"}, "a file replaces the whole year"
    assert mine.year_on(date(2026, 9, 6)) == "2025-26"
    assert mine.opened("2024-25") == date(2024, 9, 9)
    assert last == load("2025-26")
    assert next_ is not None
    assert next_.questions["1.1.1"].hint == "Do it our way. (from 2026-27, check)"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("hint", "hunt"), 'questions."1.1.1".hint is missing'),
        (OWN + "effort = 3\n", 'questions."1.1.1".effort must be one of'),
        ("version =\n", "line 1"),
    ],
)
def test_a_broken_file_of_ones_own_is_told_with_its_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(NotSetUp, match=r"2026-27/social-care\.toml") as caught:
        shelf(own(tmp_path, text=text))
    assert told in caught.value.message
    assert str(tmp_path) in caught.value.message
    assert "config.toml" in caught.value.next_step


def test_the_example_in_the_documents_works(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "troubleshooting.md").read_text("utf-8")
    block = re.search(r"((?:^    version = .*\n)(?:^(?:    .*)?\n)*)", text, re.MULTILINE)
    assert block
    known = shelf(own(tmp_path, text=dedent(block[1]))).of("2026-27")
    assert known is not None
    assert known.borrowed_from is None
    assert known.questions["3.2.1"].effort == "weeks"
    bare = re.sub(r'\[mandatory."Standards Met"\]\n.*\n.*\n', "[mandatory]\n", dedent(block[1]))
    (tmp_path / "2026-27" / "social-care.toml").write_text(bare, "utf-8")
    without = shelf(tmp_path).of("2026-27")
    assert without is not None
    assert dict(without.mandatory) == {}


def test_words_over_several_lines_are_one_line(tmp_path: Path) -> None:
    known = shelf(own(tmp_path, text=OWN.replace('"Do it our way."', '"""Do it\n  our way."""'))).of("2026-27")
    assert known is not None
    assert known.questions["1.1.1"].hint == "Do it our way."


def test_notepads_mark_is_fine_and_other_encodings_are_told(tmp_path: Path) -> None:
    file = own(tmp_path, text="\ufeff" + OWN) / "2026-27" / "social-care.toml"
    assert shelf(tmp_path).of("2026-27") is not None
    file.write_bytes(OWN.replace("way", "wäy").encode("cp1252"))
    with pytest.raises(NotSetUp, match="UTF-8"):
        shelf(tmp_path)


def test_a_folder_without_a_file_of_a_year_is_told(tmp_path: Path) -> None:
    (tmp_path / "social-care.toml").write_text(OWN, "utf-8")
    with pytest.raises(NotSetUp, match=r"no file such as 2025-26/social-care\.toml"):
        shelf(tmp_path)
    with pytest.raises(NotSetUp, match="No such file"):
        shelf(tmp_path / "gone")
