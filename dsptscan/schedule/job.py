"""What is to be done when: the daily check as one record, and times and days as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from dsptscan.errors import WrongUsage

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPREAD = 20  # minutes within which the check starts, so that many providers do not arrive together

_AT = re.compile(r"([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The daily check. `at` is the computer's own clock; `days` count from Monday, 0, and are in order.

    `accounts` are names; none means every account there is on the day. `program` starts dsptscan, as the words of a
    command; `environment` is what it needs set, and never a secret. `spread` in minutes.
    """

    at: time
    days: tuple[int, ...]
    accounts: tuple[str, ...]
    program: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()
    spread: int = SPREAD

    def command(self, *, spread: bool = False) -> tuple[str, ...]:
        """The words that run the check. `spread`: dsptscan itself waits, for the scheduler cannot."""
        waits = ("--spread", str(self.spread)) if spread and self.spread else ()
        return (*self.program, "scan", "--scheduled", *waits, *(self.accounts or ("--all",)))

    def in_words(self) -> str:
        """07:30, Monday to Friday, every account."""
        who = ", ".join(self.accounts) if self.accounts else "every account"
        return f"{self.at:%H:%M}, {days_in_words(self.days)}, {who}"


def job_of(at: time, days: tuple[int, ...], command: tuple[str, ...], environment: dict[str, str], spread: int) -> Job:
    """The job whose `command(...)` and `environment` these are. Raises ValueError when it is none of ours.

    `spread` is what the scheduler does itself; a `--spread` in the command stands before it.
    """
    start = command.index("--scheduled") - 1
    if start < 1 or command[start] != "scan":
        raise ValueError("no scheduled scan")
    rest = list(command[start + 2 :])
    if rest[:1] == ["--spread"]:
        spread = int(rest[1])
        rest = rest[2:]
    if not rest or (rest != ["--all"] and any(word.startswith("-") for word in rest)):
        raise ValueError("no accounts")
    job = Job(at=at, days=days, accounts=(), program=command[:start], environment=tuple(environment.items()))
    return replace(job, accounts=() if rest == ["--all"] else tuple(rest), spread=spread)


def parse_at(typed: str) -> time:
    """07:30 as a time of day. Raises WrongUsage."""
    found = _AT.fullmatch(typed.strip()) if typed.isascii() else None
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise WrongUsage(
            "The time after --at is not a time of day.", "Write hours and minutes, from 00:00 to 23:59: --at 07:30"
        )
    return time(int(found[1]), int(found[2]))


def parse_days(typed: str) -> tuple[int, ...]:
    """mon-fri, mon,wed,fri or daily as numbers from Monday, 0, in order. Raises WrongUsage."""
    wanted: set[int] = set()
    for part in typed.strip().lower().split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if part.strip() == "daily":
            wanted |= set(range(7))
        elif first not in DAYS or (dash and last not in DAYS):
            raise WrongUsage(
                "The days after --days are not days of the week.",
                f"Write them like mon-fri or mon,wed,sun, from these: {', '.join(DAYS)}.",
            )
        else:
            start, end = DAYS.index(first), DAYS.index(last or first)
            wanted |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}  # fri-mon goes round
    return tuple(sorted(wanted))


def days_in_words(days: tuple[int, ...]) -> str:
    """Monday to Friday; Monday, Wednesday and Sunday; every day."""
    if len(days) == 7:
        return "every day"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{NAMES[days[0]]} to {NAMES[days[-1]]}"
    *others, last = (NAMES[day] for day in days)
    return f"{', '.join(others)} and {last}" if others else last
