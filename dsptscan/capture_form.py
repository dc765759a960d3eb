"""The form that goes with a capture: ten questions only someone with a sign-in can answer, filled in where possible.

Everything here is taken from the redacted copies, never from the pages themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dsptscan.model import Reading
from dsptscan.reading.mark import Mark
from dsptscan.reading.page import PageReading

_BY_HAND = "Please write here: "
_MEANINGS = {
    "status.complete": "done",
    "status.incomplete": "not done",
    "confirm.needed": "asks to confirm last year's answer",
    "carried_over.yes": "carried over",
    "carried_over.no": "confirmed or given this year",
    "mandatory.yes": "mandatory",
    "mandatory.no": "not mandatory",
    "new_or_changed.new": "new",
    "new_or_changed.changed": "changed",
}
_KINDS = {
    "home": "the organisation's own page",
    "overview": "an overview that counts the questions",
    "assessment": "a list of questions",
    "question": "the page of one question",
    "empty_assessment": "what looks like the assessment, without any question",
    "other": "a page of no known kind",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the copies: how each reads, how they read together, and where that differs from the pages."""

    pages: Sequence[PageReading]
    together: Reading
    status_words: Sequence[str]
    differences: Sequence[str]
    live: bool


def form(facts: Facts) -> str:
    """The form as Markdown."""
    sections = [
        ("1. Where things are", _where(facts)),
        ("2. Does a question open as a page of its own, or in a dialog or closed section?", _page_or_dialog(facts)),
        ("3. Which words and marks say done, not done, carried over and new?", _words(facts)),
        ("4. Does an answer carried over from last year count as done before you have confirmed it?", _carried(facts)),
        ("5. Did the sign-in ask for anything besides user name and password?", _second_step(facts)),
        ("6. Which access level has the account, and what can it not do?", _access(facts)),
        ("7. Can you download your answers or a certificate, and what is in the file?", _downloads(facts)),
        ("8. What are the site's cookies called? (names only, never their contents)", [_BY_HAND]),
        ("9. Are there terms of use, and does the site say anything about programs that read it?", _terms(facts)),
        ("10. What is different from last year?", _this_year(facts)),
        ("How the copies read", _sameness(facts)),
    ]
    lines = [
        "# About these pages",
        "",
        "dsptscan filled in what it could see. Please add what you know, and take out what you would rather not tell.",
        "Do not write names, codes, answers or passwords. Nothing has been sent to anybody.",
    ]
    for title, body in sections:
        lines += ["", f"## {title}", "", *(f"- {line}" for line in body)]
    return "\n".join(lines) + "\n"


def _where(facts: Facts) -> list[str]:
    lines = []
    if facts.pages:
        first = facts.pages[0]
        what = "The sign-in led to" if facts.live else "The first page is"
        lines.append(f"{what} {_kind(first)}, {_path(first.address)}")
    lists, questions = _lists(facts), [page for page in facts.pages if page.question]
    lines.append(f"Pages with a list of questions: {len(lists)}" + _example(lists))
    lines.append(f"Pages of one question: {len(questions)}" + _example(questions))
    return [*lines, f"{_BY_HAND}can you choose between organisations, and on what page?"]


def _page_or_dialog(facts: Facts) -> list[str]:
    pages = sum(page.question is not None for page in facts.pages)
    inside = sum(row.answer.seen for page in facts.pages if page.rows for row in page.rows.rows)
    lines = [f"Questions with a page of their own: {pages}"]
    return [*lines, f"Questions whose answer stands in the list itself, open or closed: {inside}"]


def _words(facts: Facts) -> list[str]:
    met: dict[str, Counter[tuple[str, str]]] = {}
    for mark in _marks(facts):
        if mark.meaning in _MEANINGS:
            met.setdefault(mark.meaning, Counter())[mark.text, _tag(mark)] += 1
    lines = []
    for meaning, said in _MEANINGS.items():
        words = ", ".join(f'"{text}"{tag} x {n}' for (text, tag), n in met.get(meaning, Counter()).most_common(6))
        lines.append(f"{said}: {words or 'nothing was met'}")
    unknown = ", ".join(f'"{word}"' for word in facts.status_words) or "none"
    return [*lines, f"Words in the place of a status that dsptscan does not know: {unknown}"]


