from __future__ import annotations

import re
import tomllib
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

# What social-care-v8.csv of our facts lists, by how sure it is.
CONFIDENCE = {
    "high": "1.1.1 1.1.2 1.1.3 1.1.5 1.2.4 1.3.1 1.3.2 1.3.7 1.3.8 1.3.12 1.3.13 2.1.1 2.2.1 3.1.1 3.2.1 3.4.1 4.1.1"
    " 4.3.1 4.5.3 6.1.1 7.1.1",
    "medium": "1.4.1 1.4.2 1.4.3 4.2.4 4.4.1 5.1.1 6.1.2 6.1.3 6.2.1 7.1.2 7.1.5 7.1.6 7.3.2 7.3.4 8.3.8 9.1.1 9.5.2"
    " 10.1.2 10.2.1 10.2.2",
    "low": "1.1.6 1.3.6 1.3.11 1.3.14 4.1.2 4.5.4 5.2.1 6.3.2 6.3.5 7.2.1 7.3.5 8.1.4 8.2.1 8.3.5 8.4.3 9.2.1",
}
NOT_APPLICABLE = {
    "comment": "4.3.1 4.4.1 5.1.1 6.1.2 6.1.3 6.2.1 8.1.4 9.1.1 9.5.2 10.1.2 10.2.1 10.2.2",
    "answer": "1.3.12 1.4.3",
    "document": "8.2.1",
}
EFFORT = {
    "minutes": "1.1.1 1.1.5 1.3.12 1.4.3 5.1.1 6.1.2 6.1.3 8.2.1",
    "hours": "1.1.3 1.2.4 1.3.2 1.4.1 3.1.1 4.3.1 7.3.2",
    "days": "1.1.2 7.1.1 7.1.2 7.2.1 10.1.2",
    "weeks": "3.2.1 4.5.3 8.1.4 9.5.2 10.2.1",
}
PERIODS = {12: "1.1.2 1.3.2 3.1.1 3.2.1 5.1.1 5.2.1 6.1.2 6.1.3 6.3.5 7.1.1 9.2.1", 36: "1.3.1 1.3.7 1.3.12 1.3.13"}

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
        for said in filter(None, [question.hint, question.evidence, *question.mistakes]):
            assert said.endswith(".")
            assert said.count(". ") == 0, "one sentence"
            assert len(said) < 180
            said.encode("cp1252")


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
    for confidence, refs in CONFIDENCE.items():
        assert {ref for ref, one in questions.items() if one.confidence == confidence} == set(refs.split())
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
    for effort, refs in EFFORT.items():
        assert {ref for ref, one in questions.items() if one.effort == effort} == set(refs.split())
    for months, refs in PERIODS.items():
        assert {ref for ref, one in questions.items() if one.period_months == months} == set(refs.split())
    assert {one.period_months for one in questions.values()} == {None, *PERIODS}
    for place, refs in NOT_APPLICABLE.items():
        assert {ref for ref, one in questions.items() if one.not_applicable == place} == set(refs.split())
    assert [ref for ref, one in questions.items() if one.also_text] == ["4.5.3"]
    assert questions["4.1.1"].effort is None, "not known, so not guessed"


def test_every_question_of_2025_26_says_where_it_was_read() -> None:
    guidance = load("2025-26")
    assert guidance is not None
    for question in guidance.questions.values():
        assert question.sources
        if question.confidence != "low":
            assert all("memory" not in source.name for source in question.sources)
    used = {source.name for question in guidance.questions.values() for source in question.sources}
    listed = tomllib.loads((files("dsptscan.guidance") / "2025-26" / "social-care.toml").read_text("utf-8"))["sources"]
    assert used == {source["name"] for source in listed.values()}


def test_what_often_goes_wrong_and_what_serves_as_proof() -> None:
    guidance = load("2025-26")
    assert guidance is not None
    with_proof = {ref for ref, one in guidance.questions.items() if one.evidence}
    assert set(CONFIDENCE["high"].split()) <= with_proof
    training = guidance.questions["3.2.1"]
    assert training.evidence
    assert "quiz" in training.evidence
    assert any("agency" in said for said in training.mistakes)
    assert any(said.startswith("Often") for said in training.mistakes), "what we concluded ourselves is marked so"


@pytest.mark.parametrize("year", [None, "2019-20", "2025-27", "", "../2025-26", "2025-26\n"])
def test_an_unknown_year_has_no_guidance(year: str | None) -> None:
    assert load(year) is None


@pytest.mark.parametrize("kind", ["pharmacy", "", "../social-care", "Social-Care"])
def test_an_unknown_kind_of_organisation_has_no_guidance(kind: str) -> None:
    assert load("2025-26", kind) is None


def test_guidance_cannot_be_changed() -> None:
    guidance = load("2025-26")
    assert guidance is not None
    with pytest.raises(FrozenInstanceError):
        guidance.version = "v9"
    with pytest.raises(TypeError):
        guidance.questions["9.9.9"] = guidance.questions["1.1.1"]


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
        (START + QUESTION + 'evidence = ""\n', 'questions."1.1.1".evidence must be words'),
        (START + QUESTION + 'mistakes = "One."\n', 'questions."1.1.1".mistakes must be a list'),
        (START + QUESTION + 'mistakes = ["One.", 2]\n', 'questions."1.1.1".mistakes must be a list'),
        (START + QUESTION + 'also_text = "yes"\n', 'questions."1.1.1".also_text must be true or false'),
        (START + QUESTION + 'sources = ["none"]\n', 'questions."1.1.1".sources names none'),
        (START + "[sources.a]\n", "sources.a.name is missing"),
        (START + '[sources.a]\nname = "A"\nadress = "x"\n', "sources.a.adress is not a known key"),
        (START + '[sources.a]\nname = "A"\naddress = "a.example"\n', "sources.a.address must be a web address"),
        (START + QUESTION.replace("1.1.1", "11.1.1"), 'questions."11.1.1" is not the number'),
    ],
)
def test_a_wrong_file_names_file_and_key(text: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"2025-26/social-care\.toml: ") as caught:
        parse(text, "2025-26", "social-care")
    assert key in str(caught.value)
