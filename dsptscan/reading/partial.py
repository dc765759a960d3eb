"""Whether a list page shows only a part of its questions: filtered, searched, or with more to load."""

from __future__ import annotations

import re

from dsptscan.reading.document import Document
from dsptscan.reading.flat import speaks
from dsptscan.reading.occurrences import in_furniture
from dsptscan.reading.words import Words, normal

_FILTERED = re.compile(r"^(?:showing|filtered|filter(?:ed)? by|viewing|you are viewing)\b(?!.*\ball\b)", re.IGNORECASE)
_SEARCHED = re.compile(
    r"\b(?:search results|results for|results matching|questions? match(?:es|ing)?)\b", re.IGNORECASE
)
_ONLY_SHOWN = re.compile(r"^only\b.*\b(?:shown|listed|displayed)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)


def partial_view(document: Document, covered: set[int], rows: set[int], words: Words) -> str | None:
    """The words on the page that say it shows only some questions, or None. `rows`: the ids of the questions' parts."""
    for leaf in document.leaves:
        if leaf.index in covered or len(leaf.text) > 90 or in_furniture(leaf):
            continue
        if (
            _SEARCHED.search(leaf.text)
            or _ONLY_SHOWN.match(leaf.text)
            or (_FILTERED.match(leaf.text) and (_ONLY.search(leaf.text) or _speaks_inside(leaf.text, words)))
        ):
            return leaf.text
        if "partial.more" in words.meanings(normal(leaf.text)):
            return leaf.text
    return _chosen_filter(document, rows, words)


def _speaks_inside(text: str, words: Words) -> bool:
    rest = re.sub(r"^\w+(?: by)?[:\s]*", "", text)
    return bool(speaks(rest, words))


def _chosen_filter(document: Document, rows: set[int], words: Words) -> str | None:
    """A filter that is set: a chosen option, a pressed button, or some boxes of a row ticked and others not."""
    ticked: dict[bool, str] = {}
    labels = {e.attrs["for"]: e for e in document.named("label").every if e.attrs.get("for")}
    for element in document.elements:
        attrs = element.attrs
        if element.name not in ("select", "input") and "aria-current" not in attrs and "aria-pressed" not in attrs:
            continue
        if id(element) in rows or any(id(a) in rows for a in element.ancestors()):
            continue
        if element.name == "select" and attrs.get("[chosen]") and speaks(attrs.get("[value]", ""), words):
            return attrs["[value]"]
        if attrs.get("aria-current") in ("true", "page") or attrs.get("aria-pressed") == "true":
            text = document.text(element)
            if element.name in ("a", "button", "li") and speaks(text, words):
                return text
        if element.name == "input" and attrs.get("type", "").casefold() in ("checkbox", "radio"):
            holder = element.parent
            wrapped = document.text(holder) if holder is not None and holder.name == "label" else ""
            named = labels.get(attrs.get("id", ""))
            label = wrapped or (document.text(named) if named is not None else "")
            if label and speaks(label, words):
                if attrs["type"].casefold() == "radio" and "checked" in attrs:
                    return label
                if attrs["type"].casefold() == "checkbox":
                    ticked["checked" in attrs] = label
    return ticked[True] if len(ticked) == 2 else None
