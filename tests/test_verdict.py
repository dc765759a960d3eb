"""The verdict, the number of mandatory questions it hangs on, and the exit code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dsptscan.model import Assessment, Problem, Publication, Question, Reading
from dsptscan.past import WholeCount
from dsptscan.scan import report_on
from dsptscan.verdict import exit_code, judge
from tests.checks.examples import YEAR, gap, guidance, question
from tests.reports.examples import fix, report

MET = Assessment(year=YEAR, standard="Standards Met")
CUT = Problem(kind="cut_off", detail="a.html is cut off.")
ODD: dict[str, Any] = {"status": "unknown"}
DONE = [question(f"{1 + i // 20}.{1 + i // 10}.{1 + i % 10}") for i in range(45)]
PUBLISHED = Publication(status="Standards Met", published_on=date(2026, 6, 12), year=YEAR)


def reading(*questions: Question, **changes: Any) -> Reading:
    return Reading(**({"assessment": MET, "questions": questions} | changes))


def verdict(given: Reading, confirmed: int | None = None) -> str:
    return judge(given, confirmed, guidance()).verdict


def test_what_the_toolkit_says_is_quoted() -> None:
    given = reading(*DONE[:-1], gap("4.9.9"), stops=("You cannot publish yet.", "1 question stops you."))
    assert (
        'The toolkit says: "You cannot publish yet." "1 question stops you.".' in judge(given, None, guidance()).because
    )


@pytest.mark.parametrize(
    ("given", "expected", "code"),
    [
        (reading(*DONE), "ready", 10),
        (reading(*DONE, gap("9.1.1", mandatory=False)), "ready", 10),
        (reading(*DONE[:-1], gap("4.9.9")), "not_ready", 11),
        # unknown things never hide a sure gap, and a gap never hides them from the exit code
        (reading(*DONE[:-2], gap("4.9.9"), question("5.1.1", **ODD)), "not_ready", 7),
        (reading(*DONE[:-1], gap("4.9.9"), problems=(CUT,)), "not_ready", 7),
        (reading(*DONE[:3], gap("4.9.9")), "not_ready", 7),
        # cannot_tell
        (reading(*DONE[:-1], question("4.9.9", **ODD)), "cannot_tell", 7),
        (reading(*DONE, question("9.1.1", mandatory=False, **ODD)), "cannot_tell", 7),
        (reading(*DONE, question("9.1.1", mandatory=None)), "cannot_tell", 7),
        (reading(*DONE, gap("9.1.1", mandatory=None)), "cannot_tell", 7),
        (reading(*DONE, problems=(CUT,)), "cannot_tell", 7),
        (reading(*DONE[:-1]), "cannot_tell", 7),
        (reading(*DONE, question("9.1.1")), "cannot_tell", 7),
        (reading(), "cannot_tell", 7),
        (reading(question(mandatory=False), assessment=Assessment()), "cannot_tell", 7),
        # the toolkit itself contradicts
        (reading(*DONE, stops=("You cannot publish yet.",)), "cannot_tell", 7),
        (reading(*DONE[:-1], gap("4.9.9"), stops=("You cannot publish yet.",)), "not_ready", 11),
        # published
        (reading(*DONE, stops=("You cannot publish yet.",), publication=PUBLISHED), "published", 0),
        (reading(*DONE, publication=PUBLISHED), "published", 0),
        (reading(*DONE, publication=replace(PUBLISHED, published_on=None)), "published", 0),
        (reading(*DONE[:-1], gap("4.9.9"), publication=PUBLISHED), "published", 10),
        (reading(*DONE[:-1], question("4.9.9", **ODD), publication=PUBLISHED), "published", 7),
        (reading(*DONE[1:], question("1.1.1", carried_over=True), publication=PUBLISHED), "published", 10),
        # not this one
        (reading(*DONE, publication=replace(PUBLISHED, year="2024-25")), "ready", 10),
        (reading(*DONE, publication=replace(PUBLISHED, year=None)), "ready", 10),
        (reading(*DONE, publication=Publication(status="Not Published", year=YEAR)), "ready", 10),
        (reading(*DONE, publication=replace(PUBLISHED, year=None), assessment=Assessment()), "cannot_tell", 7),
    ],
)
def test_the_verdict_and_its_exit_code(given: Reading, expected: str, code: int) -> None:
    found = report_on(given, today=date(2026, 6, 23), source="pages", account=None, confirmed=None)
    assert (found.verdict, exit_code(found)) == (expected, code)
    assert found.verdict_because
    assert all(said.strip() for said in found.verdict_because)


def test_the_reasons_name_what_is_missing() -> None:
    found = judge(reading(*DONE[:-2], gap("4.9.9"), gap("10.1.1")), None, guidance())
    assert found.because == ("2 mandatory questions are not complete: 4.9.9, 10.1.1.",)
    (said,) = judge(reading(*DONE[:-1], gap("4.9.9")), None, guidance()).because
    assert said == "1 mandatory question is not complete: 4.9.9."


# Where the expected number comes from


@pytest.mark.parametrize(
    ("confirmed", "counter", "standard", "expected", "remarks"),
    [
        (3, 4, "Standards Met", 3, 2),
        (3, 3, "Standards Met", 3, 1),
        (None, 4, "Standards Met", 4, 1),
        (None, 45, "Standards Met", 45, 0),
        (None, None, "Standards Met", 45, 0),
        (None, None, "Approaching Standards", None, 0),
        (None, None, None, None, 0),
        (None, 4, None, 4, 0),
        (3, None, None, 3, 0),
    ],
)
def test_the_first_source_counts_and_a_lower_one_that_disagrees_is_a_remark(
    confirmed: int | None, counter: int | None, standard: Any, expected: int | None, remarks: int
) -> None:
    given = reading(*DONE[:3], assessment=Assessment(year=YEAR, standard=standard), mandatory_counter=counter)
    found = judge(given, confirmed, guidance())
    assert found.counts.expected_mandatory == expected
    assert len(found.remarks) == remarks
    assert all(str(expected) in said for said in found.remarks)
    assert found.verdict == ("ready" if expected == 3 else "cannot_tell")


def test_without_a_source_it_names_the_number_found_and_the_command() -> None:
    given = reading(*DONE[:3], assessment=Assessment(year="2031-32"))
    found = judge(given, None, None)
    assert (found.verdict, found.problems) == ("cannot_tell", ())
    assert "dsptscan scan --expected-mandatory 3" in found.because[0]
    assert verdict(given, confirmed=3) == "ready"


UNKNOWN_YEAR = Assessment(year="2031-32", standard="Standards Met")


def whole(number: int, *, known: bool) -> WholeCount:
    return WholeCount(number=number, day=date(2026, 5, 3), known=known)


@pytest.mark.parametrize(
    ("before", "said", "problem"),
    [
        (whole(3, known=True), "ready", None),
        (whole(4, known=True), "cannot_tell", "Fewer"),
        (whole(2, known=True), "cannot_tell", "More"),
        # A number that nobody confirmed can withhold the verdict, and never give it.
        (whole(3, known=False), "cannot_tell", None),
        (whole(4, known=False), "cannot_tell", "Fewer"),
        (whole(2, known=False), "cannot_tell", None),
    ],
)
def test_the_last_whole_scan_is_the_last_source(before: WholeCount, said: str, problem: str | None) -> None:
    found = judge(reading(*DONE[:3], assessment=UNKNOWN_YEAR), None, None, before)
    assert found.counts.expected_mandatory == before.number
    assert (found.verdict, found.count_known) == (said, before.known)
    assert [p.detail.partition(" ")[0] for p in found.problems] == ([problem] if problem else [])
    assert ("--expected-mandatory 3" in found.because[0]) is (problem is None and said == "cannot_tell")


@pytest.mark.parametrize("known", [True, False])
def test_a_better_source_than_the_last_whole_scan(known: bool) -> None:
    found = judge(reading(*DONE[:3], assessment=UNKNOWN_YEAR), 3, None, whole(4, known=known))
    assert (found.verdict, found.counts.expected_mandatory, found.count_known) == ("ready", 3, True)
    assert found.remarks == (
        "3 mandatory questions is what you confirmed; 4 is what the last whole scan found, on 3 May 2026.",
    )


def test_without_a_source_a_sure_gap_still_counts() -> None:
    assert judge(reading(gap(), assessment=Assessment()), None, None).verdict == "not_ready"


@pytest.mark.parametrize(("number", "side"), [(44, "Fewer"), (46, "More")])
def test_another_number_than_expected_is_a_problem_of_its_own(number: int, side: str) -> None:
    questions = [*DONE, question("9.1.1")][:number]
    found = judge(reading(*questions), None, guidance())
    assert [(p.kind, p.detail.partition(" ")[0]) for p in found.problems] == [("count", side)]


def test_the_counts() -> None:
    given = reading(
        question("1.1.1", carried_over=True, new_or_changed="changed"),
        gap("1.1.2", new_or_changed="new"),
        question("1.1.3", **ODD),
        question("1.1.4", mandatory=False),
        question("1.1.5", mandatory=None, **ODD),
        gap("1.1.6", mandatory=False, carried_over=None),
    )
    counts = judge(given, None, guidance()).counts
    assert (counts.questions, counts.mandatory, counts.mandatory_complete, counts.mandatory_incomplete) == (6, 3, 1, 1)
    assert (counts.unknown, counts.carried_over, counts.changed, counts.expected_mandatory) == (2, 1, 2, 45)


# Fixes a person has accepted


def coded(*fixes: Any, **changes: Any) -> int:
    counts = replace(report().counts, unknown=0)
    return exit_code(report(fixes=fixes, problems=(), counts=counts, **changes))


def test_accepted_fixes_count_for_nothing_but_a_gap() -> None:
    open_one, accepted = fix(stops_publishing=False), fix(stops_publishing=False, state="accepted")
    assert coded(open_one, verdict="published") == 10
    assert coded(accepted, verdict="published") == 0
    assert coded(accepted, open_one, verdict="published") == 10
    assert coded(fix(state="accepted"), verdict="not_ready") == 11
    assert coded(verdict="not_ready") == 11
    assert coded(verdict="published") == 0
