"""The sentences of a report, as every format says them. What comes from the site is one line, and not yet escaped."""

from __future__ import annotations

import contextlib
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dsptscan.model import Fix, Question, Report, Status, in_words
from dsptscan.reports.clean import visible
from dsptscan.reports.fix_words import moment
from dsptscan.reports.groups import taking
from dsptscan.reports.progress import Standard
from dsptscan.reports.progress import course as stones

VERDICTS = {
    "ready": "Ready to publish",
    "not_ready": "Not ready",
    "cannot_tell": "Cannot tell",
    "published": "Published",
}
STATUSES: dict[Status, str] = {"complete": "complete", "incomplete": "not complete", "unknown": "not certain"}
INCLUDED = {True: "included", False: "not included", None: "not known"}
YES = {True: "yes", False: "no", None: "not known"}
UNOFFICIAL = (
    "dsptscan is unofficial: it is not affiliated with, endorsed by or supported by the NHS, NHS England or the"
    " Department of Health and Social Care."
)
MOST_REASONS = 5
MOST_STONES = 6
ACCEPTED = "Accepted for now, and still there"


def verdict(report: Report) -> str:
    """The verdict in words: "ready" is said on the day of the scan alone."""
    if _was_ready(report):
        return f"Was ready on {in_words(report.recalled_from or report.today)}"
    return VERDICTS[report.verdict]


def tone(report: Report) -> str:
    """How it sounds: the verdict itself, or "past" for a "ready" of another day, which is no good news any more."""
    return "past" if _was_ready(report) else report.verdict


def deadline(report: Report) -> str:
    """How long there is still."""
    left, until = report.days_left, in_words(report.deadline)
    if left == 0:
        return f"Today, {until}, is the last day."
    if left > 0:
        return f"{many(left, 'day')} left until {until}."
    late = "" if report.verdict == "published" else " Publishing late still counts, and it is worth it."
    return f"The deadline, {until}, passed {many(-left, 'day')} ago.{late}"


def organisation(report: Report) -> str:
    """Name and code."""
    name = visible(report.organisation.name or "") or "Organisation: not known"
    code = visible(report.organisation.code or "")
    return f"{name} ({code})" if code else name


def assessment(report: Report) -> str:
    """Toolkit year and standard; empty when neither is known."""
    year, standard = report.assessment.year, report.assessment.standard
    return ", ".join(visible(part) for part in (year and f"Toolkit year {year}", standard) if part)


def heading(report: Report) -> list[str]:
    """Organisation, assessment and days left, counts, and what else to know first; one line each."""
    who = organisation(report)
    if report.account:
        who += f", account {visible(report.account)}"
    what = assessment(report)
    lines = [who, f"{what}. {deadline(report)}" if what else deadline(report), counts(report)]
    return [*lines, *(line for line in (publication(report), age(report), narrowed(report)) if line)]


def counts(report: Report) -> str:
    """The counts in one line."""
    n = report.counts
    expected = "expected number not known" if n.expected_mandatory is None else f"{n.expected_mandatory} expected"
    return (
        f"{many(n.questions, 'question')}. Mandatory: {n.mandatory} ({expected}), {n.mandatory_complete} complete, "
        f"{n.mandatory_incomplete} not. Not certain: {n.unknown}. Carried over: {n.carried_over}. "
        f"New or changed: {n.changed}."
    )


def publication(report: Report) -> str | None:
    """What the toolkit says of publication."""
    said = report.publication
    if said is None or not (said.status or said.published_on):
        return None
    words = [visible(said.status or ""), f"on {in_words(said.published_on)}" if said.published_on else ""]
    return f"The toolkit says of publication: {' '.join(word for word in words if word)}."


def age(report: Report) -> str | None:
    """How old the answers are, where this is not their first printing."""
    if report.recalled_from is None:
        return None
    days = (report.today - report.recalled_from).days
    ago = f", {many(days, 'day')} ago. The days are counted from {in_words(report.today)}" if days > 0 else ""
    return f"As read on {in_words(report.recalled_from)}{ago}."


def narrowed(report: Report) -> str | None:
    """Which fixes are shown, where not all are."""
    return f"Not all fixes are shown, only: {visible(report.filtered_by)}." if report.filtered_by else None


def no_fixes(report: Report) -> str | None:
    """Said where no open fix is to be shown."""
    if report.filtered_by:
        return None if report.fixes else "No fix is like that."
    if report.fixes:
        return "Nothing else is open in what could be read."
    return "Nothing to put right was found in what could be read."


