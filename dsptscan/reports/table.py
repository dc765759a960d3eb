"""The table of fixes for a terminal: most urgent first, with a verdict above and what else to know below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from tabulate import tabulate

from dsptscan.model import Fix, Report
from dsptscan.reports.clean import clean
from dsptscan.reports.layout import bullets, bullets_with_more, fitting, flow
from dsptscan.reports.words import (
    ACCEPTED,
    VERDICTS,
    accepted,
    heading,
    no_fixes,
    one_sitting,
    optional,
    reasons,
    sites,
    taken_on,
    to_share,
    why,
)

LINK_COLUMN_FROM = 140
GAP = 2
TITLE_LINES = 3

_RED, _GREEN, _YELLOW, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[1m", "\x1b[0m"
_VERDICT_COLOURS = {"ready": _GREEN, "published": _GREEN, "not_ready": _RED, "cannot_tell": _YELLOW}


@dataclass(frozen=True, slots=True)
class Table:
    name: str = "table"
    needs_output: bool = False

    def render(self, report: Report, *, width: int, colour: bool) -> str:
        """The report as text, at most `width` characters wide (80 to 200); only an address may stand out."""
        width = fitting(width)
        verdict = VERDICTS[report.verdict]
        open_ = [fix for fix in report.fixes if fix.state == "open"]
        waiting = [fix for fix in report.fixes if fix.state == "accepted"]
        blocks = [
            [_paint(verdict, _BOLD + _VERDICT_COLOURS[report.verdict], colour)],
            [*flow(heading(report), width), *bullets(reasons(report), width)],
            _fixes(open_, report.today, width, colour) if open_ else flow([no_fixes(report)], width),
            flow(filter(None, [one_sitting(report)]), width),
            [ACCEPTED, "", *_fixes(waiting, report.today, width, colour)] if waiting else [],
            _problems(report, width),
            flow(filter(None, [sites(report), optional(report), to_share(report)]), width),
            ["Help:", *bullets_with_more(report.support, width)] if report.support else [],
        ]
        return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> str:
        """The tables one below the other, a double line between them."""
        rule = "=" * fitting(width)
        return f"\n{rule}\n\n".join(self.render(report, width=width, colour=colour) for report in reports)


FORMAT = Table()


def _fixes(fixes: Sequence[Fix], today: date, width: int, colour: bool) -> list[str]:
    # tabulate makes each column at least two wider than its heading.
    ranks = max(len("#") + 2, *(len(str(fix.rank)) for fix in fixes))
    question = max(14, width // 5)
    effort = len("Effort") + 2
    start = max(len("Start by") + 2, *(len(_start_by(fix, today)) for fix in fixes))
    longest = max(len(fix.url or "") for fix in fixes)
    todo = width - ranks - question - effort - start - 4 * GAP
    link_column = bool(longest) and width >= LINK_COLUMN_FROM and todo - longest - GAP >= 40
    if link_column:
        todo -= longest + GAP
    header = ["#", "Question", "What to do", "Effort", "Start by"] + ["Link"] * link_column
    rows = [_row(fix, today, question, todo, colour) for fix in fixes]
    cells = [["\n".join(cell) for cell in row] for row in rows]
    if link_column:
        cells = [[*row, clean(fix.url or "")] for row, fix in zip(cells, fixes, strict=True)]
    # A last row as wide as each column may be: so the columns do not depend on what stands in them.
    ruler = ["9" * ranks, "q" * question, "w" * todo, "e" * effort, "s" * start] + [""] * link_column
    drawn = tabulate(
        [*cells, ruler],
        headers=header,
        tablefmt="simple",
        colalign=("right", *["left"] * (len(header) - 1)),
        disable_numparse=True,
    ).splitlines()[:-1]
    lines = drawn[:2]
    at = 2
    for fix, row in zip(fixes, rows, strict=True):
        height = max(len(cell) for cell in row)
        lines += [line.rstrip() for line in drawn[at : at + height]]
        at += height
        if fix.url and not link_column:
            lines.append(_address(clean(fix.url), ranks + question + 2 * GAP, width))
        lines.append("")
    return lines[:-1]


def _row(fix: Fix, today: date, question: int, todo: int, colour: bool) -> list[list[str]]:
    """The five cells of a fix, each as its lines."""
    title = wrap(clean(fix.title), question, break_on_hyphens=False)
    if len(title) > TITLE_LINES:
        title = [*title[: TITLE_LINES - 1], title[TITLE_LINES - 1][: question - 3].rstrip() + "..."]
    steps = wrap(clean(fix.do), todo, break_on_hyphens=False)
    steps[:0] = wrap(accepted(fix) or "", todo, break_on_hyphens=False)
    if fix.stops_publishing:
        steps.insert(0, _paint("Stops publishing.", _BOLD, colour))
    steps += wrap(clean(f"Why: {why(fix)}"), todo, break_on_hyphens=False) if fix.why else []
    steps += wrap(taken_on(fix) or "", todo, break_on_hyphens=False)
    start = _start_by(fix, today)
    late = fix.start_by is not None and fix.start_by < today and fix.state == "open"
    name = [clean(fix.ref)] if fix.ref else []
    return [
        [str(fix.rank)],
        name + title or ["-"],
        steps or ["-"],
        [fix.effort],
        [_paint(start, _RED, colour and late)],
    ]


def _start_by(fix: Fix, today: date) -> str:
    if fix.start_by is None:
        return "-"
    if fix.start_by < today:
        return "now (late)"
    return f"{fix.start_by.day} {fix.start_by:%b %Y}"


def _address(address: str, indent: int, width: int) -> str:
    """An address on a line of its own, never cut: it must stay one thing to click or copy."""
    return " " * max(0, min(indent, width - len(address))) + address


def _problems(report: Report, width: int) -> list[str]:
    lines: list[str] = []
    for problem in report.problems:
        lines += bullets([f"{clean(problem.detail)}"], width)
        if problem.url:
            lines.append(_address(clean(problem.url), 2, width))
    return ["What could not be read:", *lines] if lines else []


def _paint(text: str, colour: str, wanted: bool) -> str:
    return f"{colour}{text}{_PLAIN}" if wanted else text
