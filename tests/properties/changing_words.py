"""Replacing words that tell a question's status by words that nobody taught the reader."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from random import Random

from tests.properties.pages import Folder, parsed, written

# In no language of these pages, Welsh for "completed" among them.
UNKNOWN = ("Zorbed", "Wedi'i gwblhau", "Stage 4", "Grün", "Yonder", "QX", "fully zorbed", "Gwag")
_SPOKEN = ("alt", "title", "aria-label", "data-status", "data-label", "value")


@cache
def status_phrases() -> tuple[str, ...]:
    """The phrases of words.toml that tell a status or ask for confirmation, the longest first; no bare signs."""
    table = tomllib.loads(files("dsptscan.reading").joinpath("words.toml").read_text("utf-8"))
    phrases = [*table["status"]["complete"], *table["status"]["incomplete"], *table["confirm"]["needed"]]
    plain = [p for p in phrases if not re.search(r"[{*]", p)]
    return tuple(sorted(plain, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    parts = [re.escape(p) if not p[0].isalnum() else rf"(?<!\w){re.escape(p)}(?!\w)" for p in status_phrases()]
    return re.compile("|".join(parts), re.IGNORECASE)


def replace_status_words(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """One status word in one place, in all places, in the counters only, or all of them, becomes an unknown word."""
    trees = parsed(folder)
    places = [place for name in sorted(trees) for place in _places(name, trees[name])]
    if not places:
        return folder
    unknown = rng.choice(UNKNOWN)
    word = rng.choice(places)[3].casefold()
    how = rng.choice(["one place", "this word", "this word in numbers", "this word elsewhere", "all", "some"])
    one = rng.randrange(len(places))
    touched = set()
    for number, (name, element, slot, said) in enumerate(places):
        whole = _get(element, slot)
        counting = any(c.isdigit() for c in whole)
        wanted = {
            "one place": number == one,
            "this word": said.casefold() == word,
            "this word in numbers": said.casefold() == word and counting,
            "this word elsewhere": said.casefold() == word and not counting,
            "all": True,
            "some": rng.random() < 0.3,
        }[how]
        if wanted:
            _set(element, slot, re.sub(re.escape(said), unknown, whole, flags=re.IGNORECASE))
            touched.add(name)
    return {**folder, **{name: written(trees[name]) for name in touched}}


def _places(name, root):
    """(page, element, text or attribute, the status word) for every status word of a page, the title included."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        for slot in ("[text]", "[tail]", *_SPOKEN):
            for said in _pattern().findall(_get(element, slot)):
                yield name, element, slot, said


def _get(element, slot: str) -> str:
    if slot == "[text]":
        return element.text or ""
    return (element.tail or "") if slot == "[tail]" else (element.get(slot) or "")


def _set(element, slot: str, text: str) -> None:
    if slot == "[text]":
        element.text = text
    elif slot == "[tail]":
        element.tail = text
    else:
        element.set(slot, text)
