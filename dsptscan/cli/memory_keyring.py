"""A keyring that lasts as long as one demo, so that the user's own is never touched."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Passwords in this object alone."""

    # keyring lists every subclass it knows of; a negative priority keeps this one from ever being chosen.
    priority = -1

    def __init__(self) -> None:
        # Not the base's: it would let environment variables set things on this object.
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self._kept:
            raise PasswordDeleteError("no such password")
        del self._kept[service, username]
