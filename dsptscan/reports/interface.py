"""What every report format offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dsptscan.model import Report


class Format(Protocol):
    """Turns reports into what is printed or saved. Pure: reads no clock, no file, no environment."""

    @property
    def name(self) -> str:
        """What is typed after `--format`."""

    @property
    def needs_output(self) -> bool:
        """True when the result cannot be shown in a terminal and must go into a file."""

    def render(self, report: Report, *, width: int, colour: bool) -> str | bytes:
        """One report. `width` in characters; `colour` is only ever an extra."""

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> str | bytes:
        """The reports of several accounts of one run."""
