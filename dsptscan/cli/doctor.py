"""`dsptscan doctor`: is everything here that a scan needs?"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import keep_out
from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.reports.clean import clean

if TYPE_CHECKING:
    from dsptscan.doctor.interface import Line, Visit

_STATE, _ABOUT = 7, 16  # widths of the first two columns


@click.command(name="doctor")
@click.option("--account", "name", metavar="ACCOUNT", help="Look at this account only.")
@click.option("--sign-in", is_flag=True, help="Also sign in once, and do nothing else.")
def command(name: str | None, sign_in: bool) -> int:
    """Check that everything a scan needs is here: browser, password store, address and more.

    Signs in nowhere unless asked to. Each line says good, or what is wrong and the one thing to do.
    """
    from dsptscan.cli.output import terminal
    from dsptscan.doctor.interface import Visit
    from dsptscan.doctor.run import examine
    from dsptscan.settings import Folders

    visit = Visit(Folders.of_user(), account=name, sign_in=sign_in, hide=keep_out)
    _check_choice(visit)
    width, _ = terminal()
    code = 0
    for line in examine(visit):
        code = max(code, line.exit_code)
        click.echo(_shown(line, max(width, 60)))
    if code == 0:
        click.echo("Everything that a scan needs is here.")
    else:
        click.echo("First put right what is marked WRONG, then run the doctor again.")
    return code


def _check_choice(visit: Visit) -> None:
    try:
        chosen = visit.chosen
    except NotSetUp:
        return  # one of the things the doctor is there to tell
    if visit.sign_in and len(chosen) > 1:
        names = ", ".join(account.name for account in chosen)
        raise WrongUsage(f"There are several accounts: {names}.", "Name the one to sign in with after --account.")


def _shown(line: Line, width: int) -> str:
    state = "WRONG" if line.state == "wrong" else line.state
    margin = " " * (_STATE + _ABOUT)
    todo = [f"What to do: {line.todo}"] if line.todo else []
    paragraphs = [line.says, *todo, *(f"- {detail}" for detail in line.details)]
    rows = [
        row
        for text in paragraphs
        for row in textwrap.wrap(clean(text), width - len(margin), break_on_hyphens=False, break_long_words=False)
    ]
    return "\n".join([f"{state:{_STATE}}{line.about:{_ABOUT}}{rows[0]}", *(margin + row for row in rows[1:])])
