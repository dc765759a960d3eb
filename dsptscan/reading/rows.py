"""One list page read: its rows with what is said of each, its headings, counters and key."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from dsptscan.reading.answers import AnswerReading, read_answer
from dsptscan.reading.controls import Labels
from dsptscan.reading.counters import Counter, Paging, counters_in, paging_in
from dsptscan.reading.document import Document, Element
from dsptscan.reading.legend import Legend, legend_of
from dsptscan.reading.marks import Mark, MarkReader, Marks
from dsptscan.reading.occurrences import Occurrence
from dsptscan.reading.partial import partial_view
from dsptscan.reading.scopes import Scope, scopes_in
from dsptscan.reading.sections import Heading, covers, headings_in
from dsptscan.reading.tables import Columns
from dsptscan.reading.titles import title_of
from dsptscan.reading.words import Words

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


def read_list(
    name: str,
    document: Document,
    occurrences: list[Occurrence],
    words: Words,
    colours: dict[str, str] | None = None,
) -> ListReading:
    """Read every row of a list page."""
    scopes = scopes_in(document, occurrences, words)
    covered = covers(scopes)
    headings = headings_in(document, scopes, words)
    legend = legend_of(document, covered, words)
    labels = Labels(document)
    reader = MarkReader(document, words, legend, Columns(document, words))
    rows = []
    for scope in scopes:
        answer = read_answer(scope.parts, document, labels, words)
        marks = reader.read(scope, answer.private | labels.used)
        start, end = min(a for a, _ in scope.spans), max(b for _, b in scope.spans)
        _from_headings(marks, headings, start)
        title = title_of(scope, document, words, answer.private)
        marks.strange = [(slot, text) for slot, text in marks.strange if text != title]
        marks.earlier = [text for text in marks.earlier if text != title]
        marks.unsure = [text for text in marks.unsure if text != title]
        row = Row(
            ref=scope.ref,
            title=title,
            url=address_of(scope, document, title, answer.private),
            marks=marks,
            answer=answer,
            shape=scope.shape,
            list_id=id(scope.root.parent),
            start=start,
            end=end,
            red=_red(scope, colours or {}),
        )
        rows.append(row)
    counters = [(c, _counted(c, headings, rows, document)) for c in counters_in(document, words, covered)]
    return ListReading(
        name,
        document.address,
        rows,
        counters,
        paging_in(document),
        legend,
        document.whole,
        _repeated(rows),
        partial_view(document, covered, words),
    )


def _from_headings(marks: Marks, headings: list[Heading], start: int) -> None:
    for heading in headings:
        if not heading.meanings or not heading.start <= start < heading.end:
            continue
        for meaning in sorted(heading.meanings):
            if meaning == "status.complete" and not heading.firm:
                continue  # a loose "Completed" is more likely a filter or a key than a promise
            if meaning.split(".")[0] in ("status", "mandatory") and marks.about(meaning.split(".")[0]):
                continue  # what stands beside the question itself is nearer
            marks.marks.append(Mark(meaning, heading.text[:80], ("heading",), "the heading above it"))


def _counted(counter: Counter, headings: list[Heading], rows: list[Row], document: Document) -> list[Row]:
    """The rows a counter speaks for: those under its heading, else those in the smallest part of the page with rows."""
    inside = [h for h in headings if h.start <= counter.start and counter.end <= h.end and h.firm and h.level < 10]
    under = [h for h in inside if _first_after(h, rows) is None or counter.start <= (_first_after(h, rows) or 0)]
    if under:
        heading = max(under, key=lambda h: (h.start, h.level))
        found = [row for row in rows if heading.start <= row.start < heading.end]
        if found:
            return found
    element: Element | None = document.leaves[counter.start].parent
    while element is not None:
        found = [row for row in rows if element.start <= row.start < element.end]
        if found:
            return found
        element = element.parent
    return rows


def _first_after(heading: Heading, rows: list[Row]) -> int | None:
    return next((row.start for row in rows if heading.start <= row.start < heading.end), None)


def _repeated(rows: list[Row]) -> list[str]:
    """References that stand twice in one and the same list."""
    seen: set[tuple[str, int]] = set()
    twice = []
    for row in rows:
        key = (row.ref, row.list_id)
        if key in seen and row.ref not in twice:
            twice.append(row.ref)
        seen.add(key)
    return twice


def address_of(scope: Scope, document: Document, title: str | None, private: set[int]) -> str | None:
    """The absolute address of a question: of the link that bears its reference, else its title, else of any link.

    Links in the provider's own answer lead to documents, not to the question.
    """
    best: tuple[int, int, str] | None = None
    for part in scope.parts:
        for element in part.walk() if isinstance(part, Element) else ():
            href = element.attrs.get("href", "").strip() if element.name == "a" else ""
            if not href or urlsplit(href).scheme not in ("", "http", "https") or element.start in private:
                continue
            text = document.text(element, source=None)
            rank = 2 if scope.ref in text else 1 if title and title in text else 0
            if rank or not href.startswith("#"):
                best = max(best or (-1, 0, ""), (rank, len(text), href))
    return on_the_toolkit(best[2], document.address) if best else None


def on_the_toolkit(href: str, address: str | None) -> str | None:
    """A link as an absolute address on the toolkit's own host, or None when it is not there."""
    try:
        target = urljoin(address, href) if address else href
        parts, home = urlsplit(target), urlsplit(address or f"https://{DEFAULT_HOST}/")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.hostname != home.hostname:
        return None
    return target


def _red(scope: Scope, colours: dict[str, str]) -> bool | None:
    """Whether the browser shows the question's link in red; None when its colour is not known."""
    for part in scope.parts:
        for element in part.walk() if isinstance(part, Element) else ():
            colour = colours.get(element.attrs.get("href", "")) if element.name == "a" else None
            numbers = (
                [int(float(n)) for n in (colour or "").strip("rgba()").replace(",", " ").split()[:3]] if colour else []
            )
            if len(numbers) == 3:
                red, green, blue = numbers
                return red >= 140 and green <= 100 and blue <= 100
    return None
