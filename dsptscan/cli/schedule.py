"""`dsptscan schedule`: the daily check in this computer's own scheduler."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import NotSetUp

if TYPE_CHECKING:
    from dsptscan.schedule import Job, Scheduler, Standing, Step
    from dsptscan.schedule.record import Record


@click.group(name="schedule")
def command() -> None:
    """Have your pages checked every day, by this computer's own scheduler."""


@command.command()
@click.option("--at", default="07:30", show_default=True, metavar="HH:MM", help="When, by this computer's clock.")
@click.option("--days", default="mon-fri", show_default=True, help="On which days: mon-fri, mon,wed or daily.")
@click.option("--account", "names", multiple=True, metavar="NAME", help="An account to check.  [default: all]")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option("--prove/--no-prove", default=True, show_default=True, help="Run the check once as the scheduler would.")
def install(at: str, days: str, names: tuple[str, ...], dry_run: bool, prove: bool) -> int:
    """Set up the daily check, in place of an earlier one."""
    from dsptscan.accounts import Accounts
    from dsptscan.schedule import Job, parse_at, parse_days, scheduler
    from dsptscan.schedule.surroundings import program, surroundings
    from dsptscan.settings import Folders

    when, on = parse_at(at), parse_days(days)
    accounts = Accounts(Folders.of_user())
    if not accounts.list():
        raise NotSetUp("There is no account to check yet.", "Add one with: dsptscan account add NAME")
    chosen = tuple(dict.fromkeys(accounts.get(name).name for name in names))
    around = surroundings()
    job = Job(at=when, days=on, accounts=chosen, program=program(), environment=around.environment)
    one = scheduler()
    steps = one.plan(job)
    remark(f"The daily check by {one.name}: {job.in_words()}. It starts within {job.spread} minutes from then.")
    _show("Before", one.show())
    for said in (*around.remarks, one.caution(job)):
        if said:
            remark(said)
    if dry_run:
        _tell("This would be done:", steps)
        remark("Nothing was changed.")
        return 0
    code = _proven(one, job) if prove else 0
    if code:
        return code
    _tell("This is done:", steps)
    one.install(job)
    _keep(job, one.name)
    _show("After", one.show())
    remark("The daily check is set up. Messages are sent where `dsptscan notify add` tells it to.")
    return 0


@command.command()
def show() -> int:
    """Show the entry that is there, word for word."""
    from dsptscan.schedule import schedulers
    from dsptscan.schedule.record import read_record
    from dsptscan.settings import Folders

    record = read_record(Folders.of_user().data)
    usable = _usable(schedulers(), record)
    there = [(one, standing) for one in usable if (standing := one.show()).text]
    for one, standing in there:
        when = standing.job.in_words() if standing.job else "changed by hand, or switched off"
        remark(f"The daily check by {one.name}: {when}.")
        click.echo(standing.text.rstrip("\n"))
    if not there and record:
        remark(f"The daily check was set up with {record.scheduler}, but its entry is gone.")
        remark("What to do: dsptscan schedule install, or dsptscan schedule remove")
    elif not there:
        remark("No daily check is set up. Set it up with: dsptscan schedule install")
    return 0


@command.command()
def remove() -> int:
    """Take the daily check away, with everything that came with it."""
    from dsptscan.schedule import schedulers
    from dsptscan.schedule.record import forget_record, read_record
    from dsptscan.settings import Folders

    data = Folders.of_user().data
    steps = [step for one in _usable(schedulers(), read_record(data)) for step in one.remove()]
    known = forget_record(data)
    if steps:
        _tell("This was done:", steps)
    remark("The daily check was removed." if steps or known else "There was no daily check. Nothing was changed.")
    return 0


def _usable(known: Iterable[Scheduler], record: Record | None = None) -> list[Scheduler]:
    """Those that answer. Raises NotSetUp when the one that holds our entry does not: then nobody can tell."""
    usable = [one for one in known if one.available()]
    if record and record.scheduler not in {one.name for one in usable}:
        raise NotSetUp(
            f"The daily check was set up with {record.scheduler}, which does not answer now. Nothing was changed.",
            "Log in to this computer's desktop and try again.",
        )
    return usable


def _proven(one: Scheduler, job: Job) -> int:
    """0 when the check works as the scheduler will start it; else the exit code that it came to."""
    from dsptscan.schedule.proving import prove

    remark("The check runs once now, as the scheduler will run it ...")
    proof = prove(one, job)
    for line in proof.said:
        remark(f"  {line}")
    if proof.works:
        remark(f"It works (exit code {proof.code}).")
        return 0
    remark(f"It does not work as the scheduler starts it (exit code {proof.code}), so nothing was set up.")
    remark("What to do: put right what it said above, then try again. --no-prove sets it up all the same.")
    return proof.code if proof.code > 0 else 1


def _keep(job: Job, name: str) -> None:
    from datetime import datetime

    from dsptscan.schedule import schedulers
    from dsptscan.schedule.record import write_record
    from dsptscan.settings import Folders

    write_record(Folders.of_user().data, job, name, datetime.now().astimezone())
    for other in _usable(schedulers()):
        if other.name != name:
            other.remove()  # an entry of another scheduler would check twice


def _show(when: str, standing: Standing) -> None:
    click.echo(f"{when}:" if standing.text else f"{when}: nothing.")
    _lines(standing.text)


def _tell(heading: str, steps: Iterable[Step]) -> None:
    click.echo(heading)
    for step in steps:
        click.echo(f"  {step.kind} {step.what}")
        _lines(step.text)


def _lines(text: str) -> None:
    for line in text.splitlines():
        click.echo(f"    {line}")
