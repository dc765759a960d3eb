"""The page's own counts: "3 of 7 complete", "4 mandatory questions still to do", "77 questions", "Page 1 of 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dsptscan.reading.count_blocks import sums_in
from dsptscan.reading.dates import DATE, MONTH, TWO_FIGURES, YEAR
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.own_years import before_the_year, without_earlier
from dsptscan.reading.tables import Column, columns_of
from dsptscan.reading.words import Words, normal

_OF = re.compile(r"(?<![\w.])(\d{1,3})\s*(?:of|out of|/)\s*(?:the\s+|your\s+)?(\d{1,3})(?![\w./]|\.\d)", re.IGNORECASE)
# "Of the 39 mandatory questions 30 are answered"
_TURNED = re.compile(
    r"\b(?:out )?of (?:the |your |all |these )*(\d{1,3}) ([a-z][a-z ]{2,30}?),? (\d{1,3})(?!\d)", re.IGNORECASE
)
_ALL = re.compile(
    r"\ball (?:of )?(?:the |your )?(\d{1,3})(?= (?:mandatory |optional |required |voluntary )?(?:questions|items)\b)",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(?:of|in|on|for) (?:this|the) (?:standard|section|page|assertion|topic|part)\b", re.IGNORECASE)
_EVERY_ONE = re.compile(
    r"\d.*\ball (?:of )?(?:the |your )?(?:mandatory |optional |required )?(?:questions|items)\b", re.IGNORECASE
)
_SHOWING = re.compile(
    r"\d{1,3}\s*(?:to|-|–)\s*\d{1,3}\s+of\s+(\d{1,3})\b|\d{1,3}\s+of\s+(\d{1,3})\s+(?:questions\s+)?(?:are\s+)?shown\b"
    r"|\bshowing\s+\d{1,3}\s+of\s+(\d{1,3})\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\bpage\s+(\d{1,3})\s+of\s+(\d{1,3})\b", re.IGNORECASE)
_PLAIN = re.compile(r"(?<![\w.,/])(\d{1,3})(?![\w./]|,\d|\.\d)")
_NOUN = re.compile(r"\b(questions?|items?|evidence|answers?)\b", re.IGNORECASE)
# A number that counts them: "45 mandatory questions", "Items answered: 30".
_COUNTS = re.compile(
    r"\b\d{1,3}\b(?: [a-z'-]+){0,4} (?:questions?|items?|evidence|answers?)\b"
    r"|\b(?:questions?|items?|evidence|answers?)\b[^\d]*\d{1,3}\W*$",
    re.IGNORECASE,
)
# "41 of 43 enquiries completed", "9 of 9 have completed mandatory training"
_COUNTS_ELSE = re.compile(
    r"\s+(?:have |has |are |were )?(?:completed? |done )?(?:all )?(?:mandatory )?"
    r"(?:enquir(?:y|ies)|training|courses?|calls?|tickets?|invoices?|check-?lists?|branches|files|uploaded|policies|controls|tests|audits|risks|incidents|reviews|visits)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:sites|branches|homes|users|people|staff|organisations|providers|services|locations)\b", re.I
)
_OF_MANY = re.compile(r"\bquestions\b.*\b(?:standard|section|topic|page|assertion|list)\b", re.I)
_OTHER_NOUN = re.compile(
    r"\b(standards?|sections?|assertions?|pages?|sites?|branches|steps?|days?|weeks?|months?|years?|hours?|minutes?|users?|people|staff"
    r"|documents?|files?|results|percent|points?)\b|%",
    re.IGNORECASE,
)
_NOT_OPTIONAL = re.compile(r"\b(?:(?:that|which) (?:are|is) )?(?:not|non)[- ]?(?:optional|voluntary)\b", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\b(?:(?:that|which) )?(?:you )?(?:can|may) (?:be )?(?:left (?:out|empty|blank)|skipped|leave (?:out|empty"
    r"|blank)|skip)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:(?:that|which) )?(?:you )?must (?:be answered|answer|be done)\b"
    r"|\b(?:that )?you need(?= (?:are|is|have|has)\b)",
    re.IGNORECASE,
)
_MANDATORY = re.compile(
    r"\b(mandatory|required|compulsory|obligatory|essential|core|must-answer|must-do|must-have|needed to publish)\b",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"\b(optional|good practice|non-mandatory|not mandatory|voluntary|extra|extension|additional|recommended"
    r"|nice[- ]to[- ]have|supplementary|going further|others?)\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(
    r"\b[Ss]tandard\s+(10|[1-9])\b(?!\.\d)"
    r"|^(?:[Aa]ssertion\s+|[Ss]ection\s+)?((?:10|[1-9])(?:\.(?:[1-9]|1\d))?)(?:[.:)]?\s+[A-Z]|[.:)]?$)"
)
_STANDARDS = re.compile(r"\b[Ss]tandards\s+((?:10|[1-9])(?:(?:\s*,\s*|\s+(?:and|to|&)\s+|\s*[-–]\s*)(?:10|[1-9])\b)+)")
_UP_TO = re.compile(r"\bto\b|[-–]")
# "J. Bell completed 2 questions on 5 June": what somebody did is no count of what is done.
_DEED = re.compile(
    r"(?:\b[A-Z]\.\s?|\b[A-Z][\w'’-]+\s)[A-Z][\w'’-]+ (?:has )?(?:completed|answered|saved|finished|submitted|updated)"
    r" \d{1,3} (?:questions?|items?|answers?)\b"
)
_CELLS = ("td", "th", "dt")  # a number alone names a standard only there
_NEAR = 12  # leaves around a count that may name what it counts
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?\s+{MONTH}|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b", re.IGNORECASE
)  # "by 30 June"
# What may be, or shall be: no count of what is.
_SUPPOSES = re.compile(
    r"\b(?:when|if|until|unless|once|as soon as|at least|up to|whenever)\b|\bno (?:item|question)",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:were|was|had been)\b", re.IGNORECASE)
_LONGEST, _WHOLE = 160, 9  # characters, leaves
_BETWEEN = re.compile(r"[;•|·(),]|\.\s|\.$|\band\b")
# "4 of 37 need attention: 0 mandatory": two counts
_COUNT_AFTER_COUNT = re.compile(r"^([^:]*\d[^:]*):(?=\s+\d)")
_MAY_COUNT = re.compile(r"/|of|question|item|evidence|answer", re.IGNORECASE)  # without any of these nothing is counted
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Counter:
    """What a page counts. `of`: all, mandatory or optional questions. `start`..`end` are the leaves it stands in.

    `prefixes` are the standards ("4") or the assertion ("4.1") whose name stands with it, where one does.
    """

    text: str
    start: int
    end: int
    of: Literal["all", "mandatory", "optional"]
    complete: int | None = None
    incomplete: int | None = None
    total: int | None = None
    prefixes: tuple[str, ...] = ()


def counters_in(
    document: Document,
    words: Words,
    covered: set[int],
    questions: int = 0,
) -> list[Counter]:
    """Every count of questions that stands outside the questions themselves. `questions`: how many the page lists."""
    found: list[Counter] = []
    taken: set[int] = set()
    columns = columns_of(document, words)
    short = (leaf for leaf in document.leaves if leaf.index not in covered and len(leaf.text) <= 2 * _LONGEST)
    loose = [leaf for leaf in short if _DIGIT.search(leaf.text)]
    for line, start, end in lines_around(loose, document):
        if _ONCE.search(line) and before_the_year(line, columns.own_years):
            continue  # "Published on 24 June 2025. All 43 were complete."
        text = _DEED.sub(" ", without_earlier(line, columns.own_years))
        span = range(start, end)
        if not _MAY_COUNT.search(text) or any(i in covered or i in taken for i in span):
            continue
        texts = [document.leaves[i].text for i in span]
        numbered = [text for text in texts if _DIGIT.search(text)]
        sentence = any(text not in numbered and text.endswith((".", "!")) for text in texts)
        if sentence and numbered and all(_counts_alone(text, words) for text in numbered):
            continue  # each will come by itself; the sentence beside it speaks of something else
        counters = [c for piece in _pieces(text) if (c := _counter(piece, start, end, words))]
        if counters:
            taken.update(span)
            prefixes = _prefixes(document, start, end)
            heading = columns.above(document.leaves[start])
            found += [replace(_under(heading, c), prefixes=prefixes) for c in counters if not heading.passed_over]
    sums = sums_in(document, words, covered, questions)
    return found + [Counter(s.text, s.start, s.end, "all", complete=s.complete, total=s.total) for s in sums]


def _under(heading: Column, counter: Counter) -> Counter:
    """A count in a table is of what its column's heading names: "Mandatory items"."""
    if counter.of != "all":
        return counter
    if _OPTIONAL.search(heading.text):
        return replace(counter, of="optional")
    return replace(counter, of="mandatory") if _MANDATORY.search(heading.text) else counter


