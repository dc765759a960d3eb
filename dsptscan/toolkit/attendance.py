"""What a sign-in may have besides the password: somebody who is told what to do, and a session kept from before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

    from dsptscan.accounts import Account


@dataclass(frozen=True, slots=True)
class Kept:
    """A session that was kept: the address it can be tried at, and the toolkit's cookies."""

    url: str
    cookies: list[SetCookieParam]


class SessionStore(Protocol):
    """Where sessions are kept. None of these ever raises for a session that is not there."""

    def load(self, account: Account) -> Kept | None:
        """The session kept for the account, when there is one that may be used."""

    def save(self, account: Account, kept: Kept) -> None:
        """Keep it, in place of an earlier one."""

    def delete(self, account: Account) -> None:
        """Forget it."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """`tell` says a sentence to the person there. `store`: where this account's session is kept, if it is at all.

    `fresh`: sign in anew even if a session is kept.
    """

    tell: Callable[[str], None] = lambda said: None
    store: SessionStore | None = None
    fresh: bool = False


NOBODY = Attendance()
