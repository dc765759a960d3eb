"""The history drawn for a terminal: the list of scans, and what changed between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tabulate import tabulate

from dsptscan.compare import Difference
from dsptscan.model import Fix, Report, Verdict, in_words
from dsptscan.reports.clean import clean
from dsptscan.reports.layout import bullets, fitting, flow

# Of another day, so that nobody takes it for today's.
VERDICTS: dict[Verdict, str] = {
    "ready": "was ready",
    "not_ready": "not ready",
    "cannot_tell": "could not tell",
    "published": "published",
}
HEADS = ("No", "Day", "Verdict", "Mandatory", "Complete", "Not", "Not certain", "Open fixes")


def render_list(rows: Iterable[Sequence[object]]) -> str:
    """One line for each scan, as in `HEADS`."""
    numbers = ("right", "left", "left", *["right"] * 5)
    return tabulate([*rows], headers=HEADS, tablefmt="simple", colalign=numbers, disable_numparse=True) + "\n"


def render_difference(before: tuple[int, Report], after: tuple[int, Report], found: Difference, *, width: int) -> str:
    """Two scans, with their numbers, and what became of each fix."""
    width = fitting(width)
    parts = [
        ("Fixed", found.fixed),
        ("New", found.new),
        ("Back again, after it was gone", found.reopened),
        ("Still there", found.still),
        ("Gone, but not fixed for certain: the later scan could not read it", found.unsure),
    ]
    blocks = [flow([_named(*before, "From"), _named(*after, "to  "), *_warnings(before[1], after[1])], width)]
    for heading, fixes in parts:
        since = heading in ("Still there", "Back again, after it was gone")
        if fixes:
            blocks.append([f"{heading} ({len(fixes)}):", *bullets([_line(fix, since) for fix in fixes], width)])
    if not any(fixes for _, fixes in parts):
        blocks.append(["There was nothing to fix, then or later."])
    if found.answers:
        blocks.append(flow([f"Answers that are not what they were: {', '.join(map(clean, found.answers))}."], width))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _named(number: int, report: Report, word: str) -> str:
    n = report.counts
    done = f"{n.mandatory_complete} of {n.mandatory} mandatory complete, {n.unknown} not certain"
    return f"{word} scan {number} of {in_words(report.today)}: {VERDICTS[report.verdict]}, {done}"


def _warnings(before: Report, after: Report) -> list[str]:
    said = []
    if before.assessment.year != after.assessment.year:
        years = " and ".join(clean(report.assessment.year or "not known") for report in (before, after))
        said.append(f"They are of two toolkit years ({years}): the same number may be another question.")
    if before.organisation.code != after.organisation.code:
        codes = " and ".join(clean(report.organisation.code or "not known") for report in (before, after))
        said.append(f"They are of two organisations ({codes}).")
    return said


def _line(fix: Fix, since: bool) -> str:
    parts = [clean(part) for part in (fix.ref or "", fix.title) if part]
    known = f", since {_day(fix.first_seen)}" if since and fix.first_seen else ""
    accepted = ", accepted for now" if fix.state == "accepted" else ""
    return f"{' '.join(parts)} ({fix.check.replace('_', ' ')}{known}{accepted})"


def _day(moment: str) -> str:
    """("2026-06-23T08:15:30Z") -> "23 June 2026"."""
    return in_words(date.fromisoformat(moment[:10]))
