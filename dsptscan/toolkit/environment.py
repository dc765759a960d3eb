"""The environment variables of the browser and of the program that drives it: none that logs, records or leads away."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from dsptscan.errors import NotSetUp

_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_DROPPED = ("DEBUG", "NODE_", "PWDEBUG", "PWTEST_", "PW_", "SELENIUM_", "SSLKEYLOGFILE", "CHROME_LOG_FILE")
_SHORT = 56  # characters; a socket of the browser's lies below the folder, and its address holds 104 at most


def refuse_debug() -> None:
    """Playwright's own log would hold the password: raise NotSetUp when it is switched on."""
    for name in os.environ.get("DEBUG", "").casefold().replace(",", " ").split():
        start, star, _ = name.partition("*")
        if start.startswith("pw") or (star and "pw".startswith(start)):
            raise _switched_on("DEBUG")
    if os.environ.get("PWDEBUG", "0") not in ("", "0"):
        raise _switched_on("PWDEBUG")
    for variable in ("DEBUGP", "PWDEBUGIMPL"):
        if variable in os.environ:
            raise _switched_on(variable)


def _switched_on(variable: str) -> NotSetUp:
    return NotSetUp(
        f"The environment variable {variable} switches on a log that would hold the password.",
        f"Remove {variable} from the environment, then try again.",
    )


def quiet_environment(folder: Path) -> dict[str, str]:
    """This process's environment without what could log or record, and with `folder` for temporary files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_DROPPED)}
    return kept | dict.fromkeys(_TEMPORARY, str(folder))


def browser_environment(folder: Path) -> dict[str, str]:
    """The same for the browser itself, which also leaves its crash reports in `folder`."""
    env = quiet_environment(folder) | {"BREAKPAD_DUMP_LOCATION": str(folder)}
    if sys.platform != "win32" and len(str(folder)) > _SHORT:
        for name in _TEMPORARY:
            env.pop(name)
            if name in os.environ:
                env[name] = os.environ[name]
    return env


@contextlib.contextmanager
def put_in_place(env: dict[str, str]) -> Iterator[None]:
    """`env` as this process's own environment, for what is started meanwhile."""
    before = dict(os.environ)
    _replace(env)
    try:
        yield
    finally:
        _replace(before)


def _replace(env: dict[str, str]) -> None:
    for name in os.environ.keys() - env.keys():
        del os.environ[name]
    os.environ.update({name: value for name, value in env.items() if os.environ.get(name) != value})
