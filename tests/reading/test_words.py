"""Which words mean what: whole phrases, negative before positive, signs, placeholders."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from dsptscan.reading.words import bundled, bundled_table, normal
from tests.reading.small_pages import WORDS


def status(text: str) -> str:
    """What a text that stands alone says of the status."""
    meanings = {m for _, _, said in WORDS.split(text).said for m in said.meanings if m.startswith("status.")}
    return " ".join(sorted(m.removeprefix("status.") for m in meanings))


@pytest.mark.parametrize(
    "text",
    ["Completed", "COMPLETED", "completed.", " Complete ", "(completed)", "[Done]", "Answered", "✓", "✔ Completed",
     "Completed ✔", "✅ Completed", "🟢 Completed", "Completed on 3 June 2026", "Completed 03/06/2026",
     "com\u00adpleted", "Com\u200bpleted", "This question is complete", "Completed: ", "Com­ple­ted"],
)  # fmt: skip
def test_complete(text: str) -> None:
    assert status(text) == "complete"


@pytest.mark.parametrize(
    "text",
    ["Not completed", "NOT COMPLETE", "Incomplete", "not yet complete", "Not  completed", "Not\u00a0completed", "To do",
     "Not answered", "Unanswered", "In progress", "Not started", "⏳ In progress", "❌ Not completed", "Never answered",
     "has not been completed", "is not yet complete", "Still to finish", "Needs an answer", "Draft", "✗"],
)  # fmt: skip
def test_incomplete(text: str) -> None:
    assert status(text) == "incomplete"


@pytest.mark.parametrize(
    "text",
    ["", "Parked", "completedly", "recompleted", "Perhaps completed", "Was completed", "Will be completed",
     "Complete this", "Please complete", "please complete", "Completed by 30 June?", "Seldom done",
     "How are completed forms kept", "Which training was completed by staff", "✔✘", "✅ Not known", "Completed-ish",
     "Half of it is completed", "2"],
)  # fmt: skip
def test_neither(text: str) -> None:
    assert status(text) == ""


def test_a_crossed_word_is_no_word() -> None:
    assert status("✘ Completed") == ""
    assert status("✔ Not completed") == ""


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Carried over from 2024-25", "carried_over.yes"),
        ("carried over from 24/25", "carried_over.yes"),
        ("Last year's answer", "carried_over.yes"),
        ("Last year’s answer", "carried_over.yes"),
        ("Reconfirmed on 3 June 2026", "carried_over.no"),
        ("Not carried over", "carried_over.no"),
        ("Carried over and reconfirmed", "carried_over.no"),
        ("Carried over, not reconfirmed", "carried_over.yes"),
        ("Please confirm", "confirm.needed"),
        ("Mandatory", "mandatory.yes"),
        ("Not mandatory", "mandatory.no"),
        ("Optional", "mandatory.no"),
        ("Not optional", "mandatory.yes"),
        ("New this year", "new_or_changed.new"),
        ("New for 2025-26", "new_or_changed.new"),
        ("🆕 New question", "new_or_changed.new"),
        ("Wording changed", "new_or_changed.changed"),
    ],
)
def test_other_meanings(text: str, meaning: str) -> None:
    found = {m for _, _, said in WORDS.split(text).said for m in said.meanings}
    opposite = {"yes": "no", "no": "yes"}.get(meaning.split(".")[1])
    assert meaning in found
    assert not opposite or f"{meaning.split('.')[0]}.{opposite}" not in found


def test_the_year_that_a_phrase_names_is_kept() -> None:
    ((_, _, said),) = WORDS.split("Carried over from 2024/25").said
    assert (said.year, said.text) == ("2024-25", "Carried over from 2024/25")


@pytest.mark.parametrize(
    ("text", "said", "rest"),
    [
        ("Mandatory · Completed", ["Mandatory", "Completed"], ()),
        ("Mandatory – Completed", ["Mandatory", "Completed"], ()),
        ("Status: Completed", ["Status", "Completed"], ()),
        ("Completed: 80%", ["Completed"], ("80%",)),
        ("Training (mandatory)", ["mandatory"], ("Training",)),
        ("Completed, but not saved", ["Completed", "but not saved"], ()),
    ],
)
def test_a_text_is_cut_at_its_separators(text: str, said: list[str], rest: tuple[str, ...]) -> None:
    split = WORDS.split(text)
    assert ([phrase.text for _, _, phrase in split.said], split.rest) == (said, rest)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("  Not\n  Completed. ", "not completed"),
        ("✔", "✔"),
        ("*", "*"),
        ("“Done”", "“done”"),
        ("🟢", ""),
        ("- - -", ""),
    ],
)
def test_the_form_in_which_phrases_are_compared(text: str, form: str) -> None:
    assert normal(text) == form


def test_no_phrase_of_the_file_contradicts_another() -> None:
    """Within a section no phrase stands under two keys that are opposites, and none twice under one."""
    for section, keys in bundled_table().items():
        for key, phrases in keys.items():
            assert len(phrases) == len(set(phrases)), (section, key)
        if section in ("pages", "labels", "answer", "values"):
            continue
        for meaning, opposite in (("complete", "incomplete"), ("yes", "no"), ("new", "changed")):
            both = {normal(p) for p in keys.get(meaning, [])} & {normal(p) for p in keys.get(opposite, [])}
            assert both == set(), (section, meaning)


def test_every_phrase_of_a_status_is_found_again() -> None:
    """Placeholders filled in, each phrase still means what the file says."""
    table = tomllib.loads(files("dsptscan.reading").joinpath("words.toml").read_text("utf-8"))
    for key in ("complete", "incomplete"):
        for phrase in table["status"][key]:
            if phrase.startswith("question *"):
                continue  # a sentence around a reference: see test_scopes.py
            text = phrase.replace("{date}", "3 June 2026").replace("{year}", "2025-26").replace("*", "a colleague")
            found = bundled().meanings(normal(phrase)) or {m for _, _, s in WORDS.split(text).said for m in s.meanings}
            assert f"status.{key}" in found, phrase
