"""Tick boxes and switches beside questions that nobody can change there: they show how each question stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsptscan.reading.controls import Labels, kind_of
from dsptscan.reading.document import Document, Element
from dsptscan.reading.scopes import Scope
from dsptscan.reading.words import Words

_FEWEST = 3  # questions
_FIXED = ("aria-disabled", "aria-readonly")
_CONTROLS = ("input", "textarea", "select")
# "A ticked box means that the item is complete", "Tick = handed in"
_TICKED = re.compile(
    r"^[^.;]{0,40}\b(?:tick(?:ed)?|switch(?:ed)? (?:that is )?on)\b[^.;=:]{0,30}?(?:=|:|\b(?:means|is|are|shows)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:when|if|once|please|must|should|until|after|tick (?:the|this|a|each|every))\b", re.IGNORECASE)


def state_boxes(scopes: Sequence[Scope], labels: Labels, words: Words) -> dict[int, Element]:
    """By the leaf of each question's reference the one box beside it; nothing unless every question has just one.

    Of a few questions that tells nothing yet: there the label of every box must name the state.
    """
    few = len({scope.ref for scope in scopes}) < _FEWEST
    document = labels.document
    boxes: dict[int, Element] = {}
    for scope in scopes:
        controls = _controls(scope, document)
        fixed = [box for box in controls if kind_of(box) == "tick" and _is_fixed(box)]
        named = [box for box in fixed if complete_by_label(box, scope.ref, labels, words)]
        if len(named) != 1 and (few or len(controls) != 1 or not fixed):
            return {}
        boxes[scope.leaf.index] = named[0] if len(named) == 1 else fixed[0]
    return boxes


def _controls(scope: Scope, document: Document) -> list[Element]:
    named = [*document.named(*_CONTROLS).among(scope.parts), *document.bearing("role").among(scope.parts)]
    return list({element.number: element for element in named if kind_of(element)}.values())


def _is_fixed(box: Element) -> bool:
    return bool({"disabled", "readonly"} & set(box.attrs)) or any(box.attrs.get(name) == "true" for name in _FIXED)


def complete_by_label(box: Element, ref: str, labels: Labels, words: Words) -> str:
    """The box's own label where it names the state that a tick stands for: "Completed", "Response submitted for"."""
    shown = [labels.document.text(label) for label in labels.elements(box)]
    for label in (*shown, box.attrs.get("aria-label", ""), box.attrs.get("title", "")):
        said = words.split(label.replace(ref, " ").rstrip(" :").removesuffix(" for"))
        if not said.rest and any("status.complete" in phrase.meanings for _, _, phrase in said.said):
            return label
    return ""


def explains_ticks(sentence: str) -> str:
    """What a sentence of the key says that a tick means; "" when it says nothing of ticks or asks for one."""
    found = _TICKED.match(sentence)
    return sentence[found.end() :] if found and not _ASKS.search(sentence) else ""
