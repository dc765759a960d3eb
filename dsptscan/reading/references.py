"""Finding question references (`1.1.5`, `10.2.1`) in text, and nothing that only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsptscan.reading.dates import DATE
from dsptscan.reading.words import Words

# Standards 1 to 10; no leading noughts; a year like 26 in the third place makes a date, not a question.
_REFERENCE = re.compile(r"(?<![\d.])(10|[1-9])\.([1-9]|1\d)\.([1-9]|1\d)(?!\d|\.\d)")
_LEAD = re.compile(r"^(?:q|question|item|evidence item|evidence|ref|reference|no|number)?$")
_FILE_OR_ADDRESS = re.compile(r"://|@|[\\/_]|\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_NEAR = 80  # characters around a reference that tell what it is
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
    if "." not in text:
        return []
    found = []
    dates = [match.span() for match in DATE.finditer(text)] if _REFERENCE.search(text) else []
    for match in _REFERENCE.finditer(text):
        if any(a <= match.start() < b for a, b in dates) or not _is_reference(text, match, words):
            continue
        before = text[: match.start()] if match.start() < _NEAR else "x"
        leading = bool(_LEAD.match(before.casefold().strip(" ([#.:-–—\u2022*")))
        found.append(Reference(match[0], match.start(), match.end(), leading))
    return found


def _is_reference(text: str, match: re.Match[str], words: Words) -> bool:
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    head = re.split(r"\s", before)[-1] if before else ""
    tail = re.split(r"\s", after, maxsplit=1)[0] if after else ""
    if _FILE_OR_ADDRESS.search(head + match[0] + tail.rstrip(".,;:)]")):
        return False
    if head.endswith("-") and len(head) > 1 and head[-2].isalnum():
        return False  # policy-1.2.3
    if re.match(r"-\d|[a-z]", tail, re.IGNORECASE):
        return False  # 1.2.3-4, 1.2.3rc1
    letters = re.search(r"[A-Za-z]+$", head)
    if letters and letters[0].casefold() not in ("q", "ref", "question", "item", "no"):
        return False  # v1.2.3
    word = _WORD_BEFORE.search(before)
    return not (word and word[1].casefold().strip(".") in words.not_a_question)
