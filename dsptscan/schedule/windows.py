"""Task Scheduler, on Windows: one task that runs only while its user is logged on, on battery too, late if need be."""

from __future__ import annotations

import getpass
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from xml.etree import ElementTree

from dsptscan.schedule.interface import Rehearsal, Standing, Step
from dsptscan.schedule.job import NAMES, Job, job_of
from dsptscan.schedule.running import Ran, run
from dsptscan.schedule.started import split, taken_apart, words_with

TASK = "dsptscan daily check"
SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_FIRST_DAY = "2026-01-05"  # only its time of day counts
_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "AllowHardTerminate": "true",
    "StartWhenAvailable": "true",
    "RunOnlyIfNetworkAvailable": "false",  # the check waits for the network itself, and says so when there is none
    "AllowStartOnDemand": "true",
    "Enabled": "true",
    "WakeToRun": "false",
    "ExecutionTimeLimit": "PT2H",
    "Priority": "7",
}


class TaskScheduler:
    """`run` starts schtasks; `user` is whose task it is, as DOMAIN\\name."""

    name = "Task Scheduler"

    def __init__(self, run: Callable[[tuple[str, ...]], Ran] = run, user: str | None = None) -> None:
        self._run = run
        self._user = user

    def available(self) -> bool:
        return sys.platform == "win32"

    def plan(self, job: Job) -> tuple[Step, ...]:
        text = task(job, self._owner())
        return (
            Step.file("task.xml, in a folder for the moment", text),
            Step.command(subprocess.list2cmdline(_create("task.xml"))),
        )

    def install(self, job: Job) -> None:
        with tempfile.TemporaryDirectory(prefix="dsptscan-") as folder:
            path = Path(folder) / "task.xml"
            path.write_bytes(task(job, self._owner()).encode("utf-16"))
            self._run(_create(str(path))).or_raise("schtasks")

    def show(self) -> Standing:
        ran = self._run(("schtasks", "/Query", "/TN", TASK, "/XML"))
        return Standing() if ran.code else Standing(text=ran.out, job=_job(ran.out))

    def remove(self) -> tuple[Step, ...]:
        if not self.show().text:
            return ()
        words = ("schtasks", "/Delete", "/TN", TASK, "/F")
        self._run(words).or_raise("schtasks")
        return (Step.command(subprocess.list2cmdline(words)),)

    def rehearsal(self, job: Job) -> Rehearsal:
        """The task has the variables of its user; what only this window has set is taken out."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.upper().startswith(("DSPTSCAN_", "PYTHON", "VIRTUAL_ENV"))
        }
        return Rehearsal(command=job.command(), environment=kept | dict(job.environment))

    def caution(self, job: Job) -> str | None:
        return f"A check that was missed at {job.at:%H:%M} is made up for as soon as you are logged on."

    def _owner(self) -> str:
        domain = os.environ.get("USERDOMAIN")
        return self._user or (f"{domain}\\{getpass.getuser()}" if domain else getpass.getuser())


def _create(path: str) -> tuple[str, ...]:
    return ("schtasks", "/Create", "/TN", TASK, "/XML", path, "/F")


def task(job: Job, user: str) -> str:
    """The task as XML, in the order Task Scheduler itself writes it."""
    root = ElementTree.Element("Task", {"version": "1.2", "xmlns": SPACE})

    def put(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        element = ElementTree.SubElement(parent, name, attributes)
        element.text = text
        return element

    about = put(root, "RegistrationInfo")
    put(about, "Author", "dsptscan")
    put(about, "Description", "Daily check of your DSPT pages. `dsptscan schedule remove` takes it away.")
    trigger = put(put(root, "Triggers"), "CalendarTrigger")
    put(trigger, "Enabled", "true")
    put(trigger, "StartBoundary", f"{_FIRST_DAY}T{job.at:%H:%M}:00")
    put(trigger, "RandomDelay", f"PT{job.spread}M")
    week = put(trigger, "ScheduleByWeek")
    put(week, "WeeksInterval", "1")
    days = put(week, "DaysOfWeek")
    for day in job.days:
        put(days, NAMES[day])
    principal = put(put(root, "Principals"), "Principal", id="Author")
    put(principal, "UserId", user)
    put(principal, "LogonType", "InteractiveToken")
    put(principal, "RunLevel", "LeastPrivilege")
    settings = put(root, "Settings")
    for name, value in _SETTINGS.items():
        put(settings, name, value)
    command, *words = words_with(job)
    action = put(put(root, "Actions", Context="Author"), "Exec")
    put(action, "Command", command)
    put(action, "Arguments", subprocess.list2cmdline(words))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def tree_of(text: str) -> ElementTree.Element:
    """A task as schtasks printed it or `task` wrote it. Raises ParseError or ValueError when it is none."""
    # From its first tag on: a DOCTYPE, which could hold a bomb of entities, can only stand before that.
    return ElementTree.fromstring(text[text.index("<Task") :])  # noqa: S314 - without a DOCTYPE there are no entities


def _job(text: str) -> Job | None:
    """The job that a task's XML says; None when it was changed into something else.

    schtasks prints in the console's code page: a letter which that lacks comes back as "?".
    """
    try:
        root = tree_of(text)
        at = datetime.fromisoformat(_text(root, "StartBoundary")).time()
        week = next(root.iter(f"{{{SPACE}}}DaysOfWeek"))
        days = tuple(sorted(NAMES.index(day.tag.rpartition("}")[2]) for day in week))
        spread = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?", _text(root, "RandomDelay"))
        minutes = int(spread[1] or 0) * 60 + int(spread[2] or 0) if spread else 0
        words = (_text(root, "Command"), *split(_text(root, "Arguments")))
        command, environment = taken_apart(words)
        return job_of(time(at.hour, at.minute), days, command, environment, minutes)
    except (ElementTree.ParseError, ValueError, StopIteration):
        return None


def _text(root: ElementTree.Element, name: str) -> str:
    found = next(root.iter(f"{{{SPACE}}}{name}")).text
    if not found:
        raise ValueError(name)
    return found
