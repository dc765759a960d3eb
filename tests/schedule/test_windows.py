"""Task Scheduler. It cannot run here, so what it gets is held against its published schema and its command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from dsptscan.schedule.job import Job
from dsptscan.schedule.running import Ran
from dsptscan.schedule.started import split, taken_apart, words_with
from dsptscan.schedule.windows import TASK, TaskScheduler, task
from tests.schedule.conformance import JOB, Conformance
from tests.schedule.task_schema import offences

USER = "HOME-PC\\Zoë"


class Schtasks:
    """Stands for schtasks.exe: keeps tasks by name, knows its three commands as we type them, and refuses the rest."""

    def __init__(self) -> None:
        self.tasks = {"mine": "<Task>mine</Task>"}
        self.calls: list[tuple[str, ...]] = []

    def __call__(self, words: tuple[str, ...]) -> Ran:
        self.calls.append(words)
        match words:
            case ("schtasks", "/Create", "/TN", name, "/XML", path, "/F"):
                raw = Path(path).read_bytes()
                if raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
                    return Ran(1, "", "ERROR: The task XML is malformed.\r\n")
                self.tasks[name] = raw.decode("utf-16")
                wrong = offences(self.tasks[name])
                return Ran(1, "", f"ERROR: {wrong[0]}\r\n") if wrong else Ran(0, "SUCCESS\r\n", "")
            case ("schtasks", "/Query", "/TN", name, "/XML"):
                if name in self.tasks:
                    return Ran(0, self.tasks[name], "")
                return Ran(1, "", "ERROR: The system cannot find the file specified.\r\n")
            case ("schtasks", "/Delete", "/TN", name, "/F"):
                return Ran(0 if self.tasks.pop(name, None) else 1, "", "")
        return Ran(1, "", "ERROR: Invalid syntax.\r\n")


@pytest.fixture
def schtasks() -> Schtasks:
    return Schtasks()


@pytest.fixture
def scheduler(schtasks: Schtasks, monkeypatch: pytest.MonkeyPatch) -> TaskScheduler:
    monkeypatch.setattr(TaskScheduler, "available", lambda _: True)
    return TaskScheduler(schtasks, USER)


class TestTaskScheduler(Conformance):
    @pytest.fixture
    def others(self, schtasks: Schtasks) -> Callable[[], dict[str, str]]:
        return lambda: {name: text for name, text in schtasks.tasks.items() if name != TASK}


def test_the_commands_are_these(scheduler: TaskScheduler, schtasks: Schtasks) -> None:
    scheduler.install(JOB)
    scheduler.remove()
    create, query, delete = schtasks.calls
    assert create[:5] == ("schtasks", "/Create", "/TN", "dsptscan daily check", "/XML")
    assert create[6:] == ("/F",)
    assert not Path(create[5]).exists()
    assert query == ("schtasks", "/Query", "/TN", "dsptscan daily check", "/XML")
    assert delete == ("schtasks", "/Delete", "/TN", "dsptscan daily check", "/F")


def test_the_task_keeps_to_the_schema_and_to_what_was_asked_of_it() -> None:
    text = task(JOB, USER)
    assert offences(text) == []
    for said in (
        f"<UserId>{USER}</UserId>",
        "<LogonType>InteractiveToken</LogonType>",  # only when logged on
        "<StartWhenAvailable>true</StartWhenAvailable>",
        "<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>",
        "<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>",
        "<RunLevel>LeastPrivilege</RunLevel>",
        "<RandomDelay>PT17M</RandomDelay>",
        "T07:30:00</StartBoundary>",
        "<Friday />",
    ):
        assert said in text
    assert "Saturday" not in text


@pytest.mark.parametrize(
    ("this", "that"),
    [
        ("<Enabled>true</Enabled>", ""),
        ("<LogonType>InteractiveToken</LogonType>", "<LogonType>Interactive</LogonType>"),
        ("<StartWhenAvailable>true", "<StartWhenAvailable>yes"),
        ("<RandomDelay>PT17M</RandomDelay>", "<RandomDelay>17</RandomDelay>"),
        ('Context="Author"', 'Context="Nobody"'),
        ("<Settings>", "<Settings><Invented>1</Invented>"),
        ('version="1.2"', 'version="2"'),
    ],
)
def test_a_task_that_breaks_a_rule_is_found(this: str, that: str) -> None:
    text = task(JOB, USER)
    assert this in text
    broken = text.replace(this, that, 1)
    if this == "<Enabled>true</Enabled>":  # out of order: after what must follow it
        broken = broken.replace("</ScheduleByWeek>", "</ScheduleByWeek><Enabled>true</Enabled>")
    assert offences(broken)


def test_without_variables_the_command_is_the_program_itself() -> None:
    job = Job(at=time(7, 30), days=(0,), accounts=("a",), program=(r"C:\P F\pythonw.exe", "-m", "dsptscan"))
    assert r"<Command>C:\P F\pythonw.exe</Command>" in task(job, USER)
    assert "<Arguments>-m dsptscan scan --scheduled a</Arguments>" in task(job, USER)


def test_a_task_changed_by_hand_is_told(scheduler: TaskScheduler, schtasks: Schtasks) -> None:
    scheduler.install(JOB)
    schtasks.tasks[TASK] = schtasks.tasks[TASK].replace("scan --scheduled", "demo")
    assert scheduler.show().text
    assert scheduler.show().job is None


def test_the_program_starts_with_its_variables(tmp_path: Path) -> None:
    """What the task starts is the same on every system: it sets the variables and runs dsptscan."""
    job = Job(
        at=time(7, 30),
        days=(0,),
        accounts=("nobody",),
        program=(sys.executable, "-m", "dsptscan"),
        environment=(("DSPTSCAN_HOME", str(tmp_path / "é = 1")),),
    )
    words = words_with(job)
    assert taken_apart(words) == (job.command(), dict(job.environment))
    schedule = (*words[: words.index("--") + 1], "schedule", "show")
    done = subprocess.run(schedule, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "No daily check is set up" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    "words",
    [["a b", 'c"d', "e\\"], ["\\\\server\\share dir\\", "x"], ['\\"', "", "\\\\"], ["50%", "päth", "a\tb"]],
)
def test_a_command_line_is_split_as_windows_does(words: list[str]) -> None:
    assert split(subprocess.list2cmdline(words)) == words
