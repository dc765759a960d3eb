"""Which accounts a command is about, and whether it may go without pauses there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dsptscan.errors import NotSetUp, WrongUsage

if TYPE_CHECKING:
    from dsptscan.accounts import Account, Accounts


def chosen(
    accounts: Accounts, names: tuple[str, ...], *, every: bool = False, how: str = "Name one, or give --all."
) -> list[Account]:
    """Those that are named, or every one, or the only one. `how` says how to name one where there are several."""
    if names and every:
        raise WrongUsage("Accounts are named although --all takes every one.", "Give either names or --all.")
    if names:
        return [accounts.get(name) for name in dict.fromkeys(names)]
    known = accounts.list()
    if not known:
        raise NotSetUp("There is no account yet.", "Add one with: dsptscan account add NAME")
    if len(known) > 1 and not every:
        there = ", ".join(account.name for account in known)
        raise WrongUsage(f"There are several accounts: {there}.", how)
    return list(known)


def is_paced(pace: str, accounts: Iterable[Account]) -> bool:
    """Whether requests keep their pauses. Raises WrongUsage for `--pace off` and a toolkit elsewhere."""
    from dsptscan.settings import is_loopback

    for account in accounts if pace == "off" else ():
        if not is_loopback(account.url):
            raise WrongUsage(
                f"The toolkit of the account {account.name} is not on this computer, so the pace stays on.",
                "Leave out --pace off.",
            )
    return pace == "on"
