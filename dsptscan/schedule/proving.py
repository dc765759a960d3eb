"""The proof that the check will work: the real command, started once as the scheduler would start it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace

from dsptscan.schedule.interface import Scheduler
from dsptscan.schedule.job import Job

TIME_LIMIT = 30 * 60  # seconds; forty homes one after the other take that long at most
# The scan came to its end, whatever it found: a verdict, a toolkit that is away, a person who is needed.
_WORKS = (0, 10, 11, 7, 6, 5, 4)
_LINES = 12
ASKED = "DSPTSCAN_ASKED"  # a person asked for this run: it does not count against the two a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How the command ended, and the last lines it said. `works`: what the scheduler needs is all there."""

    code: int
    said: tuple[str, ...]
    works: bool


def prove(scheduler: Scheduler, job: Job) -> Proof:
    """Run the check now, with nothing but what the scheduler gives it."""
    rehearsal = scheduler.rehearsal(replace(job, environment=(*job.environment, (ASKED, "1"))))
    try:
        done = subprocess.run(  # noqa: S603 - the scheduler's own command; cron's is read by a shell, as it will be, and quoted for it
            rehearsal.command,
            env=dict(rehearsal.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=rehearsal.environment.get("HOME"),
            timeout=TIME_LIMIT,
            check=False,
        )
    except OSError as error:
        return Proof(code=3, said=(f"It could not be started ({error.strerror}).",), works=False)
    except subprocess.TimeoutExpired:
        return Proof(code=6, said=(f"It did not end within {TIME_LIMIT // 60} minutes.",), works=False)
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    return Proof(code=done.returncode, said=tuple(lines[-_LINES:]), works=done.returncode in _WORKS)
