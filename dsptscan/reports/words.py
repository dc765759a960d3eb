"""The sentences that stand above and below the table."""

from __future__ import annotations

import re

from dsptscan.model import Fix, Report, in_words
from dsptscan.reports.clean import clean

VERDICTS = {
    "ready": "Ready to publish",
    "not_ready": "Not ready",
    "cannot_tell": "Cannot tell",
    "published": "Published",
}
MOST_REASONS = 5
ACCEPTED = "Accepted for now, and still there:"


def deadline(report: Report) -> str:
    """How long there is still."""
    left, until = report.days_left, in_words(report.deadline)
    if left == 0:
        return f"Today, {until}, is the last day."
    if left > 0:
        return f"{_many(left, 'day')} left until {until}."
    late = "" if report.verdict == "published" else " Publishing late still counts, and it is worth it."
    return f"The deadline, {until}, passed {_many(-left, 'day')} ago.{late}"


def heading(report: Report) -> list[str]:
    """Organisation, assessment and days left, counts; one line each."""
    name = clean(report.organisation.name or "") or "Organisation: not known"
    code = clean(report.organisation.code or "")
    who = f"{name} ({code})" if code else name
    if report.account:
        who += f", account {clean(report.account)}"
    year, standard = report.assessment.year, report.assessment.standard
    what = ", ".join(clean(part) for part in (year and f"Toolkit year {year}", standard) if part)
    lines = [who, f"{what}. {deadline(report)}" if what else deadline(report), counts(report)]
    said = report.publication
    if said and (said.status or said.published_on):
        words = [clean(said.status or ""), f"on {in_words(said.published_on)}" if said.published_on else ""]
        lines.append(f"The toolkit says of publication: {' '.join(word for word in words if word)}.")
    return [*lines, *filter(None, [age(report), narrowed(report)])]


def age(report: Report) -> str | None:
    """How old the answers are, where this is not their first printing."""
    if report.recalled_from is None:
        return None
    days = (report.today - report.recalled_from).days
    ago = f", {_many(days, 'day')} ago. The days are counted from {in_words(report.today)}" if days > 0 else ""
    return f"As read on {in_words(report.recalled_from)}{ago}."


def narrowed(report: Report) -> str | None:
    """Which fixes are shown, where not all are."""
    return f"Not all fixes are shown, only: {clean(report.filtered_by)}." if report.filtered_by else None


def counts(report: Report) -> str:
    """The counts in one line."""
    n = report.counts
    expected = "expected number not known" if n.expected_mandatory is None else f"{n.expected_mandatory} expected"
    return (
        f"{_many(n.questions, 'question')}. Mandatory: {n.mandatory} ({expected}), {n.mandatory_complete} complete, "
        f"{n.mandatory_incomplete} not. Not certain: {n.unknown}. Carried over: {n.carried_over}. "
        f"New or changed: {n.changed}."
    )


def reasons(report: Report) -> list[str]:
    """Why the verdict is what it is; a long list is cut and says so."""
    said = [clean(reason) for reason in report.verdict_because]
    if len(said) > MOST_REASONS:
        left = len(said) - (MOST_REASONS - 1)
        said = [*said[: MOST_REASONS - 1], f"and {left} more reasons"]
    return said


def one_sitting(report: Report) -> str | None:
    """Which open fixes take only minutes."""
    quick = [fix for fix in report.fixes if fix.effort == "minutes" and fix.state == "open"]
    if not quick:
        return None
    listed = ", ".join(_named(fix) for fix in quick)
    return f"In one sitting you can finish {_many(len(quick), 'fix', 'fixes')}, minutes each: {listed}."


def optional(report: Report) -> str | None:
    """How many optional questions stand open."""
    open_ = sum(
        question.mandatory is False and (question.answer.answered is False or question.status == "incomplete")
        for question in report.questions
    )
    if not open_:
        return None
    verb = "is" if open_ == 1 else "are"
    return (
        f"{_many(open_, 'optional question')} {verb} not complete. Optional questions never stop you from publishing."
    )


def sites(report: Report) -> str | None:
    """How many sites the pages list, and of how many they do not say whether they are included."""
    if not report.sites:
        return None
    said = [site.included for site in report.sites]
    yes, no, unknown = (said.count(value) for value in (True, False, None))
    return f"{_many(len(said), 'site')} listed: {yes} included, {no} not included, {unknown} not known."


def why(fix: Fix) -> str:
    """The first reason of a fix: its first sentence, the most telling one."""
    return re.split(r"(?<=[.?!]) (?=[A-Z])", clean(fix.why), maxsplit=1)[0]


def no_fixes(report: Report) -> str | None:
    """Said where no open fix is to be shown."""
    if report.filtered_by:
        return None if report.fixes else "No fix is like that."
    if report.fixes:
        return "Nothing else is open in what could be read."
    return "Nothing to put right was found in what could be read."


def accepted(fix: Fix) -> str | None:
    """Why a fix may wait, and how long."""
    if fix.state != "accepted":
        return None
    until = f" until {in_words(fix.accepted_until)}" if fix.accepted_until else ""
    return f"Accepted{until}: {clean(fix.accepted_because or 'no reason given')}"


def taken_on(fix: Fix) -> str | None:
    """Who takes care of a fix."""
    if not fix.assigned_to:
        return None
    return f"{clean(fix.assigned_to)} takes care of it{f', by {in_words(fix.due)}' if fix.due else ''}."


def to_share(report: Report) -> str | None:
    """Once published: words for the provider's own website."""
    said = report.publication
    if report.verdict != "published" or said is None or not said.status or not said.published_on:
        return None
    level = f' at the level "{clean(said.status)}"' if "standards" in said.status.casefold() else ""
    return (
        f"Words for your website: We published our {clean(report.assessment.year or '')} Data Security and Protection"
        f" Toolkit{level} on {in_words(said.published_on)}."
    )


def _named(fix: Fix) -> str:
    return f"#{fix.rank} ({clean(fix.ref)})" if fix.ref else f"#{fix.rank}"


def _many(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
