"""Wrong advice that goes round about the toolkit, and that none of our texts repeats it.

Each claim was found in print somewhere. What is true is said beside it; where it comes from is in our facts.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dsptscan.guidance import load

ROOT = Path(__file__).parents[2]
RULE_95 = r"(?:95\s*(?:%|per\s?cent|in 100|out of 100)|training (?:rule|threshold|target))"
GONE = (
    r"(?:gone|dropped|scrapped|abolished|removed|withdrawn|ended|no longer|not (?:needed|required|asked)"
    r"|does not (?:apply|count))"
)
YEARLY = r"(?:every year|each year|yearly|annual(?:ly)?|year after year|again|any year|as often)"
FRAMEWORK = r"(?:\bCAF\b|cyber assessment framework|contributing outcomes?)"
EVERYONE = r"\b(?:everyone|everybody|all|every|care homes?|care providers?|social care|you|your)\b"
DUE = r"\b(?:due|deadline|owe|publish|submit|hand in|must)\b"
NEW_YEAR = r"(?:31(?:st)? dec|december 31)"
CATEGORY = r"\bcat(?:egory|egories|\.)?\s*"


@dataclass(frozen=True)
class Claim:
    """`pattern` finds the claim within one sentence. `said` are ways to say it, each of which it must find; `true` are
    sentences that it must leave alone."""

    name: str
    pattern: str
    said: tuple[str, ...]
    true: tuple[str, ...] = ()


CLAIMS = (
    Claim(
        # True of NHS trusts since 2023; for social care the rule holds.
        "the 95 % rule of training is gone",
        rf"{RULE_95}.*{GONE}|{GONE}.*{RULE_95}",
        (
            "The 95% rule has been dropped.",
            "You no longer need to train 95 per cent of your staff.",
            "Since version 8 the training threshold does not apply.",
        ),
        ("Train the rest until it is 95 in 100, and tick.",),
    ),
    Claim(
        # Care providers stay on the ten standards.
        "all care homes work by the Cyber Assessment Framework",
        rf"{FRAMEWORK}.*{EVERYONE}|{EVERYONE}.*{FRAMEWORK}",
        (
            "The toolkit is CAF-aligned for everyone now.",
            "Care homes answer the Cyber Assessment Framework.",
            "You now work towards contributing outcomes.",
        ),
        ("This is a CAF assessment, which has no care questions.",),
    ),
    Claim(
        # For social care it is allowed once, for the first publication.
        "Approaching Standards is a target for every year",
        rf"approaching standards.*\b{YEARLY}|\b{YEARLY}.*approaching standards",
        (
            "Approaching Standards is an acceptable target each year.",
            "You can publish at Approaching Standards again.",
            "Every year you may choose Approaching Standards.",
        ),
        ("Approaching Standards may be published once.",),
    ),
    Claim(
        # Asked of trusts and the like, never of care providers.
        "care homes owe a baseline by 31 December",
        r"(?:your|an?|the|publish|submit) (?:\w+ )?baseline\b|baseline (?:is|was|due|assessment|publication|return)"
        rf"|interim (?:assessment|return|publication)|{DUE}.*{NEW_YEAR}|{NEW_YEAR}.*{DUE}",
        (
            "Your baseline is due on 31 December.",
            "Publish an interim assessment before the New Year.",
            "Care homes must publish something by 31st December.",
        ),
        ("Answers are due by 30 June.", "vertical-align: baseline"),
    ),
    Claim(
        # GP practices are 4, IT suppliers 2, care providers 3.
        "GP practices are category 1, suppliers category 4",
        "|".join(
            f"{who}.*{CATEGORY}{wrong}|{CATEGORY}{wrong}.*{who}"
            for who, wrong in ((r"\bGPs?\b", "[123]"), (r"\bsuppliers?\b", "[134]"), (r"\bcare\b", "[124]"))
        ),
        ("GPs are in Category 1.", "IT suppliers belong to cat 4.", "Category 1 is for care homes."),
        ("Care providers are in category 3.",),
    ),
)


def texts() -> Iterator[tuple[str, str]]:
    """Everything we say to people, with where it stands: guidance, the program's own words, the documents."""
    for file in sorted((ROOT / "dsptscan" / "guidance").rglob("*.toml")):
        yield from _words(file.relative_to(ROOT).as_posix(), tomllib.loads(file.read_text("utf-8")))
    for file in sorted((ROOT / "dsptscan").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield (
                    f"{file.name}:{node.lineno}",
                    "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values),
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{file.name}:{node.lineno}", node.value
    for file in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        yield file.name, file.read_text("utf-8")


def _words(place: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _words(f"{place}: {key}", one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(place, one)
    elif isinstance(value, str):
        yield place, value


def found(claim: Claim, text: str) -> list[str]:
    """The sentences of a text that make the claim."""
    sentences = re.split(r"(?<=[.!?:])\s+|\n\s*\n|\n\s*[-|*#]", text)
    return [one for one in (" ".join(part.split()) for part in sentences) if re.search(claim.pattern, one, re.I)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_none_of_our_texts_repeats_it(claim: Claim) -> None:
    assert [(place, said) for place, text in texts() for said in found(claim, text)] == []


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_it_would_be_found(claim: Claim) -> None:
    for said in claim.said:
        assert found(claim, f"Something else first. {said} Something after.") == [said]
    for said in claim.true:
        assert found(claim, said) == []


def test_all_kinds_of_texts_are_looked_at() -> None:
    places = {place for place, _ in texts()}
    for part in ("social-care.toml: questions: 3.2.1: mistakes", "support.toml", "reading-the-table.md", "README.md"):
        assert any(part in place for place in places)
    for module in ("misplaced.py", "words.py", "telling.py"):
        assert any(place.startswith(f"{module}:") for place in places)


def test_what_is_true_is_said() -> None:
    guidance = load("2025-26")
    assert guidance is not None
    training = guidance.questions["3.2.1"]
    assert "95 in 100" in training.hint
    assert any("for social care it still counts" in said for said in training.mistakes)
    assert guidance.questions["1.3.1"].period_months == 36, "three years; some say one"
