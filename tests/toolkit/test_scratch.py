"""Temporary folders: gone with their run, or with the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsptscan.toolkit import scratch
from dsptscan.toolkit.processes import users_of
from dsptscan.toolkit.scratch import IN_USE, remove_abandoned, scratch_folder
from tests.toolkit.processes import eventually

HOUR = 3600


@pytest.fixture(autouse=True)
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def killed(temporary: Path) -> Iterator[Path]:
    """The folder of a run that was killed, with a process of its that has stayed behind."""
    code = (
        "import os, signal, subprocess, sys, tempfile\n"
        "from dsptscan.toolkit.scratch import scratch_folder\n"
        f"tempfile.tempdir = {str(temporary)!r}\n"
        "with scratch_folder('browser') as folder:\n"
        "    (folder / 'profile').mkdir()\n"
        "    subprocess.Popen(['sleep', '300'], env={'TMPDIR': str(folder)}, start_new_session=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    (folder,) = temporary.iterdir()
    yield folder
    for process in users_of(folder):
        os.kill(process, signal.SIGKILL)


def age(folder: Path) -> None:
    before = time.time() - HOUR
    os.utime(folder, (before, before))


def test_it_is_gone_at_the_end(temporary: Path) -> None:
    with scratch_folder("browser") as folder:
        (folder / "some" / "where").mkdir(parents=True)
        (folder / "some" / "file").touch()
        age(folder)
        assert folder.name.startswith("dsptscan-browser-")
        assert remove_abandoned() == 0  # it is in use
        with scratch_folder("demo") as other:
            assert other != folder
        assert [path.name for path in temporary.iterdir()] == [folder.name]
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL, and ends what belongs to a run by itself")
def test_the_next_run_removes_what_a_killed_one_left(killed: Path, temporary: Path) -> None:
    assert remove_abandoned() == 0  # too young to be sure
    age(killed)
    assert sys.platform != "linux" or len(users_of(killed)) == 1
    with scratch_folder("browser") as folder:
        assert [path.name for path in temporary.iterdir()] == [folder.name]
    assert eventually(lambda: users_of(killed), lambda left: not left) == set()


def test_nothing_else_is_ever_removed(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked, link, file, other = (
        temporary / f"{name}-1" for name in ("dsptscan-unlocked", "dsptscan-link", "dsptscan-file", "another")
    )
    for folder in (unlocked, other):
        folder.mkdir()
    (other / IN_USE).touch()
    link.symlink_to(other)
    file.touch()
    for path in (unlocked, other, file):
        age(path)
    assert remove_abandoned() == 0
    strangers = temporary / "dsptscan-strangers"
    strangers.mkdir()
    (strangers / IN_USE).touch()
    age(strangers)
    if sys.platform != "win32":
        monkeypatch.setattr(os, "geteuid", lambda: 12345)
        assert remove_abandoned() == 0
        monkeypatch.undo()
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    assert remove_abandoned() == 1
    assert {path.name for path in temporary.iterdir()} == {
        "dsptscan-unlocked-1",
        "dsptscan-link-1",
        "dsptscan-file-1",
        "another-1",
    }


def test_a_folder_that_cannot_be_removed_does_not_stop_a_run(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch.shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr(scratch, "_TRIES", 1)
    with scratch_folder("browser") as folder:
        pass
    assert folder.exists()
