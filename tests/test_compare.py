"""What changed between two scans; never fixed without having been read."""

from __future__ import annotations

from typing import Any

import pytest

from dsptscan.compare import Difference, compare
from dsptscan.model import Fix, Problem, Question, Report, Site
from tests.reports.examples import fix, report

FIRST, THEN, NOW = "2026-06-01T08:00:00Z", "2026-06-20T08:00:00Z", "2026-06-23T08:00:00Z"
READ = tuple(Question(ref=f"1.1.{n}", mandatory=True, status="complete") for n in range(1, 6))


def found(ref: str | None = "1.1.1", deed: str = "answer", **more: Any) -> Fix:
    return fix(**({"id": f"{ref}-{deed}", "ref": ref, "first_seen": FIRST} | more))


def scan(at: str, *fixes: Fix, **more: Any) -> Report:
    counts = report().counts.__class__(
        questions=5,
        mandatory=5,
        mandatory_complete=5,
        mandatory_incomplete=0,
        unknown=0,
        carried_over=0,
        changed=0,
        expected_mandatory=5,
    )
    values: dict[str, Any] = {"scanned_at": at, "fixes": fixes, "questions": READ, "problems": (), "counts": counts}
    return report(**(values | more))


def difference(before: Report, after: Report) -> dict[str, list[str]]:
    told = compare(before, after, {}, {})
    kinds = {name: [one.id for one in getattr(told, name)] for name in ("fixed", "new", "reopened", "still", "unsure")}
    return {name: ids for name, ids in kinds.items() if ids}


def unknown(ref: str) -> tuple[Question, ...]:
    return tuple(Question(ref=q.ref) if q.ref == ref else q for q in READ)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (scan(THEN, found()), scan(NOW), {"fixed": ["1.1.1-answer"]}),
        (scan(THEN), scan(NOW, found(first_seen=NOW)), {"new": ["1.1.1-answer"]}),
        (scan(THEN), scan(NOW, found(first_seen=None)), {"new": ["1.1.1-answer"]}),
        (scan(THEN), scan(NOW, found(first_seen="2026-06-21T08:00:00Z")), {"new": ["1.1.1-answer"]}),
        (scan(THEN), scan(NOW, found(first_seen=FIRST)), {"reopened": ["1.1.1-answer"]}),
        (scan(THEN, found()), scan(NOW, found()), {"still": ["1.1.1-answer"]}),
        # Where one of them could not read the question, nothing is fixed and nothing is back.
        (scan(THEN, found()), scan(NOW, questions=unknown("1.1.1")), {"unsure": ["1.1.1-answer"]}),
        (scan(THEN, found()), scan(NOW, questions=READ[1:]), {"unsure": ["1.1.1-answer"]}),
        (scan(THEN, questions=unknown("1.1.1")), scan(NOW, found()), {"still": ["1.1.1-answer"]}),
        (
            scan(THEN, found()),
            scan(NOW, questions=(Question(ref="1.1.1", status="incomplete"),)),
            {"unsure": ["1.1.1-answer"]},
        ),
        # Answered, and now to be looked at again
        (
            scan(THEN, found()),
            scan(NOW, found(deed="review", first_seen=NOW)),
            {"fixed": ["1.1.1-answer"], "new": ["1.1.1-review"]},
        ),
        # Without a question: only a whole scan can tell
        (scan(THEN, found(None, check="unreadable")), scan(NOW), {"fixed": ["None-answer"]}),
        (
            scan(THEN, found(None, check="unreadable")),
            scan(NOW, problems=(Problem(kind="cut_off", detail="x"),)),
            {"unsure": ["None-answer"]},
        ),
        (scan(THEN, found(None, check="sites")), scan(NOW), {"fixed": ["None-answer"]}),
        (scan(THEN, found(None, check="sites")), scan(NOW, sites=()), {"unsure": ["None-answer"]}),
        (scan(THEN, found(None, check="publish")), scan(NOW), {"unsure": ["None-answer"]}),
        (scan(THEN, found(None, check="publish")), scan(NOW, verdict="published"), {"fixed": ["None-answer"]}),
        (scan(THEN), scan(NOW), {}),
    ],
)
def test_what_became_of_a_fix(before: Report, after: Report, expected: dict[str, list[str]]) -> None:
    assert Site(code="VX002", name="Annexe", included=False) in report().sites
    assert difference(before, after) == expected


def test_answers_that_are_others() -> None:
    before = {"1.1.1": "k:a", "1.1.2": "k:b", "1.1.3": "k:c", "1.1.4": "old:d"}
    after = {"1.1.1": "k:a", "1.1.2": "k:x", "1.1.4": "k:y", "1.1.5": "k:z"}
    assert compare(scan(THEN), scan(NOW), before, after) == Difference(answers=("1.1.2",))
