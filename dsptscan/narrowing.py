"""A report with only those of its fixes that were asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsptscan.model import Fix, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which fixes are wanted: of these checks, efforts and questions, where any are named, and what else is true."""

    checks: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    stops_publishing: bool = False
    accepted: bool = False

    @property
    def in_words(self) -> str:
        """What is wanted, "" for everything."""
        parts = [
            self.checks and f"check {' or '.join(self.checks)}",
            self.efforts and f"effort {' or '.join(self.efforts)}",
            self.questions and f"question {' or '.join(self.questions)}",
            self.stops_publishing and "what stops publishing",
            self.accepted and "accepted",
        ]
        return "; ".join(part for part in parts if part)

    def of(self, report: Report) -> Report:
        """The report with these fixes, ranks as they were; it says that it is not whole. The verdict is of all."""
        if not self.in_words:
            return report
        return replace(report, fixes=tuple(filter(self._wants, report.fixes)), filtered_by=self.in_words)

    def _wants(self, fix: Fix) -> bool:
        return (
            (not self.checks or fix.check in self.checks)
            and (not self.efforts or fix.effort in self.efforts)
            and (not self.questions or fix.ref in self.questions)
            and (not self.stops_publishing or fix.stops_publishing)
            and (not self.accepted or fix.state == "accepted")
        )
