"""One list page read: its rows with what is said of each, its headings, counters and key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from dsptscan.reading.answers import AnswerReading, read_answer
from dsptscan.reading.colours import Rgb, rgb_in, written_colour
from dsptscan.reading.controls import Labels, Named
from dsptscan.reading.counters import Counter, counters_in
from dsptscan.reading.document import Document
from dsptscan.reading.fields import answer_labels, state_labels
from dsptscan.reading.flat import form
from dsptscan.reading.legend import Legend, legend_of
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.marks import MarkReader
from dsptscan.reading.occurrences import Occurrence
from dsptscan.reading.paging import Paging, goes_on, paging_in
from dsptscan.reading.partial import partial_view
from dsptscan.reading.reach import Reach, hand_down
from dsptscan.reading.scopes import Scope, scopes_in
from dsptscan.reading.sections import covers, headings_in
from dsptscan.reading.state_boxes import state_boxes
from dsptscan.reading.tables import columns_of
from dsptscan.reading.titles import title_of
from dsptscan.reading.words import Words, normal

_NO_PAGE = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # javascript:, mailto:, tel: ...
# A path, or a file beside the page; no dots alone, no empty part
_PLAIN_PATH = re.compile(
    r"(?:(?:/[\w-]+(?:\.[\w-]+)*)+/?|(?P<beside>[\w-]+(?:\.[\w-]+)*))(?:\?[\w=&.%+-]+)?(?:#[\w-]+)?", re.ASCII
)
_ROW_AT_MOST = 400  # characters
_TITLE_AT_LEAST = 4  # words
DEFAULT_HOST = "www.dsptoolkit.nhs.uk"


@dataclass(slots=True)
class Row:
    """One appearance of a question on a list page."""

    ref: str
    title: str | None
    url: str | None
    marks: Marks
    answer: AnswerReading
    shape: tuple[str, ...]
    list_id: int
    start: int
    end: int
    red: bool | None = None


@dataclass(slots=True)
class ListReading:
    """All that one list page says, before judgement."""

    name: str
    address: str | None
    rows: list[Row]
    counters: list[tuple[Counter, list[Row]]] = field(default_factory=list)
    paging: Paging | None = None
    legend: Legend = field(default_factory=Legend)
    whole: bool = True
    repeated: list[str] = field(default_factory=list)
    partial: str | None = None
    lost: list[str] = field(default_factory=list)
    goes_on: bool = False


def read_list(
    name: str,
    document: Document,
    occurrences: list[Occurrence],
    words: Words,
    colours: dict[str, str] | None = None,
) -> ListReading:
    """Read every row of a list page."""
    scopes = sorted(scopes_in(document, occurrences, words), key=lambda scope: scope.spans[0])
    covered = covers(scopes)
    legend = legend_of(document, covered, words)
    words = words.taught(legend.labels)
    headings = headings_in(document, scopes, words)
    labels = Labels(document)
    labels.named = Named(answer_labels(document, words), state_labels(document, words))
    reader = MarkReader(document, words, legend, columns_of(document, words), labels)
    reader.boxes = state_boxes(scopes, labels, words)
    rows = [_read_row(scope, document, words, labels, reader, colours or {}) for scope in scopes]
    reach = Reach([row.start for row in rows], headings)
    hand_down(headings, reach, [row.marks for row in rows])
    counters = counters_in(document, words, covered, len({row.ref for row in rows}))
    return ListReading(
        name,
        document.address,
        rows,
        [(counter, [rows[i] for i in reach.counted(counter, document)]) for counter in counters],
        paging_in(document, covered),
        legend,
        document.whole,
        _repeated(rows),
        partial_view(document, covered, {id(part) for scope in scopes for part in scope.parts}, words),
        sorted({o.ref for o in occurrences} - {row.ref for row in rows})
        + _without_reference(scopes, covered, document, words),
        goes_on(document, covered),
    )


def _read_row(
    scope: Scope, document: Document, words: Words, labels: Labels, reader: MarkReader, colours: dict[str, str]
) -> Row:
    flags, menus, choices = reader.flags(scope), reader.menus(scope), reader.choices(scope)
    states = {id(flag.box) for flag in flags} | {id(menu) for menu in menus} | {id(b) for b in reader.boxes.values()}
    states |= choices.buttons
    answer = read_answer(scope.parts, document, labels, words, states)
    chosen = [menu.attrs["[value]"] if menu.attrs["[chosen]"] else "" for menu in menus] + list(choices.chosen)
    marks = reader.read(scope, answer.private | choices.labels, labels.used, answer.beside, flags, chosen)
    title = title_of(scope, document, words, answer.private)
    if marks.strange or marks.earlier or marks.unsure:
        marks.strange = [(slot, text) for slot, text in marks.strange if text != title]
        marks.earlier = [text for text in marks.earlier if text != title]
        marks.unsure = [text for text in marks.unsure if text != title]
    colour = _colour(scope, document, colours)
    of_colour = reader.legend.of_colour(colour)
    marks.marks += [Mark(m, "its colour", ("colour",), "as the key says") for m in sorted(of_colour)]
    spans = scope.spans
    return Row(
        ref=scope.ref,
        title=title,
        url=address_of(scope, document, title, answer.private),
        marks=marks,
        answer=answer,
        shape=scope.shape,
        list_id=id(scope.root.parent),
        start=spans[0][0],
        end=max(end for _, end in spans),
        red=_red(colour),
    )


def _without_reference(scopes: list[Scope], covered: set[int], document: Document, words: Words) -> list[str]:
    """Rows that look like the others and say how they stand, but bear no reference that could be read."""
    parents = {id(s.root.parent): s.root.parent for s in scopes if s.root.parent is not None}
    forms = {(id(s.root.parent), form(s.root)) for s in scopes}
    taken = {id(part) for s in scopes for part in s.parts}
    found = []
    for key, parent in parents.items():
        for sibling in parent.elements:
            if id(sibling) in taken or sibling.end == sibling.start or (key, form(sibling)) not in forms:
                continue
            if any(i in covered for i in range(sibling.start, sibling.end)):
                continue
            texts = [leaf.text for leaf in document.leaves[sibling.start : sibling.end]]
            if not any(len(text.split()) >= _TITLE_AT_LEAST for text in texts):
                continue
            said = {meaning for text in texts for meaning in words.meanings(normal(text))}
            if {"status.complete", "status.incomplete"} & said and sum(map(len, texts)) < _ROW_AT_MOST:
                found.append("a row without a number")
    return found[:1]


def _repeated(rows: list[Row]) -> list[str]:
    """References that stand twice in one and the same list."""
    seen: set[tuple[str, int, tuple[str, ...]]] = set()
    twice = []
    for row in rows:
        key = (row.ref, row.list_id, row.shape)
        if key in seen and row.ref not in twice:
            twice.append(row.ref)
        seen.add(key)
    return twice


def address_of(scope: Scope, document: Document, title: str | None, private: set[int]) -> str | None:
    """The absolute address of a question: of the link that bears its reference, else its title, else of any link.

    Links in the provider's own answer lead to documents, not to the question.
    """
    best: tuple[int, int, str] | None = None
    for element in document.named("a").among(scope.parts):
        href = element.attrs.get("href", "").strip()
        if not href or _NO_PAGE.match(href) or element.start in private:
            continue
        text = document.text(element, source=None)
        rank = 2 if scope.ref in text else 1 if title and title in text else 0
        if rank or not href.startswith("#"):
            best = max(best or (-1, 0, ""), (rank, len(text), href))
    return on_the_toolkit(best[2], document.address) if best else None


def on_the_toolkit(href: str, address: str | None) -> str | None:
    """A link as an absolute address on the toolkit's own host, or None when it is not there."""
    if plain := _PLAIN_PATH.fullmatch(href):  # most are, and there are many
        if not address or not _host_of(address):
            return None
        return (_folder_of(address) if plain["beside"] else _host_of(address)) + href
    try:
        target = urljoin(address, href) if address else href
        parts, home = urlsplit(target), urlsplit(address or f"https://{DEFAULT_HOST}/")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.hostname != home.hostname:
        return None
    return target


@lru_cache(maxsize=100)
def _host_of(address: str) -> str:
    """The start of an address up to its path; "" when it is none of the web."""
    try:
        home = urlsplit(address)
    except ValueError:
        return ""
    return f"{home.scheme}://{home.netloc}" if home.scheme in ("http", "https") and home.hostname else ""


@lru_cache(maxsize=100)
def _folder_of(address: str) -> str:
    """An address up to its last part."""
    return urljoin(address, "x")[:-1]


def _colour(scope: Scope, document: Document, colours: dict[str, str]) -> Rgb | None:
    """The colour the browser shows the question's link in; None when it is not known."""
    for element in document.named("a").among(scope.parts):
        colour = colours.get(element.attrs.get("href", ""))
        if numbers := rgb_in(colour) if colour else written_colour(element):
            return numbers
    return None


def _red(colour: Rgb | None) -> bool | None:
    """Whether a colour is red; None when it is not known."""
    if colour is None:
        return None
    red, green, blue = colour
    return red >= 140 and green <= 100 and blue <= 100
