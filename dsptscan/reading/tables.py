"""Columns: which heading stands above a cell, in tables of every build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dsptscan.reading.document import Document, Element
from dsptscan.reading.words import Words, normal

_ROW_ROLES, _CELL_ROLES = {"row"}, {"cell", "gridcell", "columnheader", "rowheader"}
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
    """A column's heading and what it is about: a key of words.toml ([labels], for sites [sites]), or "" when none."""

    text: str
    about: str


def is_row(element: Element) -> bool:
    return element.name == "tr" or element.attrs.get("role", "") in _ROW_ROLES


def cells_of(row: Element) -> list[tuple[int, Element]]:
    """A row's cells with their column numbers, spans counted."""
    cells, column = [], 0
    for element in row.elements:
        if element.name in ("td", "th") or element.attrs.get("role", "") in _CELL_ROLES:
            cells.append((column, element))
            span = element.attrs.get("colspan", "1")
            column += int(span) if span.isdigit() and 0 < int(span) < 100 else 1
    return cells


def about(text: str, words: Words) -> str:
    """What a column heading or a label is about: "status", "mandatory", "saved" ..."""
    meanings = words.meanings(normal(text))
    return next((field for field in _FIELDS if f"labels.{field}" in meanings), "")


class Columns:
    """The headings of every table of a page, found once per table. `about` tells what a heading is about."""

    def __init__(self, document: Document, words: Words, about: Callable[[str, Words], str] = about) -> None:
        self._document, self._words, self._about = document, words, about
        self._tables: dict[int, dict[int, Column]] = {}

    def of(self, row: Element) -> dict[int, Column]:
        """Column number -> heading, for a row."""
        table = next(
            (a for a in row.ancestors() if a.name == "table" or a.attrs.get("role", "") in ("table", "grid")), None
        )
        if table is None:
            return {}
        if id(table) not in self._tables:
            self._tables[id(table)] = self._headings(table)
        return self._tables[id(table)]

    def _headings(self, table: Element) -> dict[int, Column]:
        rows = _own_rows(table)[:6]
        best: dict[int, Column] = {}
        for row in rows:
            cells = cells_of(row)
            columns = {}
            for number, cell in cells:
                text = self._document.text(cell, source=None)
                columns[number] = Column(text, self._about(text, self._words))
            known = sum(1 for c in columns.values() if c.about)
            headed = cells and all(cell.name == "th" or cell.attrs.get("role") == "columnheader" for _, cell in cells)
            plain = len(cells) > 1 and known >= 1 and all(self._is_heading(c.text) for c in columns.values())
            if (headed and len(cells) > 1) or plain:
                if known >= sum(1 for c in best.values() if c.about):
                    best = columns
                break
        return best

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
