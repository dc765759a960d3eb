"""Two scans of one account at once, in processes of their own; and a lock that no kill leaves behind."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dsptscan.errors import WrongUsage
from dsptscan.store.lock import alone, only_scan, unfinished

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from dsptscan.store.lock import only_scan
with only_scan(Path(sys.argv[1]), sys.argv[2]):
    print("scanning", flush=True)
    sys.stdin.read()
"""
ALONE = """
import sys
from pathlib import Path
from dsptscan.store.lock import alone
with alone(Path(sys.argv[1])):
    print("alone", flush=True)
    sys.stdin.read()
    Path(sys.argv[2]).touch()
"""


@contextmanager
def another_scan(folder: Path, account: str = "meadow") -> Iterator[subprocess.Popen[str]]:
    """A process that scans until its standard input ends."""
    words = [sys.executable, "-c", HOLD, str(folder), account]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "scanning\n"
        yield process
        process.kill()


def test_the_second_scan_of_an_account_ends(tmp_path: Path) -> None:
    with another_scan(tmp_path):
        for account in ("meadow", "Meadow"):
            with (
                pytest.raises(WrongUsage, match=f"Another scan of the account {account} is running"),
                only_scan(tmp_path, account),
            ):
                pytest.fail("both scan")
        with only_scan(tmp_path, "oak"):
            pass
        told = unfinished(tmp_path, "meadow")
    assert told is not None
    assert "is running" in told


def test_when_the_first_has_ended_the_next_may_scan(tmp_path: Path) -> None:
    with another_scan(tmp_path) as first:
        first.communicate("")
        assert first.returncode == 0
        assert unfinished(tmp_path, "meadow") is None
        with only_scan(tmp_path, "meadow"):
            pass


def test_a_killed_scan_leaves_no_lock_but_is_told_of(tmp_path: Path) -> None:
    with another_scan(tmp_path) as first:
        first.kill()
        first.wait()
    told = unfinished(tmp_path, "meadow")
    assert told is not None
    assert told.startswith("A scan that began on ")
    assert told.endswith(" did not finish. What is shown is the last one that did.")
    with only_scan(tmp_path, "meadow"):
        pass
    assert unfinished(tmp_path, "meadow") is None


def test_a_scan_that_fails_has_come_to_its_end(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), only_scan(tmp_path, "meadow"):
        raise KeyboardInterrupt
    assert unfinished(tmp_path, "meadow") is None


@pytest.mark.parametrize(("began", "said"), [("", False), ("once", True), ("2026-06-23T08:15+01:00", True)])
def test_whatever_stands_in_the_file(tmp_path: Path, began: str, said: bool) -> None:
    assert unfinished(tmp_path, "meadow") is None
    (tmp_path / "scan-meadow.lock").write_text(began)
    told = unfinished(tmp_path, "meadow")
    assert (told is not None) is said
    assert not began.startswith("2026") or "23 June 2026 at 08:15" in str(told)


def test_where_nothing_can_be_written_a_scan_goes_on(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    with only_scan(tmp_path / "data", "meadow"):
        pass
    assert unfinished(tmp_path / "data", "meadow") is None


def test_alone_waits_for_the_other(tmp_path: Path) -> None:
    lock, done = tmp_path / "history.lock", tmp_path / "done"
    words = [sys.executable, "-c", ALONE, str(lock), str(done)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "alone\n"
        assert not done.exists()
        threading.Timer(0.2, process.stdin.close).start()
        with alone(lock):
            assert done.exists()
