"""The phrases of words.toml inside a text, cut as the reader cuts, with the places of the words that make them."""

from __future__ import annotations

import re

from dsptscan.reading.dates import DATE, YEAR, as_year
from dsptscan.reading.redaction.standins import shape
from dsptscan.reading.references import references_in
from dsptscan.reading.words import (  # the same cuts as the reader's, or phrases would be missed
    SEPARATORS,
    SOMEBODY,
    Words,
    normal,
)

_DATE, _YEAR = "\ue000", "\ue800"
_SOMEONE = "Someone"  # as the reader takes a person's name at the start of a sentence
_PIECES = 4  # so many pieces between separators may be one phrase


def known_phrases(text: str, words: Words) -> list[tuple[int, int]]:
    """The words of every phrase that the reader knows, cut as the reader cuts."""
    nobody = SOMEBODY.sub(lambda who: _SOMEONE.ljust(len(who[0])) if len(who[0]) >= len(_SOMEONE) else who[0], text)
    marked = _marked(nobody, [(r.start, r.end) for r in references_in(text, words)])
    pieces, start = [], 0
    for cut in [*SEPARATORS.finditer(marked), None]:
        end = cut.start() if cut else len(marked)
        if normal(marked[start:end]):
            pieces.append((start, end))
        start = cut.end() if cut else end
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(pieces):
        for j in range(min(len(pieces), i + _PIECES), i, -1):
            spans = pieces[i:j]
            meanings = words.meanings(_phrase([marked[a:b] for a, b in spans]))
            if meanings:
                found += _needed(marked, spans, meanings, words)
                i = j
                break
        else:
            i += 1
    return [(a, b) for a, b in found if _SOMEONE not in nobody[a:b] or text[a:b] == nobody[a:b]]


def _needed(marked: str, spans: list[tuple[int, int]], meanings: frozenset[str], words: Words) -> list[tuple[int, int]]:
    """The parts of a known phrase without which it would not be known; "*" in words.toml stands for the others."""
    phrase = _phrase([marked[a:b] for a, b in spans])
    if phrase in words.phrases or re.sub(r"\b\d+\b", "{n}", phrase) in words.phrases:
        return list(spans)
    changed, keep = marked, []
    for start, end in spans:
        for word in re.finditer(r"\S+", marked[start:end]):
            a, b = start + word.start(), start + word.end()
            tried = changed[:a] + shape(changed[a:b]) + changed[b:]
            if words.meanings(_phrase([tried[x:y] for x, y in spans])) == meanings:
                changed = tried
            else:
                keep.append((a, b))
    return keep


def _marked(text: str, references: list[tuple[int, int]]) -> str:
    """A text of the same length in which dates, years and references are single signs that no separator cuts."""
    characters = list(text)
    for m in DATE.finditer(text):
        characters[m.start() : m.end()] = _DATE * (m.end() - m.start())
    for m in YEAR.finditer("".join(characters)):
        if as_year(m):
            characters[m.start() : m.end()] = _YEAR * (m.end() - m.start())
    for start, end in references:
        if characters[start] not in (_DATE, _YEAR):
            characters[start:end] = "¦" + " " * (end - start - 1)
    return "".join(characters)


def _phrase(parts: list[str]) -> str:
    joined = normal(" ".join(part.strip() for part in parts))
    return re.sub(f"{_YEAR}+", "{year}", re.sub(f"{_DATE}+", "{date}", joined))
