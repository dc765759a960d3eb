"""A daily check opens only what may have changed; what it remembers never makes "ready"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dsptscan.accounts import Account
from dsptscan.model import Report
from dsptscan.recollection import FRESH, WEEK
from dsptscan.scan import scan_account
from dsptscan.store.keeper import without_answers
from tests.played_session import HOME, HOST, Played, asked

DAY = date(2026, 6, 1)
REFS = [f"{a}.{b}.{c}" for a in range(1, 6) for b in (1, 2) for c in (1, 2)]
Scan = Callable[..., Report]


def row(ref: str, status: str = "Completed", mark: str = "Mandatory", title: str = "about things") -> str:
    return (
        f'<tr><td><a href="/q/{ref}">{ref} The question {title}</a></td><td>{mark}</td><td>{status}</td>'
        "<td>Last saved 3 March 2026</td></tr>"
    )


def site(**rows: str) -> dict[str, str]:
    """A home, a list of all questions and a page for each; `rows` replaces lines of the list, by r1_1_1."""
    named = {name[1:].replace("_", "."): html for name, html in rows.items()}
    table = "".join(named.get(ref, row(ref)) for ref in REFS)
    code = "<p>Organisation: Rose Cottage (VX001)</p>"
    return {"/home": HOME, "/list": f"<h1>Assessment 2025-26</h1>{code}<table>{table}</table>"} | {
        f"/q/{ref}": asked(ref) for ref in REFS
    }


@pytest.fixture
def scan(play: Any) -> Scan:
    """Scan a site on a day, after an earlier scan as the history keeps it. The session is `scan.session`."""

    def scans(pages: dict[str, str], day: date = DAY, before: Report | None = None, expected: int = 99) -> Report:
        scans.session = play(pages)
        account = Account(name="a", username="u", url=HOST)
        return scan_account(
            account,
            "pw",
            today=day,
            before=without_answers(before) if before else None,
            expected_mandatory=expected,
            progress=lambda *_: None,
        )

    return scans


def fetched(scan: Scan) -> list[str]:
    session: Played = scan.session
    return sorted(path.removeprefix("/q/") for path in session.fetched)


def test_the_first_scan_opens_every_question(scan: Scan) -> None:
    report = scan(site())
    assert fetched(scan) == REFS
    assert {q.read_on for q in report.questions} == {DAY}
    assert not any("remembered" in said for said in report.remarks)


def test_the_next_day_opens_none_that_stands(scan: Scan) -> None:
    first = scan(site())
    second = scan(site(), DAY + timedelta(1), first)
    assert fetched(scan) == []
    assert {q.read_on for q in second.questions} == {DAY}
    assert second.counts == first.counts
    assert [fix.id for fix in second.fixes] == [fix.id for fix in first.fixes]
    (said,) = [said for said in second.remarks if "remembered" in said]
    assert said.startswith("Of 20 questions, 0 were read today. 20 are remembered as read on 1 June 2026")
    assert not any("were not read" in said for said in second.remarks)
    third = scan(site(), DAY + timedelta(2), second)
    assert fetched(scan) == []
    assert [len(q.because) for q in third.questions] == [len(q.because) for q in second.questions]


@pytest.mark.parametrize(
    "changed",
    [
        row("2.1.2", "Not completed"),
        row("2.1.2", mark="Optional"),
        row("2.1.2", title="about other things"),
        row("2.1.2").replace("3 March", "4 March"),
        row("2.1.2").replace("Completed", "Completed?"),
        row("2.1.2").replace("Last saved", "Carried over from 2024-25. Last saved"),
    ],
)
def test_a_line_that_changed_is_opened(scan: Scan, changed: str) -> None:
    before = scan(site())
    scan(site(r2_1_2=changed), DAY + timedelta(1), before)
    assert fetched(scan) == ["2.1.2"]


def test_what_is_not_complete_is_opened_every_day(scan: Scan) -> None:
    pages = site(r1_1_1=row("1.1.1", "Not completed"), r1_1_2=row("1.1.2", "Nearly"))
    before = scan(pages)
    assert {q.ref: q.status for q in before.questions}["1.1.2"] == "unknown"
    scan(pages, DAY + timedelta(1), before)
    assert fetched(scan) == ["1.1.1", "1.1.2"]


def test_a_new_question_is_opened_and_one_that_is_gone_is_gone(scan: Scan) -> None:
    before = scan(site(r5_2_2=""))
    after = scan(site(r1_1_1=""), DAY + timedelta(1), before)
    assert fetched(scan) == ["5.2.2"]
    assert {q.ref for q in after.questions} == set(REFS) - {"1.1.1"}


def test_old_readings_are_renewed_on_several_days_and_none_is_older_than_two_weeks(scan: Scan) -> None:
    report = scan(site())
    opened: list[list[str]] = []
    for day in range(1, 2 * WEEK + 2):
        report = scan(site(), DAY + timedelta(day), report)
        opened.append(fetched(scan))
    assert opened[:FRESH] == [[]] * FRESH
    assert sorted(ref for refs in opened for ref in refs) == REFS
    assert max(map(len, opened)) <= len(REFS) // 2
    assert all((DAY + timedelta(2 * WEEK + 1) - q.read_on).days <= 2 * WEEK for q in report.questions if q.read_on)


@pytest.mark.parametrize(
    "other",
    [
        lambda r: replace(r, assessment=replace(r.assessment, year="2024-25")),
        lambda r: replace(r, organisation=replace(r.organisation, code="VX002")),
        lambda r: replace(r, questions=tuple(replace(q, row=None) for q in r.questions)),
        lambda r: replace(r, questions=tuple(replace(q, read_on=None) for q in r.questions)),
        lambda r: replace(r, questions=tuple(replace(q, read_on=DAY + timedelta(9)) for q in r.questions)),
        lambda r: replace(r, questions=tuple(replace(q, mandatory=None) for q in r.questions)),
    ],
)
def test_what_is_not_of_the_same_is_not_remembered(scan: Scan, other: Callable[[Report], Report]) -> None:
    before = other(scan(site()))
    scan(site(), DAY + timedelta(1), before)
    assert fetched(scan) == REFS


def test_ready_is_never_said_from_memory(scan: Scan) -> None:
    first = scan(site(), expected=len(REFS))
    assert first.verdict == "ready"
    second = scan(site(), DAY + timedelta(1), first, expected=len(REFS))
    assert fetched(scan) == REFS
    assert second.verdict == "ready"
    assert {q.read_on for q in second.questions} == {DAY + timedelta(1)}
    assert not any("remembered" in said for said in second.remarks)


def test_the_way_to_ready_reads_what_was_left_closed_each_once(scan: Scan) -> None:
    gap = site(r3_1_1=row("3.1.1", "Not completed"))
    before = scan(gap, expected=len(REFS))
    assert before.verdict == "not_ready"
    after = scan(site(), DAY + timedelta(1), before, expected=len(REFS))
    assert after.verdict == "ready"
    assert fetched(scan) == REFS
    session: Played = scan.session
    assert session.fetched[0] == "/q/3.1.1"


def test_a_page_that_says_something_else_now_is_believed_when_it_is_read(scan: Scan) -> None:
    """The list says completed, as before; the page that has to be read for "ready" says it is not."""
    first = scan(site(), expected=len(REFS))
    pages = site()
    pages["/q/2.2.2"] = pages["/q/2.2.2"].replace("</h1>", "</h1><p>Status: Not completed</p>")
    assert pages["/q/2.2.2"] != asked("2.2.2")
    second = scan(pages, DAY + timedelta(1), first, expected=len(REFS))
    assert second.verdict != "ready"


def test_what_had_run_out_by_its_answer_has_still_run_out(scan: Scan) -> None:
    """The day that the answer names is not kept, but what it meant is."""
    pages = site()
    named = "<label>Answer <textarea>Everybody was trained in May 2024.</textarea></label>"
    ref = "3.2.1"
    pages[f"/q/{ref}"] = pages[f"/q/{ref}"].replace("</h1>", f"</h1>{named}", 1)
    pages["/list"] = pages["/list"].replace("<td>Last saved 3 March 2026</td>", "")
    first = scan(pages)
    (fix,) = [fix for fix in first.fixes if fix.ref == ref]
    assert fix.check == "training"
    second = scan(pages, DAY + timedelta(1), first)
    assert fetched(scan) == []
    assert [(fix.ref, fix.check, fix.why) for fix in second.fixes] == [(f.ref, f.check, f.why) for f in first.fixes]
