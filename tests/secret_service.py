"""A real Secret Service for the tests: D-Bus and gnome-keyring of their own, in a private home, never the user's.

Fixtures:
- `secret_service`: `.env` is what a subprocess needs to use it; one for the whole run.
- `keyring_here`: the same for code in this process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

WAIT = 15.0


@dataclass(frozen=True)
class SecretService:
    """`env` holds the variables that lead to it, and to a home of its own."""

    env: Mapping[str, str]

    @property
    def address(self) -> str:
        return self.env["DBUS_SESSION_BUS_ADDRESS"]

    def lock(self) -> None:
        """Lock the keyring, as after log-out. Nothing can unlock it again: there is no screen to ask on."""
        import secretstorage
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection(self.address) as connection:
            secretstorage.get_default_collection(connection).lock()


@contextmanager
def running_secret_service() -> Iterator[SecretService]:
    """A new Secret Service with an unlocked, empty keyring; gone when the block ends."""
    for needed in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(needed) is None:
            raise RuntimeError(f"{needed} is missing. `make test` installs it; by hand: gnome-keyring and dbus.")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dsptscan-secrets-")))
        run = home / "run"
        run.mkdir(mode=0o700)
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
        }
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        stack.callback(_end, bus)
        assert bus.stdout is not None
        env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, keyring)
        assert keyring.stdin is not None
        keyring.stdin.write(b"a password for tests")
        keyring.stdin.close()
        _wait_until_owned(env["DBUS_SESSION_BUS_ADDRESS"])
        yield SecretService(env=env)


def _wait_until_owned(address: str) -> None:
    """Ask the bus itself: asking the service too early would start a second, locked one."""
    from jeepney import message_bus
    from jeepney.io.blocking import open_dbus_connection

    until = time.monotonic() + WAIT
    with open_dbus_connection(address) as connection:
        while time.monotonic() < until:
            reply = connection.send_and_get_reply(message_bus.NameHasOwner("org.freedesktop.secrets"))
            if reply.body == (True,):
                return
            time.sleep(0.05)
    raise RuntimeError("gnome-keyring did not start.")


def _end(process: subprocess.Popen[object]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


@pytest.fixture(scope="session")
def secret_service() -> Iterator[SecretService]:
    if not sys.platform.startswith("linux"):
        pytest.skip("the Secret Service is Linux's keyring")
    with running_secret_service() as service:
        yield service


@pytest.fixture
def keyring_here(secret_service: SecretService, monkeypatch: pytest.MonkeyPatch) -> SecretService:
    import keyring.core

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service.address)
    monkeypatch.setenv("XDG_CONFIG_HOME", secret_service.env["XDG_CONFIG_HOME"])
    monkeypatch.setenv("XDG_DATA_HOME", secret_service.env["XDG_DATA_HOME"])
    # By name, for keyring remembers for the whole process which keyrings it once found.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    return secret_service
