"""What `scan --scheduled` does around a scan: nobody is looking, and it must not be done too often."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsptscan.cli.errors import remark
from dsptscan.errors import DsptscanError

if TYPE_CHECKING:
    from dsptscan.accounts import Accounts
    from dsptscan.daily.run import Daily
    from dsptscan.model import Report
    from dsptscan.settings import Config, Folders
    from dsptscan.store import History


@contextmanager
def somewhere_to_write() -> Iterator[None]:
    """On Windows a program without a window has nowhere to write to; from `with` to its end it has."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, ExitStack() as stack:
        if sys.stdout is None:
            stack.enter_context(redirect_stdout(nowhere))
        if sys.stderr is None:
            stack.enter_context(redirect_stderr(nowhere))
        yield


def asked_for() -> bool:
    """Whether a person waits for this run, as for the proof when the check is set up."""
    from dsptscan.schedule.proving import ASKED

    return os.environ.get(ASKED) == "1"


def spread_out(minutes: int) -> None:
    """Wait for a part of these minutes, so that not every provider arrives at the same time."""
    if minutes and not asked_for():
        time.sleep(secrets.SystemRandom().uniform(0, minutes * 60))


def daily(folders: Folders, config: Config, accounts: Accounts, history: History, *, today: date, full: bool) -> Daily:
    """The scheduled runs of this command."""
    from dsptscan.daily.diary import Diary
    from dsptscan.daily.ping import Ping
    from dsptscan.daily.run import Daily
    from dsptscan.notify import Targets
    from dsptscan.outbox import Outbox

    def last_scan(account: str) -> Report | None:
        try:
            kept = history.last(account)
        except DsptscanError:
            return None
        return kept.report if kept else None

    return Daily(
        diary=Diary(folders.data),
        last_scan=last_scan,
        targets=Targets(folders.config, accounts.open_keyring),
        outbox=Outbox(folders.data),
        ping=Ping(config.ping),
        today=today,
        asked=asked_for(),
        full=full,
    )


def say(reports: Sequence[Report], folders: Folders) -> None:
    """A line for each account, for whoever looks at what the scheduler noted; and which messages still wait."""
    from dsptscan.daily.telling import undelivered
    from dsptscan.reports.words import VERDICTS

    for report in reports:
        open_ = sum(fix.state == "open" for fix in report.fixes)
        things = "1 thing" if open_ == 1 else f"{open_} things"
        remark(f"{report.account}: the pages were read. {VERDICTS[report.verdict]}, {things} to do.")
    for said in undelivered(folders.data):
        remark(said)


def remarked(reports: Sequence[Report], folders: Folders) -> list[Report]:
    """The reports, each with what is to be said of its daily check."""
    from dsptscan.daily.telling import remarks_on

    return [
        replace(report, remarks=(*report.remarks, *remarks_on(folders.data, report.account or "")))
        for report in reports
    ]
