"""`dsptscan scan`: read the toolkit's pages and print the table of fixes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dsptscan.cli.errors import remark
from dsptscan.errors import WrongUsage
from dsptscan.reports import NAMES

if TYPE_CHECKING:
    from dsptscan.accounts import Accounts


@click.command(name="scan")
@click.argument("names", metavar="[ACCOUNT]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Scan every account.")
@click.option(
    "--pages", metavar="FOLDER", type=click.Path(path_type=Path), help="Read saved pages instead. Needs no account."
)
@click.option("--visible", is_flag=True, help="Show the browser, and wait for you where signing in needs a person.")
@click.option("--pace", type=click.Choice(["on", "off"]), default="on", help="off: no pauses; for this computer only.")
@click.option("--format", "format_name", type=click.Choice(NAMES), default="table", show_default=True)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Save the result instead of printing.")
@click.option("--today", metavar="YYYY-MM-DD", help="The date to count from.  [default: today in London]")
@click.option("--support", "more_support", is_flag=True, help="Say more about whom to ask.")
@click.option(
    "--expected-mandatory", metavar="N", type=click.IntRange(min=1), help="How many mandatory questions you confirm."
)
@click.option(
    "--scheduled", is_flag=True, help="The daily check: reads what may have changed, and sends a message if so."
)
@click.option("--full", is_flag=True, help="With --scheduled: read everything.")
@click.option("--spread", default=0, type=click.IntRange(0, 60), hidden=True)
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
    scheduled: bool,
    full: bool,
    spread: int,
) -> int:
    """Read every question and list what to fix, most urgent first. Nothing is changed.

    With one account there is no need to name it.
    """
    from dsptscan.cli.days import chosen_day
    from dsptscan.cli.printing import Printing
    from dsptscan.cli.scheduled import daily, remarked, say, somewhere_to_write, spread_out
    from dsptscan.cli.support import Support
    from dsptscan.settings import Folders, load_config

    if scheduled:
        click.get_current_context().with_resource(somewhere_to_write())
    day = chosen_day(today)
    printing = Printing.of(format_name, output)
    if pages is not None and (names or every):
        raise WrongUsage("Saved pages need no account.", "Give either --pages or accounts.")
    if pages is not None and scheduled:
        raise WrongUsage("Saved pages do not change, so they need no daily check.", "Leave out --scheduled.")
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
        from dsptscan.aftermath import Certificates
        from dsptscan.cli.chosen import chosen, is_paced
        from dsptscan.cli.runs import Run
        from dsptscan.store import History, Keeper

        accounts = Accounts(folders)
        scanned = chosen(accounts, names, every=every)
        paced = is_paced(pace, scanned)
        several = len(scanned) > 1
        config = load_config(folders)
        support = Support.of(config.support, more=more_support)
        _only_known(config.sites, accounts)
        history = History(folders.data)
        watch = daily(folders, config, accounts, history, today=day, full=full) if scheduled else None
        run = Run(
            accounts=accounts,
            folders=folders,
            today=day,
            expected_mandatory=expected_mandatory,
            words=config.words,
            own_guidance=config.guidance,
            sites=config.sites,
            keeper=Keeper(history, accounts.open_keyring, keep_answers=config.keep_answers),
            certificates=Certificates.of(folders),
            visible=visible,
            paced=paced,
            daily=watch,
        )
        if watch is None:
            reports, code = run.all(scanned)
            reports = remarked(reports, folders)
        else:
            spread_out(spread)
            with watch.ping.around():
                reports, code = run.all(scanned)
            say(reports, folders)
    if not reports:
        return code
    reports = support.below(reports)
    printing.put(reports, several=several, remarks=support.last if more_support and format_name != "table" else ())
    return code


def _only_known(sites: Mapping[str, tuple[str, ...]], accounts: Accounts) -> None:
    """Say which names in the settings are no accounts: a slip there would leave sites unchecked."""
    known = {account.name.lower() for account in accounts.list()}
    for name in sites:
        if name not in known:
            remark(f"config.toml names sites of {name}, but there is no such account.")
