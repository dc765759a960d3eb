"""Stand-ins: text of the same shape and length that says nothing, and one and the same for the same value."""

from __future__ import annotations

import re
import unicodedata

FILE_ENDINGS = (
    "pdf", "docx", "doc", "xlsx", "xls", "odt", "ods", "csv", "png", "jpg", "jpeg", "gif", "svg", "txt", "pptx", "ppt",
    "rtf", "msg", "eml", "zip",
)  # fmt: skip
_ENDING = re.compile(rf"(?<=[^\s.])\.(?:{'|'.join(FILE_ENDINGS)})(?![\w.])", re.IGNORECASE)
_LETTERS = "xyzwvkjq"  # x first; the others tell values of one shape apart
_LONE = re.compile(r"(?<![^\W_])[^\W\d_](?![^\W_])")


def shape(text: str, *, strict: bool = False) -> str:
    """Letters become x or X, digits 0; blanks and punctuation stay, and so does a file's ending.

    A letter on its own becomes z, for the reader knows a lone x as a tick. `strict` leaves no sign beyond ASCII either.
    """
    masked = "".join(_masked(character, strict) for character in text)
    masked = _LONE.sub(lambda found: "Z" if found[0].isupper() else "z", masked)
    for ending in _ENDING.finditer(text):
        masked = masked[: ending.start()] + ending[0] + masked[ending.end() :]
    return masked


def _masked(character: str, strict: bool) -> str:
    if character.isspace():
        return character
    if character.isascii():
        if character.isalpha():
            return "X" if character.isupper() else "x"
        return "0" if character.isdigit() else character if character.isprintable() else "x"
    kind = unicodedata.category(character)
    if kind.startswith("N"):
        return "0"
    if kind in ("Lu", "Lt"):
        return "X"
    if kind.startswith(("Z", "P")) or (kind.startswith("S") and not strict):
        return character
    return "x"


class StandIns:
    """One stand-in per value, told apart from those of other values of the same shape."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._next: dict[str, int] = {}
        self._taken: set[str] = set()

    def of(self, value: str) -> str:
        """The stand-in of a value, in the letter case of this appearance. Longer only when too many share a shape."""
        folded = value.casefold() if len(value.casefold()) == len(value) else value
        if folded not in self._of:
            self._of[folded] = self._new(folded)
        stand_in = self._of[folded]
        if len(stand_in) != len(value):
            return stand_in
        return "".join(s.upper() if c.isupper() else s for c, s in zip(value, stand_in, strict=True))

    def _new(self, value: str) -> str:
        ending = _ENDING.search(value)
        cut = ending.start() if ending and ending.end() == len(value) else len(value)
        masked = shape(value[:cut], strict=True)
        while True:
            number = self._next.get(masked, 0)
            self._next[masked] = number + 1
            stand_in = _numbered(masked, number) + value[cut:]
            if stand_in not in self._taken:
                self._taken.add(stand_in)
                return stand_in


def _numbered(masked: str, number: int) -> str:
    """The shape with `number` written into its last letters and digits; longer when there is no room."""
    characters = list(masked)
    for i in range(len(characters) - 1, -1, -1):
        if number == 0:
            break
        if characters[i] == "0":
            number, rest = divmod(number, 10)
            characters[i] = str(rest)
        elif characters[i] in "xz":
            number, rest = divmod(number, len(_LETTERS))
            characters[i] = _LETTERS[rest]
    return "".join(characters) + (str(number) if number else "")
