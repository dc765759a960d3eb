"""When a message is sent, and what it says: a table of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dsptscan.daily.messages import MARKS, message
from dsptscan.daily.outcome import Outcome, State, state_of
from dsptscan.errors import GuardStopped, NotSetUp, PersonNeeded, SignInRefused, ToolkitUnavailable, WrongUsage
from dsptscan.model import Counts, Fix, Organisation, Publication, Question, Report, Site
from tests.reports.examples import fix, report

YESTERDAY, TODAY = date(2026, 6, 9), date(2026, 6, 10)
FIRST = "2026-06-01T08:00:00Z"


def found(ref: str | None = "1.1.1", deed: str = "answer", **more: Any) -> Fix:
    title = more.pop("title", f"The question {ref}")
    values = {"id": f"{ref}-{deed}", "ref": ref, "first_seen": FIRST, "title": title, "do": "Answer it."}
    return fix(**(values | more))


UNREADABLE = found("9.1.1", "read", check="unreadable", stops_publishing=False, title="Something odd")
PUBLISH = found(None, id="publish", check="publish", title="Publish your assessment", effort="minutes")


def read(*fixes: Fix, day: date = TODAY, verdict: str = "not_ready", code: str = "VX001", **more: Any) -> Report:
    """A scan that read everything but what is unreadable in it."""
    unknown = sum(one.check == "unreadable" for one in fixes)
    counts = Counts(
        questions=9,
        mandatory=9,
        mandatory_complete=9,
        mandatory_incomplete=0,
        unknown=unknown,
        carried_over=0,
        changed=0,
        expected_mandatory=9,
    )
    questions = tuple(
        Question(ref=f"{n}.1.1", mandatory=True, status="unknown" if n == 9 and unknown else "complete")
        for n in range(1, 10)
    )
    values: dict[str, Any] = {
        "scanned_at": f"{day}T08:00:00Z",
        "today": day,
        "fixes": fixes,
        "verdict": verdict,
        "problems": (),
        "counts": counts,
        "questions": questions,
        "organisation": Organisation(name="Rose Cottage", code=code),
        "sites": (),
        "publication": None,
    }
    return report(**(values | more))


def outcome(of: Report | None = None, state: State = "read", day: date = TODAY, **more: Any) -> Outcome:
    return Outcome(**({"account": "oaktree", "state": state, "day": day, "report": of} | more))


def before(*fixes: Fix, **more: Any) -> Outcome:
    return outcome(read(*fixes, day=YESTERDAY, **more), day=YESTERDAY)


ONE, TWO = found("1.1.1"), found("2.1.1")
NEW = replace(TWO, first_seen=f"{TODAY}T08:00:00Z")
REFUSED = outcome(read(ONE, day=YESTERDAY), "refused", said="It was refused.", next_step="Sign in yourself.")
AWAY = outcome(read(ONE, day=YESTERDAY), "unavailable", said="Nothing answers.", next_step="Wait.")
PUBLISHED = Publication(status="Standards Met", published_on=TODAY, year="2025-26")

# (what it is about, the run before, this run, the subject or None for no message, what the text holds)
CASES: list[tuple[str, Outcome | None, Outcome, str | None, list[str]]] = [
    ("the first run is no change", None, outcome(read(ONE)), None, []),
    ("nothing changed", before(ONE), outcome(read(ONE)), None, []),
    ("nothing to do, as before", before(verdict="published"), outcome(read(verdict="published")), None, []),
    (
        "a new fix",
        before(ONE),
        outcome(read(ONE, NEW)),
        "Your DSPT (oaktree): 1 new thing to do, 20 days left",
        ["- New: 2.1.1 The question 2.1.1", "What changed since 9 June 2026:", "Account: oaktree"],
    ),
    (
        "a fix that is back",
        before(ONE),
        outcome(read(ONE, TWO)),
        "Your DSPT (oaktree): 1 new thing to do, 20 days left",
        ["- New: 2.1.1"],
    ),
    (
        "a fix that is done",
        before(ONE, TWO),
        outcome(read(ONE)),
        "Your DSPT (oaktree): 1 thing done, 20 days left",
        ["- Done: 2.1.1"],
    ),
    (
        "one question, something else to do about it",
        before(ONE),
        outcome(read(replace(found("1.1.1", "review"), first_seen=f"{TODAY}T08:00:00Z"))),
        "Your DSPT (oaktree): 1 new thing to do, 20 days left",
        ["- New: 1.1.1"],
    ),
    ("accepted is not done", before(ONE), outcome(read(replace(ONE, state="accepted"))), None, []),
    ("accepted from the start is not news", before(), outcome(read(replace(NEW, state="accepted"))), None, []),
    (
        "ready",
        before(ONE),
        outcome(read(replace(PUBLISH, first_seen=f"{TODAY}T08:00:00Z"), verdict="ready")),
        "Your DSPT (oaktree): ready to publish, 20 days left",
        ['- It was "Not ready" and is now "Ready to publish".', "- New: Publish your assessment", "- Done: 1.1.1"],
    ),
    (
        "published",
        before(PUBLISH, verdict="ready"),
        outcome(read(verdict="published", publication=PUBLISHED)),
        "Your DSPT (oaktree): published",
        ["- It was published on 10 June 2026.", "There is nothing left to do."],
    ),
    (
        "no longer ready",
        before(PUBLISH, verdict="ready"),
        outcome(read(NEW)),
        "Your DSPT (oaktree): not ready, 20 days left",
        ['- It was "Ready to publish" and is now "Not ready".', "- New: 2.1.1"],
    ),
    (
        "something cannot be read",
        before(ONE),
        outcome(read(ONE, replace(UNREADABLE, first_seen=f"{TODAY}T08:00:00Z"))),
        "Your DSPT (oaktree): something could not be read, 20 days left",
        ["- Could not be read: 9.1.1 Something odd"],
    ),
    (
        "something cannot be read the very first time",
        None,
        outcome(read(UNREADABLE, verdict="cannot_tell")),
        "Your DSPT (oaktree): something could not be read, 20 days left",
        ["- Could not be read: 9.1.1"],
    ),
    ("it still cannot be read", before(UNREADABLE), outcome(read(UNREADABLE)), None, []),
    (
        "refused",
        before(ONE),
        REFUSED,
        "Your DSPT (oaktree): sign-in refused, 20 days left",
        ["It was refused.", "What to do: Sign in yourself.", "accounts lock", "1. 1.1.1"],
    ),
    ("refused again", REFUSED, replace(REFUSED, in_a_row=2), None, []),
    (
        "no longer refused",
        REFUSED,
        outcome(read(ONE)),
        "Your DSPT (oaktree): it can be read again, 20 days left",
        ["- Your pages could be read again."],
    ),
    (
        "refused the first time ever, so that no code is known",
        None,
        outcome(None, "refused", account="VX001", said="It was refused."),
        "Your DSPT: sign-in refused",
        ["Account: VX001"],
    ),
    (
        "a person is needed",
        before(ONE),
        outcome(read(ONE, day=YESTERDAY), "person", said="A code is asked for."),
        "Your DSPT (oaktree): you are needed, 20 days left",
        ["A code is asked for."],
    ),
    (
        "the guard stopped it",
        before(ONE),
        outcome(read(ONE, day=YESTERDAY), "stopped", said="A request was stopped."),
        "Your DSPT (oaktree): the check stopped itself, 20 days left",
        ["A request was stopped."],
    ),
    ("away for a morning", before(ONE), AWAY, None, []),
    (
        "away twice running",
        AWAY,
        replace(AWAY, in_a_row=2),
        "Your DSPT (oaktree): it could not be checked, 20 days left",
        ["Nothing answers."],
    ),
    ("away for the third time", replace(AWAY, in_a_row=2), replace(AWAY, in_a_row=3), None, []),
    ("back after a morning", AWAY, outcome(read(ONE)), None, []),
    (
        "back after two",
        replace(AWAY, in_a_row=2),
        outcome(read(ONE)),
        "Your DSPT (oaktree): it can be read again, 20 days left",
        ["- Your pages could be read again."],
    ),
    (
        "an account called after its organisation's code",
        replace(before(ONE), account="home-vx001"),
        replace(outcome(read(ONE, NEW)), account="home-vx001"),
        "Your DSPT: 1 new thing to do, 20 days left",
        ["Account: home-vx001"],
    ),
    (
        "or after a site's",
        replace(before(ONE), account="VM195"),
        replace(outcome(read(ONE, NEW, sites=(Site(code="VM195"),))), account="VM195"),
        "Your DSPT: 1 new thing to do, 20 days left",
        [],
    ),
]


@pytest.mark.parametrize(
    ("earlier", "now", "subject", "holds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_case(earlier: Outcome | None, now: Outcome, subject: str | None, holds: list[str]) -> None:
    told = message(earlier, now, TODAY)
    assert (told.subject if told else None) == subject
    if told:
        assert [piece for piece in holds if piece not in told.body] == []
        assert f"dsptscan fixes --account {now.account}" in told.body or now.report is None
        assert "VX001" not in told.subject


def on(days_left: int, *fixes: Fix, state: State = "read", last: int | None = None, **more: Any) -> str | None:
    """The subject on a day so many days before the deadline; the last run was the day before, or `last` before it."""
    day = date(2026, 6, 30).fromordinal(date(2026, 6, 30).toordinal() - days_left)
    was = (
        date.fromordinal(day.toordinal() - 1)
        if last is None
        else date(2026, 6, 30).fromordinal(date(2026, 6, 30).toordinal() - last)
    )
    scan = read(*fixes, day=was, **more)
    now = replace(scan, today=day, scanned_at=f"{day}T08:00:00Z") if state == "read" else scan
    told = message(outcome(scan, day=was), outcome(now, state, day=day, said="Away."), day)
    return told.subject if told else None


@pytest.mark.parametrize("days_left", range(-2, 40))
def test_the_days_before_the_deadline(days_left: int) -> None:
    subject = on(days_left, ONE)
    if days_left in MARKS:
        assert subject == f"Your DSPT (oaktree): {days_left} day{'s' if days_left > 1 else ''} left"
    else:
        assert subject is None


@pytest.mark.parametrize(("last", "days_left", "sent"), [(9, 6, True), (15, 13, True), (6, 4, False), (2, 0, False)])
def test_no_weekend_swallows_a_mark(last: int, days_left: int, sent: bool) -> None:
    assert (on(days_left, ONE, last=last) is not None) is sent


def test_nothing_is_due_when_nothing_is_open() -> None:
    assert on(7) is None
    assert on(7, replace(ONE, state="accepted")) is None
    assert on(7, PUBLISH, verdict="ready") is not None


def test_the_last_days_are_told_although_nothing_can_be_read() -> None:
    assert on(7, ONE, state="unavailable") == "Your DSPT (oaktree): it could not be checked, 7 days left"
    assert on(8, ONE, state="unavailable") is None


def test_the_three_most_urgent_come_in_their_order() -> None:
    many = [found(f"{n}.1.1", first_seen=f"{TODAY}T08:00:00Z") for n in range(1, 9)]
    told = message(before(), outcome(read(*many)), TODAY)
    assert told is not None
    assert "The most urgent of 8 things to do:" in told.body
    lines = [line for line in told.body.splitlines() if line[:2] in ("1.", "2.", "3.", "4.")]
    assert [line[3:8] for line in lines] == ["1.1.1", "2.1.1", "3.1.1"]
    assert lines[0] == "1. 1.1.1 The question 1.1.1 (hours). Stops publishing. Answer it."


def test_a_long_list_of_changes_is_cut_and_says_so() -> None:
    many = [found(f"{n % 9 + 1}.{n}.1", first_seen=f"{TODAY}T08:00:00Z") for n in range(1, 21)]
    told = message(before(), outcome(read(*many)), TODAY)
    assert told is not None
    assert told.body.count("- New: ") == 8
    assert "- New: and 13 more" in told.body


def test_words_from_the_site_stay_on_their_line() -> None:
    odd = found("2.1.1", title="Two\r\nSubject: lines \x1b[31m\u202e", first_seen=f"{TODAY}T08:00:00Z")
    told = message(before(), outcome(read(odd)), TODAY)
    assert told is not None
    assert "\r" not in told.subject + told.body
    assert "\x1b" not in told.body
    assert "\u202e" not in told.body
    assert "- New: 2.1.1 Two Subject: lines" in told.body


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (SignInRefused("a", "b"), "refused"),
        (PersonNeeded("a", "b"), "person"),
        (ToolkitUnavailable("a", "b"), "unavailable"),
        (GuardStopped("a", "b"), "stopped"),
        (NotSetUp("a", "b"), "not_set_up"),
        (WrongUsage("a", "b"), "busy"),
        (KeyError("a"), "bug"),
    ],
)
def test_what_went_wrong_has_a_state(error: Exception, state: State) -> None:
    assert state_of(error) == state
