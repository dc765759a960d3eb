"""launchd. It cannot run here, so what it gets is held against the keys and kinds of launchd.plist(5)."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsptscan.schedule.job import Job
from dsptscan.schedule.launchd import LABEL, Launchd
from dsptscan.schedule.running import Ran
from tests.schedule.conformance import JOB, PROGRAM, Conformance

KINDS: dict[str, type | tuple[type, ...]] = {
    "Label": str,
    "ProgramArguments": list,
    "EnvironmentVariables": dict,
    "StartCalendarInterval": (dict, list),
    "LimitLoadToSessionType": str,
    "ProcessType": str,
    "StandardOutPath": str,
    "StandardErrorPath": str,
}
RANGES = {"Minute": range(60), "Hour": range(24), "Day": range(1, 32), "Weekday": range(8), "Month": range(1, 13)}


def offences(agent: dict[str, Any]) -> list[str]:
    """What in an agent breaks a rule of launchd.plist(5), as far as ours may use it."""
    found = [f"no {key}" for key in ("Label", "ProgramArguments") if not agent.get(key)]
    for key, value in agent.items():
        if key not in KINDS or not isinstance(value, KINDS[key]):
            found.append(f"{key} is unknown or of the wrong kind")
    found += ["a word is no text" for word in agent.get("ProgramArguments", []) if not isinstance(word, str)]
    found += ["a variable is no text" for one in agent.get("EnvironmentVariables", {}).values() if type(one) is not str]
    when = agent.get("StartCalendarInterval", [])
    for one in [when] if isinstance(when, dict) else when:
        for key, value in one.items():
            if key not in RANGES or type(value) is not int or value not in RANGES[key]:
                found.append(f"{key} may not be {value!r}")
    if agent.get("ProcessType") not in (None, "Background", "Standard", "Adaptive", "Interactive"):
        found.append("ProcessType")
    if agent.get("LimitLoadToSessionType") not in (None, "Aqua", "LoginWindow", "Background", "StandardIO", "System"):
        found.append("LimitLoadToSessionType")
    return found


class Launchctl:
    """Stands for launchctl: knows which agents are loaded, by the three commands we type."""

    def __init__(self) -> None:
        self.loaded: set[str] = {"gui/501/com.example.mine"}
        self.calls: list[tuple[str, ...]] = []

    def __call__(self, words: tuple[str, ...]) -> Ran:
        self.calls.append(words)
        match words:
            case ("launchctl", "bootstrap", domain, path):
                agent = plistlib.loads(Path(path).read_bytes())
                target = f"{domain}/{agent['Label']}"
                if offences(agent) or target in self.loaded or Path(path).stem != agent["Label"]:
                    return Ran(5, "", "Bootstrap failed: 5: Input/output error\n")
                self.loaded.add(target)
                return Ran(0, "", "")
            case ("launchctl", "bootout", target):
                known = target in self.loaded
                self.loaded.discard(target)
                return Ran(0, "", "") if known else Ran(3, "", "Boot-out failed: 3: No such process\n")
            case ("launchctl", "print", target):
                return Ran(0 if target in self.loaded else 113, "", "")
        return Ran(64, "", "Unrecognized subcommand\n")


@pytest.fixture
def launchctl() -> Launchctl:
    return Launchctl()


@pytest.fixture
def scheduler(launchctl: Launchctl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Launchd:
    monkeypatch.setattr(Launchd, "available", lambda _: True)
    return Launchd(launchctl, tmp_path / "Zoë", 501)


class TestLaunchd(Conformance):
    @pytest.fixture
    def others(self, launchctl: Launchctl, tmp_path: Path) -> Callable[[], object]:
        folder = tmp_path / "Zoë" / "Library" / "LaunchAgents"
        folder.mkdir(parents=True)
        (folder / "com.example.mine.plist").write_bytes(plistlib.dumps({"Label": "com.example.mine"}))

        def theirs() -> object:
            files = {path.name: path.read_bytes() for path in folder.iterdir() if LABEL not in path.name}
            return files, {target for target in launchctl.loaded if LABEL not in target}

        return theirs


def test_the_agent_keeps_to_the_rules(scheduler: Launchd) -> None:
    step, *_ = scheduler.plan(JOB)
    agent = plistlib.loads(step.text.encode())
    assert offences(agent) == []
    assert agent["StartCalendarInterval"] == [{"Hour": 7, "Minute": 30, "Weekday": day} for day in range(1, 6)]
    assert agent["EnvironmentVariables"] == dict(JOB.environment)
    assert agent["ProgramArguments"] == [*PROGRAM, "scan", "--scheduled", "--spread", "17", "--all"]
    assert agent["LimitLoadToSessionType"] == "Aqua"


@pytest.mark.parametrize(
    "change",
    [
        {"StartCalendarInterval": {"Hour": 24}},
        {"StartCalendarInterval": {"Hour": "7"}},
        {"ProcessType": "Quick"},
        {"ProgramArguments": [1]},
        {"Invented": True},
        {"Label": ""},
    ],
)
def test_an_agent_that_breaks_a_rule_is_found(scheduler: Launchd, change: dict[str, Any]) -> None:
    step, *_ = scheduler.plan(JOB)
    assert offences(plistlib.loads(step.text.encode()) | change)


def test_the_commands_are_these(scheduler: Launchd, launchctl: Launchctl, tmp_path: Path) -> None:
    scheduler.install(JOB)
    scheduler.remove()
    path = tmp_path / "Zoë" / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    assert launchctl.calls == [
        ("launchctl", "bootout", f"gui/501/{LABEL}"),
        ("launchctl", "bootstrap", "gui/501", str(path)),
        ("launchctl", "bootout", f"gui/501/{LABEL}"),
    ]


def test_an_agent_that_was_unloaded_is_told(scheduler: Launchd, launchctl: Launchctl) -> None:
    scheduler.install(JOB)
    launchctl.loaded.clear()
    assert scheduler.show().text
    assert scheduler.show().job is None


def test_sunday_is_a_day_of_launchds_week(scheduler: Launchd) -> None:
    scheduler.install(Job(at=JOB.at, days=(6,), accounts=(), program=PROGRAM))
    assert "<key>Weekday</key>\n\t\t\t<integer>7</integer>" in scheduler.show().text
