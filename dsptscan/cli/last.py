"""Where the last scan of an account comes from."""

from __future__ import annotations

from datetime import date

from dsptscan.errors import NotSetUp
from dsptscan.model import Report


def last_report(account: str | None, today: date) -> Report:
    """The last scan of the account (of the only one, if none is named), with days and states as of `today`.

    Raises NotSetUp when there is none, WrongUsage when the account is unknown or several could be meant.
    """
    raise NotSetUp("There is no scan yet.", "Make one first with: dsptscan scan")
