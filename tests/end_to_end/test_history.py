"""A week of one home, day by day: real scans of a toolkit that changes, and what the history says of them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from dsptscan.practice import PracticeToolkit
from dsptscan.practice.saved import SavedPages, read_saved
from tests.secret_service import SecretService
from tests.truth import FIXTURES, truth

EARLY, READY = (FIXTURES / "webforms" / name for name in ("nearly-there", "ready"))
TITLE = b"Registration number held with the data protection regulator"
DAMAGED = "It was a dark and stormy night. " * 300
REWORDED = "The question is worded differently from when it was last read, on 20 June 2026"

Done = subprocess.CompletedProcess[str]


def reworded(pages: SavedPages) -> SavedPages:
    """The same toolkit, with another wording of 1.1.1."""
    return replace(pages, pages={at: page.replace(TITLE, b"Your number") for at, page in pages.pages.items()})


@dataclass(frozen=True)
class Week:
    """What each command printed. `writes`: requests that could have changed something. `home`: DSPTSCAN_HOME."""

    said: dict[str, Done]
    writes: int
    home: Path

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

    env = {**kept, **keyring, "DSPTSCAN_HOME": str(home), "PYTHONIOENCODING": "utf-8"}

    def run(name: str, *words: str, typed: str = "") -> None:
        said[name] = subprocess.run(
            [sys.executable, "-m", "dsptscan", *words],
            env=env,
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def run_while_another_scans(name: str, *words: str) -> None:
        """The other one is killed after that, in the middle of its scan."""
        lock = home / "data" / "scan-history-home.lock"
        other = [sys.executable, "-m", "dsptscan", "scan"]
        with subprocess.Popen(other, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while not lock.read_text() and process.poll() is None:
                time.sleep(0.02)
            run(name, *words)
            process.kill()
            assert process.wait() == -signal.SIGKILL, "it was still scanning"

    scan = ("scan", "--pace", "off", "--format", "json", "--today")
    with PracticeToolkit(EARLY) as toolkit:
        words = ("--username", toolkit.username, "--url", toolkit.url, "--password-stdin")
        run("add", "account", "add", "history-home", *words, typed=f"{toolkit.password}\n")
        (home / "data").mkdir()
        (home / "data" / "history.db").write_text(DAMAGED)
        run("first", *scan, "2026-06-20")
        run("accept", "accept", "10.2.1", "--because", "The IT firm answers on Friday", "--until", "2026-06-22")
        run("assign", "assign", "4.3.1", "Ann Smith", "--due", "2026-06-22")
        run("again", "fixes", "--today", "2026-06-21")
        run_while_another_scans("at once", *scan, "2026-06-21")
        run("after the kill", "fixes", "--today", "2026-06-21")
        toolkit.saved = reworded(toolkit.saved)
        run("second", *scan, "2026-06-22")
        toolkit.saved = reworded(read_saved(READY))
        run("third", *scan, "2026-06-23")
        for day in ("23", "24"):
            run(f"fixes {day}", "fixes", "--format", "json", "--today", f"2026-06-{day}")
        run("table", "fixes", "--today", "2026-06-24")
        run("list", "history", "list")
        run("diff", "history", "diff", "1", "3")
        (home / "data").rename(home / "before")
        (home / "data").write_text("in the way")
        run("not kept", *scan, "2026-06-23")
        yield Week(said, len(toolkit.writes), home)


def test_the_exit_codes(week: Week) -> None:
    codes = {name: done.returncode for name, done in week.said.items()}
    assert codes == {
        "add": 0, "first": 11, "accept": 0, "assign": 0, "again": 11, "second": 11, "third": 10, "fixes 23": 10,
        "fixes 24": 7, "table": 7, "list": 0, "diff": 0, "at once": 2, "after the kill": 11, "not kept": 10,
    }, {name: done.stderr for name, done in week.said.items()}  # fmt: skip
    assert week.writes == 0


def test_a_damaged_history_is_set_aside_and_the_scan_goes_on(week: Week) -> None:
    assert "The history was damaged. It is now " in week["first"].stderr
    (aside,) = (week.home / "before").glob("history-damaged-*.db")
    assert aside.read_text() == DAMAGED


def test_a_history_that_cannot_be_written_is_a_remark(week: Week) -> None:
    assert week.document("not kept")["verdict"] == "ready"
    assert "This scan was not added to the history. " in week["not kept"].stderr
    assert (week.home / "data").read_text() == "in the way"


def test_two_scans_at_once_and_a_kill(week: Week) -> None:
    assert week["at once"].stdout == ""
    assert "Another scan of the account history-home is running." in week["at once"].stderr
    assert "As read on 20 June 2026" in week["after the kill"].stdout
    assert "did not finish. What is shown is the last one that did." in week["after the kill"].stderr
    assert "did not finish" not in week["fixes 23"].stderr


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
