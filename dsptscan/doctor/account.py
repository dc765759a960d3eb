"""The accounts, and whether the password store holds a password for each."""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import DsptscanError, NotSetUp

_ABOUT = "Accounts"


def probe(visit: Visit) -> Iterator[Line]:
    accounts = visit.chosen
    if not accounts:
        yield Line.wrong(_ABOUT, "There is no account yet.", "Add one with: dsptscan account add NAME")
        return
    try:
        visit.accounts.open_keyring()
    except NotSetUp:
        names = ", ".join(account.name for account in accounts)
        yield Line.note(_ABOUT, f"Whether {names} can be used is not known.", "Put the password store right first.")
        return
    for account in accounts:
        try:
            visit.hide(visit.accounts.password(account.name))
        except DsptscanError as error:
            yield Line.of(_ABOUT, error)
        else:
            yield Line.good(_ABOUT, f"{account.name} is set up, with a password in the password store.")
