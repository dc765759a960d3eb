"""systemd: a timer and a service of the user's own manager. It makes up for a time that was slept over."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Mapping
from datetime import time
from pathlib import Path

from dsptscan.atomic import write_private
from dsptscan.errors import NotSetUp
from dsptscan.schedule.interface import Rehearsal, Standing, Step
from dsptscan.schedule.job import DAYS, Job, job_of
from dsptscan.schedule.running import Ran, run, typed

UNIT = "dsptscan-daily"
_ABOUT = "# Made by dsptscan; `dsptscan schedule remove` takes it away."
_TIMER = f"""{_ABOUT}
[Unit]
Description=Daily check of your DSPT pages (dsptscan)

[Timer]
OnCalendar={{days}} *-*-* {{at}}:00
RandomizedDelaySec={{spread}}min
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"""
# Two hours: the check waits for the network for up to one. A scan that found something to do is no failure.
# systemd refuses some letters in the name of a program, but none in a word that it hands on; the colon keeps it from
# putting variables in.
_SERVICE = f"""{_ABOUT}
[Unit]
Description=Daily check of your DSPT pages (dsptscan)

[Service]
Type=oneshot
{{environment}}ExecStart=:/usr/bin/env {{command}}
StandardOutput=null
SuccessExitStatus=7 10 11
TimeoutStartSec=2h
Nice=10
"""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "%": "%%"}
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Systemd:
    """`environment`: the variables that lead to the user's folders and manager, by default this process's own."""

    name = "systemd"

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = dict(os.environ if environment is None else environment)
        home = Path(self._environment.get("HOME") or Path.home())
        config = self._environment.get("XDG_CONFIG_HOME") or home / ".config"
        self._folder = Path(config) / "systemd" / "user"
        self._timer = self._folder / f"{UNIT}.timer"
        self._service = self._folder / f"{UNIT}.service"

    def available(self) -> bool:
        if shutil.which("systemctl") is None:
            return False
        try:
            return self._run("show", "--property=Version").code == 0
        except NotSetUp:
            return False

    def plan(self, job: Job) -> tuple[Step, ...]:
        return (
            *(Step.file(path, text) for path, text in self._files(job)),
            *(Step.command(typed(self._words(*words))) for words in self._starting()),
        )

    def install(self, job: Job) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for path, text in self._files(job):
                write_private(path, text.encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise NotSetUp(
                f"{self._folder} cannot be written ({error.strerror}).", "Check that the folder is yours."
            ) from None
        for words in self._starting():
            self._run(*words).or_raise("systemctl")

    def show(self) -> Standing:
        texts = []
        for path in (self._timer, self._service):
            try:
                texts.append(path.read_text("utf-8", "surrogateescape"))
            except FileNotFoundError:
                continue
            except OSError as error:
                raise NotSetUp(f"{path} cannot be read ({error.strerror}).", "Check who may read it.") from None
        if not texts:
            return Standing()
        enabled = self._run("is-enabled", f"{UNIT}.timer").code == 0
        return Standing(text="\n".join(texts), job=_job(*texts) if len(texts) == 2 and enabled else None)

    def remove(self) -> tuple[Step, ...]:
        there = [path for path in (self._timer, self._service) if path.exists()]
        if not there:
            return ()
        steps = []
        # What it says is of no use here: a unit that was never started, or is half there, is told in many ways.
        for words in (
            ("disable", "--now", f"{UNIT}.timer"),
            ("clean", "--what=state", f"{UNIT}.timer"),
        ):
            self._run(*words)
            steps.append(Step.command(typed(self._words(*words))))
        for path in there:
            path.unlink(missing_ok=True)
            steps.append(Step.deletion(path))
        with contextlib.suppress(OSError):
            (self._folder / "timers.target.wants").rmdir()  # only where it is empty
        self._run("daemon-reload").or_raise("systemctl")
        self._run("reset-failed", f"{UNIT}.service")
        return (*steps, Step.command(typed(self._words("daemon-reload"))))

    def rehearsal(self, job: Job) -> Rehearsal:
        told = [f"--setenv={name}={value}" for name, value in job.environment]
        words = ("systemd-run", "--user", "--quiet", "--wait", "--collect", "--pipe", *told, *job.command())
        return Rehearsal(command=words, environment=self._environment)

    def caution(self, job: Job) -> str | None:
        return f"A check that was missed at {job.at:%H:%M} is made up for when you next log in."

    def _files(self, job: Job) -> tuple[tuple[Path, str], ...]:
        days = ",".join(DAYS[day].title() for day in job.days)
        timer = _TIMER.format(days=days, at=f"{job.at:%H:%M}", spread=job.spread)
        told = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment)
        command = " ".join(map(_quoted, job.command()))
        return (self._timer, timer), (self._service, _SERVICE.format(environment=told, command=command))

    def _starting(self) -> tuple[tuple[str, ...], ...]:
        return ("daemon-reload",), ("enable", f"{UNIT}.timer"), ("restart", f"{UNIT}.timer")

    def _words(self, *words: str) -> tuple[str, ...]:
        return ("systemctl", "--user", *words)

    def _run(self, *words: str) -> Ran:
        return run(self._words(*words), environment=self._environment)


def _quoted(word: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in word) + '"'


def _unquoted(text: str) -> str:
    plain = re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)
    return plain.replace("%%", "%")


def _job(timer: str, service: str) -> Job | None:
    """The job that the two files say; None when somebody has changed them into something else."""
    when = re.search(r"^OnCalendar=([\w,]+) \*-\*-\* (\d\d):(\d\d):00$", timer, re.MULTILINE)
    spread = re.search(r"^RandomizedDelaySec=(\d+)min$", timer, re.MULTILINE)
    start = re.search(r"^ExecStart=:/usr/bin/env (.+)$", service, re.MULTILINE)
    if not (when and spread and start):
        return None
    try:
        days = tuple(DAYS.index(name.lower()) for name in when[1].split(","))
        told = re.findall(r"^Environment=(.+)$", service, re.MULTILINE)
        pairs = (_unquoted(found[1]).partition("=") for line in told if (found := _WORD.fullmatch(line)))
        command = tuple(_unquoted(word) for word in _WORD.findall(start[1]))
        environment = {name: value for name, _, value in pairs}
        return job_of(time(int(when[2]), int(when[3])), days, command, environment, int(spread[1]))
    except ValueError:
        return None
