"""cron: two comment lines around one line of the user's own crontab."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import shutil
from dataclasses import replace
from datetime import time
from pathlib import Path

from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.schedule.interface import Rehearsal, Standing, Step
from dsptscan.schedule.job import Job, job_of
from dsptscan.schedule.running import run, typed

BEGIN = "# dsptscan, daily check: begin. Made by dsptscan; `dsptscan schedule remove` takes it away."
END = "# dsptscan, daily check: end."
LONGEST = 990  # characters of a line that every cron takes
PLAIN_PATH = "/usr/local/bin:/usr/bin:/bin:/snap/bin"

_BLOCK = re.compile(rf"^{re.escape(BEGIN)}\n(.*?)^{re.escape(END)}\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"(\d+) (\d+) \* \* ([\d,*]+) (.+) >/dev/null 2>&1")


class Cron:
    """`program`: the words that start crontab."""

    name = "cron"

    def __init__(self, program: tuple[str, ...] = ("crontab",)) -> None:
        self._program = program

    def available(self) -> bool:
        return shutil.which(self._program[0]) is not None

    def plan(self, job: Job) -> tuple[Step, ...]:
        return (Step.command(typed((*self._program, "-")), self._with(job)),)

    def install(self, job: Job) -> None:
        self._write(self._with(job))

    def show(self) -> Standing:
        found = _BLOCK.search(self._read())
        if found is None:
            return Standing()
        return Standing(text=found[1], job=_job(found[1]))

    def remove(self) -> tuple[Step, ...]:
        before = self._read()
        after = _BLOCK.sub("", before)
        if after == before:
            return ()
        if not after:
            run((*self._program, "-r")).or_raise("crontab -r")
            return (Step.command(typed((*self._program, "-r"))),)
        self._write(after)
        return (Step.command(typed((*self._program, "-")), after),)

    def rehearsal(self, job: Job) -> Rehearsal:
        user = getpass.getuser()
        bare = {"HOME": str(Path.home()), "LOGNAME": user, "USER": user, "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
        return Rehearsal(command=("/bin/sh", "-c", _shell(_fitting(job), waits=False)), environment=bare)

    def caution(self, job: Job) -> str | None:
        if not _daemon_runs():
            return "It looks as if cron is installed but not running: start it, or nothing will happen."
        return f"cron leaves out a check when the computer is off or asleep at {job.at:%H:%M}."

    def _with(self, job: Job) -> str:
        """The crontab with the entry, everything else as it is."""
        block = f"{BEGIN}\n{_line(job)}\n{END}\n"
        before = self._read()
        found = _BLOCK.search(before)
        if found:
            return before[: found.start()] + block + _BLOCK.sub("", before[found.end() :])
        return before + block

    def _read(self) -> str:
        ran = run((*self._program, "-l"))
        if ran.code:
            if "no crontab" in ran.err.lower():
                return ""
            ran.or_raise("crontab -l")
        return ran.out if not ran.out or ran.out.endswith("\n") else f"{ran.out}\n"

    def _write(self, text: str) -> None:
        run((*self._program, "-"), text).or_raise("crontab")


def _line(job: Job) -> str:
    days = "*" if len(job.days) == 7 else ",".join(str((day + 1) % 7) for day in job.days)  # cron's 0 is Sunday
    # cron makes a new line of every bare %.
    command = _shell(_fitting(job), waits=True).replace("%", r"\%")
    line = f"{job.at.minute} {job.at.hour} * * {days} {command} >/dev/null 2>&1"
    if "\n" in line or "\r" in line:
        raise NotSetUp("A folder that dsptscan needs has a line break in its name.", "Give it another name.")
    if len(os.fsencode(line)) > LONGEST:
        raise WrongUsage("That is too long for a line of cron.", "Leave out --account: then every account is checked.")
    return line


def _shell(job: Job, *, waits: bool) -> str:
    told = [f"{name}={value}" for name, value in job.environment]
    return shlex.join(("/usr/bin/env", *told, *job.command(spread=waits)))


def _fitting(job: Job) -> Job:
    """The job, with a plain PATH where the user's own is longer than cron takes."""
    told = dict(job.environment)
    if len(_shell(job, waits=True)) > LONGEST - 100 and "PATH" in told:
        told["PATH"] = PLAIN_PATH
    return replace(job, environment=tuple(told.items()))


def _job(line: str) -> Job | None:
    found = _LINE.fullmatch(line.rstrip("\n"))
    if found is None:
        return None
    try:
        words = shlex.split(found[4].replace(r"\%", "%"))
        told = {}
        at = 1
        while "=" in words[at] and not words[at].startswith("/"):
            name, _, value = words[at].partition("=")
            told[name] = value
            at += 1
        days = range(7) if found[3] == "*" else sorted((int(day) + 6) % 7 for day in found[3].split(","))
        return job_of(time(int(found[2]), int(found[1])), tuple(days), tuple(words[at:]), told, 0)
    except (ValueError, IndexError):
        return None


def _daemon_runs() -> bool:
    """Whether a cron is at work. True where nobody can tell."""
    for place in ("/run/crond.pid", "/var/run/crond.pid", "/var/run/cron.pid"):
        if Path(place).exists():
            return True
    try:
        names = {path.read_text().strip() for path in Path("/proc").glob("[0-9]*/comm")}
    except OSError:
        return True
    return not names or bool(names & {"cron", "crond", "fcron", "cronie"})
