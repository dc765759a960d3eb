"""How a scheduled run ended for one account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dsptscan.errors import (
    DsptscanError,
    GuardStopped,
    NotSetUp,
    PersonNeeded,
    SignInRefused,
    ToolkitUnavailable,
    WrongUsage,
)
from dsptscan.model import Report

State = Literal["read", "refused", "person", "unavailable", "not_set_up", "stopped", "busy", "bug"]
_STATES: tuple[tuple[type[DsptscanError], State], ...] = (
    (SignInRefused, "refused"),
    (PersonNeeded, "person"),
    (ToolkitUnavailable, "unavailable"),
    (GuardStopped, "stopped"),
    (NotSetUp, "not_set_up"),
    (WrongUsage, "busy"),  # the only thing that can be wrong here is another scan of the account
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One run on a day. `report` is what was read, or the last that was read before where nothing could be.

    `said` and `next_step` tell what went wrong; never a password or an answer. `in_a_row`: how many runs have ended in
    this state, one after the other.
    """

    account: str
    state: State
    day: date
    said: str = ""
    next_step: str = ""
    in_a_row: int = 1
    report: Report | None = None


def state_of(error: Exception) -> State:
    """The state that an error leaves. What nobody foresaw is a bug."""
    return next((state for kind, state in _STATES if isinstance(error, kind)), "bug")
