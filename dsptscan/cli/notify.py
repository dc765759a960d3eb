"""`dsptscan notify`: where the messages of the daily check go."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import keep_out, remark
from dsptscan.errors import NotSetUp, WrongUsage

if TYPE_CHECKING:
    from dsptscan.notify import Targets


@click.group(name="notify")
def command() -> None:
    """Add, list, remove or try the addresses that get messages when something changes."""


@command.command()
@click.argument("name")
@click.option("--address-stdin", is_flag=True, help="Read the address as one line from standard input.")
def add(name: str, address_stdin: bool) -> None:
    """Add an address under the short name NAME. It goes into this computer's keyring, for it may hold a password.

    For e-mail it looks like mailtos://user:password@smtp.example.org?to=manager@example.org; for Teams, Slack, ntfy and
    others see the documentation.
    """
    targets = _targets()
    targets.check_new(name)
    target = targets.add(name, keep_out(_address(from_stdin=address_stdin)))
    remark(f"{target.name} ({target.kind}) was added. Its address is in the keyring.")
    remark(f"What to do next: dsptscan notify test {target.name}")


@command.command("list")
def list_() -> None:
    """List the names and kinds. No address is shown."""
    from tabulate import tabulate

    known = _targets().list()
    if not known:
        remark("No messages are sent yet. Add an address with: dsptscan notify add NAME")
        return
    click.echo(tabulate([[one.name, one.kind] for one in known], headers=["Name", "Kind"], disable_numparse=True))


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Forget the address called NAME."""
    _targets().remove(name)
    remark(f"{name} was removed, and its address was deleted from the keyring.")


@command.command()
@click.argument("name", required=False)
def test(name: str | None) -> None:
    """Send a message to NAME, or to all."""
    from dsptscan.notify import Message

    targets = _targets()
    known = (targets.get(name),) if name else targets.list()
    if not known:
        raise NotSetUp("There is no address yet.", "Add one with: dsptscan notify add NAME")
    message = Message(
        subject="Your DSPT: a test",
        body="This is a test. dsptscan will write here when its daily check finds that something has changed.",
    )
    failed = []
    for target in known:
        if targets.send(target, message):
            remark(f"{target.name}: the message was sent. See whether it has arrived.")
        else:
            failed.append(target.name)
    if failed:
        raise NotSetUp(
            f"The message could not be sent to {', '.join(failed)}.",
            "Check that you are online; if you are, remove the address (dsptscan notify remove) and add it again.",
        )


def _targets() -> Targets:
    from dsptscan.accounts import Accounts
    from dsptscan.notify import Targets
    from dsptscan.settings import Folders

    folders = Folders.of_user()
    return Targets(folders.config, Accounts(folders).open_keyring)


def _address(*, from_stdin: bool) -> str:
    if from_stdin:
        line = sys.stdin.readline().lstrip("\ufeff").strip()
        if not line:
            raise WrongUsage("There was no address on standard input.", "Send it as one line.")
        return line
    try:
        return str(click.prompt("Address (not shown while you type)", hide_input=True, err=True))
    except click.Abort as stop:
        if isinstance(stop.__context__, EOFError):
            raise WrongUsage(
                "The address was asked for, but nobody can type here.", "Send it on standard input: --address-stdin"
            ) from None
        raise
