"""The answer of one question: its kind, whether it is given, and which words on the page are the provider's own."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from dsptscan.model import Answer, AnswerKind
from dsptscan.reading.controls import Control, Labels, beside, controls_in, label_role
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.named_days import named_days
from dsptscan.reading.past import past_stretches
from dsptscan.reading.shown import GIVEN, Shown, shown_in
from dsptscan.reading.uploads import files_in
from dsptscan.reading.words import Words, normal

_NAMED: dict[str, AnswerKind] = {
    "ticks": "tick",
    "labels": "text",
    "documents": "document",
    "choices": "choice",
    "dates": "date",
}


_NONE = Answer()


@dataclass(slots=True)
class AnswerReading:
    """`private` are the numbers of leaves that hold the provider's words: they never decide a status.

    `beside`: those of the labels and hints of comment boxes, which tell of these alone. `doubtful`: the only thing
    shown is a word like "None", which may be the answer or stand for an empty box.
    """

    answer: Answer = _NONE
    private: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    seen: bool = False
    doubtful: bool = False


def read_answer(
    parts: list[Element | Leaf], document: Document, labels: Labels, words: Words, states: Collection[int] = ()
) -> AnswerReading:
    """Read the answer in the parts of a question. Pure text counts as an answer only under a label that says so.

    `states` are the ids of boxes that only show a state, such as a ticked "Mandatory".
    """
    elements = [part for part in parts if isinstance(part, Element)]
    past = past_stretches(elements, document)
    controls = [
        c
        for c in controls_in(elements, labels, words, states)
        if c.role != "other" and not any(p.holds(c.element) for p in past)
    ]
    shown = shown_in(elements, document, labels, words, bool(controls))
    shown = [s for s in shown if not s.leaves or not any(p.start < s.leaves[0] < p.end for p in past)]
    passed_over = {i for s in shown for i in s.leaves} | {i for p in past for i in range(p.start, p.end)}
    files = files_in(elements, document, passed_over)
    reading = AnswerReading()
    if labels.private:
        reading.private |= {i for part in elements for i in range(part.start, part.end) if i in labels.private}
    if not controls and not shown and not files:
        return reading
    reading.private |= {i for s in shown for i in s.leaves} | {i for i, _ in files}
    reading.beside = {i for c in controls if c.role == "comment" for i in beside(c)}
    reading.seen = True
    boxes = [c for c in controls if c.role != "comment"]
    comments = [c.value for c in controls if c.role == "comment" and c.value]
    comments += [s.value for s in shown if s.role == "comments" and s.value and not _is_doubtful(s.value, words)]
    told = next((kind for s in shown if s.role == "kinds" and (kind := _NAMED.get(label_role(s.value, words)))), None)
    kind = told or _kind(boxes, shown, bool(files))
    ticks = [c for c in boxes if c.kind == "tick"]
    ticked = any(c.filled for c in ticks) if ticks else _ticked(shown, words)
    texts = [c.value for c in boxes if c.kind == "text" and c.value]
    texts += [s.value for s in shown if s.role in GIVEN and s.value]
    texts += [name for _, name in files if kind == "document"]
    plain = [s.value for s in shown if s.role in GIVEN]
    reading.doubtful = not boxes and not files and bool(plain) and all(_is_doubtful(v, words) for v in plain)
    named = [*texts, *comments, *(name for _, name in files)]
    reading.answer = Answer(
        kind=kind,
        answered=None if reading.doubtful else _answered(kind, boxes, shown, ticked, bool(files)),
        ticked=ticked if kind == "tick" else None,
        text="\n".join(texts) or None,
        comment="\n".join(comments) or None,
        days=tuple(sorted({day for text in named for day in named_days(text)})),
    )
    return reading


def _is_doubtful(value: str, words: Words) -> bool:
    return "answer.doubtful" in words.meanings(normal(value))


def _kind(boxes: list[Control], shown: list[Shown], files: bool) -> AnswerKind | None:
    ticks = [c for c in boxes if c.kind == "tick"]
    if any(c.kind == "file" or c.role == "document" for c in boxes):
        return "document"
    if len(ticks) == 1:
        return "tick"
    if len(ticks) > 1 or any(c.kind in ("radio", "select") and c.role != "date" for c in boxes):
        return "choice"
    if any(c.kind == "date" for c in boxes) or sum(c.role == "date" for c in boxes) >= 3:
        return "date"
    if any(c.kind == "text" for c in boxes):
        return "text"
    roles = {s.role for s in shown}
    if "ticks" in roles or any(s.role == "labels" and _says_tick(s.value) for s in shown):
        return "tick"
    if "documents" in roles or files:
        return "document"
    if "choices" in roles:
        return "choice"
    if "dates" in roles:
        return "date"
    plain = [s for s in shown if s.role == "labels"]
    if any(normal(s.value) not in ("yes", "no") for s in plain if s.value):
        return "text"
    return None


def _says_tick(value: str) -> bool:
    return bool(re.search(r"\b(un)?ticked\b|[☑☐✓✔]", value.casefold()))


def _ticked(shown: list[Shown], words: Words) -> bool | None:
    for s in shown:
        if s.role in ("ticks", "labels"):
            meanings = words.meanings(normal(s.value))
            if "answer.unticked" in meanings or not s.value:
                return False
            if "answer.ticked" in meanings:
                return True
    return None


def _answered(
    kind: AnswerKind | None, boxes: list[Control], shown: list[Shown], ticked: bool | None, files: bool
) -> bool | None:
    if any(c.role == "unlabelled" for c in boxes) and len([c for c in boxes if c.kind == "text"]) > 1:
        return None  # two boxes without labels: which is the answer cannot be told
    if kind == "tick":
        return ticked
    given = [s.value for s in shown if s.role in GIVEN]
    if kind == "document":
        if files or any(given) or any(c.filled for c in boxes if c.kind == "text"):
            return True
        return False if boxes or given else None
    if kind == "date":
        dated = [c for c in boxes if c.kind == "date" or c.role == "date"]
        return all(c.filled for c in dated) if dated else any(given) if given else None
    if kind == "choice":
        chosen = [c.filled for c in boxes if c.kind in ("radio", "select", "tick")]
        if not chosen:
            return any(given) if given else None
        return True if any(chosen) else None if None in chosen else False
    texts = [c for c in boxes if c.kind == "text"]
    if texts:
        return any(c.filled for c in texts) or any(given)
    return any(given) if given else None
