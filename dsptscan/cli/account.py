"""`dsptscan account`: which sign-ins dsptscan may use."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import keep_out, remark
from dsptscan.errors import WrongUsage
from dsptscan.settings import DEFAULT_URL

if TYPE_CHECKING:
    from dsptscan.accounts import Accounts


@click.group(name="account")
def command() -> None:
    """Add, list, check or remove the accounts dsptscan signs in with."""


@command.command()
@click.argument("name")
@click.option("--username", metavar="EMAIL", help="The e-mail address you sign in with. Asked for if left out.")
@click.option("--url", default=DEFAULT_URL, show_default=True, help="The toolkit's address.")
@click.option("--password-stdin", is_flag=True, help="Read the password as one line from standard input.")
def add(name: str, username: str | None, url: str, password_stdin: bool) -> None:
    """Add the account NAME. Its password goes into this computer's keyring and nowhere else."""
    from dsptscan.accounts import Account

    if username is None and password_stdin:
        raise WrongUsage("With --password-stdin the user name cannot be asked for.", "Give it with --username.")
    accounts = _accounts()
    # What can be refused is refused before a password is asked for.
    if username is not None:
        accounts.check_new(Account(name=name, username=username, url=url))
    else:
        accounts.check_new(Account(name=name, username="asked for below", url=url))
        username = str(_ask("User name (e-mail address)", hidden=False))
    account = accounts.check_new(Account(name=name, username=username, url=url))
    accounts.open_keyring()
    password = _password_line() if password_stdin else _ask("Password", hidden=True)
    accounts.add(account, keep_out(password))
    remark(f"The account {account.name} was added. Its password is in the keyring.")
    remark(f"What to do next: dsptscan account check {account.name}")


@command.command("list")
def list_() -> None:
    """List the accounts. Needs no keyring and shows no password."""
    from tabulate import tabulate

    from dsptscan.reports.clean import clean

    known = _accounts().list()
    if not known:
        remark("There are no accounts yet. Add one with: dsptscan account add NAME")
        return
    rows = [[account.name, clean(account.username), account.url] for account in known]
    click.echo(tabulate(rows, headers=["Name", "User name", "Toolkit"], tablefmt="simple", disable_numparse=True))


@command.command()
@click.argument("name")
@click.option("--visible", is_flag=True, help="Show the browser while it works.")
def check(name: str, visible: bool) -> None:
    """Sign in with the account NAME, and do nothing else."""
    accounts = _accounts()
    account = accounts.get(name)
    password = keep_out(accounts.password(name))
    from dsptscan.reports.clean import clean
    from dsptscan.scan import check_account

    found = check_account(account, password, visible=visible)
    click.echo(f"Signed in with the account {name}, and did nothing else. {clean(found)}")


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the account NAME and its password."""
    _accounts().remove(name)
    remark(f"The account {name} was removed, and its password was deleted from the keyring.")


def _accounts() -> Accounts:
    from dsptscan.accounts import Accounts
    from dsptscan.settings import Folders

    return Accounts(Folders.of_user())


def _ask(what: str, *, hidden: bool) -> str:
    try:
        return str(click.prompt(what, hide_input=hidden, err=True))
    except click.Abort as stop:
        if isinstance(stop.__context__, EOFError):
            raise WrongUsage(
                f"{what} was asked for, but nobody can type here.",
                "Give --username and --password-stdin, with the password on standard input.",
            ) from None
        raise


def _password_line() -> str:
    """The first line of standard input, as it is but for the line end."""
    stream = getattr(sys.stdin, "buffer", None)
    raw = stream.readline() if stream is not None else sys.stdin.readline().encode()
    try:
        # PowerShell may put a byte order mark in front.
        line = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", newline="").read()
    except UnicodeDecodeError:
        raise WrongUsage("The password on standard input is not UTF-8.", "Send it as UTF-8.") from None
    password = line.rstrip("\r\n")
    if not password:
        raise WrongUsage("There was no password on standard input.", "Send it as one line.")
    return password
