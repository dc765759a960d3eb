"""What a page says of the last step: the button that publishes, and what still stops it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dsptscan.model import PublishControl
from dsptscan.reading.document import Document, clean
from dsptscan.reading.words import Words, normal

_PUNCTUATION = re.compile(r"[^\w\s']")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


def publish_control(document: Document, words: Words) -> PublishControl | None:
    """The button or link that publishes, as the page words it."""
    for element in document.named("button", "a", "input").every:
        text = document.text(element) or (element.attrs.get("value", "") if element.name == "input" else "")
        meanings = words.meanings(normal(text))
        if {"publish.controls", "publish.approaching"} & meanings:
            disabled = "disabled" in element.attrs or element.attrs.get("aria-disabled") == "true"
            return PublishControl(text=text, enabled=not disabled)
    return None


def what_stops(lines: Iterable[str], words: Words) -> Iterator[str]:
    """The sentences that say that this assessment cannot be published as it is, each once.

    What only says when it could be published ("until all is complete"), or who may, is general advice and no sentence
    of this kind: words.toml knows those too, as `advice`.
    """
    seen = set()
    for line in lines:
        if "publish" not in line.casefold():
            continue
        for sentence in _SENTENCE_END.split(line):
            meanings = words.of_publishing.meanings(normal(_PUNCTUATION.sub(" ", clean(sentence))))
            if meanings == {"sentence.stopped"} and sentence not in seen:
                seen.add(sentence)
                yield sentence
