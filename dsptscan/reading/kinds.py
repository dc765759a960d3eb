"""What a page is, judged from its content: the assessment, a question, a sign-in page, an error, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from dsptscan.reading.document import Document, Element
from dsptscan.reading.occurrences import Occurrence, in_furniture, occurrences_in
from dsptscan.reading.references import references_in
from dsptscan.reading.words import Words, normal

PageKind = Literal[
    "assessment", "question", "overview", "home", "empty_assessment", "other",
    "sign_in", "second_factor", "expired_password", "locked", "time_out", "choose_organisation", "profile", "terms",
    "maintenance", "denied", "not_found", "error", "publish_confirmation", "published", "caf", "headquarters",
    "captive",
]  # fmt: skip
# Pages that stand in the way of the assessment.
OBSTACLES: tuple[PageKind, ...] = (
    "sign_in", "second_factor", "expired_password", "locked", "time_out", "choose_organisation", "profile", "terms",
    "maintenance", "denied", "not_found", "error", "caf", "headquarters",
)  # fmt: skip
_NEVER_AN_ASSESSMENT = (*OBSTACLES, "publish_confirmation")
_NEXT_TO_NOTHING = 400  # characters of a page that a script was to fill
_NEIGHBOURS = 3  # links to the question before and after
_SEVERAL = 2  # counts of an overview
_COUNT_OF = re.compile(
    r"\d+\s*(?:of|/|out of)\s*\d+\s+(?:(?:questions|items|answers|responses)\s+)?(?:are\s+)?([a-z]+)"
)
_STATES = ("checkbox", "radio")
_HEADINGS = ("h1", "h2", "h3", "legend", "caption")
_ANSWERS = ("textarea", "select")
_ASSESSMENT = re.compile(r"\bassessment\b|\btoolkit questions\b|\ball questions\b|\byour questions\b", re.IGNORECASE)


@dataclass(slots=True)
class Recognised:
    """A page's kind; for a question page its reference; for lists the places of the references."""

    kind: PageKind
    ref: str | None = None
    occurrences: tuple[Occurrence, ...] = ()


def recognise(document: Document, words: Words) -> Recognised:
    """Tell what a page is. Pages that stand in the way win over what looks like questions on them."""
    headline = _headline(document)
    special = _by_phrases(headline, words, _NEVER_AN_ASSESSMENT)
    if _password_boxes(document):
        return Recognised(_sign_in_kind(document, headline, words))
    occurrences = occurrences_in(document, words)
    refs = {o.ref for o in occurrences}
    main = _main_reference(document, words, occurrences)
    if main:
        return Recognised("question", main, tuple(occurrences))
    if special and not (special in ("caf", "headquarters") and refs):
        return Recognised(special)
    if len(refs) > 1:
        return Recognised("assessment", None, tuple(occurrences))
    if len(refs) == 1 and any(o.leading for o in occurrences):
        kind: PageKind = "question" if _has_answer_boxes(document) else "assessment"
        return Recognised(kind, next(iter(refs)) if kind == "question" else None, tuple(occurrences))
    return Recognised(_without_questions(document, headline, words))


def _headline(document: Document) -> str:
    texts = [document.title]
    texts += [document.text(element) for element in document.once(_first_headings)]
    return " \n ".join(texts).casefold()


def _first_headings(document: Document) -> list[Element]:
    return [e for e in document.elements if e.name == "h1" or e.attrs.get("aria-level") == "1"]


def _by_phrases(text: str, words: Words, kinds: tuple[str, ...]) -> PageKind | None:
    for kind, phrases in words.pages.items():
        if kind in kinds and any(p in text for p in phrases) and _any_of(tuple(phrases)).search(text):
            return cast("PageKind", kind)  # a test holds the sections of words.toml to the kinds of pages
    return None


@lru_cache(maxsize=200)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def _password_boxes(document: Document) -> list[Element]:
    return [e for e in document.named("input").every if e.attrs.get("type", "").casefold() == "password"]


