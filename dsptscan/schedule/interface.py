"""What every scheduler offers. One file per implementation; `tests/schedule/conformance.py` holds them all to this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from dsptscan.schedule.job import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is done: `what` is a file that is written or deleted, or a command as it would be typed.

    `text` is what the file will hold, or what the command gets to read; "" for nothing.
    """

    kind: str
    what: str
    text: str = ""

    @classmethod
    def file(cls, path: object, text: str) -> Step:
        return cls(kind="writes", what=str(path), text=text)

    @classmethod
    def deletion(cls, path: object) -> Step:
        return cls(kind="deletes", what=str(path))

    @classmethod
    def command(cls, words: str, text: str = "") -> Step:
        return cls(kind="runs", what=words, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a scheduler holds of ours now: `text` word for word, "" for nothing. `job` None: not to be understood."""

    text: str = ""
    job: Job | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """The process that the scheduler would start, as far as that can be had beforehand: words and all its variables."""

    command: tuple[str, ...]
    environment: Mapping[str, str]


class Scheduler(Protocol):
    """The scheduler of an operating system, for one entry of ours. Everything else in it is left as it is."""

    @property
    def name(self) -> str:
        """What people call it."""

    def available(self) -> bool:
        """Whether it can be used on this computer, now, by this user."""

    def plan(self, job: Job) -> tuple[Step, ...]:
        """The exact files and commands of `install`, in order. Changes nothing. Raises WrongUsage."""

    def install(self, job: Job) -> None:
        """Put the entry there, in place of an earlier one. Raises NotSetUp."""

    def show(self) -> Standing:
        """The entry as it is there now. Raises NotSetUp."""

    def remove(self) -> tuple[Step, ...]:
        """Take the entry away, with all that came with it. Gives what was done: nothing where nothing was."""

    def rehearsal(self, job: Job) -> Rehearsal:
        """How the check is started on the day, for a proof that it works."""

    def caution(self, job: Job) -> str | None:
        """What to know of this scheduler's limits, in one sentence."""
