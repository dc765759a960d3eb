"""Signing in, only when asked for: one try with each account that was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.doctor.interface import Line, Visit
from dsptscan.scan import check_account


def probe(visit: Visit) -> Iterator[Line]:
    if not visit.sign_in:
        return
    for account in visit.chosen:
        found = check_account(account, visit.hide(visit.accounts.password(account.name)))
        yield Line.good("Sign-in", f"Signed in with {account.name}, and did nothing else. {found}")
