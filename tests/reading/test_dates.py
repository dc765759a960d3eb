"""Dates, day first, and toolkit years in the words of a page."""

from __future__ import annotations

from datetime import date

import pytest

from dsptscan.reading.dates import dates_in, years_in

JUNE_3 = date(2026, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "3 June 2026", "3rd June 2026", "03 Jun 2026", "3 Jun. 2026", "3-Jun-2026", "03-Jun-26", "3 June, 2026",
        "Wednesday 3 June 2026", "Wed 3 June 2026", "Wednesday, 3 June 2026", "3rd of June 2026", "June 3, 2026",
        "June 3rd 2026", "03/06/2026", "3/6/2026", "03/06/26", "03-06-2026", "03.06.2026", "3.6.2026", "2026-06-03",
        "2026-06-03T14:02", "2026-06-03 14:02:11", "2026-06-03T14:02:11Z", "3 June 2026 at 2:15pm",
        "3 June 2026, 14:02", "03/06/2026 08:19", "saved 3 June 2026.", "(03/06/2026)", "03/06/2026, by P. Nair",
        "on 3 JUNE 2026",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(text: str) -> None:
    assert dates_in(text) == [JUNE_3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/03/2026", [date(2026, 3, 12)]),  # the day comes first
        ("13/03/2026", [date(2026, 3, 13)]),
        ("03/13/2026", []),  # no such month, and no guess
        ("31/02/2026", []),
        ("31 June 2026", []),
        ("29 February 2024", [date(2024, 2, 29)]),
        ("29 February 2026", []),
        ("1 May 2026 to 2 May 2026", [date(2026, 5, 1), date(2026, 5, 2)]),
        ("30 Sept 2025", [date(2025, 9, 30)]),
    ],
)
def test_which_day_it_is(text: str, found: list[date]) -> None:
    assert dates_in(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "June 2026", "3 June", "2026", "1.1.5", "10.2.1", "4.3.1", "2025-26", "2025/26", "10.1.1.24", "/2026/06/03/x",
     "0300 123 4567", "12:30", "1/2", "7 of 9", "2026-13-01", "a3/6/2026b"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize(
    "text",
    ["2025-26", "2025/26", "25/26", "2025–26", "2025-2026", "2025/2026", "2025 to 2026", "2025 - 26",
     "Assessment 2025-26", "2025-26 (version 8)", "DSPT 25/26:", "2025—26"],
)  # fmt: skip
def test_a_year_in_many_forms(text: str) -> None:
    assert years_in(text) == ["2025-26"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-25 and 2025-26", ["2024-25", "2025-26"]),
        ("2099-00", []),
        ("2029-30", ["2029-30"]),
        ("2025-27", []),
        ("2026-25", []),
        ("2025-06-03", []),
        ("25/26/2026", []),
        ("03/06/2025", []),
        ("page 25/26.5", []),
        ("2025", []),
        ("12/13", []),  # before the toolkit began
        ("24-25", []),  # two numbers and a dash may be anything
    ],
)
def test_what_is_a_year(text: str, found: list[str]) -> None:
    assert years_in(text) == found
