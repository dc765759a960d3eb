"""Redacted copies of pages: the site's own words stay, by an allow-list; all else becomes stand-ins of the same shape.

Pure. The copies read as the pages do, as far as status, mandatory, carried over and the kind of answer go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from bs4.element import NavigableString, Tag

from dsptscan.model import Page
from dsptscan.reading.document import SPOKEN, Leaf, clean
from dsptscan.reading.occurrences import in_furniture
from dsptscan.reading.page import PageReading
from dsptscan.reading.redaction.addresses import Addresses, parts_of
from dsptscan.reading.redaction.harvest import harvest, is_file, site_texts, titles_of
from dsptscan.reading.redaction.head import empty_unseen, rebuild_head, written
from dsptscan.reading.redaction.markup import NAMES, Attributes
from dsptscan.reading.redaction.places import Places, heads_a_standard, is_heading, line_of
from dsptscan.reading.redaction.secrets import Secrets
from dsptscan.reading.redaction.standins import StandIns, shape
from dsptscan.reading.redaction.status import deciding_words, unknown_status_words
from dsptscan.reading.redaction.text import Redacted, TextRules
from dsptscan.reading.redaction.tree import Copy, open_copy
from dsptscan.reading.redaction.vocabulary import Vocabulary
from dsptscan.reading.words import Words

_COLOUR = re.compile(r"rgba?\([\d., ]{1,30}\)|#[0-9a-f]{3,6}|[a-z]{3,20}", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"(\s+[-–—|]\s+)")


@dataclass(frozen=True, slots=True)
class Redaction:
    """The copies in the order of the pages, how the pages themselves read, and all that was kept.

    `texts` are kept words as the copies have them, `names` ids and classes, `addresses` all addresses after masking.
    `status_words` stand in the place of a status and are not known to the reader.
    """

    copies: tuple[Page, ...]
    readings: tuple[PageReading, ...]
    texts: tuple[str, ...]
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    status_words: tuple[str, ...]


def redact(pages: Sequence[Page], words: Words, *, known: Iterable[str] = ()) -> Redaction:
    """Redact pages together, so that links between them still match. `known`: names to hide, such as the user name."""
    copies = [open_copy(page, words) for page in pages]
    vocabulary = Vocabulary(words)
    titles = titles_of(copies, words)
    vocabulary.hear(site_texts(copies, titles))
    stand_ins = StandIns()
    secrets = Secrets(harvest(copies, known), words, vocabulary, stand_ins)
    addresses = Addresses(stand_ins, secrets, vocabulary, _parts(copies))
    status_words = unknown_status_words(copies, secrets, vocabulary)
    places = Places()
    for number, copy in enumerate(copies):
        places.count(copy, number)
        _count_others(copy, number, places)
    stays = status_words | deciding_words(copies, secrets, vocabulary)
    redactor = _Redactor(TextRules(words, vocabulary, secrets, titles), places, addresses, secrets, stays)
    redacted = tuple(
        Page(
            name=f"page-{number:03d}.html",
            html=redactor.page(copy),
            link_colours={addresses.address(href): colour for href, colour in copy.page.link_colours.items()},
        )
        for number, copy in enumerate(copies, 1)
    )
    return Redaction(
        copies=redacted,
        readings=tuple(copy.reading for copy in copies),
        texts=tuple(sorted(redactor.kept)),
        names=tuple(sorted(addresses.kept)),
        addresses=addresses.rewritten(),
        status_words=tuple(sorted(status_words)),
    )


def _parts(copies: Iterable[Copy]) -> Counter[str]:
    parts: Counter[str] = Counter()
    for copy in copies:
        for tag in copy.soup.find_all(True):
            parts.update(parts_of(tag.name))
            for name, value in tag.attrs.items():
                if name.casefold() in NAMES:
                    parts.update(parts_of(" ".join(value) if isinstance(value, list) else str(value)))
    return parts


def _count_others(copy: Copy, number: int, places: Places) -> None:
    """Titles of pages, buttons and hints in boxes come again too, but are no leaves."""
    for part in _TITLE_PARTS.split(copy.document.title)[::2]:
        places.note(part, number, None)
    for element in copy.document.elements:
        ref = copy.refs.get(element.start)
        for key in ("value", "placeholder", "label", "title"):
            if element.name in ("input", "textarea", "select", "optgroup") and element.attrs.get(key):
                places.note(clean(element.attrs[key]), number, ref)


class _Redactor:
    """Goes over pages and replaces their texts and attributes in place."""

    def __init__(
        self, rules: TextRules, places: Places, addresses: Addresses, secrets: Secrets, stays: set[str]
    ) -> None:
        self._rules, self._places, self._addresses, self._stays = rules, places, addresses, stays
        self._attributes = Attributes(addresses, secrets.inside)
        self.kept: set[str] = set()
        self._done: dict[tuple[object, ...], Redacted] = {}  # the same furniture stands on every page

    def page(self, copy: Copy) -> str:
        for node, leaf in copy.texts:
            self._text(node, leaf, copy)
        for tag, element in copy.pairs:
            spoken = {
                leaf.source: leaf for leaf in element.children if isinstance(leaf, Leaf) and leaf.source in SPOKEN
            }
            private = element.start in copy.private and element.end > element.start
            self._attributes.rewrite(tag, partial(self._said, spoken, copy), private=private)
            # What the browser showed is evidence, and no style sheet comes along.
            shown = copy.page.link_colours.get(element.attrs.get("href", "")) if element.name == "a" else None
            colour = shown or element.colour
            if colour and "color" not in str(tag.get("style", "")) and _COLOUR.fullmatch(colour):
                tag["style"] = f"color: {colour}"
            if element.name == "textarea":
                _replace(tag, self._rules.typed(tag.get_text()).text)
            elif element.name == "select":
                self._options(tag, copy)
        rebuild_head(copy, self._title(copy), self._addresses)
        empty_unseen(copy)
        return written(copy, self._addresses)

    def _text(self, node: NavigableString, leaf: Leaf, copy: Copy) -> None:
        raw = str(node)
        text = clean(raw)
        if text != leaf.text:  # a part of a reference that mark-up cut up
            new = text if re.fullmatch(r"[\d.\s\W]+", text) else shape(text)
        else:
            new = self._keep(self._leaf(leaf, copy))
        before, after = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
        node.replace_with(NavigableString(before + new + after))

    def _leaf(self, leaf: Leaf, copy: Copy) -> Redacted:
        text, rules = leaf.text, self._rules
        if leaf.index in copy.private or is_file(text):
            return self._once(rules.private, text)
        furniture = copy.reading.question is not None and in_furniture(leaf)
        ref = None if furniture else copy.refs.get(leaf.index)
        explains = not ref and copy.explains(leaf)
        if (ref or explains) and text in self._stays:
            return rules.status(text)
        if explains:
            return self._once(rules.own, text, copy.signs)
        if self._places.is_own(leaf):
            return self._once(rules.own, text)
        if ref:
            label = leaf.index in copy.labels or is_heading(leaf)
            return self._once(rules.question, text, label, copy.saved.get(ref, frozenset()))
        kinds = copy.reading.kind not in ("assessment", "question")
        return self._once(rules.page, text, line_of(leaf, copy), kinds or _in_headline(leaf))

    def _once(self, rule: Callable[..., Redacted], *given: object) -> Redacted:
        key = (rule, *given)
        if key not in self._done:
            self._done[key] = rule(*given)
        return self._done[key]

    def _said(self, spoken: dict[str, Leaf], copy: Copy, text: str) -> str:
        """A text in an attribute: as a leaf when the reader takes it for one, else as a label."""
        said = clean(text)
        leaf = next((leaf for leaf in spoken.values() if leaf.text == said), None)
        if leaf is not None:
            return self._keep(self._leaf(leaf, copy))
        if self._places.comes_again(said) and not is_file(said):
            return self._keep(self._rules.own(said))
        return self._keep(self._rules.question(said, True))

    def _options(self, select: Tag, copy: Copy) -> None:
        for tag in select.find_all(True):
            self._attributes.rewrite(tag, lambda text: self._keep(self._rules.option(clean(text))))
            if tag.name.casefold() == "option":
                _replace(tag, self._keep(self._rules.option(clean(tag.get_text()))))

    def _title(self, copy: Copy) -> str:
        parts = _TITLE_PARTS.split(copy.document.title)
        for i in range(0, len(parts), 2):
            own = self._places.comes_again(parts[i]) or heads_a_standard(parts[i])
            rule = self._rules.own(parts[i]) if own else self._rules.page(parts[i], parts[i], True)
            parts[i] = self._keep(rule)
        return "".join(parts)

    def _keep(self, redacted: Redacted) -> str:
        if redacted.kept:
            self.kept.add(redacted.text)
        return redacted.text


def _replace(tag: Tag, text: str) -> None:
    tag.clear()
    tag.append(NavigableString(text))


def _in_headline(leaf: Leaf) -> bool:
    return any(e.name == "h1" or e.attrs.get("aria-level") == "1" for e in (leaf.parent, *leaf.parent.ancestors()))
