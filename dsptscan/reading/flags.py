"""Controls that are no answer but a state: tick boxes by the heading above them, menus by what one can choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dsptscan.reading.controls import Labels, kind_of
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


@dataclass(frozen=True, slots=True)
class Choices:
    """Radio buttons whose labels are states: their ids, the numbers of the leaves of their labels, and what is chosen.

    Where nothing is chosen in a group, that is "".
    """

    buttons: frozenset[int] = frozenset()
    labels: frozenset[int] = frozenset()
    chosen: tuple[str, ...] = ()


def state_choices_in(parts: Iterable[Element | Leaf], labels: Labels, words: Words) -> Choices:
    """The radio buttons of a row that choose its state."""
    groups: dict[str, list[Element]] = {}
    for button in labels.document.named("input").among(parts):
        if kind_of(button) == "radio":
            groups.setdefault(button.attrs.get("name", ""), []).append(button)
    buttons: set[int] = set()
    leaves: set[int] = set()
    chosen: list[str] = []
    for group in groups.values():
        named = [(button, *_label_of(button, labels)) for button in group]
        said = {meaning for _, text, _ in named for meaning in _state_of(text, words)}
        if {"status.complete", "status.incomplete"} <= said:
            buttons |= {id(button) for button in group}
            leaves |= {number for _, _, there in named for number in there}
            chosen.append(next((text for button, text, _ in named if "checked" in button.attrs), ""))
    return Choices(frozenset(buttons), frozenset(leaves), tuple(chosen))


def _label_of(button: Element, labels: Labels) -> tuple[str, range]:
    """A button's label, and the leaves it stands in."""
    own = button.attrs.get("aria-label") or button.attrs.get("title")
    if own:
        return own, range(button.start, button.end)
    label = next(iter(labels.elements(button)), None)
    return (labels.document.text(label), range(label.start, label.end)) if label is not None else ("", range(0))


def _state_of(label: str, words: Words) -> frozenset[str]:
    known = words.meanings(normal(label))
    if {"values.yes", "values.no"} & known:
        return frozenset()  # that is an answer
    return known | {m for said in words.as_status(label) for m in said.meanings}


def is_ticked(box: Element) -> bool:
    return "checked" in box.attrs or box.attrs.get("aria-checked") == "true"
