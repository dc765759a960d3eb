"""Which days an answer, a comment or a file name mentions."""

from __future__ import annotations

from datetime import date

import pytest

from dsptscan.reading.named_days import named_days
from tests.reading.small_pages import answer_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Reviewed 3 May 2024", ["2024-05-03"]),
        ("Checked 12.05.2024 by AB", ["2024-05-12"]),
        ("Policy 2024-05-03.pdf", ["2024-05-03"]),
        ("register_2024-05-03_v2.xlsx", ["2024-05-03"]),
        ("scan20240503.pdf", ["2024-05-03"]),
        ("policy_v2_2023.docx", ["2023-12-31"]),
        ("March 2025 review", ["2025-03-31"]),
        ("last done 02/2024", ["2024-02-29"]),
        ("Register 2024/25", ["2025-12-31"]),
        ("Approved in 2022, again June 2023", ["2022-12-31", "2023-06-30"]),
        ("signed 2021.", ["2021-12-31"]),
        ("Data Protection Act 2018, UK GDPR 2018, ISO 27001:2022, Windows Server 2019, Office 2016", []),
        ("since 2015", []),
        ("Call 0303 2020 2020", []),
        ("Version 20.19, reference 2020/17, port 2020:1", []),
        ("99/99/2024 and 20241399.pdf", []),
        ("", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert [str(day) for day in named_days(text)] == days


def test_answer_comment_and_files_are_looked_through() -> None:
    found = answer_of(
        '<label for="a">Where is the document kept?</label><input id="a" value="Office, register 2023">'
        '<label for="c">Comments</label><textarea id="c">Approved 4 June 2025</textarea>'
    )
    assert found.answer.days == (date(2023, 12, 31), date(2025, 6, 4))


def test_last_years_answer_beside_this_years_is_not_looked_through() -> None:
    found = answer_of(
        "<h3>Your answer 2024-25</h3><p>Done 3 May 2019</p>"
        '<h3>Your answer 2025-26</h3><label for="a">Your answer</label><textarea id="a">Done 4 June 2026</textarea>'
    )
    assert found.answer.days == (date(2026, 6, 4),)
