"""The operating system's keyring, the only place a password is kept."""

from __future__ import annotations

import sys

from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from dsptscan.errors import NotSetUp

SERVICE = "dsptscan"

_NOTHING = ("keyring.backends.fail", "keyring.backends.null")
_FILES = ("keyrings.alt", "keyrings.cryptfile")


def usable_keyring() -> KeyringBackend:
    """The keyring to use: the one `PYTHON_KEYRING_BACKEND` or keyring's own settings name, else the best there is.

    Raises NotSetUp when there is none, or when it would keep passwords in a plain file or nowhere.
    """
    import keyring

    try:
        backend = keyring.get_keyring()
    except Exception:  # a backend named by the user can fail in any way while it loads
        raise NotSetUp(
            "The keyring named in PYTHON_KEYRING_BACKEND or keyringrc.cfg cannot be used here.",
            f"Remove that setting, or name a keyring that works. {_advice()}",
        ) from None
    return strong(backend)


def strong(backend: KeyringBackend) -> KeyringBackend:
    """`backend` itself, or for a chain its first good link. Raises NotSetUp for one that keeps no secrets."""
    if isinstance(backend, ChainerBackend):
        links: list[KeyringBackend] = list(backend.backends)
        for link in links:
            if weakness(type(link)) is None:
                # Never the chain itself: it would fall through to a plain file when the good one refuses.
                return link
        if not links:
            raise NotSetUp("No keyring was found on this computer.", _advice())
        backend = links[0]
    found = weakness(type(backend))
    if found == "nothing":
        raise NotSetUp("No keyring that can keep a password was found on this computer.", _advice())
    if found:
        kind = type(backend)
        raise NotSetUp(
            f"The keyring {kind.__module__}.{kind.__qualname__} would keep the password in a file, so it is refused.",
            _advice(),
        )
    return backend


def weakness(backend: type[KeyringBackend]) -> str | None:
    """Why this kind of keyring is refused: it keeps "nothing", or keeps it in a plain "file"; None for a good one."""
    for kind in backend.__mro__:
        if _inside(kind.__module__, _NOTHING):
            return "nothing"
        if _inside(kind.__module__, _FILES) or "plaintext" in kind.__qualname__.lower():
            return "file"
    return None


def _inside(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def _advice() -> str:
    if sys.platform == "win32":
        return (
            "Windows has a good one, the Credential Manager, which is there by itself: "
            "remove PYTHON_KEYRING_BACKEND and keyringrc.cfg."
        )
    if sys.platform == "darwin":
        return "macOS has a good one, the Keychain: remove PYTHON_KEYRING_BACKEND and keyringrc.cfg."
    return (
        "Start a Secret Service such as gnome-keyring (on Debian and Ubuntu: install gnome-keyring, then log out "
        "and in again)."
    )


class Vault:
    """Passwords by account name in one keyring. Every failure is a NotSetUp that never holds the password."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = usable_keyring() if backend is None else strong(backend)

    def read(self, name: str) -> str | None:
        """The password kept for `name`, or None."""
        try:
            return self._backend.get_password(SERVICE, name)
        except Exception as error:  # each backend raises errors of its own kind
            raise _failure("read from", error) from None

    def write(self, name: str, password: str) -> None:
        """Keep `password` for `name`, in place of an earlier one."""
        try:
            self._backend.set_password(SERVICE, name, password)
        except Exception as error:  # as above
            raise _failure("write to", error) from None

    def delete(self, name: str) -> None:
        """Forget the password of `name`; nothing happens if there is none."""
        if self.read(name) is None:
            return
        try:
            self._backend.delete_password(SERVICE, name)
        except Exception as error:  # as above
            raise _failure("delete from", error) from None


def _failure(doing: str, error: Exception) -> NotSetUp:
    """Only the kind of the error is told: its text could hold what was to be kept."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, KeyringLocked):
        return NotSetUp(
            "The keyring is locked.", "Unlock it (log in to this computer, or open the keyring), then try again."
        )
    if isinstance(error, (NoKeyringError, InitError)):
        return NotSetUp("The keyring of this computer does not answer.", _advice())
    return NotSetUp(f"dsptscan could not {doing} the keyring ({type(error).__name__}).", _advice())
