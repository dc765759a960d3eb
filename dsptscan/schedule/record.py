"""What was installed, kept apart from the scheduler: so that an entry which got lost is noticed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from dsptscan.atomic import private_folder, write_private
from dsptscan.errors import NotSetUp
from dsptscan.schedule.job import Job

NAME = "schedule.json"
SCHEMA = "dsptscan/schedule/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """When the check is due, by the computer's own clock, since when and by which scheduler."""

    scheduler: str
    at: time
    days: tuple[int, ...]
    accounts: tuple[str, ...]
    since: datetime


def read_record(folder: Path) -> Record | None:
    """The record in a data folder; None without one, and for one that cannot be understood."""
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        if told["schema"] != SCHEMA:
            return None
        return Record(
            scheduler=str(told["scheduler"]),
            at=time.fromisoformat(told["at"]),
            days=tuple(int(day) % 7 for day in told["days"]),
            accounts=tuple(map(str, told["accounts"])),
            since=datetime.fromisoformat(told["since"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_record(folder: Path, job: Job, scheduler: str, since: datetime) -> None:
    """Keep what was installed. Raises NotSetUp."""
    told = {
        "schema": SCHEMA,
        "scheduler": scheduler,
        "at": f"{job.at:%H:%M}",
        "days": list(job.days),
        "accounts": list(job.accounts),
        "since": since.isoformat(timespec="seconds"),
    }
    try:
        private_folder(folder)
        write_private(folder / NAME, (json.dumps(told, indent=2) + "\n").encode())
    except OSError as error:
        raise NotSetUp(
            f"{folder} cannot be written ({error.strerror}).", "Check that the folder is yours and the disk not full."
        ) from None


def forget_record(folder: Path) -> bool:
    """Delete it. Whether there was one."""
    there = (folder / NAME).exists()
    (folder / NAME).unlink(missing_ok=True)
    return there
