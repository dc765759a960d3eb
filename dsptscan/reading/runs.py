"""Sentences that mark-up cuts up, and asides: "You have <b>not</b> answered this", "Tip: ..."."""

from __future__ import annotations

from itertools import groupby

from dsptscan.reading.document import INLINE, Element, Leaf
from dsptscan.reading.words import OBLIGES, Said, Words, normal

_LONGEST = 240  # characters of a sentence that is read as one
_ASIDE = 4  # words of the lead of an aside at most


def block_of(leaf: Leaf) -> Element:
    """The smallest element around a text that is no mere piece of a line."""
    element = leaf.parent
    while element.name in INLINE and element.parent is not None:
        element = element.parent
    return element


def run_around(leaves: list[Leaf]) -> list[list[Leaf]]:
    """The texts of a row by the lines of prose they stand in: loose text with the inline pieces in it."""
    runs: list[list[Leaf]] = []
    for block, group in groupby(leaves, key=block_of):
        run = list(group)
        if len(run) > 1 and _is_loose(run, block) and not _broken(block, run):
            runs.append(run)
        else:
            runs += [[leaf] for leaf in run]
    return runs


def _is_loose(run: list[Leaf], block: Element) -> bool:
    """Whether all of it is text, some of it loose."""
    loose = any(leaf.parent is block and _is_wordy(leaf) for leaf in run)
    return loose and all(leaf.source == "text" for leaf in run)


def _is_wordy(leaf: Leaf) -> bool:
    return any(c.isalpha() for c in leaf.text)


def _broken(block: Element, run: list[Leaf]) -> bool:
    """Whether line breaks or boxes part the pieces, or they are too long to be one sentence."""
    if sum(len(leaf.text) for leaf in run) > _LONGEST:
        return True
    return any(run[0].index < e.start <= run[-1].index and e.name not in INLINE for e in block.walk())


def joined(run: list[Leaf]) -> str:
    """The text of a run as a person reads it."""
    text = ""
    for leaf in run:
        text += leaf.text if not text or leaf.joined or leaf.text[0] in ".,;:!?)" else " " + leaf.text
    return text


def is_aside(leaf: Leaf, words: Words, leaves: list[Leaf]) -> bool:
    """Whether a text stands in a paragraph that begins with "Tip:" or the like, or beside a term that says so."""
    block = block_of(leaf)
    if block.name in ("td", "dd") and (before := block.beside(-1)) is not None:
        label = " ".join(x.text for x in leaves[before.start : before.end])
        if words.once(_leads_an_aside, label):
            return True
    first, length = leaves[block.start], block.end - block.start
    lead, colon, _ = first.text.partition(":")
    alone = length > 1 and first.parent.name in ("b", "strong", "em", "i")
    return bool(colon or alone) and length <= 3 * _ASIDE and words.once(_leads_an_aside, lead)


def _leads_an_aside(text: str, words: Words) -> bool:
    """Whether a few words say that advice follows: "Tip"."""
    return len(text.split()) <= _ASIDE and "asides.leads" in words.meanings(normal(text))


def advises(leaf: Leaf, words: Words, leaves: list[Leaf]) -> bool:
    """Whether a text is advice: it cannot complete a question, but what it says is open is open."""
    if not is_aside(leaf, words, leaves):
        return False
    said = {meaning for _, _, phrase in words.split(leaf.text).said for meaning in phrase.meanings}
    return not said & {"status.incomplete", "status.unknown", "confirm.needed"}


def telling(said: list[Said]) -> bool:
    """Whether known phrases tell anything: a bare "Saved" belongs to dates, alone it is a word like any unknown one."""
    return any(
        not meaning.startswith(("saved.", "values.", "labels.")) for phrase in said for meaning in phrase.meanings
    )


def sentence_of(run: list[Leaf], ref: str, words: Words) -> Leaf | None:
    """A sentence that mark-up cuts up, as one text; None when it is none, or not all of it is understood."""
    if any(ref in leaf.text for leaf in run):
        return None
    text = joined(run)
    split = words.split(text)
    if split.rest or not telling([said for _, _, said in split.said]):
        return None
    whole = {meaning for _, _, said in split.said for meaning in said.meanings}
    if any(OBLIGES & words.meanings(normal(leaf.text)) - whole for leaf in run):
        return None  # a tag "Mandatory" that a loose phrase would swallow
    block = block_of(run[0])
    return Leaf(text, block, run[0].index, place=len(block.children))
