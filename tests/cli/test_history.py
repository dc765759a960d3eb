"""history: the list, one scan as it was, what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsptscan.decisions import Decision
from dsptscan.store import History
from tests.store.examples import save, scanned

Run = Callable[..., Any]


@pytest.fixture
def history(home: Path, add: Run) -> History:
    """Four scans: 1.1.2 is there, is gone, comes back; 4.3.1 is fixed; and one of another account between."""
    add("meadow")
    add("oak")
    history = History(home / "data")
    for day, fixes in ((18, ("1.1.2", "4.3.1")), (19, ("4.3.1",)), (20, ("1.1.2", "4.3.1")), (23, ("1.1.2", "1.1.10"))):
        save(history, scanned(day, fixes=fixes, verdict="ready" if day == 19 else "not_ready"))
        if day == 18:
            save(history, scanned(18, account="oak"))
    return history


MEADOW = ("--account", "meadow")


def test_the_list(run: Run, history: History) -> None:
    result = run("history", "list", *MEADOW)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = result.stdout.splitlines()[2:]
    assert [row.split()[0] for row in rows] == ["1", "3", "4", "5"]
    assert "19 June 2026" in rows[1]
    assert "was ready" in rows[1]
    assert rows[0].split()[-5:] == ["2", "1", "1", "1", "2"]


def test_a_long_list_is_cut_and_says_so(run: Run, history: History) -> None:
    for _ in range(25):
        save(history, scanned(24))
    result = run("history", "list", *MEADOW)
    assert len(result.stdout.splitlines()) == 2 + 20
    assert "the last 20 of 29 scans" in result.stderr
    assert len(run("history", "list", "--all", *MEADOW).stdout.splitlines()) == 2 + 29


def test_one_scan_as_it_was(run: Run, history: History) -> None:
    kept = history.last("meadow")
    assert kept is not None
    history.decide(kept, "1.1.2-answer", Decision(because="x"))
    result = run("history", "show", "1", *MEADOW)
    assert result.exit_code == 0
    assert "As read on 18 June 2026." in result.stdout
    assert "12 days left" in result.stdout
    assert "Accepted" not in result.stdout
    document = json.loads(run("history", "show", "5", "--format", "json", *MEADOW).stdout)
    assert (document["today"], [fix["ref"] for fix in document["fixes"]]) == ("2026-06-23", ["1.1.2", "1.1.10"])
    ready = run("history", "show", "3", *MEADOW).stdout
    assert "Ready to publish" not in ready
    assert "was ready on 19 June 2026" in " ".join(ready.split())


def parts(text: str) -> dict[str, list[str]]:
    blocks = [block.splitlines() for block in text.split("\n\n")[1:]]
    return {block[0].partition(" (")[0]: [line.split()[1] for line in block[1:]] for block in blocks}


def test_what_changed(run: Run, history: History) -> None:
    assert parts(run("history", "diff", *MEADOW).stdout) == {
        "Fixed": ["4.3.1"],
        "New": ["1.1.10"],
        "Still there": ["1.1.2"],
    }
    back = run("history", "diff", "3", "4", *MEADOW).stdout
    assert parts(back) == {"Back again, after it was gone": ["1.1.2"], "Still there": ["4.3.1"]}
    assert "since 18 June 2026" in back
    assert run("history", "diff", "4", "3", *MEADOW).stdout == back, "always from the earlier to the later"
    assert parts(run("history", "diff", "1", *MEADOW).stdout) == {
        "Fixed": ["4.3.1"],
        "New": ["1.1.10"],
        "Still there": ["1.1.2"],
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "9", *MEADOW), "has no scan 9"),
        (("show", "2", *MEADOW), "has no scan 2"),
        (("diff", "1", "9", *MEADOW), "has no scan 9"),
        (("diff", "5", *MEADOW), "one and the same"),
        (("diff", "--account", "oak"), "only one scan"),
        (("list",), "--account"),
        (("list", "--account", "elm"), "no account called elm"),
        (("show", "x", *MEADOW), "not a valid integer"),
    ],
)
def test_what_is_refused(run: Run, history: History, words: tuple[str, ...], told: str) -> None:
    result = run("history", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_without_a_scan(run: Run, add: Run) -> None:
    assert run("history", "list").exit_code == 3
    add("oak")
    for words in (("list",), ("show", "1"), ("diff",)):
        assert run("history", *words).exit_code == 2