def _counts_alone(text: str, words: Words) -> bool:
    """Whether a text is a whole count by itself: "29 of 29 mandatory questions completed"."""
    if len(text) > _LONGEST or not _OF.search(text):
        return False
    found = [c for piece in _pieces(text) if (c := _counter(piece, 0, 1, words))]
    return any(c.complete is not None or c.incomplete is not None for c in found)


def _prefixes(document: Document, start: int, end: int) -> tuple[str, ...]:
    """The standards or the assertion a count stands with, in the smallest part of the page that names one."""
    element: Element | None = document.leaves[start].parent
    while element is not None and element.end - element.start <= _NEAR:
        if element.start <= start and element.end >= end:
            leaves = document.leaves[element.start : element.end]
            named = {
                names
                for leaf in leaves
                if (names := _named_in(leaf.text)) and (leaf.parent.name in _CELLS or not leaf.text.isdigit())
            }
            if named:
                return named.pop() if len(named) == 1 else ()
        element = element.parent
    return ()


def _named_in(text: str) -> tuple[str, ...]:
    """The standards a text names: "Standards 8 and 9: ..." -> ("8", "9")."""
    if several := _STANDARDS.search(text):
        numbers = [int(number) for number in re.findall(r"\d+", several[1])]
        if len(numbers) == 2 and _UP_TO.search(several[1]):
            numbers = list(range(numbers[0], numbers[1] + 1))
        return tuple(map(str, numbers))
    one = _STANDARD.search(text)
    return (one[1] or one[2],) if one else ()


