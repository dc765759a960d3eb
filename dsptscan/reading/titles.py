"""The title of a question, in the page's words, without its reference and without marks."""

from __future__ import annotations

import re

from dsptscan.reading.dates import has_date
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.scopes import Scope
from dsptscan.reading.words import Words, normal

_LEAD = re.compile(
    r"^(?:answer |open |view |go to |edit |change )?(?:the )?"
    r"(?:question|item|evidence item|q|ref|reference|no)?\.?\s*$",
    re.I,
)
_SHORT = 15  # a link with fewer characters is "Open" or "Unlock" rather than a title
_MARKS = ("status.", "confirm.", "carried_over.", "mandatory.", "new_or_changed.")
_BUTTONS = ("button", "option", "textarea")
_A_WORD = re.compile(r"[A-Za-z]{2}")
_OPENING = re.compile(r"[\[(#]\s*(?:q|question|ref)?\.?\s*$", re.I)
_CLOSING = re.compile(r"^\s*[\])]")
_NAMED = re.compile(r"\b(?:q|question|ref|reference|evidence item|item)?\s*\b(?:no|number)?\.?\s*$", re.I)
_CUTS = re.compile(r"[-–—|·:;,(\[]")
_AT_THE_END = re.compile(r"^(.*\S)\s*(?:[-–—|·:;,]\s+|[(\[])\s*([^-–—|·:;,()\[\]]+)[)\]]?\s*$")
_EDGES = " \t-–—|:.,·•#*¦"


def title_of(scope: Scope, document: Document, words: Words, private: set[int]) -> str | None:
    """The title: what stands with the reference, else the longest text beside it that is no mark and no date."""
    buttons = document.named(*_BUTTONS).every
    leaves = [
        leaf
        for leaf in scope.leaves(document)
        if leaf.index not in private and leaf.source in ("text", "aria-label") and not (buttons and _on_a_button(leaf))
    ]
    with_ref, beside = [], []
    for leaf in leaves:
        if scope.ref in leaf.text and (text := words.once(_title_in, without_reference(leaf.text, scope.ref))):
            with_ref.append((leaf, text))
    if not any(len(text) >= _SHORT for _, text in with_ref):
        for leaf in leaves:
            if scope.ref not in leaf.text and (text := words.once(_title_beside, leaf.text)):
                beside.append((leaf, text))
        if any(len(text) >= _SHORT and _in_link(leaf) for leaf, text in beside):
            with_ref = []
    for candidates in (with_ref, beside):
        spoken = [t for leaf, t in candidates if leaf.source == "text"] or [t for _, t in candidates]
        if spoken:
            linked = [t for leaf, t in candidates if leaf.source == "text" and _in_link(leaf)]
            long = [t for t in linked if len(t) >= _SHORT] or [t for t in spoken if len(t) >= _SHORT]
            return long[0] if long else max(spoken, key=len)
    return None


def without_reference(text: str, ref: str) -> str:
    """A text without the reference, its brackets and words like "Answer question" before it."""
    if ref not in text:
        return text
    before, _, after = text.partition(ref)
    before = _OPENING.sub("", before) if before else ""
    after = _CLOSING.sub("", after)
    if before and _LEAD.match(before.strip(_EDGES)):
        before = ""
    before = _NAMED.sub("", before) if before else ""
    return f"{before.strip(_EDGES)} {after.strip(_EDGES)}".strip()


def _title_in(text: str, words: Words) -> str:
    """What is left of a text without marks; "" when that is no word."""
    text = _without_marks(text, words)
    return text if _A_WORD.search(text) else ""


def _title_beside(text: str, words: Words) -> str:
    """What of a text beside the reference may be a title; "" when it is a mark."""
    found = _title_in(text, words)
    return "" if found and _is_mark(text, words) else found


def _without_marks(text: str, words: Words) -> str:
    """Cut known marks off the end: "Training (mandatory) - completed"."""
    for _ in range(4):
        cut = _AT_THE_END.match(text) if _CUTS.search(text) else None
        if not cut or not any(
            not m.startswith(("values.", "answer.", "labels.")) for m in words.meanings(normal(cut[2]))
        ):
            break
        text = cut[1].strip(_EDGES)
    return text


def _is_mark(text: str, words: Words) -> bool:
    if has_date(text) or any(m.startswith(_MARKS) for m in words.meanings(normal(text))):
        return True
    split = words.split(text)
    return (
        bool(split.said) and not split.rest and any(m.startswith(_MARKS) for _, _, s in split.said for m in s.meanings)
    )


def _on_a_button(leaf: Leaf) -> bool:
    element: Element | None = leaf.parent
    while element is not None and element.name not in _BUTTONS:
        element = element.parent
    return element is not None


def _in_link(leaf: Leaf) -> bool:
    element: Element | None = leaf.parent
    for _ in range(4):
        if element is None:
            return False
        if element.name in ("a", "h1", "h2", "h3", "h4", "summary"):
            return True
        element = element.parent
    return False
