"""What an earlier scan read, used again where nothing shows that it has changed: a daily check stays cheap.

A remembered reading never makes "ready". Where it would, everything is read after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

from dsptscan.model import Question, Reading, Report, in_words
from dsptscan.reading.assemble import assemble
from dsptscan.reading.row_marks import row_marks

if TYPE_CHECKING:
    from dsptscan.collect import Collected
    from dsptscan.reading.page import PageReading

FRESH = 7  # days that a reading is taken for granted
WEEK = 7  # days over which those that are older are read again


class Recollection:
    """What the last scan of the account, `before`, knows, for a scan on the day `today`.

    Without `before` everything is read. `would_be_ready` judges a reading; `opened`: when each toolkit year opened.
    """

    def __init__(
        self,
        before: Report | None,
        today: date,
        opened: dict[str, date],
        would_be_ready: Callable[[Reading], bool],
    ) -> None:
        self._before = before
        self._today = today
        self._opened = opened
        self._would_be_ready = would_be_ready
        self._kept: Mapping[str, Question] = {}

    def closed(self, lists: Sequence[PageReading]) -> Collection[str]:
        """The questions whose page need not be opened today."""
        before = self._before
        if before is None:
            return ()
        reading = assemble(lists, self._opened)
        if (
            reading.assessment.year is None
            or before.assessment != reading.assessment
            or before.organisation.code != reading.organisation.code
        ):
            return ()
        known, marks = {q.ref: q for q in before.questions}, row_marks(lists)
        kept = {
            now.ref: known[now.ref]
            for now in reading.questions
            if now.ref in known and self._stands(known[now.ref], now, marks.get(now.ref))
        }
        self._kept = kept
        return kept.keys()

    def needs_all(self, collected: Collected) -> bool:
        """Whether today's verdict would be "ready" with what is remembered in it."""
        reading = self.assembled(collected)
        if self.remembered(reading) and self._would_be_ready(reading):
            self._kept = {}
            return True
        return False

    def assembled(self, collected: Collected) -> Reading:
        """What was read today, with what is remembered in its place, and a remark that says which is which."""
        reading = assemble(collected.pages, self._opened, collected.unread, self._kept.keys())
        reading = replace(reading, problems=(*reading.problems, *collected.problems))
        reading = replace(reading, remarks=(*reading.remarks, *collected.remarks))
        reading = dated(reading, collected, self._today)
        questions = tuple(self._with_memory(question) for question in reading.questions)
        reading = replace(reading, questions=questions)
        remembered = self.remembered(reading)
        if not remembered:
            return reading
        remarks = (*reading.remarks, self._remark(reading, remembered))
        return replace(reading, remarks=remarks, run_out=self._run_out({q.ref for q in remembered}))

    def remembered(self, reading: Reading) -> list[Question]:
        """Those questions that are told from memory."""
        return [q for q in reading.questions if q.ref in self._kept and q.read_on != self._today]

    def _stands(self, known: Question, now: Question, mark: str | None) -> bool:
        """Whether what is known of a question can stand for today."""
        if known.read_on is None or known.row is None or known.row != mark:
            return False
        if known.status != "complete" or now.status != "complete" or known.mandatory is None:
            return False
        if now.mandatory not in (None, known.mandatory):
            return False
        age = (self._today - known.read_on).days
        # Old ones are read again on seven different days, so that no day has them all.
        return 0 <= age <= FRESH + crc32(known.ref.encode()) % WEEK

    def _with_memory(self, now: Question) -> Question:
        known = self._kept.get(now.ref)
        if known is None or known.read_on is None or now.read_on == self._today:
            return now
        said = f"its page was read on {in_words(known.read_on)}, and its line in the list has not changed since"
        because = tuple(dict.fromkeys((*(why for why in known.because if why.find(_SINCE) < 0), said)))
        return replace(known, url=now.url, because=because)

    def _run_out(self, remembered: set[str]) -> dict[str, str]:
        """The reasons, as the last scan gave them, why a period had run out."""
        fixes = self._before.fixes if self._before else ()
        # A fix gives the reason of its own check first.
        return {
            fix.ref: re.split(r"(?<=\.) ", fix.why, maxsplit=1)[0]
            for fix in fixes
            if fix.ref in remembered and fix.ref and fix.check in ("training", "records")
        }

    def _remark(self, reading: Reading, remembered: list[Question]) -> str:
        days = sorted(q.read_on for q in remembered if q.read_on)
        first, last = in_words(days[0]), in_words(days[-1])
        when = f"on {first}" if first == last else f"from {first} to {last}"
        today = sum(q.read_on == self._today for q in reading.questions)
        return (
            f"Of {len(reading.questions)} questions, {today} were read today. {len(remembered)} are remembered as read"
            f" {when}: their lines in the list have not changed since. --full reads them all."
        )


_SINCE = "its line in the list has not changed since"


def dated(reading: Reading, collected: Collected, today: date) -> Reading:
    """The reading, each question with the day its boxes were looked at and the fingerprint of its lines."""
    marks = row_marks(collected.pages[: collected.lists])
    seen = {page.question.ref for page in collected.pages if page.question}
    seen |= {row.ref for page in collected.pages if page.rows for row in page.rows.rows if row.answer.seen}
    return replace(
        reading,
        questions=tuple(
            replace(q, row=marks.get(q.ref), read_on=today if q.ref in seen else None) for q in reading.questions
        ),
    )
