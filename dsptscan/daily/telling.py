"""What tables and the doctor say of the daily check: read from its files, changing nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dsptscan.daily.diary import Diary
from dsptscan.daily.due import told
from dsptscan.model import in_words
from dsptscan.outbox import Outbox
from dsptscan.schedule.record import read_record


def remarks_on(data: Path, account: str) -> tuple[str, ...]:
    """When the daily check of an account last ran, how that ended, and whether one was missed. `data`: its folder."""
    return told(read_record(data), account, Diary(data).last(account), datetime.now().astimezone())


def undelivered(data: Path) -> tuple[str, ...]:
    """The messages that could not be sent yet, a line each."""
    return tuple(
        f"A message for {one.to} could not be sent since {in_words(one.since)}; it is tried again at the next check:"
        f' "{one.subject}"'
        for one in Outbox(data).waiting()
    )
