"""What pages say of publication: not published, published when and at which standard, for which toolkit year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

from dsptscan.model import Publication
from dsptscan.reading.dates import DATE, dates_in, years_in
from dsptscan.reading.document import Document
from dsptscan.reading.pairs import Record, records_in
from dsptscan.reading.words import Words, normal

_LEVEL = re.compile(r"\b(standards met|approaching standards|standards exceeded)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:must|should|will|can|could|when|once|if|until|before|after you|(?<!published )by|deadline|ready to|to be"
    r"|has to|needs?)\b",
    re.I,
)
_OTHER_THINGS = re.compile(
    r"\b(?:guide|guidance|news|template|version|release|page|polic(?:y|ies)|document|notice|help|article|list of)\b",
    re.I,
)
_BRACKETS = re.compile(r"\([^)]*\)|\b(?:20)?\d\d\W(?:20)?\d\d\b")  # "(PDF, 80 KB)", "2025-26"
_LINE = 6  # leaves
# "#" stands for a date.
_PUBLISHED = re.compile(
    r"^(?:20\d\d\W\d\d\W+)?(?:last |date |first )?published(?: on| date)?\W*#"
    r"|\bpublished\b(?:\s+20\d\d\W\d\d)?\s+(?:standards? (?:met|exceeded)|approaching standards)\b"
    r"|^you have published\b|^you (?:last )?published\b.{0,60}#|^published by (?:\S+\s+){1,5}on #"
    r"|^(?:publication date|date of publication|date published)\W*#"
    r"|^(?:publication )?(?:status|state)\W+published\b"
    r"|\b(?:assessment|toolkit|dspt|standards? (?:met|exceeded)|approaching standards|you|this)\b.{0,40}"
    r"\bpublished\b(?:\s+on)?\W*#"
    r"|\bassessment(?:\s+\S+){0,3}\s+(?:has been|was|is) published\b"
    r"|^assessment published\b"
    r"|\bpublished\b.{0,20}\b(?:at|as|to)\b.{0,12}\b(?:standards? (?:met|exceeded)|approaching standards)\b",
    re.I,
)
# Labels of a table or a list: when an assessment was published, at which level, for which year.
_DAY_LABEL = re.compile(
    r"^(?:(?:date |last |first )?published(?: on| date)?|(?:publication )?date|date of publication)$", re.I
)
_DAY_SAYS = re.compile(r"publish|publication", re.I)
_LEVEL_LABEL = re.compile(r"\b(?:status|level|standard|result|outcome)\b", re.I)
_YEAR_LABEL = re.compile(r"\b(?:year|version|assessment|toolkit)\b", re.I)


def publications_in(document: Document, lines: list[str], words: Words, covered: set[int]) -> list[Publication]:
    """Every publication a page speaks of outside its questions; a page may speak of last year's too."""
    certificates = _certificates(document, words)
    found = [p for record in _records(document, covered) if (p := _of_record(record))]
    for text in lines:
        if "publi" not in text.casefold():
            continue
        meanings = {m for _, _, said in words.split(text).said for m in said.meanings}
        years = years_in(text)
        year = years[0] if len(set(years)) == 1 else None
        if "publish.not_published" in meanings or re.search(r"\bnot (?:yet )?(?:been )?published\b", text, re.I):
            found.append(Publication(status="Not Published", year=year))
            continue
        if not _says_published(text):
            continue
        days, level = dates_in(text), _LEVEL.search(text)
        status = level[1].title() if level else "Published"
        found.append(Publication(status=status, published_on=max(days) if days else None, year=year))
    said = [p for p in found if p.status != "Not Published"]
    return [replace(p, certificate=_certificate_of(p.year, certificates)) if p in said else p for p in found]


def _records(document: Document, covered: set[int]) -> Iterator[Record]:
    """The groups of labels and values that may speak of publication."""
    if "publ" not in document.lower:
        return iter(())
    return records_in(document, covered, [leaf.index for leaf in document.leaves if "publ" in leaf.text.casefold()])


def _of_record(record: Record) -> Publication | None:
    """A row or list that names the day an assessment was published, with its level and year where they stand there."""
    values = {label.strip(" :"): value for label, value in record}
    days = [
        day
        for label, value in values.items()
        if _DAY_LABEL.match(label) and (_DAY_SAYS.search(label) or "published" in value.casefold())
        for day in dates_in(value)
    ]
    if len(days) != 1:
        return None
    levels = {m[1].title() for label, v in values.items() if _LEVEL_LABEL.search(label) and (m := _LEVEL.search(v))}
    years = {
        y for label, v in values.items() if _LEVEL_LABEL.search(label) or _YEAR_LABEL.search(label) for y in years_in(v)
    }
    if len(levels) > 1 or len(years) > 1 or not (levels or years):
        return None
    return Publication(
        status=next(iter(levels), "Published"),
        published_on=days[0],
        year=next(iter(years), None),
    )


def _says_published(text: str) -> bool:
    """Whether a line says that an assessment is published, and not a guide, a news item or what is still to do."""
    if _NOT_YET.search(text) or _OTHER_THINGS.search(text):
        return False
    return bool(_PUBLISHED.search(DATE.sub("#", text)))


def _certificates(document: Document, words: Words) -> list[tuple[str, set[str]]]:
    """The links to certificates, each with the toolkit years that it or the line it stands in names."""
    found = []
    for element in document.named("a").every:
        href = element.attrs.get("href", "")
        if href and "links.certificate" in words.meanings(normal(_BRACKETS.sub("", document.text(element)))):
            around = element
            while around.parent is not None and around.parent.end - around.parent.start <= _LINE:
                around = around.parent
            years = {*years_in(document.text(around)), *years_in(href)}
            found.append((urljoin(document.address or "", href), years))
    return found


def _certificate_of(year: str | None, certificates: list[tuple[str, set[str]]]) -> str | None:
    """The certificate that names the year, else one that names none: another year's is no certificate of this one."""
    if year is None:
        return next((url for url, _ in certificates), None)
    named = [url for url, years in certificates if year in years]
    return next(iter(named + [url for url, years in certificates if not years]), None)


def choose_publication(said: list[Publication], year: str | None, opened: dict[str, date]) -> Publication | None:
    """What is said of publication; of this year's assessment first."""
    dated = [replace(p, year=p.year or _year_of(p.published_on, opened)) for p in said]
    not_yet = [p for p in dated if p.status == "Not Published"]
    dated = [replace(p, certificate=p.certificate or _elsewhere(p, dated)) for p in dated]
    this_year = [p for p in dated if p.year == year and year and p.published_on]
    this_year = this_year or [p for p in dated if p.year == year and year and p.status != "Not Published"]
    chosen = (this_year if this_year and not not_yet else not_yet or dated)[:1]
    for publication in chosen:
        if publication.status != "Not Published" and publication.year and publication.year != year:
            # An earlier year's is named as the public search names it, or it would read as this year's.
            return replace(publication, status=f"{publication.year[2:4]}/{publication.year[5:]} {publication.status}")
        return publication
    return None


def _elsewhere(publication: Publication, said: list[Publication]) -> str | None:
    """The certificate that another page shows of the same year's publication."""
    return next((p.certificate for p in said if p.certificate and p.year and p.year == publication.year), None)


def _year_of(day: date | None, opened: dict[str, date]) -> str | None:
    """The toolkit year a publication on this day counts for: the latest that had opened by then."""
    if day is None:
        return None
    past = [(start, year) for year, start in opened.items() if start <= day]
    return max(past)[1] if past else None
