"""Pieces of a line that tell nothing of this year's status: "2024-25: completed | Note: ask Jo"."""

from __future__ import annotations

import re

from dsptscan.reading.dates import years_in
from dsptscan.reading.tables import REMARKS, Columns

_BETWEEN = re.compile(r"\s*[|·•]\s*|(?<=[.;])\s+(?=[A-Z][^.:|]{1,40}:\s)")
_FIELD = re.compile(r"\s*([^:|·•]{2,40}):\s+(\S.*)", re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "‘": "’"}


# What somebody wrote, quoted: We received your answer: “Yes, all done”
_QUOTED = re.compile(r"(?<=:)\s*“[^“”]*”")


def without_side_notes(text: str, columns: Columns) -> str:
    """A text without its fields of an earlier year, of somebody else, or for remarks, and without what is quoted.

    A text that only tells of "last year" stays: it may be all that is said of the question.
    """
    if ":" not in text:
        return text
    text = _QUOTED.sub("", text)
    kept: list[str] = []
    earlier = dropped = False
    quoted = ""  # the sign that ends a remark in which a line seems to end
    for part in _BETWEEN.split(text):
        if quoted:
            quoted = "" if part.rstrip().endswith(quoted) else quoted
            continue
        field = _FIELD.fullmatch(part)
        column = columns.named(field[1]) if field else None
        said_by_one = field is not None and columns.is_remark(field[1], field[2])
        if field and column and (column.passed_over or column.about == REMARKS or said_by_one):
            earlier, dropped = earlier or (column.earlier and not years_in(field[1])), True
            value = field[2].rstrip()
            quoted = _QUOTES.get(value[0], "")
            quoted = "" if len(value) > 1 and value.endswith(quoted) else quoted
            continue
        kept.append(part)
    return " | ".join(kept) if dropped and (kept or not earlier) else text
