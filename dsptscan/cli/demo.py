"""`dsptscan demo`: a real scan of a practice site on this computer."""

from __future__ import annotations

import click

from dsptscan.cli.errors import keep_out, remark

ACCOUNT = "practice"


@click.command(name="demo")
@click.option("--layout", default="tables", show_default=True, help="How the practice site is built.")
@click.option("--scenario", "name", default="nearly-there", show_default=True, help="How far its care home has come.")
@click.option("--support", "more_support", is_flag=True, help="Say more about whom to ask.")
def command(layout: str, name: str, more_support: bool) -> int:
    """Scan a practice toolkit with invented pages. Needs no account and touches none of yours."""
    from dsptscan.practice import PracticeToolkit, scenario

    played = scenario(layout, name)

    from dsptscan.accounts import Account, Accounts
    from dsptscan.cli.memory_keyring import MemoryKeyring
    from dsptscan.cli.output import put_out, terminal
    from dsptscan.cli.progress import progress
    from dsptscan.cli.support import Support
    from dsptscan.reports import find
    from dsptscan.scan import scan_account
    from dsptscan.settings import Folders
    from dsptscan.toolkit.scratch import scratch_folder

    remark(f"This is a practice site with invented pages, on this computer only. It plays on {played.today}.")
    with scratch_folder("demo") as folder, PracticeToolkit(played.folder) as toolkit:
        accounts = Accounts(Folders.under(folder), MemoryKeyring())
        account = accounts.add(
            Account(name=ACCOUNT, username=toolkit.username, url=toolkit.url), keep_out(toolkit.password)
        )
        with progress() as show:
            report = scan_account(account, accounts.password(ACCOUNT), today=played.today, paced=False, progress=show)
    (report,) = Support.of(None, more=more_support).below([report])
    width, colour = terminal()
    put_out(find("table").render(report, width=width, colour=colour), None)
    for said in report.remarks:
        remark(said)
    return 0
