"""What of a text may stay: the site's own words by place and by phrase, never a provider's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dsptscan.reading.controls import label_role
from dsptscan.reading.dates import DATE, YEAR, as_year, dates_in
from dsptscan.reading.flat import speaks
from dsptscan.reading.redaction.phrases import known_phrases
from dsptscan.reading.redaction.secrets import Secrets
from dsptscan.reading.redaction.standins import shape
from dsptscan.reading.redaction.vocabulary import WORD, Vocabulary
from dsptscan.reading.references import references_in
from dsptscan.reading.reserves import EARLIER, NEGATORS  # what the reader listens for, and no list that could differ
from dsptscan.reading.words import Words, normal

_NUMBER = re.compile(r"(?<![\w.,/+-])\d{1,3}(?:\.\d{1,2})?%?(?![\w/]|[.,]\d)")
_NUMBERS = re.compile(r"\d[\d\s()-]{5,}\d")  # a telephone number, not a count
_OF = re.compile(r"(?<![\w.])\d{1,3}\s*(?:of|out of|/|to|-|–)\s*\d{1,3}(?![\w./]|\.\d)", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?:q|questions?|(?:evidence )?item|evidence|ref|reference|no|number)[.:]?\s*[(\[#]?$", re.IGNORECASE
)
_KIND = 4  # words of a kind of answer
_SHORT, _SENTENCE = 6, 12  # words of a count beside a question, and of a text that speaks of an earlier year
_TELLING = re.compile(
    r"publish|\b(?:assessment|toolkit|dspt|approaching|exceeded|mandatory|required|compulsory|optional|questions?|items"
    r"|complete|completed|answered|done|organisation|provider|ods|signed in|code|level|standards? met|version|red"
    r"|asterisk|page|showing|filter(?:ed)?|viewing|only|results)\b|\d\s*(?:of|out of|/)\s*\d",
    re.IGNORECASE,
)
_LABEL_WORDS = {
    "comment", "comments", "notes", "upload", "file", "document", "documents", "answer", "response", "day", "month",
    "year", "dd", "mm", "yyyy",
}  # fmt: skip
_ALONE = ("answer.empty", "answer.doubtful", "answer.ticked", "answer.unticked", "values.")
_LABEL = re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,2}): ")
_WHOLE = re.compile(r"\W*\d{1,2}\W*")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text as the copy has it; `kept`: some word of the original is still in it."""

    text: str
    kept: bool


