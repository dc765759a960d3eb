"""Words that take a word for "complete" back, and those that may stand beside it without doing so."""

from __future__ import annotations

import re

from dsptscan.reading.dates import DATE, has_date
from dsptscan.reading.document import Leaf
from dsptscan.reading.in_row import goes_on, sentence_around
from dsptscan.reading.mark import Marks
from dsptscan.reading.words import Said, Split

EARLIER = re.compile(
    r"\b(?:last|previous|prior|earlier) year|20\d\d[-/]\d\d"
    r"|\b(?:carried|brought|rolled|copied|pre-?filled|previous|again|confirm|still)\b",
    re.I,
)
NEGATORS = {"not", "not yet", "no", "never", "isn't", "un", "in", "hasn't been", "has not been", "is not"}
_DENIES = re.compile(
    r"\b(?:not|never|no|nothing(?: is)?|none(?: is)?|yet|nearly|almost|half|partly|partially|will|must|should|please"
    r"|cannot|isn't|hasn't|un|in|to be)\W*(?:be|been)?\W*$",
    re.I,
)
_PARTS = re.compile(r"[.:;,–—|·()\[\]!?]")
_TAKES_BACK = re.compile(r"^\W*(?:last year|in 20|for 20|\d+\s*%|except|but\b|pending|awaiting|waiting|by \d)", re.I)
# "Last year: completed" tells nothing of this year.
_LAST_YEAR = re.compile(
    r"\b(?:last|previous|prior|earlier) year(?:'s)?(?: (?:status|assessment))?\s*[:–—-]\s*"
    r"(?:completed?|done|answered|finished)\W*$",
    re.IGNORECASE,
)
_LAST_YEAR_LABEL = re.compile(
    r"(?:last|previous|prior|earlier) year(?:'s)?(?: (?:status|assessment))?\s*:", re.IGNORECASE
)
# What may stand with "Completed" in one text without taking it back.
_PLAIN = (
    r"^(?:about |approx\.? |some |~ ?)?\d+ ?(?:min|mins|minutes?|hours?|hrs?)$"
    r"|^(?:by|on|at|owner|assigned|saved|last|updated|ref|reference|question|item|recorded|entered|received|logged|mrs?|ms"
    r"|miss|dr)\b|^[^\w%]*\d*[^\w%]*$|^(?:g|green|thanks|thank you)$"
    r"|^\d+ (?:documents?|files?|attachments?|comments?|uploads?|notes?)(?: attached| uploaded| added)?$"
    r"|^(?:documents?|files?|comments?|notes?|attachments?) (?:attached|uploaded|added)$"
    r"|^(?:[\w']+ ){0,2}(?:manager|owner|admin|administrator|director|deputy|lead|officer|nurse|partner|assistant"
    r"|editor)$"
)
_BENIGN = re.compile(rf"\{{date\}}|{_PLAIN}", re.I)
_A_DAY = re.compile(rf"^(?:\S+ ){{0,2}}\{{date\}}(?: \S+){{0,3}}$|{_PLAIN}", re.I)
_CONCLUDES = re.compile(
    r"\bso (?:it|this|this one|the question|your answer) (?:is|counts as) (?:now )?"
    r"(?:complete|completed|done|finished|answered)\W*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z]\.? ){1,2}[A-Z][a-z'’-]+|[A-Z][a-z'’-]+ (?:[A-Z]\.? )?(?:Mc|Mac|O['’])?[A-Z][a-z'’-]+")
_NO_NAME = re.compile(
    r"\b(?:not|no|non|never|un\w+|in\w+|pending|await\w*|wait\w*|draft\w*|review\w*|check\w*|confirm\w*|need\w*|requir\w*"
    r"|part\w*|last|old|prior|previous|carried|rolled|kept|year|status|action|overdue|due|late|expired|reject\w*|return\w*"
    r"|approv\w*|sign\w*|start\w*|progress|hold|quer\w+|open\w*|clos\w+|answer\w*|question\w*|evidence|update\w*|chang\w+"
    r"|manager|owner|lead|leader|team|office|officer|director|audit\w*|quality|stage|outcome|result|level|state|score|head|note"
    r"|missing|only|but|still|yet|again|to|for|the|work|more|almost|nearly|half|save\w*|complet\w+|done|failed)\b",
    re.IGNORECASE,
)
_RESERVED = {"answer.unticked", "answer.empty"}  # "Completed - not confirmed"
_QUALIFIES = re.compile(r"^(?:[-–—:(,]|but\b|awaiting|waiting|pending|subject|except|until|unless|not\b|\d+\s*%)", re.I)


def is_benign(piece: str) -> bool:
    """Whether a piece of text beside a status is a day, a person, a number: nothing that could take it back."""
    return bool(_BENIGN.search(piece))


def is_somebody(piece: str) -> bool:
    """Whether a piece of text is the name of a person, as it stands beside a day: "H Frost", "Samuel Osei"."""
    return bool(_NAME.fullmatch(piece.strip())) and not _NO_NAME.search(piece)


def is_a_day(piece: str) -> bool:
    """Whether a piece of text is little more than a day or a person."""
    return bool(_A_DAY.search(piece))


def reservation(text: str, previous: Leaf | None, leaf: Leaf, split: Split, said: list[Said], titled: bool) -> str:
    """What in or around a text that says "complete" may take it back, or "". `titled`: the title stands in it."""
    if _CONCLUDES.search(text) and not titled:
        return ""
    if _LAST_YEAR.search(text) or (previous and _LAST_YEAR_LABEL.fullmatch(previous.text)):
        return "last year"
    dated = not titled and has_date(text)  # a name beside a day says who it was
    odd = (piece for piece in split.rest if not is_benign(piece) and not (dated and is_somebody(piece)))
    if not titled and (rest := next(odd, "")):
        return rest
    if denied := next((phrase.text for phrase in said if _RESERVED & phrase.meanings), ""):
        return denied
    return "?" if "?" in text and not titled else taken_back_around(leaf)


def takes_back(leaf: Leaf, previous: Leaf, found: Marks) -> bool:
    """Whether a text goes on where a word for "complete" ended, and may take it back."""
    if not _QUALIFIES.match(leaf.text) or not goes_on(leaf, previous):
        return False
    more = DATE.sub("{date}", leaf.text.strip(" -–—:(),·|"))
    return not is_benign(more) and any(m.meaning == "status.complete" and m.text in previous.text for m in found.marks)


def taken_back_around(leaf: Leaf) -> str:
    """Words in the same run of text that take a word for "complete" back: "not yet", "to be", "last year", "?"."""
    before, after = sentence_around(leaf)
    if not before and not after:
        return ""
    clause = _PARTS.split(before)[-1]
    if _DENIES.search(clause):
        return clause.strip()
    if after.startswith("?") or _TAKES_BACK.match(after):
        return after[:40]
    return ""
