"""The report as plain grids, for spreadsheets: the fixes first, one row each, of one account or of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dsptscan.model import Fix, Milestone, Problem, Publication, Question, Report, Site
from dsptscan.reports import words
from dsptscan.reports.addresses import web_address
from dsptscan.reports.clean import visible
from dsptscan.reports.fix_words import KINDS, first_seen
from dsptscan.reports.groups import accepted, still_open
from dsptscan.reports.progress import course

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere."""

    address: str


Cell = str | int | date | Link | None
Columns = Mapping[str, Callable[[Report, T], Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells under headings. None is an empty cell; a text is one line, not yet safe from being a formula."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def fixes(reports: Sequence[Report]) -> Grid:
    """One row for each fix, in the order of the ranks, with what is known of its account beside it."""
    return _grid("Fixes", _FIXES, ((report, fix) for report in reports for fix in report.fixes))


def others(reports: Sequence[Report]) -> list[Grid]:
    """What else the reports say; without the grids that have no rows."""
    grids = [
        _grid("Overview", _OVERVIEW, ((report, report) for report in reports)),
        _grid("Questions", _QUESTIONS, ((report, question) for report in reports for question in report.questions)),
        _grid("Not read", _PROBLEMS, ((report, problem) for report in reports for problem in report.problems)),
        _grid("Sites", _SITES, ((report, site) for report in reports for site in report.sites)),
        _grid("Past scans", _COURSE, ((report, stone) for report in reports for stone in course(report))),
        _grid("Remarks", _LINES, ((report, line) for report in reports for line in report.remarks)),
        _grid("Help", _LINES, ((report, line) for report in reports for line in report.support)),
    ]
    return [grid for grid in grids if grid.rows]


def _grid(title: str, columns: Columns[T], items: Iterable[tuple[Report, T]]) -> Grid:
    rows = tuple(tuple(cell(report, item) for cell in columns.values()) for report, item in items)
    return Grid(title=title, headings=tuple(columns), rows=rows)


def _text(text: str | None) -> str | None:
    return visible(text or "") or None


def _yes(value: bool | None) -> str:
    return "not known" if value is None else "yes" if value else "no"


def _link(url: str | None) -> Link | None:
    address = web_address(url)
    return Link(address) if address else None


def _said(report: Report) -> Publication:
    return report.publication or Publication()


_FIXES: Columns[Fix] = {
    "Account": lambda report, fix: _text(report.account),
    "Organisation": lambda report, fix: _text(report.organisation.name),
    "Rank": lambda report, fix: fix.rank,
    "Question": lambda report, fix: _text(fix.ref),
    "Title": lambda report, fix: _text(fix.title),
    "What to do": lambda report, fix: _text(fix.do),
    "Why": lambda report, fix: _text(fix.why),
    "Stops publishing": lambda report, fix: _yes(fix.stops_publishing),
    "Effort": lambda report, fix: fix.effort,
    "Start by": lambda report, fix: fix.start_by,
    "Who": lambda report, fix: _text(fix.assigned_to),
    "By when": lambda report, fix: fix.due,
    "State": lambda report, fix: fix.state,
    "Accepted because": lambda report, fix: _text(fix.accepted_because),
    "Accepted until": lambda report, fix: fix.accepted_until,
    "Kind": lambda report, fix: KINDS[fix.check],
    "First seen": lambda report, fix: first_seen(fix),
    "Link": lambda report, fix: _link(fix.url),
    "Code": lambda report, fix: _text(report.organisation.code),
    "Toolkit year": lambda report, fix: _text(report.assessment.year),
    "Verdict": lambda report, fix: words.verdict(report),
    "Read on": lambda report, fix: report.recalled_from or report.today,
    "Shown only": lambda report, fix: _text(report.filtered_by),
    "Id": lambda report, fix: _text(fix.id),
}

_OVERVIEW: Columns[Report] = {
    "Account": lambda report, _: _text(report.account),
    "Organisation": lambda report, _: _text(report.organisation.name),
    "Code": lambda report, _: _text(report.organisation.code),
    "Toolkit year": lambda report, _: _text(report.assessment.year),
    "Standard": lambda report, _: _text(report.assessment.standard),
    "Verdict": lambda report, _: words.verdict(report),
    "Because": lambda report, _: _text(" ".join(report.verdict_because)),
    "Deadline": lambda report, _: report.deadline,
    "Days left": lambda report, _: report.days_left,
    "Read on": lambda report, _: report.recalled_from or report.today,
    "Questions": lambda report, _: report.counts.questions,
    "Not certain": lambda report, _: report.counts.unknown,
    "Mandatory": lambda report, _: report.counts.mandatory,
    "Expected": lambda report, _: report.counts.expected_mandatory,
    "Complete": lambda report, _: report.counts.mandatory_complete,
    "Not complete": lambda report, _: report.counts.mandatory_incomplete,
    "Carried over": lambda report, _: report.counts.carried_over,
    "New or changed": lambda report, _: report.counts.changed,
    "Open fixes": lambda report, _: len(still_open(report)),
    "Stop publishing": lambda report, _: sum(fix.stops_publishing for fix in report.fixes),
    "Accepted": lambda report, _: len(accepted(report)),
    "Shown only": lambda report, _: _text(report.filtered_by),
    "Publication": lambda report, _: _text(_said(report).status),
    "Published on": lambda report, _: _said(report).published_on,
    "Certificate": lambda report, _: _link(_said(report).certificate),
}

_QUESTIONS: Columns[Question] = {
    "Account": lambda report, question: _text(report.account),
    "Question": lambda report, question: _text(question.ref),
    "Title": lambda report, question: _text(question.title),
    "Mandatory": lambda report, question: _yes(question.mandatory),
    "Status": lambda report, question: words.STATUSES[question.status],
    "Carried over": lambda report, question: _yes(question.carried_over),
    "New or changed": lambda report, question: question.new_or_changed,
    "Kind of answer": lambda report, question: question.answer.kind,
    "Answered": lambda report, question: _yes(question.answer.answered),
    "Saved on": lambda report, question: question.updated_on,
    "Because": lambda report, question: _text("; ".join(question.because)),
    "Link": lambda report, question: _link(question.url),
}

_PROBLEMS: Columns[Problem] = {
    "Account": lambda report, problem: _text(report.account),
    "What": lambda report, problem: _text(problem.detail),
    "Link": lambda report, problem: _link(problem.url),
}

_SITES: Columns[Site] = {
    "Account": lambda report, site: _text(report.account),
    "Code": lambda report, site: _text(site.code),
    "Name": lambda report, site: _text(site.name),
    "Included": lambda report, site: _yes(site.included),
    "Published": lambda report, site: _text(site.published),
}

_COURSE: Columns[Milestone] = {
    "Account": lambda report, stone: _text(report.account),
    "Day": lambda report, stone: stone.day,
    "Complete": lambda report, stone: stone.complete,
    "Not complete": lambda report, stone: stone.incomplete,
    "Not certain": lambda report, stone: stone.unknown,
}

_LINES: Columns[str] = {
    "Account": lambda report, line: _text(report.account),
    "Text": lambda report, line: _text(line),
}
