"""What must not be in a copy wherever it stands: names, codes, addresses of people and places, and what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dsptscan.reading.redaction.standins import StandIns
from dsptscan.reading.redaction.vocabulary import WORD, Vocabulary
from dsptscan.reading.words import Words, normal

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
CODE = re.compile(r"(?<![\w./-])(?=[A-Z0-9]*\d)(?:[A-Z][A-Z0-9]{2,6}|8[A-Z0-9]{3,5})(?![\w/]|\.\d)")
_PART = r"(?:(?:[A-Z]\.)+(?![A-Z])|[A-Z][\w'’-]*)"  # only an initial has a point; that of a name ends a sentence
_NAME = rf"(?:(?:Mrs?|Ms|Miss|Dr)\b\.?\s+)?({_PART}(?:\s+(?:{_PART}|de|van|von|der|al|bin)){{0,3}})"
_NAMED = re.compile(
    r"(?:\b[Bb]y|\b(?i:signed in (?:as|for)|logged in (?:as|for)|welcome(?: back)?|hello|hi|user(?: ?name)?|owner"
    rf"|assigned to|contact|lead|administrator|manager|prepared for|on behalf of))\s*[,:]?\s+{_NAME}"
)
_WHO = re.compile(
    r"^(?:user(?: ?name)?|(?:full |first |last |sur)?name|signed in as|logged in as|owner|assigned to"
    r"|(?:main )?contact|lead|administrator|registered manager|manager"
    r"|address|street|town|post ?code|e-?mail(?: address)?|tele ?phone|phone"
    r"|organisation(?: name)?|provider(?: name)?|(?:ods |organisation )?code|site(?: name)?|care provider)\s*:?$",
    re.IGNORECASE,
)
_SIGNED_IN = re.compile(r"\b(?:signed|logged) (?:in|on) (?:as|for)\s*:?\s+([^\s,;|(]{3,60})", re.IGNORECASE)
_PREFIX = 6  # letters and digits of a typed value that must be met before the rest is compared
_GLUE = 4  # letters and digits of a name that is looked for inside other words
_PLAIN = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Found:
    """What a reading pass met: `terms` are names and codes, `typed` whole values of boxes, answers and tokens."""

    terms: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)

    def look(self, text: str) -> None:
        """Collect e-mail addresses, codes and people named in a text of the page."""
        for email in EMAIL.findall(text):
            self.terms.add(email)
            user, _, host = email.partition("@")
            parts = re.split(r"[^\w-]+|_", user)
            self.terms.update(part for part in [*parts, " ".join(parts)] if len(part) > 2)
            self.terms.update(part for part in host.split(".") if len(part) > 3)
        self.terms.update(CODE.findall(text))
        self.terms.update(name for found in _NAMED.findall(text) if len(name := found.rstrip(".,'’")) > 2)
        self.terms.update(_SIGNED_IN.findall(text))

    def labelled(self, label: str, value: str) -> None:
        """Collect a value that stands after a label like "Contact"."""
        value = re.sub(r"\s*[(\[|].*$", "", value)  # a code in brackets is found by itself
        if len(label) < 40 and _WHO.match(label) and 2 < len(value) <= 80:
            self.terms.add(value)


class Secrets:
    """Finds in any text what must not be in the copy."""

    def __init__(self, found: Found, words: Words, vocabulary: Vocabulary, stand_ins: StandIns) -> None:
        self._stand_ins = stand_ins
        terms: set[str] = set()
        for term in found.terms:
            terms |= _with_its_words(term.strip(" .,:;()"), words, vocabulary)
        self._names: dict[str, list[re.Pattern[str]]] = {}  # by the first run of letters and digits, longest first
        for term in sorted(terms, key=len, reverse=True):
            first = _PLAIN.search(term)
            if first:
                self._names.setdefault(first[0].casefold(), []).append(_run(term[first.start() :]))
        self._short = {flat for term in terms if len(flat := _flat(term)) < _GLUE}
        self._glued = _Parts(_GLUE, (_flat(term) for term in terms))
        self._typed = _Parts(_PREFIX, (_flat(value) for value in found.typed if not _is_common(value, vocabulary)))
        self.typed_words = {
            word.casefold()
            for value in found.typed
            for word in WORD.findall(value)
            if len(word) > 3 and not vocabulary.is_plain(word)
        }

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, stand-in) of every name, code and address in a text."""
        found = [*EMAIL.finditer(text), *CODE.finditer(text)]
        for word in _PLAIN.finditer(text):
            candidates = self._names.get(word[0].casefold(), ())
            found += [m for name in candidates if (m := name.match(text, word.start()))][:1]
        spans: list[tuple[int, int, str]] = []
        for match in sorted(found, key=lambda m: (m.start(), -m.end())):
            if not spans or match.start() >= spans[-1][1]:
                spans.append((match.start(), match.end(), self._stand_ins.of(match[0])))
        return spans

    def holds_typed(self, text: str) -> bool:
        """Whether a text repeats something that was typed into a box, an answer or a token."""
        return self._typed.inside(_flat(text))

    def inside(self, identifier: str) -> bool:
        """Whether an id or a part of an address holds a name, a code or a typed value, however written."""
        if self._glued.inside(_flat(identifier)):
            return True
        runs = [run.casefold() for run in WORD.findall(identifier)]
        return any(run in self.typed_words or run in self._short for run in runs) or self.holds_typed(identifier)


class _Parts:
    """Many strings, to be looked for inside others; those shorter than `least` are left out."""

    def __init__(self, least: int, parts: Iterable[str]) -> None:
        self._least = least
        self._by_start: dict[str, set[str]] = {}
        for part in parts:
            if len(part) >= least:
                self._by_start.setdefault(part[:least], set()).add(part)

    def inside(self, text: str) -> bool:
        return any(
            text.startswith(part, i)
            for i in range(len(text) - self._least + 1)
            for part in self._by_start.get(text[i : i + self._least], ())
        )


def _flat(text: str) -> str:
    return "".join(_PLAIN.findall(text)).casefold()


def _is_common(value: str, vocabulary: Vocabulary) -> bool:
    """Whether what was typed is nothing but words that may stand anywhere."""
    value = value.strip()
    return vocabulary.only_common(value) or (bool(WORD.fullmatch(value)) and vocabulary.is_plain(value))


def _with_its_words(term: str, words: Words, vocabulary: Vocabulary) -> set[str]:
    """A term and those of its words that are nobody else's. What the reader knows as a phrase is no name."""
    parts = WORD.findall(term)
    if (
        len(term) < 2
        or words.meanings(normal(term))
        or (len(parts) == 1 == len(term.split()) and _common(term, vocabulary))
    ):
        return set()
    if vocabulary.only_common(term) and (
        term.islower() or len(parts) > 5 or not any(p[0].isupper() for p in parts[1:])
    ):
        return set()
    own = {p for p in parts if len(p) > 2 and not vocabulary.is_plain(p)} if len(parts) > 1 else set()
    return {term, *own}


def _common(term: str, vocabulary: Vocabulary) -> bool:
    return bool(WORD.fullmatch(term)) and vocabulary.is_common(term)


def _run(term: str) -> re.Pattern[str]:
    inner = r"[\s_+-]+".join(re.escape(part) for part in re.split(r"[\s_+-]+", term) if part)
    return re.compile(rf"{inner}(?![^\W_])", re.IGNORECASE)
