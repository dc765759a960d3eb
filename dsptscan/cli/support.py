"""Whom to ask, put below the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dsptscan.model import Report


@dataclass(frozen=True, slots=True)
class Support:
    """The lines below each table, and those below the last, which are more when they were asked for."""

    each: tuple[str, ...]
    last: tuple[str, ...]

    @classmethod
    def of(cls, own: Path | None, *, more: bool) -> Support:
        """From the bundled file or a person's own. Raises NotSetUp when theirs is broken."""
        from dsptscan.guidance.support import support_lines

        return cls(support_lines(own), support_lines(own, more=more))

    def below(self, reports: Sequence[Report]) -> list[Report]:
        """The same reports, with these lines."""
        given = [self.each] * (len(reports) - 1) + [self.last]
        return [replace(report, support=lines) for report, lines in zip(reports, given, strict=True)]