def lines_around(leaves: Sequence[Leaf], document: Document) -> Iterator[tuple[str, int, int]]:
    """Short stretches of text with a number that hold one of these: small elements first whole, then single leaves."""
    for element in document.around((leaf.index for leaf in leaves), _WHOLE):
        text = document.text(element)
        if len(text) <= _LONGEST and _DIGIT.search(text):
            yield text, element.start, element.end
    for leaf in leaves:
        if len(leaf.text) <= 2 * _LONGEST and _DIGIT.search(leaf.text):
            yield leaf.text, leaf.index, leaf.index + 1


def _pieces(text: str) -> list[str]:
    if TWO_FIGURES.search(text):
        text = YEAR.sub(" ", DATE.sub(" ", text))
    parts = (_COUNT_AFTER_COUNT.sub(r"\1;", part) for part in _BETWEEN.split(_DAY.sub(" ", text)))
    return [p for part in parts for p in part.split(";") if any(c.isdigit() for c in p)]


def _counter(piece: str, start: int, end: int, words: Words) -> Counter | None:
    if _PAGE.search(piece) or _SUPPOSES.search(piece) or len(_OF.findall(piece)) > 1:
        return None
    piece = _HERE.sub(" ", _ALL.sub(r"\1 of \1", piece))
    if _EVERY_ONE.search(piece):
        return None  # "5 questions - all mandatory questions answered": the number counts something else
    showing = _SHOWING.search(piece)
    if showing:
        total = int(next(group for group in showing.groups() if group))
        return None if _OTHER_NOUN.search(piece) else Counter(piece.strip(), start, end, "all", total=total)
    piece = _LEFT_OUT.sub("optional", _MUST.sub("mandatory", _NOT_OPTIONAL.sub("mandatory", piece)))
    of: Literal["all", "mandatory", "optional"] = (
        "optional" if _OPTIONAL.search(piece) else "mandatory" if _MANDATORY.search(piece) else "all"
    )
    piece = _TURNED.sub(r"\3 of \1 \2", piece)
    match = _OF.search(piece)
    around = piece[: match.start()] + " " + piece[match.end() :] if match else _PLAIN.sub(" ", piece)
    if _OTHER_NOUN.search(around) or re.search(r"\d", _OF.sub("", around)):
        return None
    says = _says(around, words)
    if match:
        part, whole = int(match[1]), int(match[2])
        if _COUNTS_ELSE.match(piece[match.end() :]):
            return None
        if part > whole or (not says and of == "all"):
            return None
        if says == "incomplete":
            return Counter(piece.strip(), start, end, of, incomplete=part, total=whole)
        if says == "complete":
            return Counter(piece.strip(), start, end, of, complete=part, total=whole)
        return Counter(piece.strip(), start, end, of, total=whole)
    plain = _PLAIN.findall(piece)
    if len(plain) != 1 or not _COUNTS.search(piece):
        return None
    number = int(plain[0])
    if says == "incomplete":
        return Counter(piece.strip(), start, end, of, incomplete=number)
    if says == "complete":
        return Counter(piece.strip(), start, end, of, complete=number)
    # "45 mandatory questions": the count alone, in few words, or it may count anything
    if len(piece.split()) <= 6 and not re.search(r"\b(about|around|over|new|changed|last)\b", piece, re.IGNORECASE):
        return Counter(piece.strip(), start, end, of, total=number)
    return None


