"""The report as Markdown (with tables, as GitHub, GitLab and most editors read them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dsptscan.model import Fix, Report, in_words
from dsptscan.reports import words
from dsptscan.reports.addresses import web_address
from dsptscan.reports.clean import visible
from dsptscan.reports.fix_words import STOPS, accepted, start_by, taken_on, why
from dsptscan.reports.groups import accepted as accepted_fixes
from dsptscan.reports.groups import groups, still_open
from dsptscan.reports.progress import by_standard

# What could be read as mark-up. As entities, where not every reader takes a backslash or where it would end a cell.
_ESCAPED = str.maketrans(
    {sign: f"\\{sign}" for sign in "`*_[]"}
    | {sign: f"&#{ord(sign)};" for sign in "|\\{}$~"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)
_BEGINS_A_BLOCK = re.compile(r"^[#+=:-]|(?<=^\d)[.)](?= |$)|(?<=^\d\d)[.)](?= |$)")


@dataclass(frozen=True, slots=True)
class Markdown:
    name: str = "markdown"
    needs_output: bool = False

    def render(self, report: Report, *, width: int, colour: bool) -> str:
        """One report. No line is wrapped: each row of a table and each paragraph is a line."""
        return "\n".join(_report(report, "#")) + "\n"

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> str:
        """A table of all, then each report."""
        lines = [f"# {words.many(len(reports), 'account')}", "", *_overview(reports)]
        for report in reports:
            lines += ["", *_report(report, "##")]
        return "\n".join(lines) + "\n"


FORMAT = Markdown()


def escaped(text: str) -> str:
    """`text` on one line, read as nothing but text at any place of a line, also inside a table."""
    line = visible(text)
    first = _BEGINS_A_BLOCK.search(line)
    if first is None:
        return line.translate(_ESCAPED)
    before, sign, after = line[: first.start()], first.group(), line[first.end() :]
    return f"{before}&#{ord(sign)};{after.translate(_ESCAPED)}"


def _link(text: str, url: str | None) -> str:
    address = web_address(url)
    return f"[{escaped(text)}](<{address.replace('&', '&amp;')}>)" if address else escaped(text)


def _report(report: Report, level: str) -> list[str]:
    """The lines of one report under a heading of this level."""
    first, *others = words.heading(report)
    sections = [
        (None, [f"**{escaped(words.verdict(report))}**", "", *_bullets([*others, words.scanned(report)])]),
        (None, _bullets(words.reasons(report))),
        *((group.heading, [group.lead, "", *_fixes(group.fixes, report)]) for group in groups(report)),
        (None, _bullets(filter(None, [words.no_fixes(report)])) if not still_open(report) else []),
        (words.ACCEPTED, _accepted(report)),
        ("How far the mandatory questions are", _progress(report)),
        ("What was read", _read(report)),
        ("Sites and publication", _published(report)),
        ("Remarks", _bullets(report.remarks)),
        ("Help", _help(report.support)),
        (None, [f"*{words.UNOFFICIAL}*"]),
    ]
    lines = [f"{level} {escaped(first)}"]
    for heading, content in sections:
        if content:
            lines += ["", *([f"{level}# {heading}", ""] if heading else []), *content]
    return lines


def _overview(reports: Sequence[Report]) -> list[str]:
    rows = []
    for report in reports:
        open_ = still_open(report)
        rows.append(
            [
                escaped(report.account or "-"),
                escaped(words.organisation(report)),
                escaped(words.verdict(report)),
                str(report.days_left),
                f"{report.counts.mandatory_complete} of {report.counts.mandatory}",
                str(len(open_)),
                str(sum(fix.stops_publishing for fix in report.fixes)),
            ]
        )
    heads = ("Account", "Organisation", "Verdict", "Days left", "Mandatory complete", "To do", "Stop publishing")
    return _table(heads, rows)


def _fixes(fixes: Iterable[Fix], report: Report) -> list[str]:
    heads = ("#", "Question", "What to do", "Effort", "Start by", "Who", "By when")
    rows = [
        [
            str(fix.rank),
            _name(fix),
            _step(fix),
            fix.effort,
            start_by(fix, report.today),
            escaped(fix.assigned_to or ""),
            in_words(fix.due) if fix.due else "",
        ]
        for fix in fixes
    ]
    return _table(heads, rows)


def _accepted(report: Report) -> list[str]:
    rows = [
        [str(fix.rank), _name(fix), escaped(" ".join(filter(None, [accepted(fix), taken_on(fix)]))), _step(fix)]
        for fix in accepted_fixes(report)
    ]
    return _table(("#", "Question", "Accepted", "What would be to do"), rows) if rows else []


def _name(fix: Fix) -> str:
    return _link(" ".join(part for part in (fix.ref, fix.title) if part), fix.url)


def _step(fix: Fix) -> str:
    stops = f"**{STOPS}.**" if fix.stops_publishing else ""
    reason = f"Why: {escaped(why(fix))}" if fix.why else ""
    return " ".join(part for part in (stops, escaped(fix.do), reason) if part)


def _progress(report: Report) -> list[str]:
    counted = [[one.count(status) for status in words.STATUSES] for one in by_standard(report)]
    if not counted:
        return []
    names = [f"Standard {escaped(one.number)}" for one in by_standard(report)]
    rows = [*zip(names, counted, strict=True), ("**All**", [sum(column) for column in zip(*counted, strict=True)])]
    table = _table(
        ("Standard", "Complete", "Not complete", "Not certain"), [[name, *map(str, numbers)] for name, numbers in rows]
    )
    course = words.course(report)
    return [*table, "", course] if course else table


def _read(report: Report) -> list[str]:
    unread = [
        "- " + _link(" ".join(part for part in (question.ref, question.title) if part), question.url)
        for question in report.questions
        if question.status == "unknown" or question.mandatory is None
    ]
    failed = [f"- {_link(problem.detail, problem.url)}" for problem in report.problems]
    lines = [words.coverage(report)]
    for heading, items in (("Questions that are not certain:", unread), ("What could not be read:", failed)):
        if items:
            lines += ["", heading, "", *items]
    return lines


def _published(report: Report) -> list[str]:
    lines = [words.publication(report), words.to_share(report), words.sites(report), words.optional(report)]
    told = _bullets(line for line in lines if line)
    if report.publication and web_address(report.publication.certificate):
        told.append(f"- {_link('Your certificate', report.publication.certificate)}")
    if not report.sites:
        return told
    rows = [
        [escaped(site.code), escaped(site.name or "-"), words.INCLUDED[site.included], escaped(site.published or "-")]
        for site in report.sites
    ]
    return [*told, "", *_table(("Code", "Site", "Included", "Published"), rows)]


def _help(lines: Iterable[str]) -> list[str]:
    """The last line of an item of several lines is an address."""
    return [
        "- " + " ".join(_link(part, part) if web_address(part) else escaped(part) for part in line.split("\n"))
        for line in lines
    ]


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"- {escaped(line)}" for line in lines]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
