"""The rules of Microsoft's published schema for tasks (version 1.2), as far as a task of ours may use it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from dsptscan.schedule.windows import tree_of

SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
DURATION = r"P(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"
BOOLEAN = r"true|false|1|0"
TEXT = r"(?s:.+)"
PATH = r"(?s:.{1,260})"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Kind:
    """A complex type. `ordered`: its children stand in this order; else in any, each once. `needed` must be there.

    A child is a kind of its own, or the pattern of a text, or None for an empty element.
    """

    children: dict[str, Kind | str | None]
    ordered: bool = False
    needed: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)


REGISTRATION = Kind(
    {
        "URI": TEXT, "SecurityDescriptor": TEXT, "Source": TEXT, "Date": MOMENT, "Author": TEXT, "Version": TEXT,
        "Description": TEXT, "Documentation": TEXT,
    }
)  # fmt: skip
WEEK = Kind({"WeeksInterval": r"[1-9]\d?", "DaysOfWeek": Kind(dict.fromkeys(DAYS))})
DAY = Kind({"DaysInterval": r"[1-9]\d{0,2}"})
REPETITION = Kind(
    {"Interval": DURATION, "Duration": DURATION, "StopAtDurationEnd": BOOLEAN}, ordered=True, needed=("Interval",)
)
CALENDAR = Kind(
    {
        "Enabled": BOOLEAN, "StartBoundary": MOMENT, "EndBoundary": MOMENT, "Repetition": REPETITION,
        "ExecutionTimeLimit": DURATION, "RandomDelay": DURATION, "ScheduleByDay": DAY, "ScheduleByWeek": WEEK,
    },
    ordered=True,
    # A calendar trigger without a start is refused, although the schema lets it be.
    needed=("StartBoundary",),
    one_of=("ScheduleByDay", "ScheduleByWeek"),
    attributes={"id": TEXT},
)  # fmt: skip
PRINCIPAL = Kind(
    {
        "UserId": TEXT, "LogonType": "S4U|Password|InteractiveToken|InteractiveTokenOrPassword", "GroupId": TEXT,
        "DisplayName": TEXT, "RunLevel": "LeastPrivilege|HighestAvailable",
    },
    attributes={"id": TEXT},
)  # fmt: skip
SETTINGS = Kind(
    {
        "AllowStartOnDemand": BOOLEAN,
        "RestartOnFailure": Kind({"Interval": DURATION, "Count": r"\d{1,3}"}, needed=("Interval", "Count")),
        "MultipleInstancesPolicy": "Parallel|Queue|IgnoreNew|StopExisting",
        "DisallowStartIfOnBatteries": BOOLEAN,
        "StopIfGoingOnBatteries": BOOLEAN,
        "AllowHardTerminate": BOOLEAN,
        "StartWhenAvailable": BOOLEAN,
        "NetworkProfileName": TEXT,
        "RunOnlyIfNetworkAvailable": BOOLEAN,
        "WakeToRun": BOOLEAN,
        "Enabled": BOOLEAN,
        "Hidden": BOOLEAN,
        "DeleteExpiredTaskAfter": DURATION,
        "ExecutionTimeLimit": DURATION,
        "Priority": r"[0-9]|10",
        "RunOnlyIfIdle": BOOLEAN,
    }
)
EXEC = Kind(
    {"Command": PATH, "Arguments": TEXT, "WorkingDirectory": PATH}, needed=("Command",), attributes={"id": TEXT}
)
TASK = Kind(
    {
        "RegistrationInfo": REGISTRATION,
        "Triggers": Kind({"CalendarTrigger": CALENDAR}),
        "Principals": Kind({"Principal": PRINCIPAL}, needed=("Principal",)),
        "Settings": SETTINGS,
        "Data": TEXT,
        "Actions": Kind({"Exec": EXEC}, needed=("Exec",), attributes={"Context": TEXT}),
    },
    needed=("Actions",),
    attributes={"version": r"1\.[0-6]"},
)


def offences(text: str) -> list[str]:
    """What in a task breaks a rule; empty if nothing does."""
    root = tree_of(text)
    if root.tag != f"{{{SPACE}}}Task":
        return [f"the root is {root.tag}"]
    found = list(_look(root, TASK, "Task"))
    ids = {one.get("id") for one in root.iter(f"{{{SPACE}}}Principal")}
    for actions in root.iter(f"{{{SPACE}}}Actions"):
        if actions.get("Context") not in ids:
            found.append("Actions: its Context is no principal")
    return found


def _look(element: ElementTree.Element, kind: Kind | str | None, where: str) -> list[str]:
    if kind is None or isinstance(kind, str):
        text = element.text or ""
        if len(element) or element.attrib:
            return [f"{where} holds more than a text"]
        return [] if re.fullmatch(kind or "", text) else [f"{where}: {text!r}"]
    found = []
    names = []
    for child in element:
        name = child.tag.removeprefix(f"{{{SPACE}}}")
        if name not in kind.children:
            found.append(f"{where} may not hold {name}")
            continue
        if name in names:
            found.append(f"{where} holds {name} twice")
        names.append(name)
        found += _look(child, kind.children[name], f"{where}/{name}")
    found += [f"{where} has no {name}" for name in kind.needed if name not in names]
    if kind.one_of and sum(name in kind.one_of for name in names) != 1:
        found.append(f"{where} needs one of {kind.one_of}")
    if kind.ordered and names != sorted(names, key=list(kind.children).index):
        found.append(f"{where} is out of order: {names}")
    for name, value in element.attrib.items():
        if name not in kind.attributes or not re.fullmatch(kind.attributes[name], value):
            found.append(f"{where} may not have {name}={value!r}")
    return found
