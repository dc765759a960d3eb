"""Work done in a process of its own, which may be killed on the way, or lack rights or room."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

NOBODY = 65534


def in_child(work: Callable[[], Any]) -> Any:
    """What `work` gives in a forked process, or the number of the signal that ended it."""
    fork = get_context("fork")  # so that `work` may be any function, which need not be sent
    hears, tells = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: tells.send(work()))
    child.start()
    tells.close()
    try:
        told = hears.recv()
    except EOFError:  # it ended without a word
        told = None
    child.join()
    ended = child.exitcode
    assert ended is not None
    if ended < 0:
        return signal.Signals(-ended)
    assert ended == 0, "the child failed; its traceback is above"
    return told


def killed_at(step: int | None) -> list[int]:
    """kill -9 this process just before or after its `step`-th word to the database. The list counts them."""
    said = [0]

    def word(*_: object) -> None:
        said[0] += 1
        if said[0] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "begin", "commit"):
        event.listen(Engine, name, word)
    return said


def no_file_longer_than(length: int, *, kill: bool) -> None:
    """Let no file of this process grow beyond `length` bytes. The write that would is refused, or kills."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kill else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, length))


def without_rights(folder: Path) -> None:
    """Make `folder` one that this process may only read."""
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    as_nobody()


def as_nobody() -> None:
    """Give up being root, to whom nothing is forbidden."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
