"""What a page says of the organisation, the toolkit year, the standard and publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dsptscan.model import Organisation, Publication, PublishControl
from dsptscan.reading.dates import years_in
from dsptscan.reading.document import Document
from dsptscan.reading.organisation import organisation_of
from dsptscan.reading.publication import publications_in
from dsptscan.reading.publishing import publish_control, what_stops
from dsptscan.reading.references import references_in
from dsptscan.reading.words import Words

_LEVEL = re.compile(r"\b(standards met|approaching standards|standards exceeded)\b", re.IGNORECASE)
_TOWARDS = re.compile(
    r"\b(?:working towards|level|standard you are|assessment (?:type|level)|towards|aiming for)\b", re.IGNORECASE
)
# Parts of every word that makes a line worth a look: of "standards met", "publish"; of "assessment", "toolkit" ...
# without the letters s, k and i, which have doubles that look like them.
_OF_STANDARDS, _OF_YEARS = ("tandard", "publ"), ("ment", "tool", "pt", "ver", "tandard")
_A_LINE = 4  # leaves
_SHORT = 80  # characters of a line that may name the level in passing
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:publish\w*|publication|mandatory|required|needed?|last year|previous)\b", re.IGNORECASE
)
Standard = Literal["Standards Met", "Approaching Standards"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`years` are those of the headline; `publish` is the button that publishes, if there is one; `stops` are the
    page's own sentences on what still stops it."""

    organisation: Organisation
    years: tuple[str, ...]
    standard: Standard | None
    publications: tuple[Publication, ...]
    publish: PublishControl | None = None
    stops: tuple[str, ...] = ()


def facts_of(document: Document, words: Words, covered: set[int], *, question_at: int | None = None) -> PageFacts:
    """Read what a page says outside its questions.

    On a question's own page, whose reference stands in the leaf `question_at`, only headlines, labels and what stands
    above it count: its texts may name any year or code.
    """
    if question_at is not None:
        years = [year for text in _headline(document) if not references_in(text, words) for year in years_in(text)]
        organisation = organisation_of(document, covered, above=question_at)
        return PageFacts(organisation, tuple(dict.fromkeys(years)), None, ())
    lines = list(_lines(document, covered, _OF_STANDARDS))
    control = publish_control(document, words)
    return PageFacts(
        organisation=organisation_of(document, covered),
        years=tuple(_years(document, covered)),
        standard=_standard(document, lines, control, words),
        publications=tuple(publications_in(document, lines, words, covered)),
        publish=control,
        stops=tuple(what_stops(lines, words)),
    )


def _lines(document: Document, covered: set[int], holding: tuple[str, ...]) -> Iterator[str]:
    """Short stretches of text that hold one of these parts of words, those of small elements before single leaves."""
    parts = [part for part in holding if part in document.lower]
    telling = [leaf for leaf in document.leaves if any(part in leaf.text.casefold() for part in parts)] if parts else []
    for element in document.around((leaf.index for leaf in telling), _A_LINE):
        if element.start not in covered:
            text = document.text(element)
            if len(text) <= 200:
                yield text
    for leaf in telling:
        if leaf.index not in covered and leaf.source == "text" and len(leaf.text) <= 300:
            yield leaf.text


def _headline(document: Document) -> list[str]:
    """The first headings, then the title."""
    return [document.text(e) for e in document.named("h1").every] + [document.title]


def headline_years(document: Document) -> list[str]:
    """The toolkit years that the first of a page's headlines with a year names."""
    found = (list(dict.fromkeys(years_in(text))) for text in _headline(document))
    return next((years for years in found if years), [])


def _years(document: Document, covered: set[int]) -> list[str]:
    named = headline_years(document)
    if named:
        return named
    headings = [document.text(e) for e in document.named("h2", "caption").every]
    about = [
        t
        for t in [*headings, *_lines(document, covered, _OF_YEARS)]
        if re.search(r"\b(assessment|toolkit|dspt|version|standards met|approaching standards)\b", t, re.I)
    ]
    about = [t for t in about if not re.search(r"\b(carried|last|previous|published|since|from|archive)\b", t, re.I)]
    found = list(dict.fromkeys(year for text in about for year in years_in(text)))
    return found if len(found) == 1 else []


def _standard(document: Document, lines: list[str], control: PublishControl | None, words: Words) -> Standard | None:
    bare = [piece for t in lines for piece in re.split(r"\s*[·|;,–—]\s*", t) if _LEVEL.fullmatch(piece)]
    second = [document.text(e) for e in document.named("h2").every]
    short = [t for t in lines if len(t) <= _SHORT and not _OF_SOMETHING_ELSE.search(t)]
    for group in (_headline(document), second, [t for t in lines if _TOWARDS.search(t)], bare, short):
        found = {
            m[1].casefold()
            for text in group
            for m in _LEVEL.finditer(text)
            if not re.search(r"\bpublished\b", text, re.I)
        }
        if len(found) == 1:
            return "Approaching Standards" if "approaching" in found.pop() else "Standards Met"
    if control:
        return "Approaching Standards" if "approaching" in control.text.casefold() else "Standards Met"
    return None