class TextRules:
    """Redacts single texts. Each method is for one kind of place on a page."""

    def __init__(self, words: Words, vocabulary: Vocabulary, secrets: Secrets, titles: Iterable[str]) -> None:
        self._words, self._vocabulary, self._secrets = words, vocabulary, secrets
        self._titles: dict[str, list[tuple[int, str]]] = {}  # by the first word, which stands at an offset
        for title in titles:
            first = WORD.search(title)
            if first:
                self._titles.setdefault(first[0].casefold(), []).append((first.start(), title))

    def typed(self, text: str) -> Redacted:
        """What stands in a box: nothing stays."""
        return Redacted(shape(text, strict=True), False)

    def private(self, text: str) -> Redacted:
        """An answer shown as text: only "No answer", "Ticked" and the like, and references, stay."""
        if any(m.startswith(_ALONE) for m in self._words.meanings(normal(text))) or self._names_a_kind(text):
            return Redacted(text, True)
        label = _LABEL.match(text)
        keep = [label.span(1)] if label and label_role(label[1], self._words) else []
        return self._put_together(text, keep + [(r.start, r.end) for r in references_in(text, self._words)], {})

    def own(self, text: str, signs: frozenset[str] = frozenset()) -> Redacted:
        """The site's own heading, label or link: all stays but what may be a name, a code or a long number.

        `signs`: letters such as "M" that stay too, because the page's key explains them.
        """
        keep = self._plain_words(text, 0, len(text)) + self._numbers(text) + known_phrases(text, self._words)
        keep += [word.span() for word in WORD.finditer(text) if word[0] in signs]
        return self._put_together(text, keep + self._dates(text), {})

    def option(self, text: str) -> Redacted:
        """An entry of a list to choose from: it stays when the reader knows it."""
        if self._words.meanings(normal(text)) or self._words.of_sites.meanings(normal(text)):
            return Redacted(text, True)
        keep = self._words_in(text, self._vocabulary.reader) if speaks(text, self._words) else []
        return self._put_together(text, keep, {})

    def status(self, text: str) -> Redacted:
        """A status word that the reader does not know but that stands beside many questions."""
        return self._put_together(text, [(0, len(text))], {})

    def question(self, text: str, label: bool = False, saved: frozenset[date] = frozenset()) -> Redacted:
        """Text beside a question: its title, phrases the reader knows, and the dates they speak of.

        `saved`: the days on which, as the reader understood, its answer was saved.
        """
        phrases = self._phrases(text)
        title = self._title(text)
        keep = title + phrases
        dates = self._dates(text)
        needed = dates if dates and (_is_date(text, dates) or self._speaks_of_saving(text)) else []
        keep += needed or [span for span in dates if saved & {*dates_in(text[slice(*span)])}]
        if phrases or needed:
            keep += self._words_in(text, self._vocabulary.reader) + [m.span() for m in re.finditer(r"\d+\s*%", text)]
        if label:
            keep += self._words_in(text, self._vocabulary.reader if title else _LABEL_WORDS)
        if _OF.search(text) and len(text.split()) <= _SHORT:
            keep += [m.span() for m in _OF.finditer(text)] + self._words_in(text, self._vocabulary.rules)
        if len(text.split()) <= _SENTENCE:
            keep += [m.span() for m in EARLIER.finditer(text)]
        if normal(text) in NEGATORS or _WHOLE.fullmatch(text):
            keep.append((0, len(text)))
        return self._put_together(text, keep, self._zeroed(text, dates) if not needed else {})

    def page(self, text: str, line: str, kinds: bool = False) -> Redacted:
        """Text outside the questions. `line` is what it stands in; `kinds`: phrases that tell a page's kind stay."""
        keep = self._phrases(text) + self._title(text)
        if keep or _TELLING.search(line) or speaks(line, self._words):
            keep += self._words_in(text, self._vocabulary.reader) + self._numbers(text)
        if kinds:
            folded = text.casefold()
            for phrase in (p for phrases in self._words.pages.values() for p in phrases if p in folded):
                keep += [m.span() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded)]
        return self._put_together(text, keep + self._dates(text), {})

    def _phrases(self, text: str) -> list[tuple[int, int]]:
        """What the reader knows, of questions or of sites."""
        words = self._words
        every = (words, words.of_status, words.of_sites, words.above_sites, words.of_publishing)
        return [span for known in every for span in known_phrases(text, known)]

    def _put_together(self, text: str, keep: list[tuple[int, int]], instead: dict[int, str]) -> Redacted:
        """The shape of a text with the kept spans and then the stand-ins of names laid over it."""
        result = list(shape(text))
        kept = bytearray(len(text))
        for start, end in keep + self._always(text):
            for i in range(start, min(end, len(text))):
                kept[i] = 1
        if any(kept) and self._secrets.holds_typed(text):
            for word in (m for m in WORD.finditer(text) if not self._vocabulary.is_common(m[0])):
                kept[word.start() : word.end()] = bytes(word.end() - word.start())
        for i, stays in enumerate(kept):
            if stays:
                result[i] = text[i]
            elif i in instead:
                result[i] = instead[i]
        for start, end, stand_in in self._secrets.spans(text):
            result[start:end] = ["", *[""] * (end - start - 1)]
            result[start] = stand_in
            kept[start:end] = bytes(end - start)
        return Redacted("".join(result), any(kept[m.start()] for m in WORD.finditer(text)))

    def _always(self, text: str) -> list[tuple[int, int]]:
        """References, with a word like "Question" right before them, and toolkit years."""
        found = []
        for reference in references_in(text, self._words):
            lead = _LEAD.search(text[: reference.start])
            found.append((lead.start() if lead else reference.start, reference.end))
        return found + [m.span() for m in YEAR.finditer(text) if as_year(m)]

    def _dates(self, text: str) -> list[tuple[int, int]]:
        return [m.span() for m in DATE.finditer(text)]

    def _zeroed(self, text: str, dates: list[tuple[int, int]]) -> dict[int, str]:
        """A date nobody needs keeps the look of one: its month's name stays, its digits go."""
        return {i: text[i] for start, end in dates for i in range(start, end) if not text[i].isdigit()}

    def _names_a_kind(self, text: str) -> bool:
        """The value of "Type of answer": Date, Tick box, Document upload."""
        found = WORD.findall(text)
        known = len(found) <= _KIND and all(word.casefold() in self._vocabulary.reader for word in found)
        return known and bool(label_role(text, self._words)) and not re.search(r"\d", text)

    def _speaks_of_saving(self, text: str) -> bool:
        tokens = re.findall(r"[\w'-]+", text.casefold())
        runs = (" ".join(tokens[i : i + n]) for n in (1, 2, 3) for i in range(len(tokens) - n + 1))
        return any({"saved.before", "labels.saved"} & self._words.meanings(run) for run in runs)

    def _plain_words(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Words that can be no name: in lower case in a text of several words, else only when known."""
        found = list(WORD.finditer(text, start, end))
        several = len(found) > 1
        return [
            m.span()
            for m in found
            if (not _touches_digit(text, *m.span()))
            and (self._vocabulary.is_plain(m[0]) or (several and m[0].islower() and self._is_no_answer(m[0])))
        ]

    def _is_no_answer(self, word: str) -> bool:
        return len(word) > 1 and word not in self._secrets.typed_words

    def _words_in(self, text: str, known: Iterable[str]) -> list[tuple[int, int]]:
        known = known if isinstance(known, (set, frozenset)) else set(known)
        return [
            m.span() for m in WORD.finditer(text) if m[0].casefold() in known and not _touches_digit(text, *m.span())
        ]

    def _numbers(self, text: str) -> list[tuple[int, int]]:
        long = [m.span() for m in _NUMBERS.finditer(text) if not YEAR.search(m[0])]
        found = [m.span() for m in _NUMBER.finditer(text) if not any(a <= m.start() < b for a, b in long)]
        return found + [m.span() for m in _OF.finditer(text)]

    def _title(self, text: str) -> list[tuple[int, int]]:
        """Where a known question's title stands in a text."""
        found: list[tuple[int, int]] = []
        for word in WORD.finditer(text):
            for offset, title in self._titles.get(word[0].casefold(), ()):
                start, end = word.start() - offset, word.start() - offset + len(title)
                if start >= 0 and text[start:end].casefold() == title.casefold():
                    numbers = [(a, b) for a, b in self._numbers(text) if start <= a < end]
                    found += self._plain_words(text, start, end) + numbers
        return found


def _is_date(text: str, dates: list[tuple[int, int]]) -> bool:
    return not re.search(r"\w", text[: dates[0][0]])


def _touches_digit(text: str, start: int, end: int) -> bool:
    return (start > 0 and (text[start - 1].isdigit() or text[start - 1] == "_")) or (
        end < len(text) and (text[end].isdigit() or text[end] == "_")
    )
