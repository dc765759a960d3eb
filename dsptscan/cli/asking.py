"""What a person types: a user name, a password that is not shown, or a line of standard input."""

from __future__ import annotations

import io
import sys

import click

from dsptscan.errors import WrongUsage


def ask(what: str, *, hidden: bool) -> str:
    """Ask for one line. Raises WrongUsage where nobody can type."""
    try:
        return str(click.prompt(what, hide_input=hidden, err=True))
    except click.Abort as stop:
        if isinstance(stop.__context__, EOFError):
            raise WrongUsage(
                f"{what} was asked for, but nobody can type here.",
                "Give --username and --password-stdin, with the password on standard input.",
            ) from None
        raise


def password_line() -> str:
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
