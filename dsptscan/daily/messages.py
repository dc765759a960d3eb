"""Whether the outcome of a run is worth a message, and which: pure, and quiet until something matters.

A message holds no answer and no secret; its subject, which anybody may see, no organisation's code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dsptscan.compare import Difference, compare
from dsptscan.daily.outcome import Outcome, State
from dsptscan.model import Fix, Report, in_words
from dsptscan.notify import Message
from dsptscan.reports.clean import clean
from dsptscan.reports.words import VERDICTS, deadline

MARKS = (30, 14, 7, 3, 1)  # days before the deadline
_SHOWN = 8  # changes that are told one by one
_URGENT = 3
# Told at once, and told when it happens twice running: a toolkit that is away for a morning is no news.
_AT_ONCE: tuple[State, ...] = ("refused", "person", "stopped")
_TROUBLE: dict[State, str] = {
    "refused": "sign-in refused",
    "person": "you are needed",
    "stopped": "the check stopped itself",
    "unavailable": "it could not be checked",
    "not_set_up": "it could not be checked",
    "busy": "it could not be checked",
    "bug": "it could not be checked",
}
_CODE = re.compile(r"(?=.*\d)[a-z0-9]{3,6}", re.IGNORECASE)


def message(previous: Outcome | None, current: Outcome, today: date) -> Message | None:
    """What to send after a run, or None. `previous` is the run before, with the last scan there was before this one."""
    report = current.report
    mark = _mark(report, previous.day if previous else None, today) if report and _open(report) else None
    if current.state != "read":
        return _of_trouble(current, today, mark) if _is_news(previous, current) or mark else None
    if report is None:
        return None
    before = previous.report if previous else None
    changes = _changes(before, report)
    if previous and previous.state != "read" and _was_told(previous):
        changes.insert(0, "Your pages could be read again.")
    if not changes and mark is None:
        return None
    subject = _headline(before, report) or (f"{_many(mark, 'day')} left" if mark else "it can be read again")
    return Message(
        subject=_subject(current, subject, today), body=_body(current.account, report, changes, today, before)
    )


def _is_news(previous: Outcome | None, current: Outcome) -> bool:
    if current.state in _AT_ONCE:
        return previous is None or previous.state != current.state
    return current.in_a_row == 2


def _was_told(outcome: Outcome) -> bool:
    return outcome.state in _AT_ONCE or outcome.in_a_row > 1


def _mark(report: Report, last_run: date | None, today: date) -> int | None:
    """The mark that today is on, or that has gone by since the last run: a weekend swallows none."""
    left = (report.deadline - today).days
    before = (report.deadline - last_run).days if last_run else left + 1
    passed = [mark for mark in MARKS if left <= mark < before]
    return left if passed and left > 0 else None


def _changes(before: Report | None, now: Report) -> list[str]:
    """What changed since the scan before, a line each; without one, what could not be read."""
    if before is None:
        return [f"Could not be read: {_named(fix)}" for fix in now.fixes if fix.check == "unreadable"]
    told: list[str] = []
    if now.verdict == "published" != before.verdict:
        said = now.publication.published_on if now.publication else None
        told.append(f"It was published{f' on {in_words(said)}' if said else ''}.")
    elif now.verdict != before.verdict:
        told.append(f'It was "{VERDICTS[before.verdict]}" and is now "{VERDICTS[now.verdict]}".')
    difference = compare(before, now, {}, {})
    came = [fix for fix in (*difference.new, *difference.reopened) if fix.state == "open"]
    told += _listed("Could not be read", (fix for fix in came if fix.check == "unreadable"))
    told += _listed("New", (fix for fix in came if fix.check != "unreadable"))
    return told + _listed("Done", _done(difference, came))


def _done(difference: Difference, came: list[Fix]) -> list[Fix]:
    """What is done, but for what only turned into something else to do about the same question."""
    still = {fix.ref for fix in came if fix.ref}
    return [fix for fix in difference.fixed if fix.ref not in still]


def _listed(what: str, fixes: Iterable[Fix]) -> list[str]:
    lines = [f"{what}: {_named(fix)}" for fix in fixes]
    if len(lines) > _SHOWN:
        lines[_SHOWN - 1 :] = [f"{what}: and {len(lines) - _SHOWN + 1} more"]
    return lines


def _headline(before: Report | None, now: Report) -> str | None:
    """The most telling of the changes, for the subject."""
    if before is None:
        return "something could not be read" if any(fix.check == "unreadable" for fix in now.fixes) else None
    if now.verdict != before.verdict:
        return VERDICTS[now.verdict].lower()
    difference = compare(before, now, {}, {})
    came = [fix for fix in (*difference.new, *difference.reopened) if fix.state == "open"]
    if any(fix.check == "unreadable" for fix in came):
        return "something could not be read"
    if came:
        return f"{_many(len(came), 'new thing')} to do"
    done = len(_done(difference, came))
    return f"{_many(done, 'thing')} done" if done else None


def _of_trouble(current: Outcome, today: date, mark: int | None) -> Message:
    told = [current.said, f"What to do: {current.next_step}" if current.next_step else ""]
    if current.state == "refused":
        told.append("It will not be tried again until you have done that, for accounts lock.")
    if mark and current.report:
        told.append(f"{_deadline_on(current.report, today)} The last scan left things to do:")
    lines = [f"Account: {current.account}", "", *filter(None, told)]
    if current.report:
        lines += ["", *_urgent(current.report), "", _where(current.account)]
    return Message(subject=_subject(current, _TROUBLE[current.state], today), body=_text(lines))


def _body(account: str, report: Report, changes: list[str], today: date, before: Report | None) -> str:
    since = f" since {in_words(before.today)}" if before else ""
    lines = [f"Account: {account}", "", f"{VERDICTS[report.verdict]}. {_deadline_on(report, today)}"]
    lines += ["", f"What changed{since}:", *(f"- {line}" for line in changes)] if changes else []
    return _text([*lines, "", *_urgent(report), "", _where(account)])


def _urgent(report: Report) -> list[str]:
    """The first fixes, with what to do: the words are the toolkit's and ours, never the provider's."""
    fixes = _open(report)
    if not fixes:
        return ["There is nothing left to do."]
    first = fixes[:_URGENT]
    heading = "What to do" if len(fixes) == len(first) else f"The most urgent of {len(fixes)} things to do"
    lines = [f"{heading}:"]
    for number, fix in enumerate(first, 1):
        stops = " Stops publishing." if fix.stops_publishing else ""
        lines.append(f"{number}. {_named(fix)} ({fix.effort}).{stops} {clean(fix.do)}")
    return lines


def _deadline_on(report: Report, today: date) -> str:
    """How long there is still, on another day than the report's."""
    return deadline(replace(report, today=today))


def _where(account: str) -> str:
    return f"The whole table, on the computer that checks: dsptscan fixes --account {account}"


def _subject(current: Outcome, what: str, today: date) -> str:
    report = current.report
    whose = f" ({current.account})" if _tells_no_code(current) else ""
    left = (report.deadline - today).days if report and report.verdict != "published" else -1
    days = f", {_many(left, 'day')} left" if left >= 0 and "left" not in what else ""
    return f"Your DSPT{whose}: {what}{days}"


def _tells_no_code(current: Outcome) -> bool:
    """Whether an account's name may stand in a subject: people call accounts after their organisation's code."""
    codes = [current.report.organisation.code, *(s.code for s in current.report.sites)] if current.report else []
    name = current.account.casefold()
    return not _CODE.fullmatch(name) and not any(code and code.casefold() in name for code in codes)


def _open(report: Report) -> list[Fix]:
    return [fix for fix in report.fixes if fix.state == "open"]


def _named(fix: Fix) -> str:
    title = clean(fix.title)
    return f"{fix.ref} {title}" if fix.ref and not title.startswith(fix.ref) else title


def _many(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
