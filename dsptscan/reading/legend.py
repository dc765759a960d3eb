"""The key of a page: what its icons, signs and colours stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dsptscan.reading.colours import Rgb, name_of, spoken_colour, written_around
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.flat import speaks
from dsptscan.reading.keys import Entry, entries_in, explained, lines_of, said_inside, without_others
from dsptscan.reading.own_years import own_years
from dsptscan.reading.runs import joined
from dsptscan.reading.state_boxes import explains_ticks
from dsptscan.reading.unmarked import unmarked_is_complete
from dsptscan.reading.words import OBLIGES, Words, normal

_SIGN_FIRST = re.compile(r"^([^\w\s(\[])\s*(?:[=:–—-]\s*)?(?:means\s+|is\s+)?(\w.*)$")
_LETTER_FIRST = re.compile(r"^\W*([A-Z]{1,2})\s*(?:[=:–—-]|means|is|stands for)\s*(\w.*)$")
# "M = mandatory  O = optional", one after the other
_LETTERS = re.compile(
    r"\b([A-Z][A-Z/&+-]{0,7})[\])]?\s*=\s*([A-Za-z][A-Za-z ]*?)(?=\s+[\[(]?[A-Z][A-Z/&+-]{0,7}[\])]?\s*=|\s*[,;.(]|$)"
)
# "(M) mandatory question: ... (O) optional question"
_IN_BRACKETS = re.compile(r"[(\[]([A-Z]{1,2})[)\]]\s+(?:[=:–—-]\s*)?([a-z][^()\[\]:;.]{3,60})")
_ASTERISK = re.compile(r"\*|\basterisk\b", re.IGNORECASE)
_MARKED = re.compile(
    r"\b(?:marked|shown|flagged|followed|preceded|labelled|with|by|have|has|bear|bears|carry|without)"
    r"(?: with| by| as)?(?: an?| the| no)? (?:[\"'(\[]*([^\w\s.,;:!?()\[\]\"'-])|[\[(]([A-Z]{1,2})[\])])(?=\W|$)"
)
# "Items not marked with", "those without", "no": said of the mark, not of something before it.
_WITHOUT = re.compile(
    r"\b(?:(?:not|un|never|n't)[ -]?(?:be |been |yet )?(?:marked|shown|flagged|followed|preceded|labelled|starred|have"
    r"|has|having|bear|bearing|carry|carrying|with|by)\b[^,;.]*|(?:without|no)(?: an?| the| such| red| any)?)\W*$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\[(][A-Z]{1,2}[\])]|[A-Z]{1,2}")
_LONGEST, _A_SENTENCE = 320, 3  # characters; words
_A_LINE = 200  # characters
_AFTER_AN_ICON = 1  # leaves that say what it means
_SENTENCES = re.compile(r"(?<=[.;!?])\s+")
_TELLING = ("status.", "confirm.", "carried_over.", "mandatory.")
_ICONS = ("img", "input", "svg", "i", "span", "b", "em", "div")
_PIECES = re.compile(r"[,;.]\s")
_RED = re.compile(r"\bred\b")
_A_SIGN = re.compile(r"[^\w\s.,;:!?\"'-]")


@dataclass(slots=True)
class Legend:
    """Meanings of signs ("*", "M"), of icons (by file, name or class), and whether red stands for "not complete".

    `colours`: meanings by a colour's name, or by its exact red, green and blue where the key shows it. `labels`: what
    the page says that its own labels mean, where nobody taught the reader. `unmarked`: the sentence by which questions
    without any mark are complete. `leaves`: numbers of the leaves that all this was learnt from.
    """

    signs: dict[str, frozenset[str]] = field(default_factory=dict)
    icons: dict[str, frozenset[str]] = field(default_factory=dict)
    red_is_incomplete: bool = False
    colours: dict[str | Rgb, frozenset[str]] = field(default_factory=dict)
    labels: dict[str, frozenset[str]] = field(default_factory=dict)
    ticked_is_complete: bool = False
    unmarked: str = ""
    leaves: set[int] = field(default_factory=set)

    def of_colour(self, rgb: Rgb | None) -> frozenset[str]:
        """What the key says of a colour."""
        if rgb is None or not self.colours:
            return frozenset()
        shown = any(not isinstance(colour, str) for colour in self.colours)
        return self.colours.get(rgb) or (frozenset() if shown else self.colours.get(name_of(rgb), frozenset()))


def icon_signature(element: Element) -> str | None:
    """What tells one icon from another: its file, its symbol or its classes. None when it is no icon."""
    attrs = element.attrs
    if element.name in ("img", "input") and attrs.get("src"):
        return "src " + attrs["src"].split("?")[0].rstrip("/").split("/")[-1]
    if element.name == "svg":
        use = next((e.attrs.get("href") or e.attrs.get("xlink:href") for e in element.walk() if e.name == "use"), None)
        if use:
            return "use " + use
        if drawn := [e.attrs[key] for e in element.walk() for key in ("d", "points", "r") if e.attrs.get(key)]:
            return "drawn " + " ".join(drawn)
    if element.start == element.end and element.name in _ICONS[2:] and attrs.get("class"):
        return "class " + " ".join(sorted(attrs["class"].split()))
    return None


def legend_of(document: Document, covered: set[int], words: Words) -> Legend:
    """Read the key of a page from what stands outside every question."""
    legend = Legend()
    speaks_of_red = "red" in document.lower
    for leaf in document.leaves:
        if leaf.index in covered:
            continue
        for text in [leaf.text] if len(leaf.text) <= _A_LINE else _SENTENCES.split(leaf.text):
            if _of_text(legend, text, words, speaks_of_red):
                legend.leaves.add(leaf.index)
        previous = document.leaves[leaf.index - 1] if leaf.index and len(leaf.text) <= _A_LINE else None
        if previous and (_is_sign(previous.text) or _is_icon_font(previous)) and (meanings := speaks(leaf.text, words)):
            legend.signs.setdefault(previous.text, meanings)
            legend.leaves |= {previous.index, leaf.index}
    for element in document.named(*_ICONS).every:
        if element.start in covered:
            continue
        signature = icon_signature(element)
        if signature and (meanings := _beside(element, document, words)):
            known = legend.icons.get(signature)
            legend.icons[signature] = meanings if known in (None, meanings) else frozenset()
            legend.leaves.update(range(element.start, element.end + _AFTER_AN_ICON))
    _of_sentences(legend, document, covered, words)
    _of_ticks_and_gaps(legend, document, covered, words)
    _of_entries(legend, list(entries_in(document, covered)), words, own_years(document))
    return legend


def _of_text(legend: Legend, text: str, words: Words, speaks_of_red: bool) -> bool:
    """What one line or sentence says of signs and of red; whether it says anything."""
    if len(text) > _A_LINE:
        return False
    told = _of_letters(legend, text, words)
    for letter, means in _IN_BRACKETS.findall(text):
        if obliges := said_inside(means, words) & OBLIGES:
            legend.signs.setdefault(letter, frozenset(obliges))
            told = True
    for piece in _PIECES.split(text):
        sign = _SIGN_FIRST.match(piece) or _LETTER_FIRST.match(piece)
        if sign and (meanings := speaks(sign[2], words)):
            legend.signs.setdefault(sign[1], meanings)
            told = True
    if speaks_of_red and _RED.search(text.casefold()) and "status.incomplete" in said_inside(text, words):
        legend.red_is_incomplete = told = True
    return told


def _of_letters(legend: Legend, text: str, words: Words) -> bool:
    """Letters that a line explains one after the other: "M = mandatory, D = at your discretion"."""
    told = False
    for letter, means in _LETTERS.findall(text) if "=" in text else ():
        if meanings := speaks(means, words):
            legend.signs.setdefault(letter, meanings)
            told = True
    return told


def _of_sentences(legend: Legend, document: Document, covered: set[int], words: Words) -> None:
    """Sentences about a mark: "A question marked with * is mandatory", "Those without (M) are optional"."""
    for line in lines_of(document, covered):
        text = joined(line)
        if len(line) > 1 and "=" in text and _of_letters(legend, text, words):
            legend.leaves.update(leaf.index for leaf in line)
        if len(text) > _LONGEST or not (_A_SIGN.search(text) or _ASTERISK.search(text)):
            continue
        for piece in re.split(r"(?<=[.;!])\s+|,\s", text):
            sign = _MARKED.search(piece)
            found = sign[1] or sign[2] if sign else "*" if _ASTERISK.search(piece) else ""
            said = {m for m in said_inside(piece, words) if m.startswith("mandatory.")} if found else set()
            if "mandatory.no" in said or "mandatory.yes" in said:
                yes = "mandatory.no" not in said
                if _WITHOUT.search(piece.partition(found)[0]):
                    yes = not yes
                legend.signs.setdefault(found, frozenset({"mandatory.yes" if yes else "mandatory.no"}))
                legend.leaves.update(leaf.index for leaf in line)


def _of_ticks_and_gaps(legend: Legend, document: Document, covered: set[int], words: Words) -> None:
    """What a ticked box means, and what it means that a question bears no mark."""
    for line in lines_of(document, covered):
        for sentence in _SENTENCES.split(joined(line)):
            if len(sentence) > _A_LINE:
                continue
            if means := explains_ticks(sentence):
                said = said_inside(means, words)
                legend.ticked_is_complete |= "status.complete" in said and "status.incomplete" not in said
                legend.leaves.update(leaf.index for leaf in line)
            if not legend.unmarked and unmarked_is_complete(sentence, words):
                legend.unmarked = sentence
                legend.leaves.update(leaf.index for leaf in line)


def _of_entries(legend: Legend, entries: list[Entry], words: Words, years: set[str]) -> None:
    """Lines of a key: a sign, a colour or a label, and what it means."""
    labels: dict[int, dict[str, frozenset[str]]] = {}
    for entry in entries:
        meanings = explained(entry.explains, words, years)
        if not meanings:
            continue
        legend.leaves.update(leaf.index for leaf in entry.leaves)
        name = entry.named.strip()
        colour = spoken_colour(name)
        if colour and entry.holder:
            shown = next((rgb for leaf in entry.label if (rgb := written_around(leaf.parent))), None)
            legend.colours.setdefault(shown or colour, meanings)
        elif _is_sign(name) or _LETTER.fullmatch(name):
            legend.signs.setdefault(name.strip("[]()"), meanings)
        elif (entry.equals or len(entry.explains.split()) >= _A_SENTENCE) and re.search(r"[A-Za-z]{3}", name):
            labels.setdefault(id(entry.holder), {}).setdefault(normal(name), meanings)
    for group in labels.values():
        if len(set(group.values())) > 1:  # a key tells one thing from another; a line alone is no key
            legend.labels |= {label: said for label, said in group.items() if _to_learn(label, said, words)}


def _to_learn(label: str, said: frozenset[str], words: Words) -> bool:
    """Whether the page's word on its own label is news: the reader does not know it, or took it for "complete"."""
    known = words.meanings(label)
    if any(meaning.startswith(_TELLING) for meaning in known):
        return "status.complete" in known and "status.incomplete" in said
    return True


def _is_sign(text: str) -> bool:
    return len(text) == 1 and not text.isalnum()


def _is_icon_font(leaf: Leaf) -> bool:
    """A word that a font shows as a picture: <mat-icon>check_circle</mat-icon>."""
    attrs, name = leaf.parent.attrs, leaf.parent.name
    classes = attrs.get("class", "").casefold()
    return " " not in leaf.text and (name.endswith("-icon") or "icon" in classes or "material-symbols" in classes)


def _beside(icon: Element, document: Document, words: Words) -> frozenset[str]:
    """The meaning of the words right after an icon, in the same small part of the page."""
    parent = icon.parent
    if parent is None:
        return frozenset()
    later = parent.children[icon.place + 1 :]
    for child in later[:2]:
        text = child.text if isinstance(child, Leaf) else document.text(child)
        if text:
            return speaks(re.sub(r"^[=:–—-]\s*", "", without_others(text)), words)
    grand = parent.parent  # a table cell with the icon, the next one with its words
    if parent.name in ("td", "dt", "span") and grand is not None:
        for child in grand.children[parent.place + 1 :][:2]:
            text = child.text if isinstance(child, Leaf) else document.text(child)
            if text:
                return speaks(text, words)
    return frozenset()
