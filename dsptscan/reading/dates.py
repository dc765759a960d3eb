"""Dates and toolkit years in the words of a page. Days come before months, as in England."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_TIME = r"(?:(?:,|\s+at|t)?\s*\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m\b|z\b|gmt\b|bst\b|[+]\d\d:?\d\d)?)?"

DATE = re.compile(
    rf"(?<![\w/.])(?:"
    rf"(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})"
    rf"|{_WEEKDAY}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m2>{MONTH})[\s,-]+(?P<y2>\d{{4}}|\d{{2}}(?![\d:]))"
    rf"|{_WEEKDAY}(?P<d3>\d{{1,2}})(?P<sep>[/.-])(?P<m3>\d{{1,2}})(?P=sep)(?P<y3>\d{{4}}|(?<!\.)\d{{2}}(?!\d)|[23]\d(?!\d))"
    rf"|(?P<m4>{MONTH})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})"
    rf"){_TIME}(?![\w/])",
    re.IGNORECASE,
)
YEAR = re.compile(
    r"(?<![\w/.-])(?:(?P<a>20\d\d)\s?(?:[-/–—]|\s?to\s?)\s?(?P<b>(?:20)?\d\d)|(?P<c>\d\d)/(?P<d>\d\d))(?![\w/-]|\.\d)"
)


_PARTS = [(f"d{n}", f"m{n}", f"y{n}") for n in "1234"]
TWO_FIGURES = re.compile(r"\d\d")  # every date and every year has two figures side by side; quick to look for


def as_date(match: re.Match[str]) -> date | None:
    """The date a DATE match stands for, or None when there is no such day."""
    for day_of, month_of, year_of in _PARTS:
        if day := match[day_of]:
            year, month = int(match[year_of]), match[month_of].casefold()
            number = int(month) if month.isdigit() else month_number(month)
            if number > 12:
                return None
            try:
                return date(year + 2000 if year < 100 else year, number, int(day))
            except ValueError:
                return None
    return None


def month_number(name: str) -> int:
    """("June") -> 6."""
    return _MONTHS.index(name.casefold()[:3]) + 1


def as_year(match: re.Match[str]) -> str | None:
    """The toolkit year a YEAR match stands for, as "2025-26", or None when the two years do not follow each other."""
    first, second = match["a"] or match["c"], match["b"] or match["d"]
    start = int(first) % 100
    if int(second) % 100 != (start + 1) % 100 or not 15 <= start <= 60:
        return None
    return f"20{start:02d}-{(start + 1) % 100:02d}"


@lru_cache(maxsize=50_000)
def has_date(text: str) -> bool:
    """Whether there is a date in a text."""
    return bool(TWO_FIGURES.search(text) and DATE.search(text))


def dates_in(text: str) -> list[date]:
    """Every date in a text, in its order."""
    if not TWO_FIGURES.search(text):
        return []
    return [found for match in DATE.finditer(text) if (found := as_date(match))]


def years_in(text: str) -> list[str]:
    """Every toolkit year in a text, in its order: "2025/26", "25/26", "2025 to 2026" all give "2025-26"."""
    if not TWO_FIGURES.search(text):
        return []
    return [found for match in YEAR.finditer(DATE.sub(" ", text)) if (found := as_year(match))]
