"""accept, reopen and assign: what is typed, what is remembered, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsptscan.decisions import Decision
from dsptscan.store import History
from tests.reports.examples import fix
from tests.store.examples import save, scanned

Run = Callable[..., Any]


@pytest.fixture
def history(home: Path, add: Run) -> History:
    add("meadow")
    history = History(home / "data")
    save(history, scanned(fixes=("1.1.1", "2.2.2")))
    return history


def decisions(history: History, account: str = "meadow") -> dict[str, Decision]:
    kept = history.last(account)
    assert kept is not None
    return history.decisions(kept)


def test_accept_by_reference_and_reopen_by_id(run: Run, history: History) -> None:
    result = run("accept", "1.1.1", "--because", "  The IT firm\ncomes on Friday ", "--until", "2126-06-26")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1.1.1 is accepted for now, until 26 June 2126." in result.stderr
    assert "still stops you from publishing" in result.stderr
    reason = Decision(ref="1.1.1", because="The IT firm comes on Friday", until=date(2126, 6, 26))
    assert decisions(history) == {"1.1.1-answer": reason}
    result = run("reopen", "1.1.1-answer")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1.1.1 is open again.\n")
    assert decisions(history) == {"1.1.1-answer": Decision(ref="1.1.1")}


def test_accept_by_id_and_reopen_by_reference(run: Run, history: History) -> None:
    assert run("accept", "2.2.2-answer", "--because", "x").exit_code == 0
    assert run("reopen", "2.2.2").exit_code == 0
    assert decisions(history)["2.2.2-answer"].because is None


def test_assign_and_accept_leave_each_other_alone(run: Run, history: History) -> None:
    result = run("assign", "1.1.1", "Ann Smith", "--due", "2026-06-26")
    assert (result.exit_code, result.stderr) == (0, "Ann Smith takes care of 1.1.1, by 26 June 2026.\n")
    run("accept", "1.1.1", "--because", "x")
    run("assign", "1.1.1", "Bo")
    assert decisions(history) == {"1.1.1-answer": Decision(ref="1.1.1", because="x", person="Bo")}
    run("reopen", "1.1.1")
    assert decisions(history) == {"1.1.1-answer": Decision(ref="1.1.1", person="Bo")}


def test_a_day_that_has_passed_is_told(run: Run, history: History) -> None:
    result = run("accept", "1.1.1", "--because", "x", "--until", "2020-01-01")
    assert result.exit_code == 0
    assert "That day has passed" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("accept", "9.9.9", "--because", "x"), "Name one of: 1.1.1, 2.2.2"),
        (("assign", "9.9.9", "Ann"), "Name one of: 1.1.1, 2.2.2"),
        (("reopen", "9.9.9"), "Nothing is to be reopened"),
        (("reopen", "1.1.1"), "Nothing is accepted under 1.1.1"),
        (("accept", "1.1.1"), "--because"),
        (("accept", "1.1.1", "--because", " \n "), "The reason is empty"),
        (("assign", "1.1.1", ""), "The person is empty"),
        (("assign", "1.1.1"), "PERSON"),
        (("accept", "1.1.1", "--because", "x", "--until", "Friday"), "after --until"),
        (("assign", "1.1.1", "Ann", "--due", "26.6.2026"), "after --due"),
        (("accept", "1.1.1", "--because", "x", "--account", "other"), "no account called other"),
    ],
)
def test_what_is_refused(run: Run, history: History, words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert decisions(history) == {}


def test_what_is_accepted_is_named(run: Run, history: History) -> None:
    run("accept", "1.1.1", "--because", "x")
    assert "Name one of: 1.1.1" in run("reopen", "2.2.2").stderr


def test_a_fix_without_a_number_has_its_id(run: Run, history: History) -> None:
    site = fix(id="sites-1a2b3c4d", ref=None, check="sites", title="Annexe is not included")
    save(history, replace(scanned(), fixes=(site,)))
    assert "sites-1a2b3c4d (Annexe is not included)" in run("accept", "x", "--because", "x").stderr
    assert run("accept", "sites-1a2b3c4d", "--because", "It publishes for itself").exit_code == 0


@pytest.mark.parametrize(
    "words", [("accept", "1.1.1", "--because", "x"), ("reopen", "1.1.1"), ("assign", "1.1.1", "A")]
)
def test_without_a_scan_or_an_account(run: Run, add: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 3
    add("oak")
    result = run(*words)
    assert result.exit_code == 2
    assert "dsptscan scan oak" in result.stderr


def test_with_several_accounts_one_is_named(run: Run, add: Run, history: History) -> None:
    add("oak")
    save(history, scanned(account="oak", fixes=("1.1.1",)))
    words = ("accept", "1.1.1", "--because", "x")
    result = run(*words)
    assert result.exit_code == 2
    assert "--account" in result.stderr
    assert run(*words, "--account", "oak").exit_code == 0
    assert decisions(history) == {}
    assert list(decisions(history, "oak")) == ["1.1.1-answer"]
