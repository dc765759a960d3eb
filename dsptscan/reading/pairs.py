"""What a page says as label and value: definition lists, table rows under headings, rows of a label and a cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dsptscan.reading.document import Document, Element
from dsptscan.reading.grid import cells_of, is_row, is_table

Record = list[tuple[str, str]]
_LONGEST = 200  # characters of a value


def records_in(document: Document, covered: set[int], about: Sequence[int]) -> Iterator[Record]:
    """Every group of labels and values that belong to one thing, outside the questions (`covered`).

    Only those that hold one of the leaves `about`, whose numbers come in their order.
    """
    for element in document.those(_groups).every:
        if element.start in covered or not _holds(element, about):
            continue
        if element.name == "dl":
            yield _short(_of_list(element, document))
        else:
            yield from (_short(record) for record in _of_table(element, document, covered, about))


def _groups(element: Element) -> bool:
    return element.name == "dl" or is_table(element)


def _holds(element: Element, leaves: Sequence[int]) -> bool:
    first = bisect_left(leaves, element.start)
    return first < len(leaves) and leaves[first] < element.end


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


def _of_table(table: Element, document: Document, covered: set[int], about: Sequence[int]) -> Iterator[Record]:
    rows = [cells_of(row) for row in document.those(is_row).inside(table) if row.start not in covered]
    rows = [cells for cells in rows if cells]
    two = [cells for cells in rows if len(cells) == 2]
    if len(two) == len(rows) and all(_heads(cells[0][1]) for cells in rows[1:]):
        yield [(document.text(label), document.text(value)) for (_, label), (_, value) in rows]
        return
    if len(rows) < 2:
        return
    headings = {column: document.text(cell) for column, cell in rows[0]}
    headed = any(_holds(cell, about) for _, cell in rows[0])
    for cells in rows[1:]:
        if headed or any(_holds(cell, about) for _, cell in cells):
            yield [(headings.get(column, ""), document.text(cell)) for column, cell in cells]


def _heads(cell: Element) -> bool:
    return cell.name == "th" or cell.attrs.get("role") == "rowheader"
