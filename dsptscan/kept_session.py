"""Sessions kept for the next scan, for accounts whose owner asked for it: encrypted on disk, the key in the keyring.

Only the toolkit's cookies and the address of the first page are kept; never a password or a code. A session belongs to
one account, user name and toolkit. On any doubt it is deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dsptscan.atomic import private_folder, write_private
from dsptscan.errors import NotSetUp
from dsptscan.settings import Folders
from dsptscan.toolkit.attendance import Kept

if TYPE_CHECKING:
    from dsptscan.accounts import Account
    from dsptscan.vault import Vault

LONGEST = 48 * 60 * 60  # seconds; a daily check comes in time


def require_cryptography(account: str) -> None:
    """Raise NotSetUp when the part that encrypts is not installed."""
    if importlib.util.find_spec("cryptography") is None:
        raise NotSetUp(
            "Keeping a session needs a part of dsptscan that is not installed.",
            "Install it (pipx inject dsptscan cryptography), or do without:"
            f" dsptscan account set {account} --no-keep-session",
        )


class KeptSessions:
    """The kept sessions of one user. `keyring` opens the keyring when a key is needed."""

    def __init__(self, folders: Folders, keyring: Callable[[], Vault]) -> None:
        self._folder = folders.data / "sessions"
        self._keyring = keyring

    def load(self, account: Account) -> Kept | None:
        """The session kept for `account`; None, and nothing is left of it, when it must not be used."""
        require_cryptography(account.name)
        from cryptography.fernet import Fernet

        key = self._keyring().read(_key_of(account))
        path = self._path(account)
        if key is None or not path.is_file():
            self.delete(account)
            return None
        # Whatever is wrong with it, from a cut file to another account's, it is no longer trusted.
        with contextlib.suppress(Exception):
            document = json.loads(Fernet(key).decrypt(path.read_bytes(), ttl=LONGEST))
            if document["for"] == _bound_to(account) and isinstance(document["cookies"], list):
                return Kept(str(document["url"]), document["cookies"])
        self.delete(account)
        return None

    def save(self, account: Account, kept: Kept) -> None:
        """Keep a session under a new key. Raises NotSetUp."""
        require_cryptography(account.name)
        from cryptography.fernet import Fernet

        key = Fernet.generate_key()
        document = {"for": _bound_to(account), "url": kept.url, "cookies": kept.cookies}
        self._keyring().write(_key_of(account), key.decode())
        try:
            private_folder(self._folder)
            write_private(self._path(account), Fernet(key).encrypt(json.dumps(document).encode()))
        except OSError as error:
            raise NotSetUp(
                f"The session cannot be kept in {self._folder} ({error.strerror}).",
                "Check that the folder is yours and the disk is not full.",
            ) from None

    def delete(self, account: Account) -> None:
        """Forget the session and its key. Raises NotSetUp."""
        self._path(account).unlink(missing_ok=True)
        self._keyring().delete(_key_of(account))

    def _path(self, account: Account) -> Path:
        # Not the account's name: on Windows some names are no names for a file.
        return self._folder / f"{hashlib.sha256(account.name.lower().encode()).hexdigest()[:24]}.session"


def _key_of(account: Account) -> str:
    return f"{account.name} (session key)"  # no account can be called that


def _bound_to(account: Account) -> list[str | None]:
    return [account.name, account.username, account.url, account.organisation]
