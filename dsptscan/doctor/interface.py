"""What a probe is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dsptscan.account_file import Account
from dsptscan.accounts import Accounts
from dsptscan.errors import DsptscanError, GuardStopped
from dsptscan.settings import DEFAULT_URL, Folders
from dsptscan.toolkit.look import Look, look_at

NEEDED = 3  # the exit code when something needed is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was looked at. A note is worth knowing, but no scan fails for it; `todo` is the one next step."""

    about: str
    state: Literal["good", "note", "wrong"]
    says: str
    todo: str = ""
    details: tuple[str, ...] = ()
    exit_code: int = 0

    @classmethod
    def good(cls, about: str, says: str, details: tuple[str, ...] = ()) -> Line:
        return cls(about=about, state="good", says=says, details=details)

    @classmethod
    def note(cls, about: str, says: str, todo: str, details: tuple[str, ...] = ()) -> Line:
        return cls(about=about, state="note", says=says, todo=todo, details=details)

    @classmethod
    def wrong(cls, about: str, says: str, todo: str, details: tuple[str, ...] = ()) -> Line:
        return cls(about=about, state="wrong", says=says, todo=todo, details=details, exit_code=NEEDED)

    @classmethod
    def of(cls, about: str, error: DsptscanError, details: tuple[str, ...] = ()) -> Line:
        """The line that says what an error says."""
        code = error.exit_code if isinstance(error, GuardStopped) else NEEDED
        return cls(
            about=about, state="wrong", says=error.message, todo=error.next_step, details=details, exit_code=code
        )


class Visit:
    """One run of the doctor: what the probes share, each found out once, when it is first asked for.

    `account`: the one to look at, by default all. `hide` is told every password before it is used.
    """

    def __init__(
        self, folders: Folders, *, account: str | None = None, sign_in: bool = False, hide: Callable[[str], str] = str
    ) -> None:
        self.folders = folders
        self.sign_in = sign_in
        self.hide = hide
        self.accounts = Accounts(folders)
        self._named = account
        self._looks: dict[str, Look | DsptscanError] = {}

    @cached_property
    def chosen(self) -> tuple[Account, ...]:
        """The accounts to look at. Raises WrongUsage or NotSetUp."""
        return (self.accounts.get(self._named),) if self._named else self.accounts.list()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The toolkit of each account, once; the usual one when there are no accounts to be had."""
        try:
            return tuple(dict.fromkeys(account.url for account in self.chosen)) or (DEFAULT_URL,)
        except DsptscanError:
            return (DEFAULT_URL,)

    def look(self, address: str) -> Look:
        """What the browser sees at `address`. Raises NotSetUp without a browser, ToolkitUnavailable if it hangs."""
        if address not in self._looks:
            try:
                self._looks[address] = look_at(address)
            except DsptscanError as error:
                self._looks[address] = error
        seen = self._looks[address]
        if isinstance(seen, DsptscanError):
            raise seen
        return seen


Probe = Callable[[Visit], Iterable[Line]]
