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
_COUNT = re.compile(
    r"(?:there are |you have |these are |of these |of them |it has )?(?P<n>\d{1,3}) (?P<label>[^\d]{3,60})$",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"[:;,.]\s+|,?\s+and\s+|\s+[–—-]\s+")
_A_LINE = 200  # characters
_ALL = re.compile(r"\b(?:questions?|items?)\b", re.IGNORECASE)
_A_PART = re.compile(r"\b(?:mandatory|optional|required|other|new|changed|standard|section)\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*\([^)]*\)\s*")
_DIGIT = re.compile(r"\d")
_MOST, _PIECES = 8, 3  # lines of such a table, pieces of a line


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
        if not any(_DIGIT.search(leaf.text) for leaf in line):
            continue
        if len(line) <= _PIECES:
            block = block_of(line[0])
            holder = block if any(e.name == "br" for e in block.elements) else block.parent or block
            _add(blocks, holder, joined(line), line[0].index)
        for told in _of_sentence(joined(line)):
            blocks.setdefault(id(line[0]), (block_of(line[0]), []))[1].append((*told, line[0].index))
    for element in document.elements:  # a label and its number in cells of their own
        if element.parent is None or not 1 < element.end - element.start <= _PIECES or len(element.elements) < 2:
            continue
        if element.start not in covered and element.end - 1 not in covered:
            _add(blocks, element.parent, document.text(element), element.start)
    for _, lines in blocks.values():
        if found := _sum(lines, words, questions):
            yield found


def _of_sentence(text: str) -> list[tuple[str, int]]:
    """ "30 questions in all: 23 completed, 5 outstanding and 2 to do" as its counts, when it is nothing else."""
    pieces = [piece for piece in _JOINTS.split(text) if piece.strip(" .")] if len(text) <= _A_LINE else []
    found = [_COUNT.match(piece.strip(" .")) for piece in pieces]
    if len(found) < 3:
        return []
    return [(m["label"], int(m["n"])) for m in found if m] if all(found) else []


def _add(blocks: dict[int, tuple[Element, list[tuple[str, int, int]]]], holder: Element, text: str, start: int) -> None:
    match = _LINE.match(text)
    if match:
        told = (match["label"] or match["label2"], int(match["n"] or match["n2"]), start)
        blocks.setdefault(id(holder), (holder, []))[1].append(told)


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
