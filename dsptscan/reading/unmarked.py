"""What a page says of the questions that bear no mark: "A control with no red flag is closed"."""

from __future__ import annotations

import re

from dsptscan.reading.keys import said_inside
from dsptscan.reading.words import Words

_MARKS = r"(?:flags?|marks?|tags?|labels?|signs?|icons?|badges?|warnings?|messages?|symbols?|markers?|notes?)"
_WAYS = r"(?:flagged|marked|tagged|labelled|badged|highlighted|shown|listed|named)"
_MARKED = re.compile(_WAYS, re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|\bun", re.IGNORECASE)
_WITHOUT = re.compile(
    r"\b(?:with no|without|have no|has no|bears? no|carry no|carries no|no)\b"
    rf"(?:\W+(?:an?|any|the|such|red|amber|coloured|warning))*(?:\W+[\"“‘'][^\"”’']{{1,30}}[\"”’'])?\W+{_MARKS}\b"
    rf"|\b(?:is|are|not|un)[ -]?(?:not )?{_WAYS}\b|\bun{_WAYS}\b"
    r"|\bin (?:an? )?(?:ordinary|normal|plain|usual|unmarked) (?:links?|type|text|print|letters)\b"
    r"|\b(?:everything|anything|all) else\b|\b(?:all|any) (?:the )?(?:others?|rest)\b|\bthe (?:others|rest)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:if|where|when) (?:there is |you see |it has |a question has )?(no [\w ]+), (.+)", re.IGNORECASE
)
_CLAUSES = re.compile(r"[:;,]")
_DOUBTFUL = re.compile(r"\b(?:may|might|when|if|once|until|unless|please|must|should|will|not yet)\b|\?", re.IGNORECASE)


def unmarked_is_complete(sentence: str, words: Words) -> bool:
    """Whether a sentence says that questions without a mark are complete."""
    condition = _CONDITION.match(sentence)
    if condition:  # "If there is no mark, it is complete"
        sentence = f"{condition[1]} {condition[2]}"
    if _DOUBTFUL.search(sentence):
        return False
    for found in _WITHOUT.finditer(sentence):
        if _MARKED.search(found[0]) and not _NOT.search(found[0]):
            continue  # "those that are flagged"
        said = said_inside(_CLAUSES.split(sentence[found.end() :])[0], words)
        if "status.complete" in said and "status.incomplete" not in said:
            return True
    return False
