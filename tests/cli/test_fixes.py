"""fixes: the last scan again, as of today, with what was asked for of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dsptscan.model import Report
from dsptscan.store import History
from tests.reports.examples import fix
from tests.store.examples import save, scanned

Run = Callable[..., Any]


@pytest.fixture
def history(home: Path, add: Run) -> History:
    add("meadow")
    return History(home / "data")


def whole(**changes: Any) -> Report:
    """A scan of now that found all complete."""
    given = scanned(fixes=(), scanned_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    counts = replace(given.counts, unknown=0, mandatory_complete=2, mandatory_incomplete=0)
    return replace(given, counts=counts, verdict="ready", verdict_because=("All are complete.",), **changes)


def test_the_last_scan_as_of_today(run: Run, history: History) -> None:
    save(history, scanned(20, fixes=("1.1.1",)))
    save(history, scanned(23, fixes=("1.1.1", "2.2.2")))
    result = run("fixes", "--today", "2026-06-29")
    assert result.exit_code == 7  # a question of it could not be read
    assert "1 day left until 30 June 2026." in result.stdout
    assert "As read on 23 June 2026, 6 days ago. The days are counted from 29 June 2026." in result.stdout
    assert "2.2.2" in result.stdout
    assert "\nHelp:\n" in result.stdout
    assert "The page counts 44 mandatory questions." in result.stderr
    document = json.loads(run("fixes", "--today", "2026-06-29", "--format", "json").stdout)
    assert (document["today"], document["scanned_at"]) == ("2026-06-29", "2026-06-23T08:15:30Z")
    assert [one["first_seen"] for one in document["fixes"]] == ["2026-06-20T08:15:30Z", "2026-06-23T08:15:30Z"]


def test_no_keyring_no_browser_and_nothing_of_the_scan_is_needed(
    run: Run, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(history, scanned())
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setitem(__import__("sys").modules, "dsptscan.scan", None)
    assert "4.3.1" in run("fixes").stdout


def test_ready_is_for_the_day_of_the_scan_alone(run: Run, history: History) -> None:
    save(history, whole())
    today = run("fixes", "--today", "2026-06-23")
    assert (today.exit_code, today.stdout.splitlines()[0]) == (10, "Ready to publish")
    for words in (("--today", "2026-06-24"), ("--today", "2026-06-22"), ()):
        later = run("fixes", *words)
        assert later.exit_code == 7
        assert later.stdout.startswith("Cannot tell\n")
        assert "was ready on 23 June 2026" in " ".join(later.stdout.split())
        assert "Ready to publish" not in later.stdout
        document = json.loads(run("fixes", *words, "--format", "json").stdout)
        assert document["verdict"] == "cannot_tell"
        assert "was ready on 23 June 2026" in document["verdict_because"][0]


def test_what_is_accepted_stands_apart_until_its_day(run: Run, history: History) -> None:
    save(history, scanned(fixes=("1.1.1", "2.2.2")))
    run("accept", "1.1.1", "--because", "The IT firm comes", "--until", "2026-06-25")
    run("assign", "2.2.2", "Ann Smith", "--due", "2026-06-26")
    text = run("fixes", "--today", "2026-06-25").stdout
    assert "Accepted until 25 June 2026: The IT firm comes" in text
    assert text.index("Ann Smith takes care of it, by 26 June 2026.") < text.index("Accepted for now")
    assert "Accepted" not in run("fixes", "--today", "2026-06-26").stdout
    document = json.loads(run("fixes", "--today", "2026-06-25", "--format", "json").stdout)
    assert [(one["ref"], one["state"], one["rank"]) for one in document["fixes"]] == [
        ("2.2.2", "open", 1),
        ("1.1.1", "accepted", 2),
    ]


def test_a_filtered_table_says_so_and_keeps_verdict_ranks_and_code(run: Run, history: History) -> None:
    given = scanned(fixes=("1.1.2", "4.3.1"))
    quick = fix(id="q", ref="1.1.10", rank=3, effort="minutes", check="carried_over", stops_publishing=False)
    save(history, replace(given, fixes=(*given.fixes, quick)))
    result = run("fixes", "--effort", "minutes", "--check", "carried_over")
    assert result.exit_code == run("fixes").exit_code == 7
    assert "Not all fixes are shown, only: check carried_over; effort minutes." in result.stdout
    assert "4.3.1  " not in result.stdout
    assert run("fixes", "--question", " 1.1.2 ").stdout.count("Why:") == 1
    assert run("fixes", "--stops-publishing").stdout.count("Why:") == 2
    nothing = run("fixes", "--accepted").stdout
    assert "No fix is like that." in nothing
    assert "Nothing to put right" not in nothing
    told = run("fixes", "--effort", "minutes", "--format", "json")
    assert [(one["id"], one["rank"]) for one in json.loads(told.stdout)["fixes"]] == [("q", 3)]
    assert "Not all fixes are shown, only: effort minutes." in told.stderr
    assert "As read on 23 June 2026" in told.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--question", "9.9.9"), "There is no question 9.9.9"),
        (("--check", "everything"), "'mandatory'"),
        (("--effort", "years"), "'weeks'"),
        (("--account", "other"), "no account called other"),
        (("--account", "meadow", "--all"), "--all"),
        (("--format", "pdf"), "'table'"),
        (("--today", "soon"), "after --today"),
        (("--output", "/nonexistent/x"), "cannot be written"),
    ],
)
def test_wrong_usage(run: Run, history: History, words: tuple[str, ...], told: str) -> None:
    save(history, scanned())
    result = run("fixes", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_without_a_scan_or_an_account(run: Run, add: Run) -> None:
    assert run("fixes").exit_code == 3
    add("oak")
    result = run("fixes")
    assert result.exit_code == 2
    assert "The account oak has not been scanned yet." in result.stderr


def test_several_accounts(run: Run, history: History, add: Run) -> None:
    add("oak")
    add("elm")
    save(history, scanned())
    save(history, scanned(account="oak", verdict="published", problems=()))
    result = run("fixes")
    assert result.exit_code == 2
    assert "--account" in result.stderr
    assert run("fixes", "--account", "oak").stdout.startswith("Published\n")
    result = run("fixes", "--all", "--format", "json")
    document = json.loads(result.stdout)
    assert (document["schema"], [one["account"] for one in document["reports"]]) == (
        "dsptscan/rollup/1",
        ["meadow", "oak"],
    )
    assert "elm: not scanned yet." in result.stderr
    assert "oak: As read on 23 June 2026" in result.stderr


def test_it_goes_into_a_file(run: Run, history: History, tmp_path: Path) -> None:
    save(history, scanned())
    path = tmp_path / "fixes.json"
    assert run("fixes", "--format", "json", "--output", str(path)).stdout == ""
    assert json.loads(path.read_text())["account"] == "meadow"


def test_a_damaged_history_is_told_and_left(run: Run, history: History) -> None:
    save(history, scanned())
    history.path.write_bytes(b"no database" * 999)
    for words in (("fixes",), ("history", "list"), ("accept", "4.3.1", "--because", "x")):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (3, "")
        assert "is damaged." in result.stderr
        assert "What to do: Scan again" in result.stderr
    assert history.path.read_bytes() == b"no database" * 999


def test_the_day_is_londons(run: Run, history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsptscan.cli.days.chosen_day", lambda typed: date(2026, 6, 28))
    save(history, scanned())
    assert "2 days left" in run("fixes").stdout
