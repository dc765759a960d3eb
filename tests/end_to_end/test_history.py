"""A week of one home, day by day: real scans of a toolkit that changes, and what the history says of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from dsptscan.practice import PracticeToolkit
from dsptscan.practice.saved import SavedPages, read_saved
from tests.secret_service import SecretService
from tests.truth import FIXTURES, truth

EARLY, READY = (FIXTURES / "webforms" / name for name in ("nearly-there", "ready"))
TITLE = b"Registration number held with the data protection regulator"
REWORDED = "The question is worded differently from when it was last read, on 20 June 2026"

Done = subprocess.CompletedProcess[str]


def reworded(pages: SavedPages) -> SavedPages:
    """The same toolkit, with another wording of 1.1.1."""
    return replace(pages, pages={at: page.replace(TITLE, b"Your number") for at, page in pages.pages.items()})


@dataclass(frozen=True)
class Week:
    """What each command printed. `writes`: requests that could have changed something."""

    said: dict[str, Done]
    writes: int

    def __getitem__(self, name: str) -> Done:
        return self.said[name]

    def document(self, name: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.said[name].stdout)
        return document


@pytest.fixture(scope="module")
def week(secret_service: SecretService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DSPTSCAN", "PYTHON", "DEBUG"))}
    keyring = {"DBUS_SESSION_BUS_ADDRESS": secret_service.address, "XDG_CONFIG_HOME": str(home / "xdg")}
    said: dict[str, Done] = {}

    def run(name: str, *words: str, typed: str = "") -> None:
        said[name] = subprocess.run(
            [sys.executable, "-m", "dsptscan", *words],
            env={**kept, **keyring, "DSPTSCAN_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    scan = ("scan", "--pace", "off", "--format", "json", "--today")
    with PracticeToolkit(EARLY) as toolkit:
        words = ("--username", toolkit.username, "--url", toolkit.url, "--password-stdin")
        run("add", "account", "add", "history-home", *words, typed=f"{toolkit.password}\n")
        run("first", *scan, "2026-06-20")
        run("accept", "accept", "10.2.1", "--because", "The IT firm answers on Friday", "--until", "2026-06-22")
        run("assign", "assign", "4.3.1", "Ann Smith", "--due", "2026-06-22")
        run("again", "fixes", "--today", "2026-06-21")
        toolkit.saved = reworded(toolkit.saved)
        run("second", *scan, "2026-06-22")
        toolkit.saved = reworded(read_saved(READY))
        run("third", *scan, "2026-06-23")
        for day in ("23", "24"):
            run(f"fixes {day}", "fixes", "--format", "json", "--today", f"2026-06-{day}")
        run("table", "fixes", "--today", "2026-06-24")
        run("list", "history", "list")
        run("diff", "history", "diff", "1", "3")
        yield Week(said, len(toolkit.writes))


def test_the_exit_codes(week: Week) -> None:
    codes = {name: done.returncode for name, done in week.said.items()}
    assert codes == {
        "add": 0, "first": 11, "accept": 0, "assign": 0, "again": 11, "second": 11, "third": 10, "fixes 23": 10,
        "fixes 24": 7, "table": 7, "list": 0, "diff": 0,
    }, {name: done.stderr for name, done in week.said.items()}  # fmt: skip
    assert week.writes == 0


def test_the_last_table_again(week: Week) -> None:
    text = week["again"].stdout
    assert "As read on 20 June 2026, 1 day ago." in text
    assert "Ann Smith takes care of it, by 22 June 2026." in text
    assert text.index("Accepted for now, and still there:") < text.index("Accepted until 22 June 2026: The IT firm")


def test_the_second_scan_knows_the_first(week: Week) -> None:
    first, second = week.document("first"), week.document("second")
    since = {fix["id"]: fix["first_seen"] for fix in first["fixes"]}
    assert set(since.values()) == {first["scanned_at"]}
    assert {fix["id"]: fix["first_seen"] for fix in second["fixes"] if fix["id"] in since} == since
    last = second["fixes"][-1]
    assert (last["ref"], last["state"], last["stops_publishing"]) == ("10.2.1", "accepted", True)


def test_a_question_in_other_words_is_changed_until_it_is_saved(week: Week) -> None:
    (question,) = (one for one in week.document("second")["questions"] if one["ref"] == "1.1.1")
    assert (question["new_or_changed"], question["because"][-1]) == ("changed", REWORDED)
    (fix,) = (one for one in week.document("second")["fixes"] if one["ref"] == "1.1.1")
    assert (fix["check"], fix["why"].startswith(REWORDED)) == ("changed", True)
    expected = truth(EARLY).said["counts"]["changed"]
    assert [week.document(name)["counts"]["changed"] for name in ("first", "second")] == [expected, expected + 1]
    assert [fix["check"] for fix in week.document("third")["fixes"]] == ["publish"]


def test_ready_is_for_its_own_day(week: Week) -> None:
    assert [week.document(name)["verdict"] for name in ("third", "fixes 23", "fixes 24")] == [
        "ready",
        "ready",
        "cannot_tell",
    ]
    assert "was ready on 23 June 2026" in " ".join(week["table"].stdout.split())
    assert "Ready to publish" not in week["table"].stdout


def test_the_history_says_what_changed(week: Week) -> None:
    rows = week["list"].stdout.splitlines()[2:]
    assert [row.split()[:4] for row in rows] == [
        [str(n), str(day), "June", "2026"] for n, day in ((1, 20), (2, 22), (3, 23))
    ]
    assert "was ready" in rows[2]
    fixed = week["diff"].stdout.partition("Fixed (")[2].partition("\n\n")[0]
    for fix in week.document("first")["fixes"]:
        assert f"- {fix['ref']} " in fixed
    assert "Answers that are not what they were: " in week["diff"].stdout
