"""Answers as plain text: a label with its value, as an account that may only look sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsptscan.reading.controls import Labels, label_role
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.flat import HEADINGS
from dsptscan.reading.tables import about, columns_of
from dsptscan.reading.words import Words, normal

GIVEN = ("labels", "documents", "choices", "dates", "ticks")
ROLES = (*GIVEN, "comments", "kinds")
_A_PAIR = 2  # cells
_A_LABEL = 4  # words
_OF_ANSWERS = {f"answer.{role}" for role in ROLES}
_ABOUT_IT = re.compile(
    r"\b(?:stat(?:e|us)|progress|saved|updated|last|mandatory|required|completed?|by whom|who)\b", re.I
)
_LABELLED = re.compile(r"^([^:]{2,60}):\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Shown:
    """A label with its value as plain text, as a viewer account sees it."""

    role: str
    value: str
    leaves: tuple[int, ...]
    label: str


def shown_in(elements: list[Element], document: Document, labels: Labels, words: Words, boxes: bool) -> list[Shown]:
    """Labels with plain text for their value. A label that names a control is not one of them."""
    found: list[Shown] = []
    taken: set[int] = set()
    for part in elements:
        leaves = document.leaves[part.start : part.end]
        for leaf in leaves:
            heads = leaf.parent.name in ("dt", "th")
            if not heads and not words.once(_may_label, leaf.text):
                continue
            if leaf.index in taken or labels.takes(leaf.index) or leaf.source != "text" or len(leaf.text) > 600:
                continue
            if labels.named.answers and normal(leaf.text) in labels.named.answers:
                continue
            inline = _LABELLED.match(leaf.text) if ":" in leaf.text else None
            if inline and inline[2] and (role := words.once(_exact_role, inline[1])):
                found.append(Shown(role, _value(inline[2], role, words), (leaf.index,), inline[1]))
                continue
            exact = words.once(_exact_role, leaf.text)
            role = exact or (words.once(_term_role, leaf.text) if heads else "")
            loose = not exact
            if not role or leaf.parent.name in ("a", "button", "option"):
                continue
            value = _after(leaf, part, document, words)
            if value is None or (not value and (boxes or leaf.parent.name not in ("dt", "th", "td"))):
                continue
            if loose and len(value) == 1 and _tells_status(value[0].text, words):
                continue
            if role == "kinds" and value and not label_role(" ".join(v.text for v in value), words):
                continue  # "Type: Mandatory" names no kind of answer
            taken.update(v.index for v in value)
            if any("answer.empty" in words.meanings(normal(v.text)) for v in value):
                value = []
            text = " ".join(v.text for v in value if v.source == "text")
            glyphs = " ".join(v.text for v in value)
            found.append(Shown(role, _value(text or glyphs, role, words), tuple(v.index for v in value), leaf.text))
    return found


def _exact_role(text: str, words: Words) -> str:
    if len(text.split()) > 8:
        return ""
    meanings = words.meanings(normal(text))
    if "(" in text:
        meanings |= words.meanings(normal(re.sub(r"\(.*?\)", "", text)))
    if not meanings & _OF_ANSWERS:
        return ""
    if any(m.startswith("status.") for m in meanings) and not text.rstrip().endswith(":"):
        return ""  # "Answer given" tells how the question stands
    role = label_role(text, words)
    return role if role in ROLES else ""


def _may_label(text: str, words: Words) -> bool:
    """Whether a text is a label by its words, or begins with one."""
    inline = _LABELLED.match(text) if ":" in text else None
    return bool(_exact_role(text, words) or (inline and _exact_role(inline[1], words)))


def _term_role(text: str, words: Words) -> str:
    """The role of a term or a heading cell, where a looser reading is safe: "Written answer"."""
    if len(text) >= 60 or _ABOUT_IT.search(text):
        return ""
    if about(text, words):
        return ""  # "Answer status", "Must it be answered?"
    role = label_role(text, words)
    return role if role in ROLES else ""


def _tells_status(text: str, words: Words) -> bool:
    """Whether a value is no answer but says how the question stands: "DSPT response: Answered on 6 April"."""
    split = words.split(text)
    meanings = {m for _, _, said in split.said for m in said.meanings}
    return not split.rest and any(m.startswith(("status.", "confirm.", "carried_over.")) for m in meanings)


def _value(text: str, role: str, words: Words) -> str:
    """What a person gave; "" when the page only says that there is nothing. Only a text may itself be "None"."""
    if role in ("documents", "dates", "choices") and "answer.doubtful" in words.meanings(normal(text)):
        return ""
    return "" if not normal(text) or "answer.empty" in words.meanings(normal(text)) else text.strip()


def _after(leaf: Leaf, part: Element, document: Document, words: Words) -> list[Leaf] | None:
    """The leaves of a label's value: the next cell or term, else what follows up to the next label or heading."""
    element = leaf.parent
    while element.parent is not None and element is not part and element.end - element.start == 1:
        if element.name in ("dt", "td", "th", "dd") or element.parent.end - element.parent.start > 1:
            break
        element = element.parent
    if element is part or element.parent is None:
        return None
    siblings = element.parent.children
    if element.name in ("td", "th") and element.place + 1 == len(siblings):
        return None  # the last cell of a row labels nothing
    if element.name == "td" and len(siblings) > _A_PAIR and columns_of(document, words).above(leaf).text:
        return None  # "Tick box" under "Type of answer" is what it is; the next cell has a heading of its own
    value: list[Leaf] = []
    for i in range(element.place + 1, len(siblings)):
        child = siblings[i]
        if value and _labels_another(child, siblings[i - 1], document):
            break
        leaves = [child] if isinstance(child, Leaf) else document.leaves[child.start : child.end]
        if isinstance(child, Element):
            if _has_control(child):
                return value or None
            if child.name in HEADINGS or (element.name == "dt" and child.name != "dd"):
                break
        if element.name not in ("dt", "td", "th") and any(words.once(_exact_role, x.text) for x in leaves[:1]):
            break
        value += leaves
        if value and (element.name in ("td", "th") or (element.name != "dt" and _is_block(child))):
            break
    return value


def _labels_another(part: Element | Leaf, before: Element | Leaf, document: Document) -> bool:
    """Whether a new line begins with a label of its own: "<br><i>Position:</i> Complete"."""
    if not isinstance(part, Element) or not isinstance(before, Element) or before.name != "br":
        return False
    text = document.text(part)
    return text.rstrip().endswith(":") and len(text.split()) <= _A_LABEL


def _is_block(part: Element | Leaf) -> bool:
    return isinstance(part, Element) and part.name in ("p", "div", "span", "td", "dd", "ul", "pre")


def _has_control(element: Element) -> bool:
    return any(
        e.name in ("input", "textarea", "select")
        and e.attrs.get("type", "").casefold() not in ("hidden", "submit", "button")
        for e in element.walk()
    )
