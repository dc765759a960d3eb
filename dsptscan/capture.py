"""The story of a capture: read the pages as a scan does, redact them, check that they read the same, save them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dsptscan.atomic import private_folder, write_private
from dsptscan.capture_form import Facts, form
from dsptscan.errors import WrongUsage
from dsptscan.model import Page, Question, Reading
from dsptscan.reading.assemble import assemble
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.redaction.redact import Redaction, redact
from dsptscan.reading.words import Words
from dsptscan.saved_pages import load_pages
from dsptscan.scan import load_words, opening_days

if TYPE_CHECKING:
    from dsptscan.accounts import Account
    from dsptscan.toolkit.session import Attendance

Progress = Callable[[str, int, int], None]
KEPT, FORM = "kept.txt", "form.md"


@dataclass(frozen=True, slots=True)
class Captured:
    """What a capture saved. `kept` is the list of all that was kept; `differences` say where a copy reads otherwise."""

    pages: int
    kept: str
    differences: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """The pages of one capture, before they are redacted. `unread` as a scan has it, `known` are names to hide."""

    pages: list[Page]
    live: bool
    unread: dict[str, str] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)


def capture_pages(folder: Path, saved: Path, *, words: Path | None = None) -> Captured:
    """Redacted copies of saved pages: no account, no network, no browser. Raises WrongUsage for an unfit folder."""
    check_folder(folder)
    if folder.resolve().is_relative_to(saved.resolve()):
        raise WrongUsage("The copies must not lie among the saved pages.", "Choose another folder for them.")
    return _capture(_Walk(list(load_pages(saved)), live=False), folder, load_words(words))


def capture_account(
    account: Account,
    password: str,
    folder: Path,
    *,
    words: Path | None = None,
    visible: bool = False,
    paced: bool = True,
    progress: Progress,
    attendance: Attendance | None = None,
) -> Captured:
    """Redacted copies of an account's own pages, read as a scan reads them. Raises as a scan does."""
    from dsptscan.collect import collect

    check_folder(folder)
    known = load_words(words)
    collected = collect(
        account, password, known, visible=visible, paced=paced, progress=progress, attendance=attendance
    )
    names = [account.username, *([account.organisation] if account.organisation else [])]
    walk = _Walk(collected.raw, live=True, unread=collected.unread, known=names)
    return _capture(walk, folder, known)


def check_folder(folder: Path) -> None:
    """Raise WrongUsage unless a folder is new or empty: asked before anything is read."""
    step = "Give the name of a new folder."
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(f"{folder} is not a folder.", step)
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise WrongUsage(f"The folder {folder} is not empty.", step)
        private_folder(folder)
    except OSError as error:
        raise WrongUsage(f"The folder {folder} cannot be used: {error.strerror}.", step) from None


def _capture(walk: _Walk, folder: Path, words: Words) -> Captured:
    redaction = redact(walk.pages, words, known=walk.known)
    copies = [read_page(page, words) for page in redaction.copies]
    before, after = (_together(readings, walk.unread) for readings in (redaction.readings, copies))
    differences = _differences(before, after)
    kept = _kept_list(redaction)
    facts = Facts(copies, after, redaction.status_words, differences, walk.live)
    files = {page.name: page.html for page in redaction.copies} | {KEPT: kept, FORM: form(facts)}
    for name, text in files.items():
        try:
            write_private(folder / name, text.encode("utf-8", "replace") if isinstance(text, str) else text)
        except OSError as error:
            step = "Choose another folder."
            raise WrongUsage(f"{name} cannot be written to {folder}: {error.strerror}.", step) from None
    return Captured(len(redaction.copies), kept, differences)


def _together(readings: Sequence[PageReading], unread: dict[str, str]) -> Reading:
    return assemble(readings, opening_days(), unread)


def _differences(before: Reading, after: Reading) -> tuple[str, ...]:
    """Where the copies read otherwise than the pages: in words, without quoting either."""
    found = []
    if before.assessment != after.assessment:
        found.append("the toolkit year or the standard")
    if [p.kind for p in before.problems] != [p.kind for p in after.problems]:
        found.append("what could not be read")
    copies = {question.ref: question for question in after.questions}
    for question in before.questions:
        copy = copies.pop(question.ref, None)
        found += [f"{question.ref}: {name}" for name in (_unlike(question, copy) if copy else ["the whole question"])]
    return (*found, *(f"{ref}: a question that is not in the pages" for ref in copies))


def _unlike(question: Question, copy: Question) -> list[str]:
    pairs = {
        "status": (question.status, copy.status),
        "mandatory": (question.mandatory, copy.mandatory),
        "carried over": (question.carried_over, copy.carried_over),
        "new or changed": (question.new_or_changed, copy.new_or_changed),
        "kind of answer": (question.answer.kind, copy.answer.kind),
        "answered": (question.answer.answered, copy.answer.answered),
        "last saved": (question.updated_on, copy.updated_on),
    }
    return [name for name, (one, other) in pairs.items() if one != other]


def _kept_list(redaction: Redaction) -> str:
    """Everything that was kept, for a person to look through. Lines that differ in numbers and names alone are one."""
    lines = ["Words of the site that stand in the copies. Everything else was replaced.", ""]
    lines += _distinct(redaction.texts)
    lines += ["", "Addresses, as the copies have them:", "", *_distinct(redaction.addresses)]
    lines += ["", "Names that the site gives the parts of its pages:", "", *_distinct(redaction.names)]
    return "\n".join(lines) + "\n"


def _distinct(texts: Iterable[str]) -> list[str]:
    alike: dict[str, list[str]] = {}
    for text in texts:
        alike.setdefault(re.sub(r"\d+", "#", re.sub(r"\b[xyzwvkjqXYZWVKJQ]+\b", "x", text)), []).append(text)
    return [
        group[0] + (f"   (and {len(group) - 1} more with other numbers or stand-ins)" if len(group) > 1 else "")
        for group in alike.values()
    ]
