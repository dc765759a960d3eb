"""`dsptscan account`: which sign-ins dsptscan may use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dsptscan.cli.errors import keep_out, remark
from dsptscan.errors import WrongUsage
from dsptscan.settings import DEFAULT_URL

if TYPE_CHECKING:
    from dsptscan.accounts import Account, Accounts
    from dsptscan.settings import Folders

_KEEP = "Keep the session for the next scan, encrypted; for accounts with a second step."


@click.group(name="account")
def command() -> None:
    """Add, list, check, change or remove the accounts dsptscan signs in with."""


@command.command()
@click.argument("name")
@click.option("--username", metavar="EMAIL", help="The e-mail address you sign in with. Asked for if left out.")
@click.option("--url", default=DEFAULT_URL, show_default=True, help="The toolkit's address.")
@click.option("--password-stdin", is_flag=True, help="Read the password as one line from standard input.")
@click.option("--keep-session", is_flag=True, help=_KEEP)
@click.option("--nhsmail", is_flag=True, help="You sign in with NHSmail, yourself, in a window. No password is kept.")
def add(name: str, username: str | None, url: str, password_stdin: bool, keep_session: bool, nhsmail: bool) -> None:
    """Add the account NAME. Its password goes into this computer's keyring and nowhere else."""
    from dsptscan.accounts import Account
    from dsptscan.cli.asking import ask, password_line

    if username is None and password_stdin:
        raise WrongUsage("With --password-stdin the user name cannot be asked for.", "Give it with --username.")
    if nhsmail and password_stdin:
        raise WrongUsage("With --nhsmail no password is kept.", "Leave out --password-stdin.")
    accounts, folders = _accounts()
    # What can be refused is refused before a password is asked for.
    known = "asked for below" if username is None else username
    new = Account(name=name, username=known, url=url, keep_session=keep_session, nhsmail=nhsmail)
    accounts.check_new(new)
    if username is None:
        new = _with(new, username=ask("User name (e-mail address)", hidden=False))
    account = accounts.check_new(new)
    if keep_session:
        _prepare(account)
    password = ""
    if not nhsmail:
        accounts.open_keyring()
        password = keep_out(password_line() if password_stdin else ask("Password", hidden=True))
    accounts.add(account, password)
    _begin_anew(account, accounts, folders)
    remark(f"The account {account.name} was added. {'' if nhsmail else 'Its password is in the keyring.'}".strip())
    visible = " --visible" if nhsmail else ""
    remark(f"What to do next: dsptscan account check {account.name}{visible}")


@command.command("list")
def list_() -> None:
    """List the accounts. Needs no keyring and shows no password."""
    from tabulate import tabulate

    from dsptscan.reports.clean import clean

    known = _accounts()[0].list()
    if not known:
        remark("There are no accounts yet. Add one with: dsptscan account add NAME")
        return
    rows = [[account.name, clean(account.username), account.url, account.organisation or ""] for account in known]
    headers = ["Name", "User name", "Toolkit", "Organisation"]
    if not any(row[3] for row in rows):
        rows, headers = [row[:3] for row in rows], headers[:3]
    click.echo(tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True))


@command.command()
@click.argument("name")
@click.option("--visible", is_flag=True, help="Show the browser, and wait for you where signing in needs a person.")
def check(name: str, visible: bool) -> None:
    """Sign in with the account NAME, and do nothing else. Also after a refusal: you are the person who asks for it."""
    from dsptscan.cli.attended import signing_in
    from dsptscan.reports.clean import clean

    accounts, folders = _accounts()
    account = accounts.get(name)
    with signing_in(accounts, folders, account, by_a_person=True) as (password, attendance):
        from dsptscan.scan import check_account

        found = check_account(account, password, visible=visible, attendance=attendance)
    click.echo(f"Signed in with the account {name}, and did nothing else. {clean(found)}")


