"""The history as a scan uses it: whatever goes wrong with it becomes a remark, for the table must come out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import TYPE_CHECKING

from dsptscan.errors import DsptscanError
from dsptscan.model import Answer, Question, Reading, Report
from dsptscan.past import Past
from dsptscan.store.aside import saved_anew
from dsptscan.store.errors import HistoryDamaged
from dsptscan.store.fingerprints import fingerprints
from dsptscan.store.history import History
from dsptscan.store.lock import only_scan

if TYPE_CHECKING:
    from dsptscan.vault import Vault


class Keeper:
    """Remembers for scans what was before them, and keeps them. `keep_answers` keeps the words of the answers too."""

    def __init__(self, history: History, open_keyring: Callable[[], Vault], *, keep_answers: bool = False) -> None:
        self._history = history
        self._open_keyring = open_keyring
        self._keep_answers = keep_answers

    def only_scan(self, account: str) -> AbstractContextManager[None]:
        """Keeps other scans of the account away. Raises WrongUsage when one is running."""
        return only_scan(self._history.path.parent, account)

    def past(self, account: str, reading: Reading) -> Past:
        """What is known of earlier scans; nothing where that cannot be read."""
        try:
            return self._history.past(account, reading.organisation.code, reading.assessment)
        except DsptscanError:
            return Past()  # it is told when the scan is to be kept

    def keep(self, report: Report) -> Report:
        """Save the scan. Gives the report back, with a remark where something was wrong with the history."""
        try:
            said = self._save(report)
        except DsptscanError as error:
            said = f"This scan was not added to the history. {error.message} {error.next_step}"
        except Exception as error:  # a bug met here must not lose the table of a scan that took minutes
            said = f"This scan was not added to the history: a bug in dsptscan ({type(error).__name__})."
        return replace(report, remarks=(*report.remarks, said)) if said else report

    def _save(self, report: Report) -> str | None:
        marks = fingerprints(report.questions, self._open_keyring)
        kept = report if self._keep_answers else without_answers(report)
        try:
            self._history.save(kept, {**self._remembered(report), **marks})
        except HistoryDamaged:
            return saved_anew(self._history.path, lambda: self._history.save(kept, marks))
        return None

    def _remembered(self, report: Report) -> dict[str, str]:
        """The fingerprints of those answers that were not looked at this time, from the scan before."""
        closed = {q.ref for q in report.questions if q.read_on and q.read_on != report.today}
        last = self._history.last(report.account or "") if closed else None
        return {ref: mark for ref, mark in last.fingerprints.items() if ref in closed} if last else {}


def without_answers(report: Report) -> Report:
    """The same without a word of the provider's."""
    return replace(report, questions=tuple(_without_answer(question) for question in report.questions))


def _without_answer(question: Question) -> Question:
    return replace(question, answer=Answer(kind=question.answer.kind, answered=question.answer.answered))
