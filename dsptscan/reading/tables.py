"""Columns: which heading stands above a cell, in tables of every build."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dsptscan.reading.dates import dates_in, years_in
from dsptscan.reading.document import Document, Element
from dsptscan.reading.words import Words, normal

_ROW_ROLES, _CELL_ROLES = {"row"}, {"cell", "gridcell", "columnheader", "rowheader"}
_HEADING_ATTRIBUTES = ("data-label", "data-title", "data-th", "data-header", "data-heading")
_COLUMNS = {str(n) for n in range(1, 100)}
_EARLIER = re.compile(
    r"^(?:last|previous|prior|earlier) year\b(?!'s answer)|^(?:status|completed?) last year\b", re.IGNORECASE
)
_FIELDS = (
    "status",
    "complete",
    "mandatory",
    "optional",
    "carried_over",
    "reconfirmed",
    "new",
    "changed",
    "novelty",
    "saved",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what it is about: a key of words.toml ([labels], for sites [sites]), or "" when none.

    `earlier`: the column shows how things stood in an earlier year.
    """

    text: str
    about: str
    earlier: bool = False


def is_row(element: Element) -> bool:
    return element.name == "tr" or element.attrs.get("role", "") in _ROW_ROLES


def _span(cell: Element) -> int:
    span = cell.attrs.get("colspan", "1")
    return int(span) if span in _COLUMNS else 1


def is_table(element: Element) -> bool:
    return element.name == "table" or element.attrs.get("role", "") in ("table", "grid")


def cells_of(row: Element) -> list[tuple[int, Element]]:
    """A row's cells with their column numbers, spans counted."""
    cells, column = [], 0
    stack = list(reversed(row.elements))
    while stack:
        element = stack.pop()
        if element.name in ("td", "th") or element.attrs.get("role", "") in _CELL_ROLES:
            said = element.attrs.get("aria-colindex", "")
            column = int(said) - 1 if said in _COLUMNS else column
            cells.append((column, element))
            column += _span(element)
        elif element.attrs.get("role", "") in ("presentation", "none"):
            stack += reversed(element.elements)
    return cells


def about(text: str, words: Words) -> str:
    """What a column heading or a label is about: "status", "mandatory", "saved" ..."""
    meanings = words.meanings(normal(text))
    return next((field for field in _FIELDS if f"labels.{field}" in meanings), "")


class Columns:
    """The headings of every table of a page, found once per table. `about` tells what a heading is about."""

    def __init__(self, document: Document, words: Words, about: Callable[[str, Words], str] = about) -> None:
        self._document, self._words, self._of_text = document, words, about
        headlines = [document.title, *(document.text(e) for e in document.elements if e.name == "h1")]
        self._own_years = {year for text in headlines for year in years_in(text)}
        self._tables: dict[int, dict[int, Column]] = {}

    def of(self, row: Element) -> dict[int, Column]:
        """Column number -> heading, for a row."""
        table = next((a for a in row.ancestors() if is_table(a)), None)
        if table is None:
            return {}
        if id(table) not in self._tables:
            self._tables[id(table)] = self._headings(table)
        return self._tables[id(table)]

    def _headings(self, table: Element) -> dict[int, Column]:
        rows = _own_rows(table)[:6]
        best: dict[int, Column] = {}
        groups: dict[int, str] = {}  # what a heading over several columns says of each
        for row in rows:
            cells = cells_of(row)
            columns = {}
            if any(_span(cell) > 1 for _, cell in cells) and not best and len(cells) > 1:
                for number, cell in cells:
                    groups |= dict.fromkeys(range(number, number + _span(cell)), self._document.text(cell))
                continue
            for number, cell in cells:
                text = self._document.text(cell, source=None)
                columns[number] = Column(text, self._about(cell, text))
            known = sum(1 for c in columns.values() if c.about)
            headed = cells and all(cell.name == "th" or cell.attrs.get("role") == "columnheader" for _, cell in cells)
            plain = len(cells) > 1 and known >= 1 and all(self._is_heading(c.text) for c in columns.values())
            if (headed and len(cells) > 1) or plain:
                if known >= sum(1 for c in best.values() if c.about):
                    best = columns
                break
        return self._with_years(
            {n: replace(c, text=f"{groups[n]} {c.text}") if groups.get(n) else c for n, c in best.items()}
        )

    def _year_of(self, text: str) -> str:
        """The toolkit year a heading speaks of, by its name or by a day in it."""
        years = years_in(text)
        if not years and len(days := dates_in(text)) == 1:
            # toolkit years begin in September
            first = days[0].year - (days[0].month < 9)
            years = [f"{first}-{(first + 1) % 100:02d}"]
        return years[0] if len(set(years)) == 1 else ""

    def named_by(self, cell: Element) -> Column | None:
        """A cell that carries its heading itself, for narrow screens: <td data-label="Status">."""
        text = next((cell.attrs[key] for key in _HEADING_ATTRIBUTES if cell.attrs.get(key)), "")
        return Column(text, self._of_text(text, self._words), bool(_EARLIER.match(text))) if text else None

    def _about(self, cell: Element, text: str) -> str:
        """By the whole heading, else by one of its pieces: sort buttons and hints stand beside the words."""
        pieces = [leaf.text for leaf in self._document.leaves[cell.start : cell.end]]
        return next((found for piece in (text, *pieces) if (found := self._of_text(piece, self._words))), "")

    def _with_years(self, columns: dict[int, Column]) -> dict[int, Column]:
        """The columns with those of an earlier year marked: by their words, or by a year before the page's own."""
        named = {number: year for number, c in columns.items() if (year := self._year_of(c.text))}
        latest = max([*named.values(), *self._own_years], default="")
        return {
            number: replace(c, earlier=bool(_EARLIER.match(c.text)) or named.get(number, latest) < latest)
            for number, c in columns.items()
        }

    def _is_heading(self, text: str) -> bool:
        """Short words without a reference or a date: the first row of a table without proper heading cells."""
        return len(text) <= 40 and not any(c.isdigit() for c in text)


def _own_rows(table: Element) -> list[Element]:
    """The rows of a table, not those of tables inside it."""
    rows, stack = [], list(reversed(table.elements))
    while stack:
        element = stack.pop()
        if is_row(element):
            rows.append(element)
        elif element.name != "table":
            stack += reversed(element.elements)
    return rows
