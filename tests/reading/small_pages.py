"""Small pages for the tests of one thing at a time."""

from __future__ import annotations

from datetime import date

from dsptscan.model import Page, Question, Reading
from dsptscan.reading.answers import AnswerReading, read_answer
from dsptscan.reading.assemble import assemble
from dsptscan.reading.controls import Labels
from dsptscan.reading.document import Document, parse
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import bundled

WORDS = bundled()
OPENED = {"2024-25": date(2024, 9, 1), "2025-26": date(2025, 9, 1)}
HEADING = "<h1>Assessment 2025-26</h1>"


def whole(body: str, title: str = "Assessment 2025-26", head: str = "") -> str:
    """A page around what stands in its <main>."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main>{body}</main></body></html>"
    )


def document(body: str) -> Document:
    return parse(whole(body))


def read(body: str, title: str = "Assessment 2025-26", name: str = "page.html") -> PageReading:
    return read_page(Page(name=name, html=whole(body, title)), WORDS)


def reading(*bodies: str) -> Reading:
    """What is read of several pages together; each is what stands in its <main>."""
    return assemble([read(body, name=f"page-{i}.html") for i, body in enumerate(bodies)], OPENED)


def questions(*bodies: str) -> dict[str, Question]:
    return {question.ref: question for question in reading(*bodies).questions}


def listed(*rows: str, before: str = HEADING, after: str = "") -> str:
    """A list of questions: each row is what stands in its <li>."""
    return before + "<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>" + after


def answer_of(body: str) -> AnswerReading:
    """The answer read from a form."""
    found = document(body)
    return read_answer([found.root], found, Labels(found), WORDS)


def problems(*bodies: str) -> set[str]:
    """The kinds of problem that pages with these bodies give."""
    return {problem.kind for problem in reading(*bodies).problems}
