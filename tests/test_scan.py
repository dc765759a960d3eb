"""From what was read to the report."""

from __future__ import annotations

from datetime import date

import pytest

from dsptscan.model import Assessment, Publication, Question, Reading
from dsptscan.scan import deadline_of, report_on

YEAR = "2025-26"


def read(day: date) -> Reading:
    return Reading(
        assessment=Assessment(year=YEAR),
        questions=(Question(ref="1.1.1", mandatory=True, status="complete"),),
        publication=Publication(status="Standards Met", published_on=day, year=YEAR),
    )


def test_a_day_of_publication_that_is_still_to_come_is_a_plan() -> None:
    today, day = date(2026, 6, 23), date(2026, 6, 24)
    report = report_on(read(day), today=today, source="pages", account=None, confirmed=1)
    assert (report.verdict, report.publication) == ("ready", None)
    assert any("24 June 2026" in said for said in report.remarks)
    assert report_on(read(day), today=day, source="pages", account=None, confirmed=1).verdict == "published"


@pytest.mark.parametrize(
    ("year", "today", "deadline"),
    [
        ("2025-26", date(2026, 11, 22), date(2026, 6, 30)),
        (None, date(2026, 6, 30), date(2026, 6, 30)),
        (None, date(2026, 7, 1), date(2027, 6, 30)),
    ],
)
def test_the_deadline(year: str | None, today: date, deadline: date) -> None:
    assert deadline_of(year, today) == deadline
