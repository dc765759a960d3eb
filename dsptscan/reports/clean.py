"""Words from the site made safe to print: no control, escape or direction marks, only characters every console has."""

from __future__ import annotations

import unicodedata

# Look-alikes for what the consoles of Windows in Western Europe (cp1252) do not have.
_INSTEAD = str.maketrans(
    {
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
)


def clean(text: str) -> str:
    """`text` on one line, fit to print: every run of white space is one blank.

    Control, escape, direction and invisible characters go; letters a console may lack lose their accents, and what has
    no near letter becomes "?".
    """
    composed = unicodedata.normalize("NFC", text.translate(_INSTEAD))
    kept = "".join(_safe(character) for character in composed)
    return " ".join(kept.split())


def _safe(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    kind = unicodedata.category(character)
    if kind.startswith("Z"):
        return " "
    if kind == "Cf":  # direction marks, joiners, soft hyphens: nothing to see, so nothing is lost
        return ""
    if kind.startswith("C"):
        return " "
    if _in_cp1252(character):
        return character
    plain = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in plain if _in_cp1252(part) and part.isprintable())
    if letters:
        return letters
    return "" if unicodedata.combining(character) else "?"


def _in_cp1252(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
