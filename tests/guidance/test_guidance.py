from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date
from importlib.resources import files

import pytest

from dsptscan.guidance import load
from dsptscan.guidance.loader import parse

BUNDLED = sorted(
    (year.name, file.name.removesuffix(".toml"))
    for year in files("dsptscan.guidance").iterdir()
    if re.fullmatch(r"\d{4}-\d\d", year.name)
    for file in year.iterdir()
)

START = 'version = "v1"\n[deadline]\nday = 2026-06-30\nconfidence = "high"\n[mandatory]\n'
QUESTION = '[questions."1.1.1"]\nhint = "Do it."\nconfidence = "high"\n'


@pytest.mark.parametrize(("year", "kind"), BUNDLED)
def test_every_bundled_file_is_sound(year: str, kind: str) -> None:
    guidance = load(year, kind)
    assert guidance is not None
    assert guidance.deadline == date(int(year[:4]) + 1, 6, 30)
    assert guidance.opened is None or date(int(year[:4]), 7, 1) < guidance.opened < date(int(year[:4]), 12, 1)
    assert all(20 <= count.number <= 60 for count in guidance.mandatory.values())
    for question in guidance.questions.values():
        assert question.hint.endswith(".")
        assert question.hint.count(". ") == 0, "one sentence"
        question.hint.encode("cp1252")


@pytest.mark.parametrize(("year", "met"), [("2023-24", 42), ("2024-25", 43), ("2025-26", 45)])
def test_known_counts(year: str, met: int) -> None:
    guidance = load(year)
    assert guidance is not None
    assert guidance.mandatory["Standards Met"].number == met
    assert guidance.mandatory["Approaching Standards"].number == 26


def test_what_is_known_of_2025_26() -> None:
    guidance = load("2025-26")
    assert guidance is not None
    assert guidance.opened == date(2025, 9, 1)
    questions = guidance.questions
    assert len(questions) == 57
    assert {ref for ref, one in questions.items() if one.new_in == "2025-26"} == {"4.3.1", "7.1.1"}
    assert {ref for ref, one in questions.items() if one.changed_in == "2025-26"} == {
        "1.1.3",
        "1.1.5",
        "1.3.1",
        "3.2.1",
        "7.1.2",
        "7.3.4",
    }
    assert questions["3.2.1"].depends_on == ("3.1.1",)
    assert questions["3.2.1"].effort == "weeks"
    assert questions["3.2.1"].period_months == 12
    assert questions["1.3.1"].period_months == 36
    assert questions["1.4.3"].not_applicable == "answer"
    assert questions["8.2.1"].not_applicable == "document"
    assert questions["5.1.1"].not_applicable == "comment"
    assert questions["4.1.1"].effort is None, "not known, so not guessed"


@pytest.mark.parametrize("year", [None, "2019-20", "2026-27", "", "../2025-26", "2025-26\n"])
def test_an_unknown_year_has_no_guidance(year: str | None) -> None:
    assert load(year) is None


@pytest.mark.parametrize("kind", ["pharmacy", "", "../social-care", "Social-Care"])
def test_an_unknown_kind_of_organisation_has_no_guidance(kind: str) -> None:
    assert load("2025-26", kind) is None


def test_guidance_cannot_be_changed() -> None:
    guidance = load("2025-26")
    assert guidance is not None
    with pytest.raises(FrozenInstanceError):
        guidance.version = "v9"  # type: ignore[misc]
    with pytest.raises(TypeError):
        guidance.questions["9.9.9"] = guidance.questions["1.1.1"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("version = \n", "line 1"),
        ("", "version is missing"),
        ('version = "v1"', "deadline is missing"),
        ('version = "v1"\ndeadline = 3', "deadline must be a table"),
        (START.replace("2026-06-30", '"2026-06-30"'), "deadline.day must be a date"),
        (START.replace('"high"', '"sure"'), "deadline.confidence must be one of"),
        (START + '[mandatory."Standards Exceeded"]\n', 'mandatory."Standards Exceeded" is not one of'),
        (START + '[mandatory."Standards Met"]\nnumber = 0\n', 'mandatory."Standards Met".number must be'),
        (START + QUESTION.replace("hint", "hunt"), 'questions."1.1.1".hint is missing'),
        (START + QUESTION + 'efort = "days"\n', 'questions."1.1.1".efort is not a known key'),
        (START + QUESTION + 'effort = "years"\n', 'questions."1.1.1".effort must be one of'),
        (START + QUESTION + "period_months = true\n", 'questions."1.1.1".period_months must be'),
        (START + QUESTION + 'new_in = "2025"\n', 'questions."1.1.1".new_in must be a toolkit year'),
        (START + QUESTION + 'depends_on = "1.1.2"\n', 'questions."1.1.1".depends_on must be a list'),
        (START + QUESTION + 'depends_on = ["1.1.2"]\n', 'questions."1.1.1".depends_on names 1.1.2'),
        (START + QUESTION + 'not_applicable = "nowhere"\n', 'questions."1.1.1".not_applicable must be one of'),
        (START + QUESTION.replace("1.1.1", "11.1.1"), 'questions."11.1.1" is not the number'),
    ],
)
def test_a_wrong_file_names_file_and_key(text: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"2025-26/social-care\.toml: ") as caught:
        parse(text, "2025-26", "social-care")
    assert key in str(caught.value)
