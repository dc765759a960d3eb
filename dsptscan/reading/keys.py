"""The lines of a page's key: a sign, label or colour, and what the page says that it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.runs import block_of, joined
from dsptscan.reading.words import Words, normal

_LABEL, _LONGEST = 4, 320  # words of a label; characters of what explains it
_MEANS = re.compile(r"^\s*(?:[=:–—-]|means\b|stands for\b|is\b|are\b)\s*", re.IGNORECASE)
_INLINE = re.compile(r"^(.{1,40}?)\s*(?:\s[-–—]\s|[=:–—]|\bmeans\b|\bstands for\b)\s*(.{3,})$", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.;!])\s+")
# What is said of questions that do not bear the mark.
_OF_THE_OTHERS = re.compile(
    r"^\W*(?:without|otherwise|if |when |the others?|all others?|other |questions? without|items? without|no mark"
    r"|unmarked|those without|where there is no)",
    re.IGNORECASE,
)
_MARKED_SO = re.compile(
    r"\b(?:questions?|items?|controls?|requirements?|those|ones|rows|evidence)"
    r"(?: (?:that|which) (?:are|have|bear|say))?"
    r"(?: (?:marked|labelled|tagged|shown|flagged)(?: as| with)?| with(?: the)?(?: label| tag| badge)?| called)?\W*$",
    re.IGNORECASE,
)
_IS = re.compile(r"^\W*(?:is|are|means?|must|need|have|has|can|may)\b", re.IGNORECASE)
_ASIDE_ON_OTHERS = re.compile(r"\s*\((?:no|without|otherwise|if not|where there is no)\b[^)]*\)", re.IGNORECASE)
_SPEAKING = ("mandatory.", "status.", "carried_over.", "confirm.", "new_or_changed.")
_BENIGN = re.compile(r"^\W*\d*\W*$|\{date\}")
_A_CODE = re.compile(r"[A-Z]{1,2}")
_CODE = 3  # letters of a sign
_EMPHASISED = {"b", "strong", "em", "i", "span", "code"}
_NAMES_THE_SIGN = re.compile(r"^[\w -]{1,25}:$")  # "Star:", for those who cannot see it


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a key. `label` are its first pieces, `leaves` all of it, `equals` whether "=" or "means" stands
    between, `holder` what it is in, together with the other lines."""

    label: tuple[Leaf, ...]
    leaves: tuple[Leaf, ...]
    named: str
    explains: str
    equals: bool
    holder: Element


def entries_in(document: Document, covered: set[int]) -> Iterator[Entry]:
    """Every line outside the questions that may be one of a key."""
    for line in lines_of(document, covered):
        for piece in _by_leads(line):
            yield from _of_line(piece)
        yield from _named_inside(line)
    for element in document.named("dt", "td", "th").every:
        if element.start not in covered and element.parent is not None:
            yield from _of_pair(element, document, covered)


def lines_of(document: Document, covered: set[int]) -> Iterator[list[Leaf]]:
    """The texts outside the questions by the lines they stand in."""
    breaks = {e.start for e in document.named("br", "hr").every}
    line: list[Leaf] = []
    block: Element | None = None
    for leaf in document.leaves:
        if leaf.index in covered or not leaf.text:
            continue
        here = block_of(leaf)
        if line and (here is not block or leaf.index in breaks or leaf.index != line[-1].index + 1):
            yield line
            line = []
        block = here
        line.append(leaf)
    if line:
        yield line


def _by_leads(line: list[Leaf]) -> list[list[Leaf]]:
    """A paragraph that explains several labels, cut before each: "<b>Core</b> steps are ... <b>Extra</b> are ..."."""
    starts = [
        i
        for i, leaf in enumerate(line)
        if leaf.parent.name in _EMPHASISED
        and (i == 0 or line[i - 1].text.endswith((".", ";", "!")) or _A_CODE.fullmatch(leaf.text.strip()))
    ]
    if len(starts) < 2 or starts[0] != 0:
        return [line]
    return [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]


def _named_inside(line: list[Leaf]) -> Iterator[Entry]:
    """A sentence about questions that bear a label: "Items marked <b>Further</b> are not mandatory this year"."""
    for i, leaf in enumerate(line[1:-1], 1):
        if _MARKED_SO.search(line[i - 1].text) and len(leaf.text.split()) <= _LABEL and _IS.match(line[i + 1].text):
            explains = _MEANS.sub("", _SENTENCES.split(line[i + 1].text)[0], count=1)
            holder = block_of(leaf)
            yield Entry((leaf,), (leaf,), leaf.text, explains, True, holder)


