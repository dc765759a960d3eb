"""Days that an answer or a file name mentions: whole dates, months, and years alone."""

from __future__ import annotations

import calendar
import re
from datetime import date

from dsptscan.reading.dates import DATE, MONTH, YEAR, as_date, as_year, month_number

_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{MONTH})[\s,-]+(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
_IN_ONE = re.compile(r"(?<!\d)(20[1-4]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")  # scan20240503.pdf
_IN_FIGURES = re.compile(r"(?<![\d/])(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/])")  # 05/2024
_BARE_YEAR = re.compile(r"(?<![\d.:/-])(?<!\d{3} )(20[1-4]\d)(?![\d:/]| \d)")  # no part of a telephone number
# A year that belongs to a name: a law, a standard, a program, or how long something has been so.
_OF_A_NAME = re.compile(
    r"(?:\b(?:act|acts|regulations?|order|gdpr|iso(?:/iec)?\s*\d*|bs\s*\d*|server|office|windows|exchange|outlook|word|excel|sql"
    r"|sharepoint|project|visio|sage|edition|version|since|from|opened in|founded in|established(?: in)?|started in)"
    r"|[:/])\s*\(?$",
    re.IGNORECASE,
)


def named_days(text: str) -> tuple[date, ...]:
    """Every day a text names, in order of time.

    A month stands for its last day, a year for 31 December: what is only roughly dated counts as young as it can be.
    A toolkit year such as 2024-25 counts to the end of its second year.
    """
    text = text.replace("_", " ")
    found: set[date] = set()
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            day = reader(match)
            if day:
                found.add(day)
        text = pattern.sub(" ", text) if pattern is not _BARE_YEAR else text
    return tuple(sorted(found))


def _in_one(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _month(match: re.Match[str]) -> date:
    year, name = int(match["year"]), match["month"]
    month = int(name) if name.isdigit() else month_number(name)
    return date(year, month, calendar.monthrange(year, month)[1])


def _years(match: re.Match[str]) -> date | None:
    year = as_year(match)
    return date(int(year[:4]) + 1, 12, 31) if year else None


def _year(match: re.Match[str]) -> date | None:
    before = match.string[: match.start()][-30:]
    return None if _OF_A_NAME.search(before) else date(int(match[1]), 12, 31)


_READERS = (
    (DATE, as_date),
    (_IN_ONE, _in_one),
    (_MONTH_AND_YEAR, _month),
    (_IN_FIGURES, _month),
    (YEAR, _years),
    (_BARE_YEAR, _year),
)
