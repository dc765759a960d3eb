"""One scheduled run: not too often, patient with the network, kept in the diary, and a message if something changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from dsptscan.daily.diary import Diary
from dsptscan.daily.messages import message
from dsptscan.daily.outcome import Outcome, state_of
from dsptscan.daily.ping import Ping
from dsptscan.errors import DsptscanError, NoConnection, WrongUsage
from dsptscan.model import Report
from dsptscan.notify import Targets
from dsptscan.outbox import Outbox

A_DAY = 2  # scheduled runs of an account
WAITS = (120.0, 300.0, 600.0, 900.0, 1500.0)  # seconds between tries without a connection: within the hour


class LastScan(Protocol):
    def __call__(self, account: str) -> Report | None:
        """The last scan of an account, None where there is none or it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """The scheduled runs of one command. `asked`: a person wants them now. `full`: nothing is taken from memory."""

    diary: Diary
    last_scan: LastScan
    targets: Targets
    outbox: Outbox
    ping: Ping
    today: date
    asked: bool = False
    full: bool = False
    sleep: Callable[[float], None] = field(default=time.sleep)
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def run(self, account: str, scan: Callable[[Report | None], Report]) -> Report:
        """The report of an account. `scan` is given the last one, to be spared what has not changed since.

        Raises what went wrong, after it has been noted and told; WrongUsage when there were enough runs today.
        """
        if not self.asked and self.diary.runs_on(account, self.today) >= A_DAY:
            raise WrongUsage(
                f"The account {account} has been checked {A_DAY} times today already, so it was left alone.",
                f"If you want it checked again, scan by hand: dsptscan scan {account}",
            )
        before = self.last_scan(account)
        earlier = self._earlier(account, before)
        self.diary.begin(account, self.today, self.now(), counts=not self.asked)
        try:
            report = self._patiently(lambda: scan(None if self.full else before))
        except Exception as error:
            self._ended(earlier, self._trouble(account, error, earlier, before))
            raise
        self._ended(earlier, Outcome(account=account, state="read", day=self.today, report=report))
        return report

    def left_alone(self, account: str, error: DsptscanError) -> None:
        """An account was not tried, after what happened to the one before."""
        before = self.last_scan(account)
        earlier = self._earlier(account, before)
        self.diary.begin(account, self.today, self.now(), counts=False)
        self._ended(earlier, self._trouble(account, error, earlier, before))

    def _patiently(self, scan: Callable[[], Report]) -> Report:
        for wait in () if self.asked else WAITS:
            try:
                return scan()
            except NoConnection:
                self.sleep(wait)
        return scan()

    def _earlier(self, account: str, report: Report | None) -> Outcome | None:
        """The run before, with what the last scan found. A person's scan since then counts as one that read.

        Its day stays that of the scheduled run: a mark before the deadline is told by those alone.
        """
        entry = self.diary.last(account)
        if entry is None or entry.state is None or (report and datetime.fromisoformat(report.scanned_at) > entry.at):
            if report is None:
                return None
            # One that never was, or did not come to its end, has told nothing of its own day.
            day = entry.day if entry and entry.state else (entry.day if entry else self.today) - timedelta(days=1)
            return Outcome(account=account, state="read", day=day, report=report)
        return Outcome(
            account=account,
            state=entry.state,
            day=entry.day,
            said=entry.said,
            next_step=entry.next_step,
            in_a_row=entry.in_a_row,
            report=report,
        )

    def _trouble(self, account: str, error: Exception, earlier: Outcome | None, report: Report | None) -> Outcome:
        state = state_of(error)
        said, next_step = f"Something went wrong inside dsptscan ({type(error).__name__}). This is a bug.", ""
        if isinstance(error, DsptscanError):
            said, next_step = error.message, error.next_step
        again = earlier is not None and earlier.state == state
        return Outcome(
            account=account,
            state=state,
            day=self.today,
            said=said,
            next_step=next_step,
            in_a_row=earlier.in_a_row + 1 if earlier and again else 1,
            report=report,
        )

    def _ended(self, earlier: Outcome | None, outcome: Outcome) -> None:
        if outcome.state != "read":
            self.ping.failed()
        self.diary.end(outcome, self.now())
        told = message(earlier, outcome, self.today)
        self.outbox.deliver([told] if told else [], self.targets, self.today)
