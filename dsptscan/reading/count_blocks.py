"""Small tables of counts: "Questions: 44, answered: 33, no answer yet: 7, to be confirmed: 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsptscan.reading.document import Document, Element
from dsptscan.reading.keys import lines_of
from dsptscan.reading.runs import block_of, joined
from dsptscan.reading.words import Words, normal

_LINE = re.compile(
    r"^(?P<label>[^\d:]{3,60}?)\s*[:=–—-]?\s*(?P<n>\d{1,3})$|^(?P<n2>\d{1,3})\s+(?P<label2>[^\d]{3,60})$"
)
_ALL = re.compile(r"\b(?:questions?|items?)\b", re.IGNORECASE)
_A_PART = re.compile(r"\b(?:mandatory|optional|required|other|new|changed|standard|section)\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)\s*")
_DIGIT = re.compile(r"\d")
_MOST = 8  # lines of such a table


@dataclass(frozen=True, slots=True)
class Sum:
    """Counts that stand together and make up a whole: `complete` of `total`, in the leaves `start` to `end`."""

    text: str
    start: int
    end: int
    complete: int
    total: int


def sums_in(document: Document, words: Words, covered: set[int], questions: int) -> Iterator[Sum]:
    """Every such table. `questions`: how many the page lists; a table without a total must make up all of these."""
    blocks: dict[int, tuple[Element, list[tuple[str, int, int]]]] = {}
    for line in lines_of(document, covered):
        match = _LINE.match(joined(line)) if len(line) <= 3 and any(_DIGIT.search(leaf.text) for leaf in line) else None
        if match:
            block = block_of(line[0])
            holder = block if any(e.name == "br" for e in block.elements) else block.parent or block
            told = (match["label"] or match["label2"], int(match["n"] or match["n2"]), line[0].index)
            blocks.setdefault(id(holder), (holder, []))[1].append(told)
    for _, lines in blocks.values():
        if found := _sum(lines, words, questions):
            yield found


def _sum(lines: list[tuple[str, int, int]], words: Words, questions: int) -> Sum | None:
    """The sum of the lines, if each is understood and they make up the whole."""
    if not 2 <= len(lines) <= _MOST:
        return None
    total, done, parts = None, None, 0
    for label, number, at in lines:
        state = _state(label, words)
        if not state and _ALL.search(label) and not _A_PART.search(label) and total is None:
            total = number
        elif not state or _A_PART.search(label):
            return None
        else:
            parts += number
            if state == "complete":
                done = ((done[0] if done else 0) + number, label, at)
    if done is None or parts != (questions if total is None else total):
        return None
    return Sum(f"{done[1]}: {done[0]}", done[2], done[2] + 1, done[0], parts)


def _state(label: str, words: Words) -> str:
    """What a line counts: what is complete, what is not, or "" when that is not clear."""
    meanings = words.meanings(normal(_NOTE.sub(" ", label))) | {
        m for _, _, said in words.split(_NOTE.sub(" ", label)).said for m in said.meanings
    }
    if meanings & {"status.incomplete", "confirm.needed", "carried_over.yes"}:
        return "open"
    return "complete" if "status.complete" in meanings else ""
