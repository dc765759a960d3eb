"""The scheduled runs there were: how the last of each account ended, and how many there were today."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from dsptscan.atomic import private_folder, write_private
from dsptscan.daily.outcome import Outcome, State

NAME = "daily.json"
SCHEMA = "dsptscan/daily/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The last scheduled run of an account.

    `state` None: it began and never ended. `day` is the date it counted from, `at` when it began, with its time zone.
    `today`: how many there were on that day. `read_at`: when one last read the pages.
    """

    state: State | None
    day: date
    at: datetime
    today: int = 1
    said: str = ""
    next_step: str = ""
    in_a_row: int = 1
    read_at: datetime | None = None


class Diary:
    """In a private file of a data folder. A file that cannot be read or written is as if there was none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def last(self, account: str) -> Entry | None:
        """The last run of an account, if there was one."""
        told = self._read().get(account)
        try:
            return _entry(told) if told is not None else None
        except (KeyError, TypeError, ValueError):
            return None

    def runs_on(self, account: str, day: date) -> int:
        """How many runs of an account have begun on a day."""
        entry = self.last(account)
        return entry.today if entry and entry.day == day else 0

    def begin(self, account: str, day: date, now: datetime, *, counts: bool = True) -> None:
        """A run begins. `counts`: it is one of those that are limited."""
        before = self.last(account)
        runs = self.runs_on(account, day) + counts
        read_at = before.read_at if before else None
        self._write(account, Entry(state=None, day=day, at=now, today=runs, read_at=read_at))

    def end(self, outcome: Outcome, now: datetime) -> None:
        """It ended so."""
        begun = self.last(outcome.account)
        at, runs = (begun.at, begun.today) if begun else (now, 1)
        read_at = at if outcome.state == "read" else begun.read_at if begun else None
        self._write(
            outcome.account,
            Entry(
                state=outcome.state,
                day=outcome.day,
                at=at,
                today=runs,
                said=outcome.said,
                next_step=outcome.next_step,
                in_a_row=outcome.in_a_row,
                read_at=read_at,
            ),
        )

    def _read(self) -> dict[str, Any]:
        try:
            told = json.loads(self._path.read_text("utf-8"))
            return dict(told["accounts"]) if told["schema"] == SCHEMA else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _write(self, account: str, entry: Entry) -> None:
        told = asdict(entry) | {
            "day": entry.day.isoformat(),
            "at": entry.at.isoformat(timespec="seconds"),
            "read_at": entry.read_at.isoformat(timespec="seconds") if entry.read_at else None,
        }
        document = {"schema": SCHEMA, "accounts": self._read() | {account: told}}
        try:
            private_folder(self._path.parent)
            write_private(self._path, (json.dumps(document, indent=2) + "\n").encode())
        except OSError:
            return  # a full disk must not keep the scan from being made


def _entry(told: Any) -> Entry:
    if told["state"] not in (None, *get_args(State)):
        raise ValueError(told["state"])
    read_at = told["read_at"]
    entry = Entry(**{**told, "day": date.fromisoformat(told["day"]), "at": datetime.fromisoformat(told["at"])})
    return replace(entry, read_at=datetime.fromisoformat(read_at) if read_at else None)
