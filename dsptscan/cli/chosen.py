"""Which accounts a command is about."""

from __future__ import annotations

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
