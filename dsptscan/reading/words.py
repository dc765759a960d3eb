"""Words as data: which phrase means what. Bundled in words.toml; a person's own file adds to it or overrides it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeVar

from dsptscan.reading.clauses import Clauses, takes_back
from dsptscan.reading.dates import DATE, YEAR, as_year
from dsptscan.reading.document import clean
from dsptscan.reading.tags import RESERVES, STILL_TO_DO

T = TypeVar("T")
_ENDS = " .,:;!?\"'`*()[]<>-–—|·•"
_GLYPHS = set("✓✔☑✅✗✘☐❌✕×*🗸")
SEPARATORS = re.compile(r"\s+[-–—|·•/]+\s+|\s*[–—|·•;:()\[\]=]+\s*|,\s+|[.!?]\s+|[.!?]$")
# "Jo Bell has answered this": who it was makes no difference
SOMEBODY = re.compile(
    r"(?:(?<=^)|(?<=\. )|(?<=\band ))(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}"
    r"(?= (?:has|have|had|is|began|started|saved|answered|completed|finished|wrote|gave|confirmed|recorded|reopened"
    r"|sent|submitted|drafted|entered|marked|ticked|uploaded|reviewed|checked|approved|returned|rejected|withdrew)\b)"
)
_INITIALS = re.compile(  # their points end no sentence
    r"((?:\b(?:by|Mrs?|Ms|Miss|Dr)\b|,|\s[–—-])\.? |\()((?:[A-Z]\. ?)+)(?=[A-Z])"
)
_STATUS = frozenset({"status.complete", "status.incomplete"})
OBLIGES = frozenset({"mandatory.yes", "mandatory.no"})
_NOT = re.compile(r"^(?:is |has |was )?(?:not|never)(?: yet| been| fully| quite)* ")
_PARTLY = re.compile(r"^(?:is |are |has been )?(?:only |just )?(?:part|partly|partially|half|nearly|almost|mostly)[ -]")
_POLITE = re.compile(
    r"^(?:please|this question is|this question has been|this answer (?:is|was|has been)|answer|question) "
)
_BARE_YEARS = re.compile(r"(?<![\d/.-])(\d\d)-(\d\d)(?![\d/-])")  # "24-25"; in running text it may be any range
_TELLING = ("status.", "confirm.", "carried_over.", "mandatory.", "new_or_changed.", "links.", "publish.")
_PERCENT = re.compile(r"\d{1,3} ?%(?: complete[d]?| done| answered)?", re.IGNORECASE)
_LOOSE = "links.perhaps"  # a pattern that any sentence about questions may fit
_A_SENTENCE = 3  # words
_LONGEST_SAID = 200  # characters
_DIGIT = re.compile(r"\d")
_MOST = 50_000  # texts remembered; a page repeats its words in every row
_NUMBER = re.compile(r"\b\d+\b")
_YEAR_BASE, _DATE_BASE, _LIMIT = 0xE800, 0xE000, 500
_SIGNS_OF_DAYS = re.compile(f"[{chr(_DATE_BASE)}{chr(_YEAR_BASE)}-{chr(_YEAR_BASE + _LIMIT - 1)}]")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that was met: what the page said, what it means (like "status.complete"), and the year it names."""

    text: str
    meanings: frozenset[str]
    year: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A text cut into pieces: `said` are the known phrases as (first piece, piece after the last, phrase)."""

    said: tuple[tuple[int, int, Said], ...]
    rest: tuple[str, ...]
    pieces: int

    @property
    def at_the_ends(self) -> list[Said]:
        """The known phrases that begin or end the text, before or after anything unknown."""
        known = {i for a, b, _ in self.said for i in range(a, b)}
        unknown = [i for i in range(self.pieces) if i not in known]
        if not unknown:
            return [said for _, _, said in self.said]
        return [said for a, b, said in self.said if b <= unknown[0] or a > unknown[-1]]


class Words:
    """Look-up of phrases. Meanings are "section.key" of words.toml.

    `of_status` knows the short words that tell where a heading or a label says that here is the status.
    `of_sites` knows what is said of sites ("site.key"), and yes and no; `above_sites` what is said above their lists;
    `of_publishing` whole sentences on publishing. They stand apart, because "Included" beside a question must stay a
    word that says nothing.
    """

    def __init__(self, table: dict[str, dict[str, Any]]) -> None:
        self.phrases: dict[str, set[str]] = {}
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {}  # by one word that must occur
        self._known: dict[str, frozenset[str]] = {}
        self._understood: dict[str, frozenset[str]] = {}
        self._whole: dict[str, frozenset[str]] = {}
        self._cut: dict[str, Split] = {}
        self._told: dict[tuple[Callable[[str, Words], Any], str], Any] = {}
        self.pages: dict[str, list[str]] = {}
        self.of_status: Words = self
        self.of_sites: Words = self
        self.above_sites: Words = self
        self.of_publishing: Words = self
        if "of_status" in table:
            short = table["of_status"]
            told = {key: short[key] for key in ("incomplete", "complete")}
            self.of_status = Words({"status": told, "confirm": {"needed": short["confirm"]}})
        if "publishing" in table:
            self.of_publishing = Words({"sentence": table["publishing"]})
        if "sites" in table:
            self.of_sites = Words({"site": table["sites"], "values": table["values"]})
            self.above_sites = Words({"site": table["sites"] | table["above_sites"]})
        for section, keys in table.items():
            if section in ("of_status", "sites", "above_sites", "publishing", "clauses"):
                continue
            for key, value in keys.items():
                if section == "pages":
                    self.pages[key] = [normal(p) for p in value["phrases"]]
                    continue
                for phrase in value:
                    self._add(phrase, f"{section}.{key}")
        self._clauses = Clauses(table.get("clauses", {}), self._phrase)
        self.not_a_question = {p for p, meanings in self.phrases.items() if "not_a_question.before" in meanings}

    @property
    def of_clauses(self) -> frozenset[str]:
        """Every word that sentences are understood by."""
        return self._clauses.vocabulary

    def _add(self, phrase: str, meaning: str) -> None:
        if "*" in phrase.split():
            parts = [r"(?: \S+)*" if word == "*" else " " + re.escape(word) for word in phrase.split()]
            word = max((w for w in phrase.split() if w != "*"), key=len)
            self._patterns.setdefault(word, []).append((re.compile("".join(parts)), meaning))
        else:
            self.phrases.setdefault(normal(phrase), set()).add(meaning)
        self.phrases.pop("", None)

    def taught(self, labels: dict[str, frozenset[str]]) -> Words:
        """These words with those that a page explains itself, which mean what it says."""
        if not labels:
            return self
        more = copy(self)
        more.phrases = self.phrases | {label: set(said) for label, said in labels.items()}
        more._known, more._cut, more._understood, more._whole, more._told = {}, {}, {}, {}, {}
        return more

    def meanings(self, phrase: str) -> frozenset[str]:
        """What a phrase or clause means as a whole; empty when it is not known. `phrase` as `normal` gives it."""
        if phrase not in self._understood:
            if len(self._understood) > _MOST:
                self._understood.clear()
            known = self._phrase(phrase)
            tells = any(m.startswith(_TELLING) and m != _LOOSE for m in known)
            loosely = known and phrase not in self.phrases  # "*" may stand for words that tell more
            if not tells or loosely:
                known |= self._clauses.meanings(phrase)
            self._understood[phrase] = frozenset(
                m for m in known if not (m.endswith(".yes") and m[:-3] + "no" in known)
            )
        return self._understood[phrase]

    def of_whole(self, text: str) -> frozenset[str]:
        """What a text means as a whole, its days and years standing for any: "From 2024-25"."""
        if text not in self._whole:
            if len(self._whole) > _MOST:
                self._whole.clear()
            self._whole[text] = self.meanings(_unmark(normal(_mark(_BARE_YEARS.sub(r"\1/\2", text))[0])))
        return self._whole[text]

    def once(self, tell: Callable[[str, Words], T], text: str) -> T:
        """What a function tells of a text by these words; it is asked but once."""
        try:
            told: T = self._told[tell, text]
        except KeyError:
            if len(self._told) > _MOST:
                self._told.clear()
            told = self._told[tell, text] = tell(text, self)
        return told

    def _phrase(self, phrase: str) -> frozenset[str]:
        if phrase not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[phrase] = self._meanings(phrase)
        return self._known[phrase]

    def _meanings(self, phrase: str) -> frozenset[str]:
        known = self.phrases.get(phrase)
        if known:
            return frozenset(known)
        if not phrase or len(phrase) > 120:
            return frozenset()
        numbered = _NUMBER.sub("{n}", phrase)
        if numbered != phrase and numbered in self.phrases:
            return frozenset(self.phrases[numbered])
        candidates = [pair for word in set(phrase.split()) for pair in self._patterns.get(word, ())]
        found = {meaning for pattern, meaning in candidates if pattern.fullmatch(" " + phrase)}
        if "status.complete" in found and RESERVES.search(phrase):
            found.remove("status.complete")
        if "carried_over.no" in found and STILL_TO_DO.search(phrase):
            found.remove("carried_over.no")
        if found:
            return frozenset(m for m in found if not (m.endswith(".yes") and m[:-3] + "no" in found))
        denied = _NOT.sub("", phrase)
        denied = _PARTLY.sub("", phrase) if denied == phrase else denied
        if denied != phrase and "status.complete" in self._phrase(denied):
            return frozenset({"status.incomplete"})
        bare = _POLITE.sub("", phrase)
        if bare != phrase:  # "please complete" asks, it does not tell
            asks = phrase.startswith("please")
            return frozenset(m for m in self._phrase(bare) if not (asks and m == "status.complete"))
        for sign, rest in ((phrase[0], phrase[1:].strip()), (phrase[-1], phrase[:-1].strip())):
            if sign in _GLYPHS and rest:
                status = self._phrase(sign) & _STATUS
                return self.meanings(rest) if status == self.meanings(rest) & _STATUS else frozenset()
        return frozenset()

    def as_status(self, text: str) -> list[Said]:
        """What a text says where it is known to be the status: the whole of it, as words not known elsewhere."""
        if _PERCENT.fullmatch(text.strip()) and not text.strip().startswith("100"):
            return [Said(text.strip(), frozenset({"status.incomplete"}))]
        split = self.of_status.split(text)
        told = [piece for piece in split.rest if normal(piece) not in ("{date}", "")]
        return [] if told else [said for _, _, said in split.said]

    def split(self, text: str) -> Split:
        """Cut a text at its separators and name every phrase that is known as a whole."""
        if text not in self._cut:
            if len(self._cut) > _MOST:
                self._cut.clear()
            self._cut[text] = self._split(text)
        return self._cut[text]

    def _split(self, text: str) -> Split:
        text = SOMEBODY.sub("Someone", text) if " " in text else text
        marked, years = _mark(_INITIALS.sub(_without_points, text) if ". " in text else text)
        parts = [p for p in (part.strip() for part in SEPARATORS.split(marked)) if normal(p)]
        said: list[tuple[int, int, Said]] = []
        rest: list[str] = []
        i = 0
        while i < len(parts):
            for j in range(min(len(parts), i + 4), i, -1):
                joined = " ".join(parts[i:j])
                phrase = _unmark(normal(joined))
                meanings = self.meanings(phrase) if j == i + 1 else _not_loosely(self._phrase(phrase))
                if meanings:
                    if takes_back(joined) and "status.incomplete" in meanings:
                        said = [(a, b, _not_complete(known)) for a, b, known in said]
                    year = next(
                        (years[ord(c) - _YEAR_BASE] for c in joined if 0 <= ord(c) - _YEAR_BASE < len(years)), None
                    )
                    said.append((i, j, Said(_plain(joined, text), meanings, year)))
                    i = j
                    break
            else:
                rest.append(_unmark(parts[i]))
                i += 1
        whole = len(said) == 1 and not rest
        said = [(a, b, replace(known, meanings=_alone(known.meanings, whole))) for a, b, known in said]
        return Split(tuple(said), tuple(rest), len(parts))


def _without_points(match: re.Match[str]) -> str:
    return match[1] + match[2].replace(".", "")


def _not_loosely(meanings: frozenset[str]) -> frozenset[str]:
    """Pieces put together are no link text: its loose patterns would swallow whole sentences."""
    return frozenset(m for m in meanings if not m.startswith("links."))


def _alone(meanings: frozenset[str], whole: bool) -> frozenset[str]:
    """A word like "Approved" tells that a question is complete only where nothing else is said beside it."""
    if "status.alone" not in meanings:
        return meanings
    others = meanings - {"status.alone"}
    return others | {"status.complete"} if whole and not others else others


def _not_complete(said: Said) -> Said:
    """A sentence that is taken back by a "but ..." behind it. A mere label so contradicted stays a contradiction."""
    return said if len(said.text.split()) < _A_SENTENCE else replace(said, meanings=said.meanings - {"status.complete"})


@lru_cache(maxsize=_MOST)
def normal(phrase: str) -> str:
    """The form phrases are compared in: lower case, single spaces, no punctuation at the ends. A lone sign stays."""
    phrase = clean(phrase).casefold()
    if phrase in _GLYPHS:
        return phrase
    if not phrase.isascii():
        phrase = _without_pictures(phrase)
    return phrase.strip(_ENDS)


def _without_pictures(phrase: str) -> str:
    """Emoji and the like at the ends are decoration; ticks and crosses are not."""
    start, end = 0, len(phrase)
    while start < end and _is_picture(phrase[start]):
        start += 1
    while end > start and _is_picture(phrase[end - 1]):
        end -= 1
    return phrase[start:end]


def _is_picture(sign: str) -> bool:
    return sign == " " or (unicodedata.category(sign) in ("So", "Sk", "Mn") and sign not in _GLYPHS)


def _mark(text: str) -> tuple[str, list[str]]:
    """Dates and years become single signs, so that their dashes and commas do not separate."""
    years: list[str] = []
    if not _DIGIT.search(text):
        return text, years

    def year(match: re.Match[str]) -> str:
        found = as_year(match)
        if found is None or len(years) >= _LIMIT:
            return match[0]
        years.append(found)
        return chr(_YEAR_BASE + len(years) - 1)

    return YEAR.sub(year, DATE.sub(chr(_DATE_BASE), text)), years


def _unmark(text: str) -> str:
    if text.isascii():
        return text
    return _SIGNS_OF_DAYS.sub(lambda m: "{date}" if ord(m[0]) == _DATE_BASE else "{year}", text)


def _plain(piece: str, text: str) -> str:
    """The words as they stood; what is quoted of them is cut to the length of a label."""
    if any(0xE000 <= ord(c) < 0xF000 for c in piece):
        return text[:_LONGEST_SAID]
    return piece[:_LONGEST_SAID].strip()


@cache
def bundled() -> Words:
    """The words that ship with the product."""
    return Words(bundled_table())


def bundled_table() -> dict[str, dict[str, Any]]:
    """words.toml as it is: section -> key -> phrases."""
    return tomllib.loads(files("dsptscan.reading").joinpath("words.toml").read_text(encoding="utf-8"))
