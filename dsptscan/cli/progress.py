"""How far the scan is, on standard error: a moving bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from dsptscan.cli.errors import remark
from dsptscan.reports.clean import clean

Progress = Callable[[str, int, int], None]

BAR = 24
LINES = 4  # how many lines one kind of work writes at most, apart from its first


def progress(prefix: str = "", *, quiet: bool = False) -> MovingBar | PlainLines | Nothing:
    """The right one for this run. Use it as a context manager, and call it with (what, done, total)."""
    if quiet:
        return Nothing()
    return MovingBar(prefix) if sys.stderr.isatty() else PlainLines(prefix)


class MovingBar:
    """One line that is drawn again and again, and taken away at the end."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._drawn = 0

    def __enter__(self) -> MovingBar:
        return self

    def __exit__(self, *_: object) -> None:
        self._draw("")
        click.echo("\r", nl=False, err=True)

    def __call__(self, what: str, done: int, total: int) -> None:
        bar = ""
        if total > 0:
            full = min(BAR, BAR * done // total)
            bar = f"[{'#' * full}{'-' * (BAR - full)}] {done} of {total} "
        self._draw(f"{bar}{self._prefix}{clean(what)}"[:78])

    def _draw(self, line: str) -> None:
        click.echo("\r" + line.ljust(self._drawn), nl=False, err=True)
        self._drawn = len(line)


class Nothing:
    """Nobody is looking."""

    def __enter__(self) -> Nothing:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __call__(self, what: str, done: int, total: int) -> None:
        return None


class PlainLines:
    """A line when the work changes, and a few on the way."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._last: tuple[str, int] | None = None

    def __enter__(self) -> PlainLines:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __call__(self, what: str, done: int, total: int) -> None:
        step = (what, LINES * done // total if total > 0 else 0)
        if step == self._last:
            return
        self._last = step
        count = f" ({done} of {total})" if total > 0 else ""
        remark(f"{self._prefix}{what}{count}")
