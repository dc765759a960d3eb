"""launchd, on macOS: one agent of the user's own. A time that was slept over is made up for on waking."""

from __future__ import annotations

import getpass
import os
import plistlib
import shutil
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

from dsptscan.atomic import write_private
from dsptscan.errors import NotSetUp
from dsptscan.schedule.interface import Rehearsal, Standing, Step
from dsptscan.schedule.job import Job, job_of
from dsptscan.schedule.running import Ran, run, typed

LABEL = "uk.dsptscan.daily"


class Launchd:
    """`run` starts launchctl; `home` and `user` are whose agent it is."""

    name = "launchd"

    def __init__(
        self,
        run: Callable[[tuple[str, ...]], Ran] = run,
        home: Path | None = None,
        user: int | None = None,
    ) -> None:
        self._run = run
        self._home = home or Path.home()
        self._path = self._home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
        self._domain = f"gui/{os.getuid() if user is None else user}"

    def available(self) -> bool:
        return shutil.which("launchctl") is not None

    def plan(self, job: Job) -> tuple[Step, ...]:
        return (Step.file(self._path, _plist(job).decode()), *map(Step.command, map(typed, self._starting())))

    def install(self, job: Job) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_private(self._path, _plist(job))
        except OSError as error:
            raise NotSetUp(
                f"{self._path} cannot be written ({error.strerror}).", "Check that the folder is yours."
            ) from None
        stop, start = self._starting()
        self._run(stop)  # says no when there was none
        self._run(start).or_raise("launchctl")

    def show(self) -> Standing:
        try:
            raw = self._path.read_bytes()
        except FileNotFoundError:
            return Standing()
        except OSError as error:
            raise NotSetUp(f"{self._path} cannot be read ({error.strerror}).", "Check who may read it.") from None
        loaded = self._run(("launchctl", "print", f"{self._domain}/{LABEL}")).code == 0
        return Standing(text=raw.decode("utf-8", "replace"), job=_job(raw) if loaded else None)

    def remove(self) -> tuple[Step, ...]:
        if not self._path.exists():
            return ()
        stop, _ = self._starting()
        self._run(stop)
        self._path.unlink()
        return Step.command(typed(stop)), Step.deletion(self._path)

    def rehearsal(self, job: Job) -> Rehearsal:
        user = getpass.getuser()
        bare = {
            "HOME": str(self._home),
            "LOGNAME": user,
            "USER": user,
            "SHELL": "/bin/sh",
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        }
        return Rehearsal(command=job.command(), environment=bare | dict(job.environment))

    def caution(self, job: Job) -> str | None:
        return f"A check that was slept over at {job.at:%H:%M} is made up for on waking; one while it was off is not."

    def _starting(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        stop = ("launchctl", "bootout", f"{self._domain}/{LABEL}")
        return stop, ("launchctl", "bootstrap", self._domain, str(self._path))


def _plist(job: Job) -> bytes:
    at = {"Hour": job.at.hour, "Minute": job.at.minute}
    whole_week = len(job.days) == 7
    agent: dict[str, Any] = {
        "Label": LABEL,
        "ProgramArguments": list(job.command(spread=True)),
        "EnvironmentVariables": dict(job.environment),
        "StartCalendarInterval": at if whole_week else [{**at, "Weekday": day + 1} for day in job.days],
        # The keychain is open only while the user is logged in.
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Background",
        "StandardOutPath": "/dev/null",
        "StandardErrorPath": "/dev/null",
    }
    return plistlib.dumps(agent, sort_keys=False)


def _job(raw: bytes) -> Job | None:
    try:
        agent = plistlib.loads(raw)
        told = agent["StartCalendarInterval"]
        every = [told] if isinstance(told, dict) else told
        (at,) = {time(one["Hour"], one["Minute"]) for one in every}
        days = range(7) if isinstance(told, dict) else sorted(one["Weekday"] - 1 for one in every)
        return job_of(at, tuple(days), tuple(agent["ProgramArguments"]), agent["EnvironmentVariables"], 0)
    except (plistlib.InvalidFileException, ValueError, KeyError, TypeError):
        return None
