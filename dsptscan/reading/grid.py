"""Where a table's cells stand: their column numbers, with cells that reach over several columns or rows counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dsptscan.reading.document import Element

Cells = list[tuple[int, Element]]
_TABLE_ROLES = {"table", "grid", "treegrid"}
_ROW_ROLES, _CELL_ROLES = {"row"}, {"cell", "gridcell", "columnheader", "rowheader"}
_COLUMNS = {str(n) for n in range(1, 100)}
_ROWS = {str(n) for n in range(1, 1000)}
_MOST = 50  # cells that reach into one row
_TO_THE_END = 100_000  # rows: what browsers make of rowspan="0"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its own cells, and those of rows above that reach into it, by column number."""

    own: Cells
    reaching: Cells


def is_row(element: Element) -> bool:
    return element.name == "tr" or ("role" in element.attrs and element.attrs["role"] in _ROW_ROLES)


def is_table(element: Element) -> bool:
    return element.name == "table" or ("role" in element.attrs and element.attrs["role"] in _TABLE_ROLES)


def span_of(cell: Element) -> int:
    """How many columns a cell reaches over."""
    span = cell.attrs.get("colspan", "1")
    return int(span) if span in _COLUMNS else 1


def depth_of(cell: Element) -> int:
    """How many rows a cell reaches over."""
    depth = cell.attrs.get("rowspan", "1")
    return _TO_THE_END if depth == "0" else int(depth) if depth in _ROWS else 1


def cells_of(row: Element, taken: Collection[int] = ()) -> Cells:
    """A row's cells with their column numbers. `taken`: columns that cells of rows above reach into."""
    cells, column = [], 0
    stack = list(reversed(row.elements))
    while stack:
        element = stack.pop()
        if element.name in ("td", "th") or element.attrs.get("role", "") in _CELL_ROLES:
            said = element.attrs.get("aria-colindex", "")
            column = int(said) - 1 if said in _COLUMNS else column
            while column in taken:
                column += 1
            cells.append((column, element))
            column += span_of(element)
        elif not is_row(element) and not is_table(element):  # whatever cells are wrapped in
            stack += reversed(element.elements)
    return cells


def own_rows(table: Element) -> list[Element]:
    """The rows of a table, not those of tables inside it."""
    rows, stack = [], list(reversed(table.elements))
    while stack:
        element = stack.pop()
        if is_row(element):
            rows.append(element)
        elif element.name != "table":
            stack += reversed(element.elements)
    return rows


def grid_of(table: Element) -> dict[int, Line]:
    """Every row of a table by the row's number in the page. A cell reaches no further than its <tbody>."""
    grid: dict[int, Line] = {}
    tall: list[tuple[int, Element, int]] = []  # column, cell, rows it still reaches into
    group: Element | None = None
    for row in own_rows(table):
        if row.parent is not group:
            group, tall = row.parent, []
        taken = {n for column, cell, _ in tall for n in range(column, column + span_of(cell))}
        cells = cells_of(row, taken)
        grid[row.number] = Line(cells, [(column, cell) for column, cell, _ in tall[:_MOST]])
        tall = [(column, cell, left - 1) for column, cell, left in tall if left > 1]
        tall += [(column, cell, depth - 1) for column, cell in cells if (depth := depth_of(cell)) > 1]
    return grid
