"""`dsptscan fixes`: the last scan's table again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from dsptscan.cli.errors import remark, worst
from dsptscan.errors import WrongUsage
from dsptscan.model import CheckName, Effort, Report
from dsptscan.reports import NAMES


@click.command(name="fixes")
@click.option("--account", "account_name", metavar="NAME", help="Which account, if there are several.")
@click.option("--all", "every", is_flag=True, help="The last scan of every account.")
@click.option("--check", "checks", multiple=True, type=click.Choice(get_args(CheckName)), help="Only of this kind.")
@click.option("--effort", "efforts", multiple=True, type=click.Choice(get_args(Effort)), help="Only of this effort.")
@click.option("--question", "questions", metavar="REF", multiple=True, help="Only of this question, like 1.1.5.")
@click.option("--stops-publishing", is_flag=True, help="Only what stops you from publishing.")
@click.option("--accepted", is_flag=True, help="Only what you accepted for now.")
@click.option("--format", "format_name", type=click.Choice(NAMES), default="table", show_default=True)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Save the result instead of printing.")
@click.option("--today", metavar="YYYY-MM-DD", help="The date to count from.  [default: today in London]")
@click.option("--support", "more_support", is_flag=True, help="Say more about whom to ask.")
def command(
    account_name: str | None,
    every: bool,
    checks: tuple[str, ...],
    efforts: tuple[str, ...],
    questions: tuple[str, ...],
    stops_publishing: bool,
    accepted: bool,
    format_name: str,
    output: Path | None,
    today: str | None,
    more_support: bool,
) -> int:
    """Show the table of the last scan again, without a browser.

    The answers are as they were read then, the days as of today. Options that pick out fixes can be put together;
    one that is given twice picks out both.
    """
    from dsptscan.accounts import Accounts
    from dsptscan.cli.chosen import chosen
    from dsptscan.cli.days import chosen_day
    from dsptscan.cli.deciding import last_of
    from dsptscan.cli.printing import Printing
    from dsptscan.cli.recalling import as_of
    from dsptscan.cli.support import Support
    from dsptscan.guidance import shelf
    from dsptscan.narrowing import Wanted
    from dsptscan.settings import Folders, load_config
    from dsptscan.store import History
    from dsptscan.verdict import exit_code

    day, printing = chosen_day(today), Printing.of(format_name, output)
    folders = Folders.of_user()
    names = (account_name,) if account_name is not None else ()
    asked = chosen(Accounts(folders), names, every=every, how="Name one with --account, or give --all.")
    config, history = load_config(folders), History(folders.data)
    support, known = Support.of(config.support, more=more_support), shelf(config.guidance)
    several = len(asked) > 1
    found = [kept for account in asked if (kept := history.last(account.name))]
    if not found:
        last_of(history, asked[0].name)
    reports = [as_of(history, kept, day, known) for kept in found]
    wanted = Wanted(
        checks=checks,
        efforts=efforts,
        questions=tuple(question.strip() for question in questions),
        stops_publishing=stops_publishing,
        accepted=accepted,
    )
    for ref in wanted.questions:
        if not any(question.ref == ref for report in reports for question in report.questions):
            raise WrongUsage(f"There is no question {ref} in the last scan.", "Write it as in the table, like 1.1.5.")
    shown = [wanted.of(report) for report in reports]
    printing.put(support.below(shown), several=several, remarks=() if format_name == "table" else _said_above(shown))
    for account in asked:
        if account.name not in {report.account for report in reports}:
            remark(f"{account.name}: not scanned yet.")
    return worst([exit_code(report) for report in reports])


def _said_above(reports: Sequence[Report]) -> list[str]:
    """What stands above the table and has no place in other formats: how old it is, and whether it is whole."""
    from dsptscan.reports.words import age, narrowed

    told = [(report, said) for report in reports for said in (age(report), narrowed(report)) if said]
    return [f"{report.account}: {said}" if len(reports) > 1 else said for report, said in told]
