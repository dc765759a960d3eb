"""What a long history costs: `fixes` and `history diff` with 50 scans behind them and with 5,000.

    python benchmarks/history.py [--scans N ...] [--again N]

The scans are those of an invented home, six hours apart, with 77 questions and some 30 fixes that come and go. For each
number of scans: the size of the file, and the best of some runs of each command, its work alone in this process and the
command as typed (which starts Python). Both the time on the clock and that of the processor are shown, for a busy
machine spoils the first; beside each stands how many times that of the first history it is. 1.5 or less is the aim.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, event

from dsptscan import guidance
from dsptscan.account_file import Account, write_accounts
from dsptscan.cli.recalling import as_of
from dsptscan.compare import compare
from dsptscan.model import Report
from dsptscan.practice import find_fixtures
from dsptscan.reports import find
from dsptscan.scan import scan_pages
from dsptscan.settings import Folders
from dsptscan.store import History

ACCOUNT = "rosewood"
BEGINNING = datetime(2022, 9, 1, 8, tzinfo=UTC)
TODAY = date(2026, 6, 23)


def scans(number: int) -> list[Report]:
    """The last of a long row of scans, six hours apart: what is found changes from scan to scan, as in life."""
    whole = replace(
        scan_pages(find_fixtures() / "cards" / "nearly-there", today=TODAY), source="toolkit", account=ACCOUNT
    )
    made = []
    for n in range(number):
        at = BEGINNING + timedelta(hours=6 * n)
        fixes = tuple(fix for i, fix in enumerate(whole.fixes) if (i + n) % 5)
        made.append(replace(whole, scanned_at=at.strftime("%Y-%m-%dT%H:%M:%SZ"), today=at.date(), fixes=fixes))
    return made


def filled(home: Path, number: int) -> History:
    """A home of dsptscan with so many scans in it."""
    folders = Folders.under(home)
    write_accounts(folders.config / "accounts.json", (Account(name=ACCOUNT, username="m@example.org"),))
    history = History(folders.data)
    event.listen(Engine, "connect", _without_waiting)
    for report in scans(number):
        history.save(report, {question.ref: f"key:{question.ref:0>64}" for question in report.questions})
    event.remove(Engine, "connect", _without_waiting)
    return history


def _without_waiting(connection: sqlite3.Connection, _: object) -> None:
    """Only the reading is measured: that each scan is safe on the disk need not be waited for here."""
    connection.execute("PRAGMA synchronous = OFF")


def fixes(home: Path, history: History) -> None:
    kept = history.last(ACCOUNT)
    if kept is None:
        raise LookupError("the history is empty")
    find("table").render(as_of(history, kept, TODAY, guidance.shelf()), width=120, colour=False)


def diff(home: Path, history: History) -> None:
    before, after = (history.get(ACCOUNT, entry.number) for entry in history.entries(ACCOUNT, 2))
    if before is None or after is None:
        raise LookupError("the history has less than two scans")
    compare(before.report, after.report, before.fingerprints, after.fingerprints)


def typed_fixes(home: Path, history: History) -> None:
    _typed(home, "fixes", "--today", str(TODAY))


def typed_diff(home: Path, history: History) -> None:
    _typed(home, "history", "diff")


def _typed(home: Path, *words: str) -> None:
    env = {**os.environ, "DSPTSCAN_HOME": str(home)}
    # A list, so no shell reads it; its words are the benchmark's own.
    subprocess.run([sys.executable, "-m", "dsptscan", *words], env=env, capture_output=True, check=False)  # noqa: S603 - see above


def seconds(work: Callable[[Path, History], None], home: Path, history: History, times: int) -> tuple[float, float]:
    """So many runs on the clock, and of the processor, with those of what was started."""
    start = os.times()
    for _ in range(times):
        work(home, history)
    end = os.times()
    return end.elapsed - start.elapsed, sum(end[:4]) - sum(start[:4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scans", type=int, nargs="+", default=[50, 5000], help="how many scans (default 50 5000)")
    parser.add_argument("--again", type=int, default=10, help="runs of each, of which the best counts (default 10)")
    asked = parser.parse_args()
    with ExitStack() as stack:
        homes = [(number, Path(stack.enter_context(tempfile.TemporaryDirectory()))) for number in asked.scans]
        histories = [(number, home, filled(home, number)) for number, home in homes]
        print(f"{'work':24} {'scans':>6} {'MB':>7} {'clock ms':>9} {'times':>6} {'processor ms':>13} {'times':>6}")
        for what in (fixes, diff, typed_fixes, typed_diff):
            # What is short is done many times over: the clock of the processor counts in hundredths of a second.
            times = 1 if what in (typed_fixes, typed_diff) else 20
            best: list[tuple[float, float]] = [(float("inf"), float("inf"))] * len(histories)
            for _ in range(asked.again):  # in turns, so that a busy moment is no history's own
                for place, (_, home, history) in enumerate(histories):
                    took = seconds(what, home, history, times)
                    best[place] = (min(best[place][0], took[0]), min(best[place][1], took[1]))
            for (number, _, history), (clock, processor) in zip(histories, best, strict=True):
                told = [
                    f"{1000 * clock / times:9.1f} {clock / best[0][0]:6.2f}",
                    f"{1000 * processor / times:13.1f} {processor / best[0][1]:6.2f}",
                ]
                size = history.path.stat().st_size / 1e6
                print(f"{what.__name__.replace('_', ' '):24} {number:6} {size:7.1f} {' '.join(told)}", flush=True)


if __name__ == "__main__":
    main()