def _of_line(line: list[Leaf]) -> Iterator[Entry]:
    if sum(len(leaf.text) for leaf in line) > _LONGEST:
        return
    holder = block_of(line[0]).parent or block_of(line[0])
    if len(line) == 1:
        said = _INLINE.match(line[0].text)
        if said and len(said[1].split()) <= _LABEL:
            equals = "=" in line[0].text or bool(re.search(r"\bmeans|\bstands for", line[0].text))
            yield Entry((line[0],), (line[0],), said[1], said[2], equals, holder)
        return
    rest = line[1:]
    if len(rest) > 1 and len(line[0].text) == 1 and _NAMES_THE_SIGN.match(rest[0].text):
        rest = rest[1:]
    text = joined(rest)
    if len(line[0].text.split()) <= _LABEL and (line[0].parent is not rest[-1].parent):
        explains = _MEANS.sub("", text, count=1)
        equals = text.lstrip().startswith(("=", "means", "stands for"))
        yield Entry((line[0],), tuple(line), line[0].text, explains, equals, holder)


def _of_pair(first: Element, document: Document, covered: set[int]) -> Iterator[Entry]:
    """A term and its definition, a cell and the one beside it."""
    others: list[Element] = []
    if first.name != "dt" and first.parent is not None:
        cells = first.parent.elements
        number = cells.index(first)
        one_of = len(cells) > 2 and len(cells) % 2 == 0 and number % 2 == 0  # "M  Mandatory  A  Answered"
        short = all(len(document.text(cell)) <= _CODE for cell in cells[::2]) if one_of else False
        others = cells[number + 1 : number + 2] if short else cells[1:] if number == 0 else []
    if first.name == "dt" and first.parent is not None:
        others = [following] if (following := first.beside(1)) is not None else []
    if len(others) != 1 or others[0].name not in ("dd", "td") or others[0].start in covered:
        return
    label, text = document.leaves[first.start : first.end], document.text(others[0])
    if label and sum(len(leaf.text.split()) for leaf in label) <= _LABEL and 0 < len(text) <= _LONGEST:
        holder = first.parent.parent if first.name != "dt" and first.parent else first.parent
        explains = _MEANS.sub("", text, count=1)
        leaves = [*label, *document.leaves[others[0].start : others[0].end]]
        yield Entry(tuple(label), tuple(leaves), joined(label), explains, first.name == "dt", holder or first)


def explained(text: str, words: Words, years: Iterable[str] = ()) -> frozenset[str]:
    """What a line of a key says of the questions that bear its mark.

    Of two statements the first counts, but negative words win, and "complete" must be all that its sentence says.
    """
    found: set[str] = set()
    for sentence in _SENTENCES.split(without_others(text)):
        if "?" in sentence or _OF_THE_OTHERS.match(sentence):
            continue
        split = words.split(sentence)
        said = {m for _, _, phrase in split.said for m in phrase.meanings if m.startswith(_SPEAKING)}
        if any(
            phrase.year and phrase.year not in years
            for _, _, phrase in split.said
            if "status.complete" in phrase.meanings
        ):
            said.discard("status.complete")
        if any(not _BENIGN.search(piece) for piece in split.rest):
            said.discard("status.complete")
        for meaning in sorted(said):
            if (
                not any(known.split(".")[0] == meaning.split(".")[0] for known in found)
                or meaning == "status.incomplete"
            ):
                found.add(meaning)
    if "status.incomplete" in found:
        found.discard("status.complete")
    return frozenset(found) or _mandatory_inside(text, words)


def without_others(text: str) -> str:
    """A line of a key without its aside on what bears no sign: "Mandatory question (no star: optional)"."""
    return _ASIDE_ON_OTHERS.sub("", text)


def _mandatory_inside(text: str, words: Words) -> frozenset[str]:
    """What a longer line says of being mandatory: "criteria are mandatory for Standards Met"."""
    said = {m for m in said_inside(_SENTENCES.split(text)[0], words) if m.startswith("mandatory.")}
    return frozenset(said) if len(said) == 1 and not _OF_THE_OTHERS.match(text) else frozenset()


def said_inside(text: str, words: Words) -> set[str]:
    """Meanings of any run of up to four words inside a sentence of the key."""
    parts = normal(text).replace("*", " ").split()
    found: set[str] = set()
    for i in range(len(parts)):
        for j in range(i + 1, min(len(parts), i + 4) + 1):
            meanings = words.meanings(normal(" ".join(parts[i:j])))
            if "status.complete" in meanings and i and parts[i - 1] in ("not", "yet", "be", "in"):
                continue
            if i and parts[i - 1] == "not":  # "not optional": the longer run tells
                meanings = frozenset(m for m in meanings if not m.startswith("mandatory."))
            found |= meanings
    if "status.incomplete" not in found and re.search(r"\b(still|need|needs)\b", text.casefold()):
        found.add("status.incomplete")
    return found
