"""`because` quotes the site's words, never the provider's: no answer, comment, file or person of any fixture."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from dsptscan.scan import scan_pages
from tests.reading.small_pages import listed, questions

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOLDERS = sorted(path.parent for path in FIXTURES.rglob("expected.json"))
OWN_KEYS = ("answer", "comment", "file", "location", "text", "note", "documents", "choice", "by", "saved_by")
LONG = 12  # characters; "Yes" or "2026" are nobody's secret


def name_of(folder: Path) -> str:
    return "-".join(folder.relative_to(FIXTURES).parts)


@cache
def invented() -> frozenset[str]:
    """The words that the invented home of fixtures/make typed in."""
    tables = [tomllib.loads(p.read_text("utf-8")) for p in (FIXTURES / "make").rglob("*.toml")]
    return frozenset(text for table in tables for text in _own(table, ""))


def _own(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _own(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from _own(inner, key)
    elif isinstance(value, str) and key in OWN_KEYS and len(value) >= LONG:
        yield value


def in_boxes(folder: Path) -> frozenset[str]:
    """What stands in the boxes of a folder's pages."""
    found: set[str] = set()
    for path in folder.rglob("*.htm*"):
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        found |= {box.get_text().strip() for box in soup.select("[contenteditable]")}
        found |= {box.get_text().strip() for box in soup.find_all("textarea")}
        typed = ("text", "url", "email", "number", "tel")
        found |= {str(box.get("value", "")) for box in soup.find_all("input") if box.get("type", "text") in typed}
    return frozenset(text for text in found if len(text) >= LONG)


def test_there_are_words_to_look_for() -> None:
    assert len(invented()) > 30
    assert in_boxes(FIXTURES / "tables" / "nearly-there")


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_because_never_quotes_the_provider(folder: Path) -> None:
    today = date.fromisoformat(json.loads((folder / "expected.json").read_text("utf-8"))["today"])
    report = scan_pages(folder, today=today)
    private = invented() | in_boxes(folder)
    texts = [reason for question in report.questions for reason in question.because]
    texts += [*report.verdict_because, *report.remarks, *(problem.detail for problem in report.problems)]
    said = " \n ".join(texts)
    assert [text for text in private if text in said] == []
    assert re.findall(r"[\w.+-]+@[\w-]+\.\w+", said) == []
    assert max((len(text) for text in texts), default=0) < 400


SECRET = "Our deputy Winifred keeps the key"
PLACES = {
    "text box": "<label>Your answer <textarea>{}</textarea></label>",
    "line": "<label>Your answer <input value='{}'></label>",
    "comment": "<label>Comments <textarea>{}</textarea></label>",
    "editable": "<div contenteditable=true aria-label='Your answer'>{}</div>",
    "plain": "<p><b>Your answer</b></p><p>{}</p>",
    "terms": "<dl><dt>Answer<dd>{}</dl>",
    "comment as text": "<dl><dt>Comments<dd>{}</dl>",
    "hidden": "<input type=hidden value='{}'>",
    "file": "<label>Upload a file <input type=file></label><a href=/d>{}.pdf</a>",
}
TRICKS = (
    "",
    "Completed, ",
    "Not completed - ",
    "Mandatory: ",
    "Carried over from 2024-25; ",
    "Completed? ",
    "Last year: ",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("trick", TRICKS)
def test_words_in_a_box_are_never_quoted(place: str, trick: str) -> None:
    own = PLACES[place].format(trick + SECRET)
    page = f"<h1>1.1.1 Who leads?</h1><p><b>Completed</b></p>{own}"
    in_list = listed(f"1.1.1 Who leads? <b>Completed</b> {own}", "1.1.2 What is kept? <b>Completed</b>")
    for pages in ((listed("1.1.1 Who? <b>Completed</b>", "1.1.2 What? <b>To do</b>"), page), (in_list,)):
        question = questions(*pages)["1.1.1"]
        assert "Winifred" not in " ".join(question.because) + (question.title or "")


@pytest.mark.parametrize("who", ["Jane Doe", "J. O'Neil-Smith", "Sam"])
def test_who_saved_an_answer_is_not_quoted(who: str) -> None:
    rows = (f"1.1.1 Who? <b>Completed by {who} on 3 May 2026</b>", f"1.1.2 What? <b>Completed by {who}</b>")
    found = questions(listed(*rows, "1.1.3 When? <b>Not completed</b>"))
    assert who not in str([question.because for question in found.values()])
    assert found["1.1.1"].updated_on == date(2026, 5, 3)
    assert "by 30 June 2026" in str(questions(listed("1.1.1 Who? <b>Completed by 30 June 2026</b>"))["1.1.1"].because)
