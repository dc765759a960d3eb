"""Messages that could not be sent yet. They never hold up a scan, and are tried again at the next one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from dsptscan.atomic import private_folder, write_private
from dsptscan.errors import DsptscanError
from dsptscan.model import in_words
from dsptscan.notify import Message, Target, Targets

NAME = "outbox.json"
SCHEMA = "dsptscan/outbox/1"
MOST = 10  # for one target: whoever was away for a month wants the last ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message for the target `to`, since the day it first could not be sent, and how often it was tried."""

    to: str
    subject: str
    body: str
    since: date
    tries: int = 1


class Outbox:
    """The messages that wait, in one private file of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def waiting(self) -> tuple[Waiting, ...]:
        """The messages that wait, oldest first. A file that cannot be understood holds none."""
        try:
            told = json.loads(self._path.read_text("utf-8"))
            if told["schema"] != SCHEMA:
                return ()
            return tuple(Waiting(**{**one, "since": date.fromisoformat(one["since"])}) for one in told["waiting"])
        except (OSError, ValueError, KeyError, TypeError):
            return ()

    def deliver(self, messages: Iterable[Message], targets: Targets, today: date) -> tuple[Waiting, ...]:
        """Send what waits and then the new ones, to every target. Gives what still waits afterwards. Raises nothing."""
        try:
            known = targets.list()
        except DsptscanError:
            return self.waiting()
        before, new = self.waiting(), tuple(messages)
        left = tuple(one for target in known for one in _sent(target, targets, before, new, today))
        if left != before:
            self._keep(left)
        return left

    def _keep(self, left: tuple[Waiting, ...]) -> None:
        told = {"schema": SCHEMA, "waiting": [{**asdict(one), "since": one.since.isoformat()} for one in left]}
        try:
            if left:
                private_folder(self._path.parent)
                write_private(self._path, (json.dumps(told, indent=2) + "\n").encode())
            else:
                self._path.unlink(missing_ok=True)
        except OSError:
            return  # a full disk must not lose the scan; the history says what was found


def _sent(
    target: Target, targets: Targets, before: tuple[Waiting, ...], new: tuple[Message, ...], today: date
) -> list[Waiting]:
    """What could not be sent to one target. After one failure the rest waits without a try: the order counts."""
    queue = [one for one in before if one.to == target.name]
    queue += [Waiting(to=target.name, subject=m.subject, body=m.body, since=today, tries=0) for m in new]
    for at, one in enumerate(queue):
        late = f"(This could not be sent on {in_words(one.since)}.)\n\n" if one.tries else ""
        try:
            arrived = targets.send(target, Message(subject=one.subject, body=late + one.body))
        except DsptscanError:
            arrived = False
        if not arrived:
            return [replace(one, tries=one.tries + 1), *(replace(w, tries=max(w.tries, 1)) for w in queue[at + 1 :])][
                -MOST:
            ]
    return []
