"""Where a text stands in its row: its slot, whether it can be seen, whether it goes on where another ended."""

from __future__ import annotations

from dsptscan.reading.document import INLINE, Document, Element, Leaf

Slot = tuple[str | int, ...]
CONTROLS = {"input", "textarea", "select", "form"}
_LINES = {"dd", "p"}  # the first of a row may be the answer, the second its state
_MOST = 6  # lines of a row that are told apart
_STRUCK = {"s", "del", "strike"}


def goes_on(leaf: Leaf, previous: Leaf) -> bool:
    """Whether a text goes on where the one before it ended, in the same line."""
    return leaf.index == previous.index + 1 and (
        leaf.parent is previous.parent or leaf.parent is previous.parent.parent
    )


def sentence_around(leaf: Leaf) -> tuple[str, str]:
    """What stands right before and right after a text in the same run.

    "This is not <b>done</b>" gives ("This is not", "") for "done". Only loose text and the inline pieces beside it
    belong to a run; tags beside tags do not.
    """
    node: Leaf | Element = leaf
    parent = leaf.parent
    while parent.name in INLINE and parent.parent is not None:
        node, parent = parent, parent.parent
    loose = isinstance(node, Leaf)
    before = parent.children[node.place - 1] if node.place else None
    after = parent.children[node.place + 1] if node.place + 1 < len(parent.children) else None
    return _run(before, loose), _run(after, loose)


def _run(part: Leaf | Element | None, loose: bool) -> str:
    if isinstance(part, Leaf):
        return part.text if part.source == "text" else ""
    small = part is not None and (loose or part.name in ("sup", "sub")) and part.name in INLINE
    leaves = [c for e in part.walk() for c in e.children if isinstance(c, Leaf)] if part is not None and small else []
    return " ".join(c.text for c in leaves) if len(leaves) == 1 else ""


def is_term(leaf: Leaf, ref: str) -> bool:
    """A term or row heading names what its value says; unless the question itself stands in it."""
    element: Element | None = leaf.parent
    while element is not None:
        if labels_a_cell(element):
            row = element.parent or element
            return not any(ref in other.text for other in _texts(row))
        if element.name == "dt" or (element.name == "th" and element.attrs.get("scope") != "col"):
            return not any(ref in other.text for other in _texts(element))
        if element.name in ("td", "dd", "tr", "li", "div", "p"):
            return False
        element = element.parent
    return False


def is_label_of(label: Leaf, value: Leaf) -> bool:
    """Whether a text is a term, a row's heading, or the label cell beside the cell of another."""
    if label.parent.name in ("dt", "th"):
        return True
    cell = next((a for a in (label.parent, *label.parent.ancestors()) if a.name in ("td", "th")), None)
    if cell is None or not labels_a_cell(cell) or cell.parent is None:
        return False
    other = cell.parent.elements[1]
    return other.start <= value.index < other.end


def labels_a_cell(element: Element) -> bool:
    """Whether a cell is the first of a row of two: the second holds its value."""
    row = element.parent
    if element.name not in ("td", "th") or row is None or row.name != "tr":
        return False
    return len(row.elements) == 2 and row.elements[0] is element and row.elements[1].name == "td"


def _texts(element: Element) -> list[Leaf]:
    return [child for e in element.walk() for child in e.children if isinstance(child, Leaf)]


def may_be_unseen(element: Element) -> bool:
    """Whether what stands in an element may be out of sight."""
    return element.hidden or element.name in _STRUCK


def out_of_sight(leaf: Leaf, tops: set[int]) -> bool:
    """A label that is switched off, or struck through. Closed panels are read: they only wait for a click."""
    element: Element | None = leaf.parent
    while element is not None and id(element) not in tops:
        if element.name in _STRUCK:
            return True
        if element.hidden and element.end - element.start <= 3 and not any(e.name in CONTROLS for e in element.walk()):
            return True
        element = element.parent
    return False


def slot_of(leaf: Leaf, shape: tuple[str, ...], tops: set[int], column: int | None, heading: str = "") -> Slot:
    """The place of a leaf in its row: its column with the heading above it, else the tags up to one of `tops`.

    Two lists may have different columns, and then the third of one is not that of the other.
    """
    if column is not None:
        return (column, heading, leaf.parent.name, *shape)
    names: list[str | int] = []
    element: Element | None = leaf.parent
    while element is not None:
        names.append(element.name)
        if element.name in ("td", "th") and element.parent is not None:
            names.append(element.place)  # one cell is not the other, even where no column is known
        elif element.name in _LINES:
            names.append(_number(element))
        if id(element) in tops:
            break
        element = element.parent
    return tuple(names)


def _number(element: Element) -> int:
    """How many of its kind stand right before an element; beyond a few it does not matter."""
    siblings = element.parent.children if element.parent is not None else []
    number = 0
    while number < min(element.place, _MOST):
        other = siblings[element.place - number - 1]
        if not isinstance(other, Element) or other.name != element.name:
            break
        number += 1
    return number


def described(parts: list[Element | Leaf], document: Document) -> list[Leaf]:
    """Texts outside the parts of a row that its elements, but no controls, name as their label or description."""
    found: list[Leaf] = []
    naming = document.bearing("aria-describedby", "aria-labelledby")
    if not naming.every:
        return found
    inside = [(part.start, part.end) for part in parts if isinstance(part, Element)]
    for element in naming.among(parts):
        names = element.attrs.get("aria-describedby", "") + " " + element.attrs.get("aria-labelledby", "")
        for name in names.split() if names != " " and element.name not in CONTROLS else ():
            target = document.ids.get(name)
            if target is None or any(a <= target.start < b for a, b in inside):
                continue
            if text := document.text(target):
                found.append(Leaf(text, element, element.start, "aria-describedby"))
    return found
