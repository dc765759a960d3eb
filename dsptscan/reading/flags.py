"""Controls that are no answer but a state: tick boxes by the heading above them, menus by what one can choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dsptscan.reading.controls import kind_of
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.grid import Cells
from dsptscan.reading.tables import Column
from dsptscan.reading.words import Words, normal

_STATES = {"mandatory", "optional", "complete", "carried_over", "reconfirmed", "new", "changed"}


@dataclass(frozen=True, slots=True)
class Flag:
    """A box in the cell of column `number`."""

    box: Element
    ticked: bool
    column: Column
    number: int


def flags_in(cells: Iterable[tuple[Cells, dict[int, Column]]]) -> list[Flag]:
    """Every such box in the cells of some rows, each with its headings."""
    found = []
    for row, columns in cells:
        for number, cell in row:
            column = _of_a_state(columns.get(number), columns)
            boxes = [e for e in cell.walk() if kind_of(e) == "tick"] if column and column.about in _STATES else []
            if column and len(boxes) == 1:
                found.append(Flag(boxes[0], is_ticked(boxes[0]), column, number))
    return found


def _of_a_state(column: Column | None, columns: dict[int, Column]) -> Column | None:
    """A heading that is itself the one word for how a question stands asks for a tick: "Response submitted"."""
    if column is None or column.about or "status.complete" not in column.says:
        return column
    others = (c for c in columns.values() if c is not column)
    if any(meaning.startswith(("status.", "confirm.")) for c in others for meaning in c.says):
        return column
    return replace(column, about="complete")


def state_menus_in(parts: Iterable[Element | Leaf], document: Document, words: Words) -> list[Element]:
    """Every list of choices that are states: "Not started", "In progress", "Completed"."""
    found = []
    for menu in document.named("select").among(parts):
        meanings = {m for option in menu.attrs["[options]"].split("\n") for m in words.meanings(normal(option))}
        if {"status.complete", "status.incomplete"} <= meanings:
            found.append(menu)
    return found


def is_ticked(box: Element) -> bool:
    return "checked" in box.attrs or box.attrs.get("aria-checked") == "true"
