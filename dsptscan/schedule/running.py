"""Running the scheduler's own commands."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dsptscan.errors import NotSetUp

TIME_LIMIT = 60.0  # seconds
# What Windows' own commands print is in the code page of the console, which cannot show every letter.
_ENCODING = "oem" if sys.platform == "win32" else "utf-8"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    def or_raise(self, what: str) -> Ran:
        """Itself when all went well. Raises NotSetUp telling what the command said."""
        if self.code:
            said = next((line.strip() for line in reversed(self.err.splitlines()) if line.strip()), "nothing")
            raise NotSetUp(
                f"{what} did not work. It said: {said[:200]}",
                "Try the command shown with --dry-run by hand, or ask whoever looks after this computer.",
            )
        return self


def run(words: Sequence[str], typed: str | None = None, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end. Raises NotSetUp when it is not there or does not end."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell reads a list; its first word is always a program that a scheduler here names
            list(words),
            input="" if typed is None else typed,
            env=dict(environment) if environment is not None else None,
            capture_output=True,
            encoding=_ENCODING,
            errors="surrogateescape" if _ENCODING == "utf-8" else "replace",
            timeout=TIME_LIMIT,
            check=False,
        )
    except OSError as error:
        raise NotSetUp(f"{words[0]} could not be started ({error.strerror}).", "See whether it is installed.") from None
    except subprocess.TimeoutExpired:
        raise NotSetUp(f"{words[0]} did not come to an end.", "Try again in a little while.") from None
    return Ran(done.returncode, done.stdout, done.stderr)


def typed(words: Sequence[str]) -> str:
    """A command as a person would type it."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