@command.command("set")
@click.argument("name")
@click.option("--organisation", metavar="CODE", help="Which to choose where the account has several; '' for none.")
@click.option(
    "--expected-mandatory",
    metavar="N",
    type=click.IntRange(min=0),
    help="How many mandatory questions you confirm; 0 for none.",
)
@click.option("--needs-scripts/--no-needs-scripts", default=None, help="Signing in works with page scripts only.")
@click.option("--keep-session/--no-keep-session", default=None, help=_KEEP)
@click.option("--username", metavar="EMAIL", help="Another e-mail address to sign in with.")
@click.option("--new-password", is_flag=True, help="Ask for a new password.")
@click.option("--password-stdin", is_flag=True, help="Read a new password as one line from standard input.")
def set_(
    name: str,
    organisation: str | None,
    expected_mandatory: int | None,
    needs_scripts: bool | None,
    keep_session: bool | None,
    username: str | None,
    new_password: bool,
    password_stdin: bool,
) -> None:
    """Change what dsptscan knows of the account NAME."""
    from dsptscan.cli.asking import ask, password_line

    accounts, folders = _accounts()
    account = accounts.get(name)
    changes: dict[str, Any] = {}
    if organisation is not None:
        changes["organisation"] = organisation.strip() or None
    if expected_mandatory is not None:
        changes["expected_mandatory"] = expected_mandatory or None
    given = {"needs_scripts": needs_scripts, "keep_session": keep_session, "username": username}
    changes |= {key: value for key, value in given.items() if value is not None}
    if not changes and not (new_password or password_stdin):
        raise WrongUsage("Nothing was said that should change.", "See: dsptscan account set --help")
    if new_password or password_stdin:
        if account.nhsmail:
            raise WrongUsage("That account signs in with NHSmail, so it has no password here.", "Leave it as it is.")
        accounts.open_keyring()
    if changes.get("keep_session"):
        _prepare(account)
    changed = accounts.change(name, **changes)
    if new_password or password_stdin:
        accounts.set_password(name, keep_out(password_line() if password_stdin else ask("Password", hidden=True)))
    if new_password or password_stdin or username is not None:
        _begin_anew(changed, accounts, folders)
    if account.keep_session and not changed.keep_session:
        _forget_session(account, accounts, folders)
    remark(f"The account {name} was changed.")


@command.command("import")
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Add the accounts that FILE.csv lists: name, username, and if you like url and organisation.

    Passwords are never read from a file. Give each one afterwards with: dsptscan account set NAME --new-password
    """
    from dsptscan.account_import import accounts_in

    accounts, _ = _accounts()
    added = accounts.add_without_passwords(accounts_in(file))
    remark(f"{len(added)} {'account was' if len(added) == 1 else 'accounts were'} added, still without a password.")
    remark("What to do next: give each its password:")
    for account in added:
        remark(f"  dsptscan account set {account.name} --new-password")


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the account NAME and its password."""
    accounts, folders = _accounts()
    account = accounts.get(name)
    accounts.remove(name)
    if account.keep_session:
        _forget_session(account, accounts, folders)
    remark(f"The account {name} was removed, and its password was deleted from the keyring.")


def _accounts() -> tuple[Accounts, Folders]:
    from dsptscan.accounts import Accounts
    from dsptscan.settings import Folders

    folders = Folders.of_user()
    return Accounts(folders), folders


def _with(account: Account, **changes: Any) -> Account:
    from dataclasses import replace

    return replace(account, **changes)


def _prepare(account: Account) -> None:
    """Raise NotSetUp when sessions cannot be kept in this installation."""
    from dsptscan.kept_session import require_cryptography

    require_cryptography(account.name)


def _begin_anew(account: Account, accounts: Accounts, folders: Folders) -> None:
    """A person set the account up: an earlier refusal no longer counts, and an earlier session is no longer used."""
    from dsptscan.one_try import OneTry

    OneTry(folders).forget(account)
    if account.keep_session:
        _forget_session(account, accounts, folders)


def _forget_session(account: Account, accounts: Accounts, folders: Folders) -> None:
    from dsptscan.kept_session import KeptSessions

    KeptSessions(folders, accounts.open_keyring).delete(account)
