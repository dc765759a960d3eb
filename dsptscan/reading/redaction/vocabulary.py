"""Which words are nobody's own: those the reader knows, those of any such site, those this one writes small."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from dsptscan.reading.words import Words

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:@|://|\bwww\.)\S*")


class Vocabulary:
    """Look-up of single words, in lower case.

    `reader`: words that may decide how a page is read. A name seldom is one of the words of a page in lower case, so a
    word with a capital counts as known when the site's own texts (`hear`) also write it small.
    """

    def __init__(self, words: Words) -> None:
        reader, site = _lists()
        phrases = {word for phrase in words.phrases for word in WORD.findall(phrase)}
        phrases |= {word for kind in words.pages.values() for phrase in kind for word in WORD.findall(phrase)}
        self.rules = reader
        self.reader = reader | phrases | {word for text in words.of_clauses for word in WORD.findall(text)}
        self._known = reader | phrases | site
        self._heard: set[str] = set()

    def hear(self, texts: Iterable[str]) -> None:
        """Learn the words that the site itself writes in lower case."""
        for text in texts:
            self._heard.update(w for w in WORD.findall(_ADDRESS.sub(" ", text)) if w.islower() and len(w) > 2)

    def is_common(self, word: str) -> bool:
        """Whether a word is known without having been heard."""
        return word.casefold().replace("’", "'") in self._known

    def is_plain(self, word: str) -> bool:
        """Whether a word can stay in a text of the site's own: it is known, or heard in lower case."""
        folded = word.casefold().replace("’", "'")
        if folded in self._known or folded in self._heard:
            return True
        stem = re.sub(r"'s?$", "", folded)
        return stem != folded and self.is_plain(stem)

    def only_common(self, text: str) -> bool:
        """Whether every word of a text is known without having been heard, and there is at least one."""
        found = WORD.findall(text)
        return bool(found) and all(self.is_common(word) for word in found)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(files("dsptscan.reading.redaction").joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(table["reader"].split()), frozenset((table["site"] + table["subject"]).split())
