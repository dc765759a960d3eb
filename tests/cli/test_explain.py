from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day in the toolkit year 2025-26."""
    monkeypatch.setattr("dsptscan.cli.days.chosen_day", lambda typed: date(2026, 6, 23))


def test_one_question(run: Run, home: Path) -> None:
    result = run("explain", "3.2.1")
    assert result.exit_code == 0
    assert result.stdout.startswith("Question 3.2.1 in the toolkit of 2025-26\n\nWhat to do:\n")
    assert "0808 196 4848" in result.stdout
    assert result.stderr == ""
    assert not home.exists()


def test_all_questions(run: Run) -> None:
    result = run("explain")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert sum(line[:1].isdigit() for line in lines) == 57
    assert any(line.startswith("3.1.1 ") and line.endswith("hours") for line in lines)


@pytest.mark.parametrize(
    ("day", "year", "borrowed"),
    [(date(2026, 8, 31), "2025-26", False), (date(2026, 9, 1), "2026-27", True), (date(2028, 1, 1), "2027-28", True)],
)
def test_the_year_that_is_open_today(
    run: Run, monkeypatch: pytest.MonkeyPatch, day: date, year: str, borrowed: bool
) -> None:
    monkeypatch.setattr("dsptscan.cli.days.chosen_day", lambda typed: day)
    text = run("explain", "1.1.1").stdout
    assert text.startswith(f"Question 1.1.1 in the toolkit of {year}\n")
    assert ("Nothing is known beforehand" in text) == ("(from 2025-26, check)" in text) == borrowed


@pytest.mark.parametrize("typed", ["2025-26", "2025/26"])
def test_a_year_by_name(run: Run, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr("dsptscan.cli.days.chosen_day", lambda typed: date(2030, 1, 1))
    assert run("explain", "1.1.1", "--year", typed).stdout.startswith("Question 1.1.1 in the toolkit of 2025-26\n")


@pytest.mark.parametrize(
    ("words", "step"),
    [
        (("9.9.9",), "dsptscan explain"),
        (("1.1",), "1.1.5"),
        (("1.1.5.",), "1.1.5"),
        (("11.1.1",), "1.1.5"),
        (("٣.٢.١",), "1.1.5"),
        (("training",), "1.1.5"),
        (("",), "1.1.5"),
        (("3.2.1", "--year", "2019-20"), "2025-26"),
        (("--year", "2024-25"), "2025-26"),
        (("--year", "2025-27"), "2025-26"),
        (("--year", "v8"), "2025-26"),
    ],
)
def test_what_cannot_be_explained(run: Run, words: tuple[str, ...], step: str) -> None:
    result = run("explain", *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("What to do: ") == 1
    assert step in result.stderr.partition("What to do: ")[2]


def test_ones_own_files_are_used(run: Run, home: Path) -> None:
    own = home / "config" / "years" / "2025-26"
    own.mkdir(parents=True)
    (home / "config" / "config.toml").write_text('guidance = "years"\nsupport = "help.toml"\n')
    (home / "config" / "help.toml").write_text(
        '[support.it]\nname = "Our IT desk"\nwhat = "All."\nphone = "1234"\nfoot = true\n'
    )
    text = 'version = "v8"\n[deadline]\nday = 2026-06-30\nconfidence = "high"\n[mandatory]\n[questions."1.1.1"]\n'
    (own / "social-care.toml").write_text(f'{text}hint = "Ask Jo."\nconfidence = "high"\n')
    said = run("explain", "1.1.1").stdout
    assert "Ask Jo." in said
    assert "Our IT desk: 1234." in said
    (own / "social-care.toml").write_text(f'{text}hint = ""\nconfidence = "high"\n')
    result = run("explain", "1.1.1")
    assert result.exit_code == 3
    assert '2025-26/social-care.toml: questions."1.1.1".hint must be words' in result.stderr
