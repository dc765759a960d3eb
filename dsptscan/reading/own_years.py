"""The toolkit years a page is about, by its title and headlines, and what it says of earlier ones."""

from __future__ import annotations

import re
from datetime import date

from dsptscan.reading.dates import YEAR, dates_in, years_in
from dsptscan.reading.document import Document

_BEGINS = 7  # the month after the last toolkit's deadline
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
# "2024-25: 39 of 43 complete", "In 2024-25 you finished 43 of 43": the year must be what the sentence is about.
_ABOUT = re.compile(r"\W*(?:(?:in|for|during) \0|\0\s*:)", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\W*(?:(?:in|for) )?(?:the )?(?:last|previous) year\b(?!'s)", re.IGNORECASE)


def own_years(document: Document) -> set[str]:
    """The years that the title and the first headlines name, else the second ones, else the one it can only be."""
    first = {year for text in (document.title, *_texts(document, "h1")) for year in years_in(text)}
    return first or {year for text in _texts(document, "h2") for year in years_in(text)} or _elsewhere(document)


def before_the_year(text: str, own: set[str]) -> bool:
    """Whether the days in a text, if there are any, are all before the page's toolkit year began."""
    days = dates_in(text) if own else []
    return bool(days) and max(days) < date(int(min(own)[:4]), _BEGINS, 1)


def without_earlier(text: str, own: set[str]) -> str:
    """A text without the sentences that tell how an earlier year stood."""
    if "year" not in text and not YEAR.search(text):
        return text
    sentences = _SENTENCES.split(text)
    kept = [s for s in sentences if not _is_earlier(s, own)]
    return text if len(kept) == len(sentences) else " ".join(kept)


def _is_earlier(sentence: str, own: set[str]) -> bool:
    if _LAST_YEAR.match(sentence):
        return True
    years = years_in(sentence)
    return bool(own and years and _ABOUT.match(YEAR.sub("\0", sentence))) and max(years) < min(own)


def _texts(document: Document, name: str) -> list[str]:
    return [document.text(element) for element in document.named(name).every]


def _elsewhere(document: Document) -> set[str]:
    """The one year that stands above the first headline, in the path to the page say; else the latest one named."""
    headline = next(iter(document.named("h1").every), None)
    above = {year for leaf in document.leaves[: headline.start] for year in years_in(leaf.text)} if headline else set()
    if len(above) == 1:
        return above
    return {max(every)} if (every := {year for leaf in document.leaves for year in years_in(leaf.text)}) else set()
