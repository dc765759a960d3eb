"""Words that stand where a status stands: those the reader does not know are the most wanted find of a capture."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dsptscan.reading.habits import habits_of
from dsptscan.reading.redaction.secrets import Secrets
from dsptscan.reading.redaction.tree import Copy
from dsptscan.reading.redaction.vocabulary import WORD, Vocabulary

_QUESTIONS = 2  # a word must stand beside so many
_WORDS = 4


def strange_words(copies: Sequence[Copy]) -> dict[str, int]:
    """Texts in the place of a status that mean nothing to the reader: text -> number of questions it stands beside."""
    lists = [copy.reading.rows for copy in copies if copy.reading.rows]
    slots = habits_of(lists).slots
    beside: dict[str, set[str]] = defaultdict(set)
    for page in lists:
        for row in page.rows:
            if row.marks.about("status") or row.marks.about("confirm"):
                continue
            for slot, text in row.marks.strange:
                if slot in slots or not slots:
                    beside[text].add(row.ref)
    return {text: len(refs) for text, refs in beside.items() if len(refs) >= _QUESTIONS and len(text.split()) <= _WORDS}


def deciding_words(copies: Sequence[Copy], secrets: Secrets, vocabulary: Vocabulary) -> set[str]:
    """Short texts that only their place or the page's key made the reader understand: "Critical", "A"."""
    texts: set[str] = set()
    for copy in copies:
        if copy.reading.rows:
            texts |= {mark.text for row in copy.reading.rows.rows for mark in row.marks.marks}
            texts |= copy.signs
            texts |= {leaf.text for leaf in copy.document.leaves if copy.explains(leaf)}
    return {text for text in texts if _may_stay(text, secrets, vocabulary)}


def unknown_status_words(copies: Sequence[Copy], secrets: Secrets, vocabulary: Vocabulary) -> set[str]:
    """Those of them that can be no name and may stay in the copy."""
    return {text for text in strange_words(copies) if _may_stay(text, secrets, vocabulary)}


def _may_stay(text: str, secrets: Secrets, vocabulary: Vocabulary) -> bool:
    if secrets.spans(text) or secrets.holds_typed(text) or len(text.split()) > _WORDS:
        return False
    return not _may_be_a_name(text, vocabulary)


def _may_be_a_name(text: str, vocabulary: Vocabulary) -> bool:
    if re.search(r"[\d@_]", text):
        return True
    if len(text) == 1:
        return False
    unknown = [w for w in WORD.findall(text) if w[0].isupper() and not vocabulary.is_plain(w)]
    return len(unknown) > 1 or any(len(w) < 3 for w in unknown)