def scanned(report: Report) -> str:
    """When the pages were read, in London, and where from."""
    place = "from saved pages" if report.source == "pages" else "from the toolkit"
    when = moment(report.scanned_at)
    if when is None:
        return f"Read {place}, {visible(report.scanned_at)}"
    with contextlib.suppress(ZoneInfoNotFoundError):
        when = when.astimezone(ZoneInfo("Europe/London"))
    return f"Read {place} on {in_words(when.date())} at {when:%H:%M} ({when.tzname()})"


def complete(report: Report) -> str:
    """How many of the mandatory questions are complete."""
    n = report.counts
    expected = f" {n.expected_mandatory} are expected." if n.expected_mandatory not in (None, n.mandatory) else ""
    unsure = f" Not certain: {many(n.unknown, 'question')}." if n.unknown else ""
    return f"{n.mandatory_complete} of {n.mandatory} mandatory questions are complete.{expected}{unsure}"


def standard(one: Standard) -> str:
    """One of the standards in words, in place of its picture."""
    counted = [f"{one.count(status)} {word}" for status, word in STATUSES.items() if one.count(status)]
    return f"Standard {visible(one.number)}: {', '.join(counted)}"


def question(one: Question) -> str:
    """Its number and its name."""
    return visible(f"{one.ref} {one.title or ''}")


def number_first(said: str) -> tuple[str, str]:
    """A sentence parted into the number it begins with ("7", "39 of 45"), to be set large, and the rest."""
    found = re.match(r"\d+(?: of \d+)?(?= )", said)
    return (found.group(), said[found.end() :].strip()) if found else ("", said)


def coverage(report: Report) -> str:
    """How many of the questions listed were read for certain."""
    n = report.counts
    if not n.questions:
        return "No question was found in what was read."
    return f"Questions listed: {n.questions}. Read for certain: {n.questions - n.unknown}. Not certain: {n.unknown}."


def course(report: Report) -> str | None:
    """The way from the first scan to this one; None when there was no scan before."""
    way = stones(report)
    if not way:
        return None
    shown = way if len(way) <= MOST_STONES else [way[0], *way[1 - MOST_STONES :]]
    told = [
        f"{stone.complete} of {stone.complete + stone.incomplete + stone.unknown} on {in_words(stone.day)}"
        for stone in shown
    ]
    return f"Mandatory questions complete from scan to scan: {', '.join(told)}."


def reasons(report: Report) -> list[str]:
    """Why the verdict is what it is; a long list is cut and says so."""
    said = [visible(reason) for reason in report.verdict_because]
    if len(said) > MOST_REASONS:
        left = len(said) - (MOST_REASONS - 1)
        said = [*said[: MOST_REASONS - 1], f"and {left} more reasons"]
    return said


def one_sitting(report: Report) -> str | None:
    """Which open fixes take only minutes, and which hours."""
    quick, longer = taking(report, "minutes"), taking(report, "hours")
    said = []
    if quick:
        said.append(
            f"In one sitting you can finish {many(len(quick), 'fix', 'fixes')}, minutes each: {_listed(quick)}."
        )
    if longer:
        said.append(f"Each takes hours, a sitting of its own: {_listed(longer)}.")
    return " ".join(said) or None


def optional(report: Report) -> str | None:
    """How many optional questions stand open."""
    open_ = sum(
        question.mandatory is False and (question.answer.answered is False or question.status == "incomplete")
        for question in report.questions
    )
    if not open_:
        return None
    verb = "is" if open_ == 1 else "are"
    return f"{many(open_, 'optional question')} {verb} not complete. Optional questions never stop you from publishing."


def sites(report: Report) -> str | None:
    """How many sites the pages list, and of how many they do not say whether they are included."""
    if not report.sites:
        return None
    said = [site.included for site in report.sites]
    yes, no, unknown = (said.count(value) for value in (True, False, None))
    return f"{many(len(said), 'site')} listed: {yes} included, {no} not included, {unknown} not known."


def to_share(report: Report) -> str | None:
    """Once published: words for the provider's own website."""
    said = report.publication
    if report.verdict != "published" or said is None or not said.status or not said.published_on:
        return None
    level = f' at the level "{visible(said.status)}"' if "standards" in said.status.casefold() else ""
    return (
        f"Words for your website: We published our {visible(report.assessment.year or '')} Data Security and Protection"
        f" Toolkit{level} on {in_words(said.published_on)}."
    )


def many(number: int, one: str, several: str | None = None) -> str:
    """The number with its noun."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def _was_ready(report: Report) -> bool:
    return report.verdict == "ready" and report.recalled_from not in (None, report.today)


def _listed(fixes: list[Fix]) -> str:
    return ", ".join(f"#{fix.rank} ({visible(fix.ref)})" if fix.ref else f"#{fix.rank}" for fix in fixes)
