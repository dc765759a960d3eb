"""Words from the site made safe to show: no control, escape or direction marks, and no letter a console lacks."""

from __future__ import annotations

import unicodedata

MARK = "\ufeff"  # a byte order mark: by it Excel knows UTF-8; nothing else wants to see it
MOST_MARKS = 3  # accents piled on one letter; more would run over the lines above and below

# Look-alikes for what a console may not have.
_INSTEAD = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u2192": "->",
    "\u2190": "<-",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u2713": "[tick]",
    "\u2714": "[tick]",
    "\u2705": "[tick]",
    "\u2717": "[cross]",
    "\u2718": "[cross]",
    "\u274c": "[cross]",
    "\u25cf": "\u2022",
    "\u2032": "'",
    "\u2033": '"',
}


def visible(text: str) -> str:
    """`text` on one line with all its letters: every run of white space is one blank.

    Control, escape, direction and invisible characters go. What is left still has to be escaped where it is put.
    """
    kept = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(_seen(character))
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def spelled(text: str, encoding: str) -> str:
    """`text` in the letters `encoding` has: the others lose their accents, or become a look-alike, or else "?"."""
    return text if _has(text, encoding) else "".join(_near(character, encoding) for character in text)


def clean(text: str) -> str:
    """`text` on one line, fit to print on any console of Windows in Western Europe (cp1252)."""
    return " ".join(spelled(visible(text), "cp1252").split())


def _seen(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    kind = unicodedata.category(character)
    if kind == "Cf":  # direction marks, joiners, soft hyphens: nothing to see, so nothing is lost
        return ""
    return " " if kind.startswith(("C", "Z")) else character


def _near(character: str, encoding: str) -> str:
    if _has(character, encoding):
        return character
    plain = _INSTEAD.get(character) or unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in plain if _has(part, encoding) and part.isprintable())
    if letters:
        return letters
    return "" if unicodedata.combining(character) else "?"


def _has(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
