"""The last scan of one account, or of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsptscan.guidance import Shelf
    from dsptscan.model import Report
    from dsptscan.settings import Folders


def last_reports(
    folders: Folders, account_name: str | None, *, every: bool, today: date, shelf: Shelf
) -> tuple[list[Report], list[str]]:
    """The last scans with the days as of `today`, and the names of the accounts that have not been scanned yet.

    Of the account that is named, of the only one, or of every one. Raises NotSetUp or WrongUsage when there is none.
    """
    from dsptscan.accounts import Accounts
    from dsptscan.cli.chosen import chosen
    from dsptscan.cli.deciding import last_of
    from dsptscan.cli.recalling import as_of
    from dsptscan.store import History

    names = (account_name,) if account_name is not None else ()
    asked = chosen(Accounts(folders), names, every=every, how="Name one with --account, or give --all.")
    history = History(folders.data)
    found = {account.name: history.last(account.name) for account in asked}
    kept = [scan for scan in found.values() if scan]
    if not kept:
        last_of(history, asked[0].name)
    return [as_of(history, scan, today, shelf) for scan in kept], [name for name, scan in found.items() if not scan]
