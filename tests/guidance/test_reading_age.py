"""The advice is in words that somebody of twelve could read; the sector's own few words are taken as known."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator

import pytest

from dsptscan.checks.run import find_fixes
from dsptscan.guidance import load
from dsptscan.model import Problem
from tests.checks.examples import gap, question, situation

# Words that everybody in charge of a DSPT meets every day, however many syllables they have.
KNOWN = frozenset(
    [
        "administrator",
        "administrators",
        "agreement",
        "agreements",
        "applicable",
        "assessment",
        "business",
        "certificate",
        "computer",
        "computers",
        "continuity",
        "cyber",
        "data",
        "document",
        "documents",
        "equipment",
        "information",
        "management",
        "manager",
        "managers",
        "mandatory",
        "organisation",
        "password",
        "passwords",
        "personal",
        "policies",
        "policy",
        "privacy",
        "protection",
        "register",
        "security",
        "submission",
        "supplier",
        "suppliers",
        "toolkit",
        "training",
        "volunteer",
        "volunteers",
    ]
)
SHORT_FORMS = re.compile(r"\b(?:IAR|ROPA|DPIA|MFA|TNA|SIRO|IG|BYOD|BCP|NCSC|PSN|DSPT)\b")
GRADE_OF_TWELVE = 7.0  # Flesch-Kincaid counts American school years, which begin at five
HARDEST = 11.0  # a single long sentence may be harder than the rest


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = [part for part in re.split(r"(?<=[.!?:;])\s+", text) if part.strip()]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    bare = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word.casefold())
    counted = max(1, len(re.findall(r"[aeiouy]{1,2}", re.sub(r"^y", "", bare))))
    return min(2, counted) if word.casefold() in KNOWN else counted


def _guidance() -> Iterator[str]:
    known = load("2025-26", "social-care")
    assert known is not None
    for told in known.questions.values():
        yield from filter(None, [told.hint, told.evidence, *told.mistakes])


def _advice() -> Iterator[str]:
    """What the checks say to do, in every one of these situations."""
    answered = {"answered": True, "updated_on": None}
    questions = [
        gap("1.1.1"),
        gap("1.1.2", kind="document", **answered),
        gap("1.1.3", kind="tick", **answered),
        gap("1.3.1", carried_over=True, **answered),
        gap("1.3.7", new_or_changed="new"),
        gap("3.1.1", kind="tick", comment="not applicable"),
        gap("3.2.1", kind="tick", text="All staff"),
        gap("4.5.3", kind="document", comment="On the S drive"),
        gap("10.2.1", comment="We have a list"),
        question("1.1.4", new_or_changed="changed", updated_on=None),
        question("1.1.5", carried_over=True),
        question("1.1.6", status="unknown"),
        question("1.1.7", mandatory=None, status="incomplete"),
    ]
    kinds = (
        "count",
        "counter_disagrees",
        "list_cut_short",
        "partial_list",
        "no_assessment",
        "two_years",
        "cut_off",
        "x",
    )
    given = situation(*questions, published=False, expected_sites=("VM001",))
    for fix in find_fixes(given):
        yield fix.do
    for kind in kinds:
        problem = Problem(kind=kind, detail="It could not be read.")
        reading = situation().reading
        yield from (f.do for f in find_fixes(situation(reading=type(reading)(problems=(problem,)))))


@pytest.mark.parametrize("texts", [list(_guidance()), list(_advice())], ids=["guidance", "advice"])
def test_somebody_of_twelve_could_read_it(texts: list[str]) -> None:
    assert len(texts) > 15
    assert statistics.mean(map(grade, texts)) < GRADE_OF_TWELVE
    assert [(round(grade(text), 1), text) for text in texts if grade(text) > HARDEST] == []


@pytest.mark.parametrize("texts", [list(_guidance()), list(_advice())], ids=["guidance", "advice"])
def test_no_short_form_stands_without_its_meaning(texts: list[str]) -> None:
    """Beside its long form in brackets it may: "data protection impact assessment, DPIA"."""
    assert [t for t in texts if SHORT_FORMS.search(re.sub(r"\([^)]*\)", "", t))] == []


def test_the_measure_tells_easy_from_hard() -> None:
    assert grade("Open the question, tick the box, and save.") < 5
    assert grade("Ascertain contractual confidentiality obligations regarding organisational interoperability.") > 15
