"""Finding question references (`1.1.5`, `10.2.1`) in text, and nothing that only looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsptscan.reading.dates import DATE
from dsptscan.reading.words import Words

# Standards 1 to 10; no leading noughts; a year like 26 in the third place makes a date, not a question.
_REFERENCE = re.compile(r"(?<![\d.])(10|[1-9])\.([1-9]|1\d)\.([1-9]|1\d)(?!\d|\.\d)")
_MAY_HOLD_A_DATE = re.compile(r"[^\d\s.,]|\.[23]\d|\.\d{3}")  # a month, 1/5/2026, 1.5.2026
_LEAD = re.compile(r"^(?:q|question|item|evidence item|evidence|ref|reference|no|number)?$")
_FILE_OR_ADDRESS = re.compile(r"://|@|[\\/_]|\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_NEAR = 80  # characters around a reference that tell what it is
_BETWEEN = " \t\n\r\f\v\u00a0:·|–—-"  # what may stand between a word and the reference it announces
_WORD_BEFORE = re.compile(r"([A-Za-z.]+)[\s:·|–—-]*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """`ref` at `start`..`end` of a text; `leading` when the text begins with it (but for "Question" and brackets)."""

    ref: str
    start: int
    end: int
    leading: bool


def references_in(text: str, words: Words) -> list[Reference]:
    """Every question reference in a text, in its order."""
    return list(_references(text, words)) if "." in text else []


def only_reference(text: str, words: Words) -> Reference | None:
    """The first reference in a text that names no other question."""
    first: Reference | None = None
    for reference in _references(text, words) if "." in text else ():
        first = first or reference
        if reference.ref != first.ref:
            return None
    return first


def _references(text: str, words: Words) -> Iterator[Reference]:
    dates: list[tuple[int, int]] | None = None
    for match in _REFERENCE.finditer(text):
        if match.start() and dates is None:  # what a text begins with is no part of a date
            dates = [date.span() for date in DATE.finditer(text)] if _MAY_HOLD_A_DATE.search(text) else []
        if any(a <= match.start() < b for a, b in dates or ()) or not _is_reference(text, match, words):
            continue
        before = text[: match.start()] if match.start() < _NEAR else "x"
        leading = not before or bool(_LEAD.match(before.casefold().strip(" ([#.:-–—\u2022*")))
        yield Reference(match[0], match.start(), match.end(), leading)


def _is_reference(text: str, match: re.Match[str], words: Words) -> bool:
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    head = "" if not before or before[-1].isspace() else before.split()[-1]
    tail = "" if not after or after[0].isspace() else after.split(maxsplit=1)[0]
    if (head or tail) and not _is_free(head, match[0], tail):
        return False
    if not before.rstrip(_BETWEEN)[-1:].isalpha() and before.rstrip(_BETWEEN)[-1:] != ".":
        return True
    word = _WORD_BEFORE.search(before)
    return not (word and word[1].casefold().strip(".") in words.not_a_question)


def _is_free(head: str, ref: str, tail: str) -> bool:
    """Whether what stands right before and after leaves it a reference: no file, no address, no version."""
    if _FILE_OR_ADDRESS.search(head + ref + tail.rstrip(".,;:)]")):
        return False
    if head.endswith("-") and len(head) > 1 and head[-2].isalnum():
        return False  # policy-1.2.3
    if re.match(r"-\d|[a-z]", tail, re.IGNORECASE):
        return False  # 1.2.3-4, 1.2.3rc1
    letters = re.search(r"[A-Za-z]+$", head)
    return not letters or letters[0].casefold() in ("q", "ref", "question", "item", "no")  # v1.2.3
