"""What a page says of the organisation, the toolkit year, the standard and publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dsptscan.model import Organisation, Publication
from dsptscan.reading.dates import DATE, dates_in, years_in
from dsptscan.reading.document import Document, Element
from dsptscan.reading.words import Words, normal

_CODE = re.compile(r"\b(?=[A-Z0-9]*\d)([A-Z][A-Z0-9]{2,5}|8[A-Z0-9]{3,5})\b")
_CODE_LABEL = re.compile(r"\b(?:ods|organisation|org|provider|site)\s*(?:\(ods\)\s*)?code\b", re.IGNORECASE)
_NAME_LABEL = re.compile(
    r"^(?:organisation(?: name)?|provider(?: name)?|signed in (?:as|for)|name of organisation|care provider)\s*:?\s*",
    re.I,
)
_NAME_AND_CODE = re.compile(r"^(?:organisation|provider|assessment for|signed in (?:as|for))?\s*:?\s*([A-Z][^()|:]{2,80}?)\s*(?:[(\[|–—·,-]|\bcode\b)\s*(?:(?:ods|organisation)?\s*code\s*:?\s*|ods\s*(?:code)?\s*:?\s*)?" + _CODE.pattern + r"\s*[)\]]?", re.I)  # fmt: skip  # noqa: E501
_NAME = re.compile(r"[A-Z][^:|]{2,60}")
_LEVEL = re.compile(r"\b(standards met|approaching standards|standards exceeded)\b", re.IGNORECASE)
_TOWARDS = re.compile(
    r"\b(?:working towards|level|standard you are|assessment (?:type|level)|towards|aiming for)\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\b(?:must|should|will|can|could|when|once|if|until|before|after you|by|deadline|ready to|to be|has to|need|needs)\b",
    re.I,
)
_OTHER_THINGS = re.compile(
    r"\b(?:guide|guidance|news|template|version|release|page|polic(?:y|ies)|document|notice|help|article|list of)\b",
    re.I,
)
# "#" stands for a date.
_PUBLISHED = re.compile(
    r"^(?:last |date |first )?published(?: on| date)?\W*#"
    r"|^(?:publication )?(?:status|state)\W+published\b"
    r"|\b(?:assessment|toolkit|dspt|standards? (?:met|exceeded)|approaching standards|you|this)\b.{0,40}\bpublished\b(?:\s+on)?\W*#"
    r"|\bassessment(?:\s+\S+){0,3}\s+(?:has been|was|is) published\b"
    r"|^assessment published\b"
    r"|\bpublished\b.{0,20}\b(?:at|as|to)\b.{0,12}\b(?:standards? (?:met|exceeded)|approaching standards)\b",
    re.I,
)
Standard = Literal["Standards Met", "Approaching Standards"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """`years` are those of the headline; `publish_control` is the words on the button, `publish_enabled` whether it works."""

    organisation: Organisation
    years: tuple[str, ...]
    standard: Standard | None
    publications: tuple[Publication, ...]
    publish_control: str | None = None
    publish_enabled: bool | None = None


def facts_of(document: Document, words: Words, covered: set[int]) -> PageFacts:
    """Read what a page says outside its questions."""
    lines = list(_lines(document, covered))
    control, enabled = _publish_control(document, words)
    return PageFacts(
        organisation=_organisation(document, covered),
        years=tuple(_years(document, lines)),
        standard=_standard(document, lines, control, words),
        publications=tuple(_publications(document, lines, words)),
        publish_control=control,
        publish_enabled=enabled,
    )


def _lines(document: Document, covered: set[int]) -> Iterator[str]:
    """Short stretches of text, those of small elements before single leaves."""
    for element in document.elements:
        if 1 < element.end - element.start <= 4 and element.start not in covered:
            text = document.text(element)
            if len(text) <= 200:
                yield text
    for leaf in document.leaves:
        if leaf.index not in covered and leaf.source == "text" and len(leaf.text) <= 300:
            yield leaf.text


def _headline(document: Document) -> list[str]:
    """The first headings, then the title."""
    return [document.text(e) for e in document.elements if e.name == "h1"] + [document.title]


def _years(document: Document, lines: list[str]) -> list[str]:
    for text in _headline(document):
        found = list(dict.fromkeys(years_in(text)))
        if found:
            return found
    headings = [document.text(e) for e in document.elements if e.name in ("h2", "caption")]
    about = [t for t in [*headings, *lines] if re.search(r"\b(assessment|toolkit|dspt|version)\b", t, re.I)]
    about = [t for t in about if not re.search(r"\b(carried|last|previous|published|since|from|archive)\b", t, re.I)]
    found = list(dict.fromkeys(year for text in about for year in years_in(text)))
    return found if len(found) == 1 else []


def _organisation(document: Document, covered: set[int]) -> Organisation:
    leaves = [
        leaf
        for leaf in document.leaves
        if leaf.index not in covered and leaf.source == "text" and len(leaf.text) <= 160
    ]
    for i, leaf in enumerate(leaves):
        both = _NAME_AND_CODE.match(leaf.text)
        if both and both[2].isupper() and any(c.isdigit() for c in both[2]):
            return Organisation(name=both[1].strip(" ,-–"), code=both[2])
        if (
            i
            and _CODE.fullmatch(leaf.text)
            and _NAME.fullmatch(leaves[i - 1].text)
            and leaf.parent is not leaves[i - 1].parent
        ):
            if not _CODE_LABEL.search(leaves[i - 1].text) and leaves[i - 1].parent in leaf.parent.ancestors():
                return Organisation(name=leaves[i - 1].text.strip(" ,-–"), code=leaf.text)
    name = code = None
    for i, leaf in enumerate(leaves):
        text, following = leaf.text, leaves[i + 1].text if i + 1 < len(leaves) else ""
        label = _CODE_LABEL.search(text)
        if label and code is None:
            found = _CODE.search(text[label.end() :]) or (_CODE.fullmatch(following) if len(text) < 40 else None)
            code = found[1] if found else None
        named = _NAME_LABEL.match(text)
        if named and name is None:
            rest = text[named.end() :].strip()
            if rest and ":" in named[0]:
                name = rest
            elif not rest and following and (":" in text or leaf.parent.name in ("dt", "th", "label", "strong", "b")):
                name = following
    return Organisation(name=re.sub(r"\s*[(\[].*$", "", name).strip() or None if name else None, code=code)


def _standard(document: Document, lines: list[str], control: str | None, words: Words) -> Standard | None:
    for group in (_headline(document), [t for t in lines if _TOWARDS.search(t)]):
        found = {
            m[1].casefold()
            for text in group
            for m in _LEVEL.finditer(text)
            if not re.search(r"\bpublished\b", text, re.I)
        }
        if len(found) == 1:
            return "Approaching Standards" if "approaching" in found.pop() else "Standards Met"
    if control:
        return "Approaching Standards" if "approaching" in control.casefold() else "Standards Met"
    return None


def _publish_control(document: Document, words: Words) -> tuple[str | None, bool | None]:
    for element in document.elements:
        if element.name not in ("button", "a", "input"):
            continue
        text = document.text(element) or (element.attrs.get("value", "") if element.name == "input" else "")
        meanings = words.meanings(normal(text))
        if {"publish.controls", "publish.approaching"} & meanings:
            return text, not ("disabled" in element.attrs or element.attrs.get("aria-disabled") == "true")
    return None, None


def _publications(document: Document, lines: list[str], words: Words) -> list[Publication]:
    certificate = _certificate(document, words)
    found = []
    for text in lines:
        if "publish" not in text.casefold():
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
        found.append(
            Publication(status=status, published_on=max(days) if days else None, certificate=certificate, year=year)
        )
    return found


def _says_published(text: str) -> bool:
    """Whether a line says that an assessment is published, and not a guide, a news item or what is still to do."""
    if _NOT_YET.search(text) or _OTHER_THINGS.search(text):
        return False
    return bool(_PUBLISHED.search(DATE.sub("#", text)))


def _certificate(document: Document, words: Words) -> str | None:
    for element in document.elements:
        if (
            element.name == "a"
            and element.attrs.get("href")
            and "links.certificate" in words.meanings(normal(document.text(element)))
        ):
            return element.attrs["href"]
    return None


def headings_with_years(document: Document) -> list[tuple[Element, str]]:
    """Headings below the first that name one toolkit year each."""
    return [
        (e, years[0])
        for e in document.elements
        if e.name in ("h2", "h3", "h4", "caption", "summary") and len(years := years_in(document.text(e))) == 1
    ]