def _carried(facts: Facts) -> list[str]:
    carried = [q for q in facts.together.questions if q.carried_over]
    done = sum(q.status == "complete" for q in carried)
    return [f"{len(carried)} answers read as carried over; {done} of them are shown as done"]


def _second_step(facts: Facts) -> list[str]:
    if any(page.kind == "second_factor" for page in facts.pages):
        return [f"There is a page that asks for a second step. {_BY_HAND}what kind?"]
    told = "No: dsptscan got in with user name and password" if facts.live else "These pages do not show it"
    return [told, _BY_HAND]


def _access(facts: Facts) -> list[str]:
    publish = any(page.facts.publish for page in facts.pages)
    return [f"A control to publish was {'seen' if publish else 'not seen'}", _BY_HAND]


def _downloads(facts: Facts) -> list[str]:
    words = ("csv", "export", "download", "certificate", "spreadsheet", "pdf")
    return [*_links(facts, words, "No link to a download or a certificate was seen"), _BY_HAND]


def _terms(facts: Facts) -> list[str]:
    return [*_links(facts, ("terms", "acceptable use"), "No link to terms was seen"), _BY_HAND]


def _this_year(facts: Facts) -> list[str]:
    reading = facts.together
    novel = {kind: [q.ref for q in reading.questions if q.new_or_changed == kind] for kind in ("new", "changed")}
    return [
        f"Year: {reading.assessment.year or 'not found'}; standard: {reading.assessment.standard or 'not found'}",
        f"Questions: {len(reading.questions)}, mandatory: {sum(q.mandatory is True for q in reading.questions)}",
        *(f"Marked as {kind}: {', '.join(refs) or 'none'}" for kind, refs in novel.items()),
        _BY_HAND,
    ]


def _sameness(facts: Facts) -> list[str]:
    scripts = "They were read with the site's scripts switched off. " if facts.live else ""
    empty = any(page.kind == "empty_assessment" for page in facts.pages) or not _lists(facts)
    lines = [scripts + ("No list of questions was found on them." if empty else "The list of questions can be read.")]
    if not facts.differences:
        return [*lines, "The copies read the same as the pages."]
    return [*lines, "The copies do not read the same as the pages in:", *facts.differences]


def _links(facts: Facts, words: Iterable[str], none: str) -> list[str]:
    found = {
        f'"{link.text}" leads to {_path(link.url)}'
        for page in facts.pages
        for link in page.links
        if any(word in f"{link.text} {urlsplit(link.url).path}".casefold() for word in words)
    }
    return sorted(found) or [none]


def _lists(facts: Facts) -> list[PageReading]:
    return [page for page in facts.pages if page.rows]


def _marks(facts: Facts) -> list[Mark]:
    rows = [mark for page in facts.pages if page.rows for row in page.rows.rows for mark in row.marks.marks]
    return rows + [mark for page in facts.pages if page.question for mark in page.question.marks.marks]


def _tag(mark: Mark) -> str:
    names = [part for part in mark.slot if isinstance(part, str)]
    return f" in <{names[0]}>" if names and names[0].isalnum() else ""


def _example(pages: Sequence[PageReading]) -> str:
    return f", such as {_path(pages[0].address)}" if pages else ""


def _kind(page: PageReading) -> str:
    if page.kind == "other" and any(link.to in ("assessment", "perhaps") for link in page.links):
        return "a page with a link to the assessment"
    return _KINDS.get(page.kind, f"a page of the kind {page.kind.replace('_', ' ')}")


def _path(address: str | None) -> str:
    """Path and query of a masked address."""
    if not address:
        return "at an address that is not known"
    parts = urlsplit(address)
    return f"at `{parts.path or '/'}{'?' + parts.query if parts.query else ''}`"
