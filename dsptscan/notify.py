"""Messages by e-mail, Teams, Slack, ntfy and the like: names stand in a file, addresses in the keyring alone."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsptscan.atomic import private_folder, write_private
from dsptscan.errors import NotSetUp, WrongUsage

if TYPE_CHECKING:
    from dsptscan.vault import Vault

SCHEMA = "dsptscan/notify/1"
KEY = "notify:"  # before a name in the keyring; no account's name has a colon
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: plain text, without a secret or an answer."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where messages go. `kind` in words, such as E-Mail; the address is in the keyring."""

    name: str
    kind: str


class Targets:
    """All targets of one user. `config` is the folder of the file, `open_keyring` gives the keyring when needed."""

    def __init__(self, config: Path, open_keyring: Callable[[], Vault]) -> None:
        self._path = config / "notify.json"
        self._open = open_keyring

    def list(self) -> tuple[Target, ...]:
        """Every target, by name. Raises NotSetUp when the file cannot be understood."""
        try:
            told = json.loads(self._path.read_text("utf-8-sig"))
            if told["schema"] != SCHEMA:
                raise ValueError(told["schema"])
            found = [Target(name=str(one["name"]), kind=str(one["kind"])) for one in told["targets"]]
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError):
            raise NotSetUp(
                f"The list of where messages go, {self._path}, cannot be understood. It was left as it is.",
                "Move that file away, and add the addresses again with: dsptscan notify add NAME",
            ) from None
        return tuple(sorted(found, key=lambda one: one.name))

    def check_new(self, name: str) -> None:
        """Raise WrongUsage unless a target can be called `name`, and NotSetUp without what sends messages."""
        if not _NAME.fullmatch(name):
            raise WrongUsage(
                "That name cannot be used.",
                "Use up to 64 letters (a to z), digits, hyphens, underscores and dots, with a letter or digit first.",
            )
        if any(one.name.lower() == name.lower() for one in self.list()):
            raise WrongUsage(
                f"There is already an address called {name}. Nothing was changed.",
                f"To change it, first remove it (dsptscan notify remove {name}), then add it again.",
            )
        _apprise()

    def add(self, name: str, address: str) -> Target:
        """Keep a target and its address: both or neither. Raises WrongUsage or NotSetUp, never with the address."""
        self.check_new(name)
        with _silence():
            known = _understood(address.strip())
        if known is None:
            raise WrongUsage(
                "That is not an address messages can be sent to.",
                "See docs/daily-check.md for how to write one, for example for e-mail or Teams.",
            )
        target = Target(name=name, kind=str(known.service_name))
        vault = self._open()
        vault.write(KEY + name, address.strip())
        try:
            self._write((*self.list(), target))
        except BaseException:
            vault.delete(KEY + name)
            raise
        return target

    def get(self, name: str) -> Target:
        """The target called `name`. Raises WrongUsage saying which there are."""
        known = self.list()
        for one in known:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in known)
        told = f"Choose one of: {names}." if names else "Add one with: dsptscan notify add NAME"
        raise WrongUsage("There is no address of that name.", told)

    def remove(self, name: str) -> None:
        """Forget a target and its address: both or neither. Raises WrongUsage or NotSetUp."""
        before = self.list()
        self.get(name)
        vault = self._open()
        self._write(tuple(one for one in before if one.name != name))
        try:
            vault.delete(KEY + name)
        except BaseException:
            self._write(before)
            raise

    def send(self, target: Target, message: Message) -> bool:
        """Whether the message was taken at the other end. Raises NotSetUp when it could not even be tried."""
        address = self._open().read(KEY + target.name)
        if address is None:
            raise NotSetUp(
                f"The keyring holds no address for {target.name}.",
                f"Remove it (dsptscan notify remove {target.name}) and add it again.",
            )
        with _silence():
            known = _understood(address)
            if known is None:
                return False
            try:
                return bool(known.notify(body=message.body, title=message.subject, body_format="text"))
            except Exception:  # each service fails in its own way, and its text could hold the address
                return False

    def _write(self, targets: tuple[Target, ...]) -> None:
        told = {"schema": SCHEMA, "targets": [asdict(one) for one in targets]}
        try:
            private_folder(self._path.parent)
            write_private(self._path, (json.dumps(told, indent=2) + "\n").encode())
        except OSError as error:
            raise NotSetUp(
                f"The file {self._path} cannot be written ({error.strerror}). Nothing was changed.",
                "Check that the folder is yours and the disk is not full.",
            ) from None


def _understood(address: str) -> Any:
    """What sends to an address, or None for one that nothing can."""
    apprise = _apprise()
    try:
        # "memory": what it keeps between messages goes into no file.
        return apprise.Apprise.instantiate(address, asset=apprise.AppriseAsset(storage_mode="memory"))
    except Exception:  # as in send
        return None


def _apprise() -> Any:
    try:
        import apprise
    except ImportError:
        raise NotSetUp(
            "What sends messages is not installed.", 'Install it with: pipx install --force "dsptscan[notify]"'
        ) from None
    return apprise


@contextmanager
def _silence() -> Iterator[None]:
    """No log at all meanwhile: those who send write addresses into theirs."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
