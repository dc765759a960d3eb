"""The daily check in the operating system's own scheduler: one entry, one interface, one file for each scheduler."""

from __future__ import annotations

import sys

from dsptscan.errors import NotSetUp
from dsptscan.schedule.interface import Rehearsal, Scheduler, Standing, Step
from dsptscan.schedule.job import Job, parse_at, parse_days

__all__ = ["Job", "Rehearsal", "Scheduler", "Standing", "Step", "parse_at", "parse_days", "scheduler", "schedulers"]


def schedulers(platform: str = sys.platform) -> tuple[Scheduler, ...]:
    """Those of this kind of system, the best first."""
    if platform == "win32":
        from dsptscan.schedule.windows import TaskScheduler

        return (TaskScheduler(),)
    if platform == "darwin":
        from dsptscan.schedule.launchd import Launchd

        return (Launchd(),)
    from dsptscan.schedule.cron import Cron
    from dsptscan.schedule.systemd import Systemd

    return (Systemd(), Cron())


def scheduler(known: tuple[Scheduler, ...] | None = None) -> Scheduler:
    """The best that can be used here. Raises NotSetUp."""
    known = schedulers() if known is None else known
    for one in known:
        if one.available():
            return one
    names = " nor ".join(one.name for one in known)
    raise NotSetUp(
        f"No scheduler answers on this computer: neither {names}." if len(known) > 1 else f"{names} does not answer.",
        "Log in to this computer's desktop and try again, or ask whoever looks after it to install cron.",
    )
