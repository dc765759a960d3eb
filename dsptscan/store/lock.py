"""Locks that the operating system holds: gone with the process that took them, however it ended."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dsptscan.atomic import private_folder
from dsptscan.errors import WrongUsage
from dsptscan.model import in_words

# Somebody who only looks whether a lock is held holds it for a moment.
TRIES, PAUSE = 5, 0.05
_HELD = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    # Windows lets nobody else read what is locked, so a byte is locked that nobody reads.
    FAR_AWAY = 1 << 30

    def _try(descriptor: int) -> None:
        os.lseek(descriptor, FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_scan(folder: Path, account: str) -> Iterator[None]:
    """Keep other scans of an account away while the block runs. Raises WrongUsage when one is running.

    Where nothing can be written there is no lock.
    """
    descriptor = _opened(_place(folder, account))
    if descriptor is None:
        yield
        return
    try:
        if not _taken(descriptor):
            raise WrongUsage(
                f"Another scan of the account {account} is running.", "Wait until it has finished, then try again."
            )
        # Whoever finds these words without a lock on them knows that the scan was cut off.
        _write(descriptor, datetime.now().astimezone().isoformat(timespec="minutes"))
        try:
            yield
        finally:
            _write(descriptor, "")
    finally:
        os.close(descriptor)


def unfinished(folder: Path, account: str) -> str | None:
    """A sentence on a scan that is running or was cut off, None when the last one came to its end."""
    path = _place(folder, account)
    try:
        began = path.read_text("utf-8")
        if not began:
            return None
        descriptor = os.open(path, os.O_RDWR)
    except (OSError, UnicodeDecodeError):
        return None
    try:
        if not _taken(descriptor):
            return "A new scan of this account is running. What is shown is the one before."
    finally:
        os.close(descriptor)
    try:
        at = datetime.fromisoformat(began)
    except ValueError:
        return "A later scan did not finish. What is shown is the last one that did."
    when = f"{in_words(at.date())} at {at:%H:%M}"
    return f"A scan that began on {when} did not finish. What is shown is the last one that did."


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until nobody else holds the lock file `path`, and hold it while the block runs. Raises OSError."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        while not _taken(descriptor):
            time.sleep(PAUSE)
        yield
    finally:
        os.close(descriptor)


def _place(folder: Path, account: str) -> Path:
    return folder / f"scan-{account.lower()}.lock"


def _opened(path: Path) -> int | None:
    try:
        private_folder(path.parent)
        return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        return None


def _taken(descriptor: int) -> bool:
    for tries_left in reversed(range(TRIES)):
        try:
            _try(descriptor)
        except OSError as error:
            if error.errno not in _HELD:
                return True  # a disk that knows no locks; then nothing keeps others away
            if tries_left:
                time.sleep(PAUSE)
        else:
            return True
    return False


def _write(descriptor: int, text: str) -> None:
    with contextlib.suppress(OSError):  # a full disk is no reason not to scan
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode())
