"""However a run ends, no process and no temporary folder of its stays behind: real processes, real browser."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dsptscan.toolkit.scratch import remove_abandoned
from tests.toolkit.processes import browser_of, eventually, processes_with

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux, in /proc, tells whose a process is")

COMMAND = "from dsptscan.cli import main\nmain(prog_name='dsptscan')\n"
# Ctrl-C {times} times, just when the event loop has taken up a step: the one that hears the driver's next message.
IN_THE_MIDST = """
import asyncio, os, signal
from dsptscan.toolkit import watch
watch.CLOSING = {closing}
run = asyncio.Handle._run
def interrupted(handle):
    if "PipeTransport.run" in repr(getattr(handle._callback, "__self__", None)):
        asyncio.Handle._run = run
        for _ in range({times}):
            os.killpg(0, signal.SIGINT)
    return run(handle)
def arm(*_):
    asyncio.Handle._run = interrupted
signal.signal(signal.SIGUSR1, arm)
"""


@dataclass
class Run:
    """A demo in a session of its own, as in a terminal; its `browser` is at work."""

    process: subprocess.Popen[str]
    temporary: Path
    browser: list[int]

    def processes(self) -> dict[int, str]:
        return processes_with(str(self.temporary))

    def group(self, number: int) -> None:
        """As a terminal's Ctrl-C: to the run and to the program that drives its browser."""
        os.killpg(self.process.pid, number)


@contextlib.contextmanager
def started(planted: str = "") -> Iterator[Run]:
    """`planted` is Python run before the command."""
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:  # short, for the browser's sockets
        process = subprocess.Popen(
            [sys.executable, "-c", planted + COMMAND, "demo", "--layout", "webforms"],
            env={**os.environ, "TMPDIR": temporary, "DSPTSCAN_HOME": f"{temporary}/home"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if line.startswith("Signing in (1"):
                    break
            yield Run(process, Path(temporary), browser_of(temporary))
        finally:
            process.kill()
            process.communicate()


@pytest.fixture
def run() -> Iterator[Run]:
    with started() as run:
        yield run


def nothing_left(run: Run) -> None:
    assert run.browser, "the browser had not started"
    assert eventually(run.processes, lambda left: not left) == {}
    assert list(run.temporary.iterdir()) == []


@pytest.mark.slow
def test_success(run: Run) -> None:
    out, err = run.process.communicate(timeout=120)
    assert (run.process.returncode, "Not ready" in out) == (0, True), err
    nothing_left(run)


@pytest.mark.parametrize(
    ("name", "code"),
    [("SIGINT", 130), *(pytest.param(*way, marks=pytest.mark.slow) for way in (("SIGTERM", 143), ("SIGHUP", 129)))],
)
def test_a_request_to_end(run: Run, name: str, code: int) -> None:
    run.group(getattr(signal, name))
    out, err = run.process.communicate(timeout=60)
    assert (run.process.returncode, out) == (code, "")
    assert [line for line in err.splitlines() if not line.startswith("Reading")] == [
        "Stopped. Nothing was changed in the toolkit."
    ]
    nothing_left(run)


@pytest.mark.slow
def test_an_impatient_person(run: Run) -> None:
    """Ctrl-C a second time, while the browser is put away."""
    run.group(signal.SIGINT)
    time.sleep(0.05)
    run.group(signal.SIGINT)
    _, err = run.process.communicate(timeout=60)
    assert (run.process.returncode, "Traceback" in err) == (130, False), err
    nothing_left(run)


@pytest.mark.parametrize(("times", "closing"), [(1, 600), (2, 1)], ids=["once", "twice"])
def test_in_the_midst_of_a_step(times: int, closing: int) -> None:
    """Once: the step is done first, and nothing has to be forced. Twice: it is lost, and the driver's end not heard."""
    with started(IN_THE_MIDST.format(times=times, closing=closing)) as run:
        run.process.send_signal(signal.SIGUSR1)
        _, err = run.process.communicate(timeout=30)
        assert (run.process.returncode, "Traceback" in err) == (130, False), err
        nothing_left(run)


@pytest.mark.parametrize(
    "whole_group", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["alone", "with-driver"]
)
def test_kill_9(run: Run, whole_group: bool) -> None:
    """Nobody is left to tidy up: the driver and the browser see their pipes close. The next run takes the rest away."""
    os.killpg(run.process.pid, signal.SIGKILL) if whole_group else run.process.kill()
    run.process.communicate(timeout=60)
    assert run.process.returncode == -signal.SIGKILL
    assert eventually(run.processes, lambda left: not left) == {}
    kinds = {folder.name.split("-")[1] for folder in run.temporary.iterdir()}
    assert kinds <= {"browser", "demo"}
    for folder in run.temporary.iterdir():
        os.utime(folder, (1, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(run.temporary))
        remove_abandoned()
    nothing_left(run)


@pytest.mark.slow
def test_kill_9_while_the_browser_hangs(run: Run) -> None:
    """The driver waits half a minute for it, then ends it by force."""
    (browser,) = run.browser
    os.kill(browser, signal.SIGSTOP)
    run.process.kill()
    run.process.communicate(timeout=60)
    for _ in range(3):
        left = eventually(run.processes, lambda left: not left)
    assert left == {}
