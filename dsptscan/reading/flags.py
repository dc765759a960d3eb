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


def state_choices_in(parts: Iterable[Element | Leaf], document: Document, words: Words) -> dict[int, str]:
    """Radio buttons whose labels are states: the id of each button -> the label that is chosen, "" where none is."""
    groups: dict[str, list[tuple[Element, str]]] = {}
    for button in document.named("input").among(parts):
        if kind_of(button) == "radio":
            groups.setdefault(button.attrs.get("name", ""), []).append((button, _label_of(button, document)))
    found: dict[int, str] = {}
    for group in groups.values():
        said = {m for _, label in group for m in _state_of(label, words)}
        if {"status.complete", "status.incomplete"} <= said:
            chosen = next((label for button, label in group if "checked" in button.attrs), "")
            found |= {id(button): chosen for button, _ in group}
    return found


def _label_of(button: Element, document: Document) -> str:
    own = button.attrs.get("aria-label") or button.attrs.get("title")
    around = next((a for a in button.ancestors() if a.name == "label"), None)
    name = button.attrs.get("id")
    named = next((e for e in document.named("label").every if name and e.attrs.get("for") == name), None)
    label = around or named
    return own or (document.text(label) if label is not None else "")


def _state_of(label: str, words: Words) -> frozenset[str]:
    known = words.meanings(normal(label))
    if {"values.yes", "values.no"} & known:
        return frozenset()  # that is an answer
    return known | {m for said in words.as_status(label) for m in said.meanings}


def is_ticked(box: Element) -> bool:
    return "checked" in box.attrs or box.attrs.get("aria-checked") == "true"
