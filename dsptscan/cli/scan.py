"""`dsptscan scan`: read the toolkit's pages and print the table of fixes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.reports import NAMES

if TYPE_CHECKING:
    from dsptscan.accounts import Account, Accounts


@click.command(name="scan")
@click.argument("names", metavar="[ACCOUNT]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Scan every account.")
@click.option(
    "--pages", metavar="FOLDER", type=click.Path(path_type=Path), help="Read saved pages instead. Needs no account."
)
@click.option("--visible", is_flag=True, help="Show the browser while it works.")
@click.option("--pace", type=click.Choice(["on", "off"]), default="on", help="off: no pauses; for this computer only.")
@click.option("--format", "format_name", type=click.Choice(NAMES), default="table", show_default=True)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Save the result instead of printing.")
@click.option("--today", metavar="YYYY-MM-DD", help="The date to count from.  [default: today in London]")
@click.option("--support", "more_support", is_flag=True, help="Say more about whom to ask.")
@click.option(
    "--expected-mandatory", metavar="N", type=click.IntRange(min=1), help="How many mandatory questions you confirm."
)
def command(
    names: tuple[str, ...],
    every: bool,
    pages: Path | None,
    visible: bool,
    pace: str,
    format_name: str,
    output: Path | None,
    today: str | None,
    more_support: bool,
    expected_mandatory: int | None,
) -> int:
    """Read every question and list what to fix, most urgent first. Nothing is changed.

    With one account there is no need to name it.
    """
    from dsptscan.cli.days import chosen_day
    from dsptscan.cli.output import FILE_WIDTH, check_output, put_out, terminal
    from dsptscan.cli.support import Support
    from dsptscan.reports import find
    from dsptscan.settings import Folders, load_config

    form = find(format_name)
    day = chosen_day(today)
    if form.needs_output and output is None:
        raise WrongUsage(f"The format {form.name} cannot be printed.", "Give a file with --output.")
    if output is not None:
        check_output(output)
    if pages is not None and (names or every):
        raise WrongUsage("Saved pages need no account.", "Give either --pages or accounts.")
    folders = Folders.of_user()

    if pages is not None:
        from dsptscan.scan import exit_code, scan_pages

        config = load_config(folders)
        support = Support.of(config.support, more=more_support)
        report = scan_pages(
            pages,
            today=day,
            expected_mandatory=expected_mandatory,
            words=config.words,
            own_guidance=config.guidance,
        )
        reports, code, several = [report], exit_code(report), False
    else:
        from dsptscan.accounts import Accounts
        from dsptscan.cli.runs import Run
        from dsptscan.store import History, Keeper

        accounts = Accounts(folders)
        chosen = _choose(accounts, names, every)
        if pace == "off":
            _only_loopback(chosen)
        several = len(chosen) > 1
        config = load_config(folders)
        support = Support.of(config.support, more=more_support)
        _only_known(config.sites, accounts)
        run = Run(
            accounts=accounts,
            today=day,
            expected_mandatory=expected_mandatory,
            words=config.words,
            own_guidance=config.guidance,
            sites=config.sites,
            keeper=Keeper(History(folders.data), accounts.open_keyring, keep_answers=config.keep_answers),
            visible=visible,
            paced=pace == "on",
        )
        reports, code = run.several(chosen) if several else run.one(chosen[0])
    if not reports:
        return code
    reports = support.below(reports)
    width, colour = (FILE_WIDTH, False) if output is not None else terminal()
    if several:
        result = form.render_rollup(reports, width=width, colour=colour)
    else:
        result = form.render(reports[0], width=width, colour=colour)
    put_out(result, output)
    for report in reports:
        for said in report.remarks:
            remark(f"{report.account}: {said}" if several else said)
    if more_support and form.name != "table":
        for said in support.last:
            remark(said)
    if output is not None:
        remark(f"Saved as {output}.")
    return code


def _choose(accounts: Accounts, names: tuple[str, ...], every: bool) -> list[Account]:
    if names and every:
        raise WrongUsage("Accounts are named although --all takes every one.", "Give either names or --all.")
    if names:
        return [accounts.get(name) for name in dict.fromkeys(names)]
    known = accounts.list()
    if not known:
        raise NotSetUp("There is no account yet.", "Add one with: dsptscan account add NAME")
    if len(known) > 1 and not every:
        there = ", ".join(account.name for account in known)
        raise WrongUsage(f"There are several accounts: {there}.", "Name one, or give --all.")
    return list(known)


def _only_known(sites: Mapping[str, tuple[str, ...]], accounts: Accounts) -> None:
    """Say which names in the settings are no accounts: a slip there would leave sites unchecked."""
    known = {account.name.lower() for account in accounts.list()}
    for name in sites:
        if name not in known:
            remark(f"config.toml names sites of {name}, but there is no such account.")


def _only_loopback(chosen: list[Account]) -> None:
    from dsptscan.settings import is_loopback

    for account in chosen:
        if not is_loopback(account.url):
            raise WrongUsage(
                f"The toolkit of the account {account.name} is not on this computer, so the pace stays on.",
                "Leave out --pace off.",
            )
