"""How the questions are worded, scan after scan: which are worded differently from when they were last read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from dsptscan.model import Question, Status

# So many differing at once are not as many changed questions, but another way of showing them all.
_ENOUGH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRead:
    """A question in one wording, as it stood on the last day it was read so."""

    title: str
    day: date
    status: Status
    carried_over: bool | None = None
    updated_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a question is worded in one toolkit year.

    `since` is the first day it was read so. `before`: how it was worded before that, where it differed: earlier in this
    year, or (`last_year`) in the year before.
    """

    now: LastRead
    since: date
    before: LastRead | None = None
    last_year: bool = False

    def saved_since(self, question: Question) -> bool:
        """Whether anything shows that the answer was saved after it was last read in the wording before."""
        if self.before is None:
            return True
        if question.updated_on and question.updated_on >= self.since:
            return True
        if question.updated_on and self.before.updated_on:
            return question.updated_on > self.before.updated_on
        confirmed = self.before.carried_over is True and question.carried_over is False
        return question.status == "complete" and (confirmed or self.before.status == "incomplete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """The wordings of a year after a scan. `passed_over`: how many differ only because nearly all do."""

    of: Mapping[str, Wording]
    passed_over: int = 0

    @property
    def remark(self) -> str:
        return (
            f"{self.passed_over} questions are worded differently from when they were last read. So many at once are"
            " taken for another way of showing them, not for changed questions: look at the wording as you go."
        )


def worded(
    questions: Iterable[Question], day: date, known: Mapping[str, Wording], last_year: Mapping[str, Wording]
) -> Wordings:
    """Compare the questions of a scan with the wordings known of this toolkit year and of the one before.

    Case, white space and punctuation make no difference. What could not be read for certain is not compared.
    """
    found: dict[str, Wording] = {}
    compared, differing = 0, []
    for question in questions:
        if question.status == "unknown" or not _letters(question.title):
            continue
        ref, here, earlier = question.ref, known.get(question.ref), last_year.get(question.ref)
        found[ref] = _one(_reading(question, day), here, earlier)
        compared += here is not None or earlier is not None
        if found[ref].before and (here is None or here.before != found[ref].before):
            differing.append(ref)
    if compared < _ENOUGH or 2 * len(differing) <= compared:
        differing = []
    found |= {ref: replace(found[ref], before=None, last_year=False) for ref in differing}
    return Wordings(of={**known, **found}, passed_over=len(differing))


def _one(now: LastRead, here: Wording | None, earlier: Wording | None) -> Wording:
    if here is None:
        if earlier is None or same(earlier.now.title, now.title):
            return Wording(now=now, since=now.day)
        return Wording(now=now, since=now.day, before=earlier.now, last_year=True)
    if same(here.now.title, now.title):
        return replace(here, now=now)
    if here.before and same(here.before.title, now.title):
        return Wording(now=now, since=now.day)  # taken back
    return Wording(now=now, since=now.day, before=here.now)


def same(one: str, other: str) -> bool:
    """Whether two titles say the same; one that ends in three dots says the beginning."""
    first, second = _letters(one), _letters(other)
    if _is_cut(one) and second.startswith(first):
        return True
    return first == second or (_is_cut(other) and first.startswith(second))


def _is_cut(title: str) -> bool:
    return title.rstrip().endswith(("...", "\u2026"))


def _letters(title: str | None) -> str:
    text = normalize("NFKC", title or "").casefold()
    return "".join(character for character in text if character.isalnum())


def _reading(question: Question, day: date) -> LastRead:
    return LastRead(
        title=question.title or "",
        day=day,
        status=question.status,
        carried_over=question.carried_over,
        updated_on=question.updated_on,
    )
