"""`dsptscan history`: the scans of an account, one of them, or what changed between two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import WrongUsage
from dsptscan.reports import NAMES

if TYPE_CHECKING:
    from dsptscan.store import History, Kept

LAST = 20


@click.group(name="history")
def command() -> None:
    """List the scans of an account, show one, or compare two."""


_account = click.option("--account", "account_name", metavar="NAME", help="Which account, if there are several.")


@command.command("list")
@_account
@click.option("--all", "every", is_flag=True, help=f"All of them.  [default: the last {LAST}]")
def list_(account_name: str | None, every: bool) -> None:
    """List the scans, oldest first: day, verdict, counts."""
    from dsptscan.cli.deciding import last_scan
    from dsptscan.cli.output import put_out
    from dsptscan.model import in_words
    from dsptscan.reports.past import VERDICTS, render_list

    history, last = last_scan(account_name)
    account = last.report.account or ""
    entries = history.entries(account, None if every else LAST)
    rows = [
        [
            one.number,
            in_words(one.day),
            VERDICTS[one.verdict],
            *(one.mandatory, one.complete, one.incomplete, one.unknown, one.fixes),
        ]
        for one in entries
    ]
    put_out(render_list(rows), None)
    number = history.count(account)
    if number > len(entries):
        remark(f"These are the last {len(entries)} of {number} scans. All of them: dsptscan history list --all")


@command.command()
@click.argument("number", metavar="N", type=int)
@_account
@click.option("--format", "format_name", type=click.Choice(NAMES), default="table", show_default=True)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Save the result instead of printing.")
def show(number: int, account_name: str | None, format_name: str, output: Path | None) -> None:
    """Show the table of scan N as it was then. The numbers are those of the list."""
    from dataclasses import replace

    from dsptscan.cli.deciding import last_scan
    from dsptscan.cli.printing import Printing
    from dsptscan.recall import as_it_was

    printing = Printing.of(format_name, output)
    history, last = last_scan(account_name)
    kept = _scan(history, last, number)
    printing.put([replace(as_it_was(kept.report), course=history.course(kept))], several=False)


@command.command()
@click.argument("a", required=False, type=int)
@click.argument("b", required=False, type=int)
@_account
def diff(a: int | None, b: int | None, account_name: str | None) -> None:
    """Say what is fixed, new, back again or still there from scan A to scan B.

    Without numbers the last two are compared, with one number that scan and the last.
    """
    from dsptscan.cli.deciding import last_scan
    from dsptscan.cli.output import put_out, terminal
    from dsptscan.compare import compare
    from dsptscan.reports.past import render_difference

    history, last = last_scan(account_name)
    if a is None:
        entries = history.entries(last.report.account or "", 2)
        if len(entries) < 2:
            raise WrongUsage("There is only one scan yet.", "Scan again, then compare.")
        a = entries[0].number
    before, after = _scan(history, last, a), _scan(history, last, b) if b is not None else last
    if before.number == after.number:
        raise WrongUsage("That is one and the same scan.", "Name two: dsptscan history list shows which there are.")
    before, after = sorted((before, after), key=lambda kept: kept.number)
    found = compare(before.report, after.report, before.fingerprints, after.fingerprints)
    width, _ = terminal()
    put_out(render_difference((before.number, before.report), (after.number, after.report), found, width=width), None)


def _scan(history: History, last: Kept, number: int) -> Kept:
    kept = last if number == last.number else history.get(last.report.account or "", number)
    if kept is None:
        raise WrongUsage(
            f"The account {last.report.account} has no scan {number}.", "See which there are: dsptscan history list"
        )
    return kept
