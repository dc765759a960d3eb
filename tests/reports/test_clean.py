from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsptscan.reports.clean import clean


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "plain"),
        ("  a\r\n\tb\u00a0c ", "a b c"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("\x9b31mred", "31mred"),
        ("abc\u202edcba\u202c\u2066x\u2069", "abcdcbax"),
        ("zero\u200bwidth\u00ad", "zerowidth"),
        ("T\u0177 Glas caf\u00e9", "Ty Glas caf\u00e9"),
        ("\u201cquoted\u201d \u2013 \u2026", "\u201cquoted\u201d \u2013 \u2026"),
        ("\u2265 95 % \u2192 \u2713", ">= 95 % -> [tick]"),
        ("\u5b57\U0001f600", "??"),
        ("e\u0301", "\u00e9"),
        ("\ud800", ""),
    ],
)
def test_what_is_printed(text: str, printed: str) -> None:
    assert clean(text) == printed


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_becomes_one_printable_line(text: str) -> None:
    printed = clean(text)
    printed.encode("cp1252")
    assert printed.isprintable()
    assert clean(printed) == printed
