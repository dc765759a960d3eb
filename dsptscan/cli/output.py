"""Where the result goes: standard output or a file."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import click

from dsptscan.atomic import write_private
from dsptscan.errors import WrongUsage
from dsptscan.reports.clean import MARK, spelled

FILE_WIDTH = 120


def check_output(path: Path) -> None:
    """Raise WrongUsage unless a file can be put at `path`: asked before the scan, not after it."""
    folder = path.resolve().parent
    if not folder.is_dir():
        raise _cannot(path, "its folder is not there", "Make the folder first, or choose another place.")
    if path.exists() and not path.is_file():
        raise _cannot(path, "it is not a file", "Give the name of a file.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _cannot(path, error.strerror or "the folder refuses it", "Choose a folder of your own.") from None


def terminal() -> tuple[int, bool]:
    """The width of the terminal in characters, and whether colours may be used on it."""
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size(fallback=(FILE_WIDTH, 24)).columns
    return width, is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def put_out(result: str | bytes, path: Path | None) -> None:
    """Write the result to `path`, whole and for the user alone, or to standard output. Raises WrongUsage.

    A file is UTF-8. What is printed is in the letters of the console, without the mark that only a file needs.
    """
    if path is not None:
        try:
            write_private(path, result.encode() if isinstance(result, str) else result)
        except OSError as error:
            raise _cannot(path, error.strerror or "the disk refuses it", "Choose another place.") from None
        return
    try:
        click.echo(result if isinstance(result, bytes) else _for_console(result), nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise WrongUsage(
            f"The result cannot be printed ({error.strerror}).", "Save it with --output instead."
        ) from None


def _for_console(text: str) -> str:
    return spelled(text.removeprefix(MARK), sys.stdout.encoding or "utf-8")


def _cannot(path: Path, why: str, next_step: str) -> WrongUsage:
    return WrongUsage(f"The file {path} cannot be written: {why}.", next_step)
