"""What every command that signs in has in common: one try, a person who can be told, a session that may be kept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dsptscan.cli.errors import keep_out, remark

if TYPE_CHECKING:
    from dsptscan.accounts import Account, Accounts
    from dsptscan.settings import Folders
    from dsptscan.toolkit.session import Attendance


@contextlib.contextmanager
def signing_in(
    accounts: Accounts, folders: Folders, account: Account, *, by_a_person: bool = False, prefix: str = ""
) -> Iterator[tuple[str, Attendance]]:
    """The account's password and whatever else its sign-in may have, unless the last sign-in was refused.

    `by_a_person`: the check of an account, which a person asks for, signs in anew whatever happened before.
    """
    from dsptscan.kept_session import KeptSessions, require_cryptography
    from dsptscan.one_try import OneTry
    from dsptscan.toolkit.attendance import Attendance

    with OneTry(folders).holding(account, by_a_person=by_a_person):
        store = None
        if account.keep_session:
            require_cryptography(account.name)
            store = KeptSessions(folders, accounts.open_keyring)
        password = keep_out(accounts.password(account.name))
        yield password, Attendance(lambda said: remark(f"{prefix}{said}"), store, by_a_person)
