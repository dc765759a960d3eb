"""When an answer was last saved, by the dates beside it."""

from __future__ import annotations

import re
from datetime import date

from dsptscan.reading.dates import DATE, TWO_FIGURES, as_date
from dsptscan.reading.document import Leaf
from dsptscan.reading.words import Words

_NEAR = 120  # characters before a date that may say what it is the date of
_WORDY, _AFTER = re.compile(r"\w"), re.compile(r"[\s,:–—-]*((?:[A-Za-z-]+\s*){1,2})")
_FILLERS = {"on", "at", "the", "was", "this", "year", "it", "them", "that", "again", "one"}
_BY_SOMEONE = re.compile(r"\s+by\s+(?:\S+\s+){1,4}(?:on\s*)?$", re.IGNORECASE)  # "Completed by Jane Doe on"


def saved_in(leaf: Leaf, previous: Leaf | None, about: str, words: Words) -> list[date]:
    """The days on which the answer was saved, by a text beside the question.

    `previous` is the text before it, `about` what its column is about.
    """
    found: list[date] = []
    iso = leaf.parent.attrs.get("datetime", "") if leaf.parent.name == "time" else ""
    text = iso if iso and DATE.match(iso) else leaf.text
    if not TWO_FIGURES.search(text):
        return found
    for match in DATE.finditer(text):
        day = as_date(match)
        before = "" if iso else text[max(0, match.start() - _NEAR) : match.start()]
        if previous is not None and not _WORDY.search(before):
            before = previous.text[-_NEAR:]
        after = _AFTER.match(text[match.end() : match.end() + _NEAR])
        follows = bool(after) and not iso and words.once(_saved_before, after[1].split()[0] if after else "")
        if day and (about in ("saved", "reconfirmed", "complete") or words.once(_saved_before, before) or follows):
            found.append(day)
    return found


def _saved_before(before: str, words: Words) -> bool:
    before = _BY_SOMEONE.sub("", re.split(r"[·|;,–—()]", before)[-1])
    tail = [w for w in re.findall(r"[\w'-]+", before.casefold()) if w not in _FILLERS]
    return any(
        "saved.before" in words.meanings(" ".join(tail[-n:])) or "labels.saved" in words.meanings(" ".join(tail[-n:]))
        for n in (1, 2, 3)
        if len(tail) >= n
    ) and not {"not", "since"} & set(tail[-4:])
