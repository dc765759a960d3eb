"""Folders of saved pages for the property tests: where they come from, and what the reader makes of them."""

from __future__ import annotations

import json
import re
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from random import Random

from lxml import etree, html

from dsptscan.model import Page
from dsptscan.reading.assemble import assemble
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import bundled
from dsptscan.scan import opening_days, report_on
from tests.chance import chance

FIXTURES = Path(__file__).parents[2] / "fixtures"
SCENARIOS = sorted(path.parent.relative_to(FIXTURES).as_posix() for path in FIXTURES.glob("*/*/expected.json"))
LEADING = re.compile(
    r"^\W*(?:Q|Question|Item|Evidence item)?\W*((?:10|[1-9])\.\d{1,2}\.\d{1,2})(?!\d|\.\d)", re.IGNORECASE
)
COUNT = re.compile(r"\b\d{1,3}\s*(?:of|out of|/)\s*(?:the |those |your )?\d{1,3}\b")
TODAY = date(2026, 6, 23)

Folder = dict[str, bytes]  # page name -> its bytes, in the order of the names


@dataclass(frozen=True)
class Outcome:
    """What the promise is about: which questions are called complete, and the verdict."""

    complete: frozenset[str]
    verdict: str
    mandatory: int


def outcome(folder: Folder, confirmed: int | None = None) -> Outcome:
    """What the reader makes of a folder of pages."""
    reading = assemble([_read(name, content) for name, content in sorted(folder.items())], opening_days())
    report = report_on(reading, today=TODAY, source="pages", account=None, confirmed=confirmed)
    done = frozenset(q.ref for q in report.questions if q.status == "complete")
    return Outcome(done, report.verdict, report.counts.mandatory)


@lru_cache(maxsize=3000)
def _read(name: str, content: bytes) -> PageReading:
    return read_page(Page(name=name, html=content), bundled())


@cache
def _all_pages(scenario: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((FIXTURES / scenario).glob("*.html"))}


@cache
def references(scenario: str) -> frozenset[str]:
    """The questions of a scenario, from its truth."""
    truth = json.loads((FIXTURES / scenario / "expected.json").read_text("utf-8"))
    return frozenset(question["ref"] for question in truth["questions"])


@cache
def list_names(scenario: str) -> tuple[str, ...]:
    """The pages of a scenario that are not about one question alone."""
    return tuple(n for n, content in _all_pages(scenario).items() if _read(n, content).kind != "question")


def with_lists(scenario: str, rng: Random, question_pages: int = 0) -> Folder:
    """The list pages of a scenario, and so many of its question pages."""
    pages, lists = _all_pages(scenario), list_names(scenario)
    others = sorted(pages.keys() - set(lists))
    return {n: pages[n] for n in sorted({*lists, *rng.sample(others, min(question_pages, len(others)))})}


@cache
def _long_lists(scenario: str) -> tuple[str, ...]:
    pages = _all_pages(scenario)
    return tuple(n for n in list_names(scenario) if len(rows(parse(pages[n]), references(scenario))) > 2)


@lru_cache(maxsize=2000)
def _slice(scenario: str, seed: int, counted: bool) -> tuple[str, bytes]:
    rng, pages = chance(seed), _all_pages(scenario)
    name = rng.choice(_long_lists(scenario))
    root = parse(pages[name])
    found = rows(root, references(scenario))
    keep = rng.randint(2, 8)
    start = rng.randrange(max(1, len(found) - keep))
    for i, row in enumerate(found):
        if not start <= i < start + keep:
            for part in row:
                remove(part)
    if not counted:
        for element in elements(root):
            for text in (element.text, element.tail):
                if text and COUNT.search(text) and element.getparent() is not None:
                    _uncount(element)
    return name, written(root)


def a_slice(scenario: str, seed: int, *, counted: bool) -> Folder:
    """A few questions of one list page and nothing else: a small page on which each row counts for more.

    Without `counted` the page's own counters are taken out, so that only the rows themselves can tell.
    """
    name, content = _slice(scenario, seed, counted)
    return {name: content}


def _uncount(element: html.HtmlElement) -> None:
    element.text = COUNT.sub("some", element.text) if element.text else element.text
    element.tail = COUNT.sub("some", element.tail) if element.tail else element.tail


def parse(content: bytes) -> html.HtmlElement:
    """A page as a tree that can be changed."""
    return html.document_fromstring(content)


def parsed(folder: Folder) -> dict[str, html.HtmlElement]:
    """The trees of all pages that hold anything: a page may have been cut to nothing."""
    trees = {}
    for name, content in folder.items():
        with suppress(etree.ParserError):
            trees[name] = parse(content)
    return trees


def written(root: html.HtmlElement) -> bytes:
    """A tree as a page again. Plain ASCII, so that no declared encoding can spoil it."""
    return etree.tostring(root.getroottree(), method="html", encoding="ascii")


def elements(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Every element of the body, in page order."""
    body = root.find("body")
    return [e for e in (body if body is not None else root).iter() if isinstance(e.tag, str)]


def remove(element: html.HtmlElement) -> None:
    """Take an element out and leave the text after it."""
    if element.getparent() is not None:
        element.drop_tree()


def rows(root: html.HtmlElement, known: frozenset[str]) -> list[list[html.HtmlElement]]:
    """The questions of a page: for each the elements that belong to it alone, found without the reader's help."""
    held: dict[html.HtmlElement, set[str]] = {}
    bearers = []
    for element in elements(root):
        for ref, owner in _references(element, known):
            bearers.append((ref, owner))
            for above in (owner, *owner.iterancestors()):
                held.setdefault(above, set()).add(ref)
    tops: dict[html.HtmlElement, None] = {}
    for _, bearer in bearers:
        top = bearer
        while (up := top.getparent()) is not None and up.tag not in ("body", "main", "html") and len(held[up]) == 1:
            top = up
        if len(held[top]) == 1:
            tops.setdefault(top)
    return [[top, *_loose(top, tops)] for top in tops]


def _references(element: html.HtmlElement, known: frozenset[str]) -> Iterator[tuple[str, html.HtmlElement]]:
    if element.tag in ("nav", "aside", "footer", "option", "script", "style"):
        return
    for text, owner in ((element.text, element), (element.tail, element.getparent()), (element.get("alt"), element)):
        match = LEADING.match(text) if text else None
        if match and match[1] in known:
            yield match[1], owner


def _loose(top: html.HtmlElement, tops: dict[html.HtmlElement, None]) -> list[html.HtmlElement]:
    """Pieces between a row and the next that are built alike after each row: they belong to it."""
    parent = top.getparent()
    if parent is None:
        return []
    gaps: list[list[html.HtmlElement]] = []
    own: list[html.HtmlElement] = []
    for child in parent:
        if child in tops:
            gaps.append([])
            if child is top:
                own = gaps[-1]
        elif gaps and isinstance(child.tag, str):
            gaps[-1].append(child)
    forms = Tally(tuple(piece.tag for piece in gap) for gap in gaps[:-1])
    usual, often = forms.most_common(1)[0] if forms else ((), 0)
    if often < 2 or often * 2 <= forms.total() or any(len(tag) == 2 and tag[0] == "h" for tag in usual):
        return []
    return own[: len(usual)] if tuple(piece.tag for piece in own)[: len(usual)] == usual else []
