from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsptscan.reports.clean import clean, spelled, visible


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


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  a\r\n\tb\u00a0c ", "a b c"),
        ("\x1b[31mred\x9b0m", "[31mred 0m"),
        ("abc\u202edcba\u202c\u200b", "abcdcba"),
        ("T\u0177 Glas \u5b57 \U0001f600", "T\u0177 Glas \u5b57 \U0001f600"),
        ("e\u200b\u0301", "\u00e9"),
        ("x" + "\u0301" * 50, "x" + "\u0301" * 3),
        ("\ud800\ue000\uffff", ""),
    ],
)
def test_what_is_seen(text: str, seen: str) -> None:
    assert visible(text) == seen


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_becomes_one_visible_line(text: str) -> None:
    seen = visible(text)
    assert seen.isprintable()
    assert seen == seen.strip()
    assert visible(seen) == seen


@given(st.text(), st.sampled_from(["ascii", "cp1252", "cp850", "utf-8"]))
def test_any_text_can_be_spelled_on_any_console(text: str, console: str) -> None:
    printed = spelled(text, console)
    printed.encode(console)
    assert printed.count("\n") == text.count("\n")
    assert spelled(printed, console) == printed
