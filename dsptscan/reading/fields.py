"""Labels and values inside a row, such as "State 2025-26: Open": they read like cells under their headings."""

from __future__ import annotations

import re
from collections import Counter as Tally
from dataclasses import dataclass, field, replace

from dsptscan.reading.controls import Named
from dsptscan.reading.document import Document, Element, Elements, Leaf
from dsptscan.reading.scopes import Scope
from dsptscan.reading.tables import REMARKS, Column, Columns
from dsptscan.reading.words import Words, normal

_OF_AN_ANSWER = re.compile(r"\b(?:answer|response|reply)\W*$", re.IGNORECASE)  # "Our answer: given"
_CONTROLS = ("input", "textarea", "select", "button")
_LABELS = {"label", "dt", "th"}
_TELLING = ("status.", "confirm.", "carried_over.")
_YES_OR_NO = {"values.yes", "values.no"}
_FEWEST, _MOSTLY = 3, 0.8  # values under a label that must say how the question stands
_MOST, _WORDS = 6, 5  # leaves of a field, words of a label
_NOT_YET = {"not yet", "never", "not", "no one", "nobody"}
_AN_ASIDE = re.compile(r"\s*[,;(–—]\s*|\s+-\s+")
# These are never a tag: whatever stands beside them is their value.
_ONLY_LABELS = ("status", "saved", "novelty", REMARKS)


@dataclass(slots=True)
class Fields:
    """`labels` are the numbers of the leaves that only name a value, `of` the heading of each value's leaf."""

    labels: set[int] = field(default_factory=set)
    of: dict[int, Column] = field(default_factory=dict)


def answer_labels(document: Document, words: Words) -> set[str]:
    """Labels like "Response" that tell, nearly everywhere on the page, how an answer stands and not what it is."""
    told: Tally[str] = Tally()
    every: Tally[str] = Tally()
    pairs, _ = document.once(_pairs)
    for label, values in {pair[0].index: pair for pair in pairs.values()}.values():
        if not _OF_AN_ANSWER.search(label.text):
            continue
        every[normal(label.text)] += 1
        said = {m for _, _, phrase in words.split(values[0].text).said for m in phrase.meanings}
        if said & _YES_OR_NO:
            continue  # an answer as likely as a status
        if any(m.startswith(_TELLING) for m in said) or words.as_status(values[0].text):
            told[normal(label.text)] += 1
    return {label for label, n in told.items() if n >= _FEWEST and n >= _MOSTLY * every[label]}


def state_labels(document: Document, words: Words) -> set[str]:
    """Labels that are states themselves, where a page has one for each: "Done: write your answer", "To do: ..."."""
    pairs, _ = document.once(_pairs)
    labels = {normal(pair[0].text) for pair in pairs.values() if pair[0].text.rstrip().endswith(":")}
    done = {label for label in labels if "status.complete" in words.meanings(label)}
    open_ones = {label for label in labels if "status.incomplete" in words.meanings(label)}
    return done | open_ones if done and open_ones else set()


def fields_in(scope: Scope, document: Document, words: Words, columns: Columns, named: Named) -> Fields:
    """Every label of a row with its value, outside the cells of a table."""
    found = Fields()
    pairs, holders = document.once(_pairs)
    for element in holders.among(scope.parts):
        label, values = pairs[element.number]
        if label.index in found.labels or any(scope.ref in leaf.text for leaf in (label, *values)):
            continue
        if normal(label.text) in named.states:
            continue
        column = columns.named(label.text.rstrip(" :"))
        if not column.about and not column.passed_over and normal(label.text) in named.answers:
            column = replace(column, about="status")
        if _is_label(label, values, column, words):
            found.labels.add(label.index)
            found.of |= {leaf.index: column for leaf in values}
    return found


def _pairs(document: Document) -> tuple[dict[int, tuple[Leaf, list[Leaf]]], Elements]:
    """Every label of few words with its value, by the number of its element, and these elements."""
    pairs = {}
    for element in document.elements:
        if element.name != "dt" and not 1 < element.end - element.start <= _MOST:
            continue
        pair = _pair(element, document)
        if pair is not None and len(pair[0].text.split()) <= _WORDS:
            pairs[element.number] = pair
    return pairs, Elements([document.elements[number] for number in pairs])


def _pair(element: Element, document: Document) -> tuple[Leaf, list[Leaf]] | None:
    """A label and the texts of its value, where an element is or holds just these."""
    if element.name == "dt" and element.parent is not None and element.end - element.start == 1:
        value = element.beside(1)
        if value is None or value.name != "dd" or not 0 < value.end - value.start <= _MOST:
            return None
        return document.leaves[element.start], document.leaves[value.start : value.end]
    if element.name == "dl" or not 1 < element.end - element.start <= _MOST:
        return None
    label, values = document.leaves[element.start], document.leaves[element.start + 1 : element.end]
    if label.parent is element and values[0].parent is element:
        return None
    if document.named(*_CONTROLS).inside(element):
        return None  # it labels what is to be filled in
    return label, values


def _is_label(label: Leaf, values: list[Leaf], column: Column, words: Words) -> bool:
    """Whether a text names what stands after it; a tag "Mandatory" beside a tag "Completed" does not."""
    if column.passed_over or column.about in _ONLY_LABELS:
        return True
    if not column.about:
        return label.parent.name in ("dt", "label") and len(values) == 1
    return (
        label.parent.name in _LABELS
        or label.text.rstrip().endswith(":")
        or as_boolean(values[0].text, words) is not None
    )


def as_boolean(text: str, words: Words) -> bool | None:
    """What a value begins with: yes or no. "No (was until last year)" is a no; a yes with an aside is not sure."""
    first, *more = _AN_ASIDE.split(text, maxsplit=1)
    meanings = words.meanings(normal(first)) if len(first) > 1 or not more else frozenset()
    if "values.no" in meanings or normal(first) in _NOT_YET:
        return False
    return True if "values.yes" in meanings and not more else None
