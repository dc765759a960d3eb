"""The accounts a person has set up: names and addresses in a file, passwords in the keyring alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dsptscan.account_file import Account, checked, read_accounts, shown, write_accounts
from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.settings import Folders

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    from dsptscan.vault import Vault

__all__ = ["Account", "Accounts"]


class Accounts:
    """All accounts of one user.

    `keyring_backend` takes the place of the computer's keyring; the demo hands in one of its own. The keyring is
    looked for when a password is needed, so listing works without one.
    """

    def __init__(self, folders: Folders, keyring_backend: KeyringBackend | None = None) -> None:
        self._path = folders.config / "accounts.json"
        self._backend = keyring_backend
        self._opened: Vault | None = None

    def list(self) -> tuple[Account, ...]:
        """Every account, by name. Raises NotSetUp when the file cannot be understood."""
        return read_accounts(self._path)

    def get(self, name: str) -> Account:
        """The account called `name`. Raises WrongUsage saying which there are."""
        known = self.list()
        for account in known:
            if account.name == name:
                return account
        names = ", ".join(account.name for account in known)
        next_step = f"Choose one of: {names}." if names else f"Add it with: dsptscan account add {shown(name)}"
        raise WrongUsage(f"There is no account called {shown(name)}.", next_step)

    def check_new(self, account: Account) -> Account:
        """`account` as it would be kept, if it can be added; else WrongUsage. Asks no keyring for the password."""
        account = checked(account)
        for other in self.list():
            if other.name.lower() == account.name.lower():  # Windows' keyring does not tell a from A
                raise WrongUsage(
                    f"There is already an account called {other.name}. Nothing was changed.",
                    f"To change it: dsptscan account set {other.name}; to add it anew, first remove it:"
                    f" dsptscan account remove {other.name}",
                )
        return account

    def open_keyring(self) -> Vault:
        """The keyring. Raises NotSetUp when there is none, or only a weak one."""
        if self._opened is None:
            from dsptscan.vault import Vault

            self._opened = Vault(self._backend)
        return self._opened

    def add(self, account: Account, password: str) -> Account:
        """Keep the account and its password: both or neither. Raises WrongUsage or NotSetUp."""
        account = self.check_new(account)
        if account.nhsmail:
            write_accounts(self._path, (*self.list(), account))
            return account
        if not password:
            raise WrongUsage("The password is empty.", "Give the password of the toolkit account.")
        vault = self.open_keyring()
        before = vault.read(account.name)
        vault.write(account.name, password)
        try:
            write_accounts(self._path, (*self.list(), account))
        except BaseException:
            if before is None:
                vault.delete(account.name)
            else:
                vault.write(account.name, before)
            raise
        return account

    def add_without_passwords(self, new: Sequence[Account]) -> tuple[Account, ...]:
        """Keep several accounts, all or none; their passwords are given later. Raises WrongUsage or NotSetUp."""
        good = tuple(self.check_new(account) for account in new)
        names = [account.name.lower() for account in good]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise WrongUsage(
                f"The account {twice} is there twice. Nothing was changed.", "Give each a name of its own."
            )
        write_accounts(self._path, (*self.list(), *good))
        return good

    def change(self, name: str, **changes: Any) -> Account:
        """Change settings of the account called `name`, by the fields of Account. Raises WrongUsage or NotSetUp."""
        changed = checked(replace(self.get(name), **changes))
        others = (account for account in self.list() if account.name != name)
        write_accounts(self._path, (*others, changed))
        return changed

    def set_password(self, name: str, password: str) -> None:
        """Keep another password for the account called `name`. Raises WrongUsage or NotSetUp."""
        self.get(name)
        if not password:
            raise WrongUsage("The password is empty.", "Give the password of the toolkit account.")
        self.open_keyring().write(name, password)

    def remove(self, name: str) -> None:
        """Forget the account and its password: both or neither. Raises WrongUsage or NotSetUp."""
        before = self.list()
        self.get(name)
        vault = self.open_keyring()
        write_accounts(self._path, tuple(account for account in before if account.name != name))
        try:
            vault.delete(name)
        except BaseException:
            write_accounts(self._path, before)
            raise

    def password(self, name: str) -> str:
        """The password of the account called `name`; "" for one without. Raises WrongUsage or NotSetUp."""
        if self.get(name).nhsmail:
            return ""
        password = self.open_keyring().read(name)
        if password is None:
            raise NotSetUp(
                f"The keyring holds no password for the account {name}.",
                f"Give it once: dsptscan account set {name} --new-password",
            )
        return password