def _sign_in_kind(document: Document, headline: str, words: Words) -> PageKind:
    text = " ".join(leaf.text for leaf in document.leaves[:400]).casefold()
    kind = _by_phrases(text, words, ("locked", "time_out", "captive")) or _by_phrases(headline, words, ("captive",))
    if kind:
        return kind
    expired = _by_phrases(headline, words, ("expired_password",))
    return expired or ("expired_password" if len(_password_boxes(document)) > 1 else "sign_in")


def _main_reference(document: Document, words: Words, occurrences: list[Occurrence]) -> str | None:
    """The reference of a page that is about one question: in its first heading, its title, or at another heading."""
    for element in document.once(_first_headings):
        found = {r.ref for r in references_in(document.text(element), words)}
        if len(found) == 1:
            return found.pop()
    leading = {o.ref for o in occurrences if o.leading}
    titled = {r.ref for r in references_in(document.title, words)}
    if len(titled) == 1 and len(leading - titled) <= _NEIGHBOURS:
        return titled.pop()
    if len(leading) == 1 and _has_answer_boxes(document) and any(_heads_the_page(o) for o in occurrences if o.leading):
        return leading.pop()
    return None


def _heads_the_page(occurrence: Occurrence) -> bool:
    """Whether a reference stands in a heading, or right before one."""
    element = occurrence.leaf.parent
    if any(a.name in _HEADINGS for a in (element, *element.ancestors())):
        return True
    following = element.parent.elements if element.parent else []
    return any(e.name in _HEADINGS for e in following if e.place > element.place and e.place <= element.place + 2)


def _has_answer_boxes(document: Document) -> bool:
    for element in document.named("input", *_ANSWERS).every:
        kind = element.attrs.get("type", "text").casefold()
        if kind in _STATES and "disabled" in element.attrs:
            continue  # it shows how a question stands as likely as what was answered
        if element.name in _ANSWERS or kind in ("text", "checkbox", "radio", "file", "date"):
            leaf = document.leaves[min(element.start, len(document.leaves) - 1)] if document.leaves else None
            if leaf is None or not in_furniture(leaf):
                return True
    return False


def _without_questions(document: Document, headline: str, words: Words) -> PageKind:
    body = " \n ".join(leaf.text for leaf in document.leaves if not in_furniture(leaf)).casefold()[:6000]
    obstacle = _by_phrases(
        body, words, ("time_out", "second_factor", "caf", "headquarters", "choose_organisation", "profile", "terms")
    )
    published = _by_phrases(headline, words, ("published",)) or _by_phrases(headline, words, ("publish_confirmation",))
    if published:
        return published
    if _counts_standards(body, words):
        return "overview"
    links = [e for e in document.named("a").every if "links.assessment" in words.meanings(normal(document.text(e)))]
    own = [e for e in links if e.end > e.start and not in_furniture(document.leaves[e.start])]
    if obstacle in ("caf", "headquarters") and not own:
        return obstacle
    first = " ".join(document.text(e) for e in document.named("h1").every)
    if _ASSESSMENT.search(first) and document.has_scripts and not own and len(body) < _NEXT_TO_NOTHING:
        return "empty_assessment"
    if links:
        return "home"
    short = len(body) < 2500
    fault = _by_phrases(body, words, ("captive", "maintenance", "denied", "not_found", "error")) if short else None
    if obstacle or fault:
        return obstacle or fault or "other"
    return "empty_assessment" if _ASSESSMENT.search(headline) and document.has_scripts else "other"


def _to_assessment(link: Element, document: Document, words: Words) -> bool:
    return "links.assessment" in words.meanings(normal(document.text(link)))


def _counts_standards(body: str, words: Words) -> bool:
    """Whether a page counts what is done several times over: "3 of 7 provided", "2 out of 2 complete"."""
    return sum("status.complete" in words.meanings(m[1]) for m in _COUNT_OF.finditer(body)) >= _SEVERAL