def fraction(text: str, words: Words) -> tuple[int, int] | None:
    """("1 of 2 parts answered") -> (1, 2): how much of one question is done, or None when the text is no such count."""
    return words.once(_fraction, text)


def _fraction(text: str, words: Words) -> tuple[int, int] | None:
    text = DATE.sub(" ", text)
    match = _OF.search(text)
    if (
        not match
        or _OTHERS.search(text)
        or _OF_MANY.search(text)
        or len(text.split()) > 8
        or _says(text[: match.start()] + " " + text[match.end() :], words) != "complete"
    ):
        return None
    part, whole = int(match[1]), int(match[2])
    return (part, whole) if part <= whole else None


def _says(text: str, words: Words) -> str:
    """Whether the words around the numbers speak of what is complete or, looked for first, of what is not."""
    parts = [w for w in normal(re.sub(r"[:()*]", " ", text)).split() if not _NOUN.fullmatch(w)]
    parts = [
        w
        for w in parts
        if w
        not in (
            "part",
            "parts",
            "are",
            "is",
            "have",
            "been",
            "you",
            "now",
            "mandatory",
            "optional",
            "required",
            "your",
            "all",
        )
    ]
    runs = {" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, min(len(parts), i + 4) + 1)}
    if any("status.incomplete" in words.meanings(run) for run in runs) or {"left", "remaining", "remain"} & set(parts):
        return "incomplete"
    if {"not", "need", "needs", "still", "without"} & set(parts):
        return "incomplete"
    return "complete" if any("status.complete" in words.meanings(run) for run in runs) else ""
