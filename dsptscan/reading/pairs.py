"""What a page says as label and value: definition lists, table rows under headings, rows of a label and a cell."""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.reading.document import Document, Element
from dsptscan.reading.grid import cells_of, is_row

Record = list[tuple[str, str]]
_LONGEST = 200  # characters of a value


def records_in(document: Document, covered: set[int]) -> Iterator[Record]:
    """Every group of labels and values that belong to one thing, outside the questions (`covered`)."""
    for element in document.elements:
        if element.start in covered or element.end == element.start:
            continue
        if element.name == "dl":
            yield _short(_of_list(element, document))
        elif element.name == "table" or element.attrs.get("role") in ("table", "grid"):
            yield from (_short(record) for record in _of_table(element, document, covered))


def _short(record: Record) -> Record:
    return [(label, value) for label, value in record if len(value) <= _LONGEST]


def _of_list(element: Element, document: Document) -> Record:
    record: Record = []
    label = ""
    for part in element.walk():
        if part.name == "dt":
            label = document.text(part)
        elif part.name == "dd" and label:
            record.append((label, document.text(part)))
    return record


def _of_table(table: Element, document: Document, covered: set[int]) -> Iterator[Record]:
    rows = [cells_of(row) for row in table.walk() if is_row(row) and row.start not in covered]
    rows = [cells for cells in rows if cells]
    two = [cells for cells in rows if len(cells) == 2]
    if len(two) == len(rows) and all(_heads(cells[0][1]) for cells in rows[1:]):
        yield [(document.text(label), document.text(value)) for (_, label), (_, value) in rows]
        return
    if len(rows) < 2:
        return
    headings = {column: document.text(cell) for column, cell in rows[0]}
    for cells in rows[1:]:
        yield [(headings.get(column, ""), document.text(cell)) for column, cell in cells]


def _heads(cell: Element) -> bool:
    return cell.name == "th" or cell.attrs.get("role") == "rowheader"
