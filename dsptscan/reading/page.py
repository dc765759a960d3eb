"""One page read: what it is and what it says, before pages are put together."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from dsptscan.model import Page, Site
from dsptscan.reading.answers import AnswerReading, read_answer
from dsptscan.reading.controls import Labels
from dsptscan.reading.counters import Counter, counters_in
from dsptscan.reading.document import FURNITURE, FURNITURE_ROLES, Document, Element, Leaf, parse
from dsptscan.reading.facts import PageFacts, facts_of, headline_years
from dsptscan.reading.kinds import PageKind, recognise
from dsptscan.reading.legend import legend_of
from dsptscan.reading.links import Link, links_in
from dsptscan.reading.mark import Marks
from dsptscan.reading.marks import MarkReader
from dsptscan.reading.occurrences import Occurrence, menus_in
from dsptscan.reading.rows import ListReading, read_list
from dsptscan.reading.scopes import Scope, scopes_in
from dsptscan.reading.sections import covers
from dsptscan.reading.sites import SitesRead, sites_in
from dsptscan.reading.tables import columns_of
from dsptscan.reading.titles import without_reference
from dsptscan.reading.words import Words

# Pages that list no sites; a question's answer may name some.
_WITHOUT_SITES = (
    "question", "sign_in", "second_factor", "expired_password", "locked", "time_out", "choose_organisation", "terms",
    "maintenance", "denied", "not_found", "error", "caf",
)  # fmt: skip


@dataclass(slots=True)
class QuestionReading:
    """What a question's own page says."""

    ref: str
    name: str
    title: str | None
    url: str | None
    marks: Marks
    answer: AnswerReading
    whole: bool
    place: int  # the leaf its reference stands in


@dataclass(slots=True)
class PageReading:
    """A page with its kind and what was read from it; `rows` for lists, `question` for question pages."""

    name: str
    kind: PageKind
    address: str | None
    whole: bool
    facts: PageFacts
    rows: ListReading | None = None
    question: QuestionReading | None = None
    counters: tuple[Counter, ...] = ()
    links: tuple[Link, ...] = ()
    sites: tuple[Site, ...] = ()


def read_page(page: Page, words: Words) -> PageReading:
    """Read one page by meaning. Never raises for what a page holds."""
    collects = gc.isenabled()
    gc.disable()  # nothing of a page is rubbish until it is read; to look for some takes a fifth of the time
    try:
        return _read(page, words)
    finally:
        if collects:
            gc.enable()


def _read(page: Page, words: Words) -> PageReading:
    document = parse(page.html, page.url)
    found = recognise(document, words)
    covered: set[int] = set()
    rows = question = None
    counters: list[Counter] = []
    if found.kind == "assessment":
        rows = read_list(page.name, document, list(found.occurrences), words, dict(page.link_colours))
        covered = {i for row in rows.rows for i in range(row.start, row.end)}
    elif found.kind == "question" and found.ref:
        question = _read_question(page.name, document, found.ref, list(found.occurrences), words)
        covered = question.answer.private
    sites = SitesRead()
    if found.kind not in _WITHOUT_SITES:
        sites = sites_in(document, words, covered, headline_years(document))
        covered |= sites.leaves
    if rows:
        rows.counters = [(c, counted) for c, counted in rows.counters if c.start not in sites.leaves]
    elif not question:
        counters = counters_in(document, words, covered)
    return PageReading(
        name=page.name,
        kind="other" if found.kind == "headquarters" and sites.sites else found.kind,
        address=document.address,
        whole=document.whole,
        facts=facts_of(document, words, covered, question_at=question.place if question else None),
        rows=rows,
        question=question,
        counters=tuple(counters),
        links=tuple(links_in(document, words, covered)),
        sites=sites.sites,
    )


def _read_question(
    name: str, document: Document, ref: str, occurrences: list[Occurrence], words: Words
) -> QuestionReading:
    """The whole page but for its furniture and for what belongs to other questions it links to."""
    others = [o for o in occurrences if o.ref != ref]
    own = [o for o in occurrences if o.ref == ref]
    skipped: list[Scope] = []
    if others:
        skipped = [
            s
            for s in scopes_in(document, own + others if not own else sorted(own + others, key=_place), words)
            if s.ref != ref
        ]
    parts = _main_parts(document, covers(skipped))
    leaf = own[0].leaf if own else (document.leaves[0] if document.leaves else Leaf("", document.root, 0))
    scope = Scope(ref, leaf, document.root, parts, ("[page]",))
    labels = Labels(document)
    answer = read_answer(parts, document, labels, words)
    covered = set(range(len(document.leaves)))
    marks = MarkReader(document, words, legend_of(document, covered, words), columns_of(document, words), labels).read(
        scope, answer.private | menus_in(document), labels.used, answer.beside
    )
    return QuestionReading(
        ref, name, _title(document, ref), document.address, marks, answer, document.whole, leaf.index
    )


def _place(occurrence: Occurrence) -> int:
    return occurrence.leaf.index


def _main_parts(document: Document, other_questions: set[int]) -> list[Element | Leaf]:
    """The largest parts of a page that hold neither furniture nor other questions, in page order."""
    parts: list[Element | Leaf] = []
    stack: list[Element | Leaf] = [document.root]
    main = next((e for e in document.elements if e.name == "main" or e.attrs.get("role") == "main"), None)
    if main is not None:
        stack = [main]
    mixed = {id(a) for e in document.elements if e.furniture and _is_furniture(e) for a in e.ancestors()}
    while stack:
        part = stack.pop()
        if isinstance(part, Leaf):
            if part.index not in other_questions:
                parts.append(part)
            continue
        if _is_furniture(part):
            continue
        inside = [i for i in other_questions if part.start <= i < part.end] if other_questions else []
        if id(part) not in mixed and not inside:
            parts.append(part)
        else:
            stack.extend(reversed(part.children))
    return parts


def _is_furniture(element: Element) -> bool:
    if element.name == "header":
        return element.parent is not None and element.parent.name in ("body", "[page]", "html")
    return element.name in FURNITURE or element.attrs.get("role", "").casefold() in FURNITURE_ROLES


def _title(document: Document, ref: str) -> str | None:
    for names in (("h1",), ("h2", "h3", "legend", "label", "caption")):
        for element in document.elements:
            if element.name in names or (element.attrs.get("aria-level") == "1" and "h1" in names):
                text = document.text(element)
                if ref in text:
                    title = without_reference(text, ref)
                    if title:
                        return title
    title = without_reference(document.title.split(" | ")[0].split(" - ")[0], ref) if ref in document.title else ""
    return title or None
