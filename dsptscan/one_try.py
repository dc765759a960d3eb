"""One try: after a refused sign-in nothing signs in with that account again until a person has acted. Accounts lock."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from dsptscan.atomic import private_folder, write_private
from dsptscan.errors import NotSetUp, SignInRefused
from dsptscan.model import in_words
from dsptscan.settings import Folders

if TYPE_CHECKING:
    from dsptscan.accounts import Account

SCHEMA = "dsptscan/refusals/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A sign-in that was refused. `at` in UTC, `said` what the toolkit meant; never a password."""

    account: str
    username: str
    url: str
    at: str
    said: str

    def concerns(self, account: Account) -> bool:
        """Whether another try with `account` would be a second one: the same account, or user name and toolkit."""
        same_user = (self.username.casefold(), self.url) == (account.username.casefold(), account.url)
        return same_user or self.account.casefold() == account.name.casefold()


class OneTry:
    """The refused sign-ins of one user, in a file of their data folder."""

    def __init__(self, folders: Folders) -> None:
        self._path = folders.data / "refusals.json"

    @contextlib.contextmanager
    def holding(self, account: Account, *, by_a_person: bool = False) -> Iterator[None]:
        """Whatever signs in with `account` does so inside this.

        Raises SignInRefused at once when the last try was refused, unless a person asks for this one. A refusal inside
        is noted; when a person's try goes well, what was noted is forgotten.
        """
        earlier = next((one for one in self._read() if one.concerns(account)), None)
        if earlier is not None and not by_a_person:
            raise _again(earlier, account.name)
        try:
            yield
        except SignInRefused as error:
            if not self._note(account, error.message):
                error.next_step += " dsptscan could not note this refusal, so do not let it try again before that."
            raise
        if by_a_person:
            self.forget(account)

    def forget(self, account: Account) -> None:
        """The account has a new password, is new, or was accepted. Raises NotSetUp when that cannot be noted."""
        kept = self._read()
        others = [one for one in kept if not one.concerns(account)]
        if len(others) != len(kept):
            try:
                self._write(others)
            except OSError as error:
                raise NotSetUp(
                    f"The file {self._path} cannot be written ({error.strerror}).",
                    "Check that the folder is yours and the disk is not full.",
                ) from None

    def refusal_of(self, account: Account) -> Refusal | None:
        """The refusal that keeps `account` from being tried, or None."""
        return next((one for one in self._read() if one.concerns(account)), None)

    def _note(self, account: Account, said: str) -> bool:
        noted = Refusal(
            account=account.name,
            username=account.username,
            url=account.url,
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            said=said,
        )
        try:
            self._write([*(one for one in self._read() if not one.concerns(account)), noted])
        except (OSError, NotSetUp):
            return False
        return True

    def _read(self) -> list[Refusal]:
        try:
            document = json.loads(self._path.read_bytes().decode("utf-8"))
            if document["schema"] != SCHEMA:
                raise ValueError
            return [_refusal(entry) for entry in document["refusals"]]
        except (FileNotFoundError, NotADirectoryError):
            return []  # where no such file can be, none was written
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            # Not knowing is no reason to try: the account might lock.
            raise NotSetUp(
                f"The file {self._path}, which notes refused sign-ins, cannot be read, so nothing was tried.",
                "Sign in once in your own browser; if that works, delete that file.",
            ) from None

    def _write(self, refusals: list[Refusal]) -> None:
        document = {"schema": SCHEMA, "refusals": [asdict(one) for one in refusals]}
        private_folder(self._path.parent)
        write_private(self._path, (json.dumps(document, indent=2) + "\n").encode())


def _refusal(entry: Any) -> Refusal:
    told = {field.name: entry[field.name] for field in fields(Refusal)}
    if not all(isinstance(value, str) for value in told.values()):
        raise TypeError
    date.fromisoformat(told["at"][:10])
    return Refusal(**told)


def _again(earlier: Refusal, account: str) -> SignInRefused:
    day = in_words(date.fromisoformat(earlier.at[:10]))
    return SignInRefused(
        f"Not tried: the last sign-in with this account, on {day}, was refused. {earlier.said}",
        "Sign in once in your own browser, correct the password here if need be (dsptscan account set"
        f" {account} --new-password), then run: dsptscan account check {account}",
    )
