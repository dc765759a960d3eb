"""systemd, with a real user manager where there can be one, and with its own check of the files in any case."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from dsptscan.schedule.job import Job
from dsptscan.schedule.systemd import UNIT, Systemd
from tests.schedule.conformance import HOME, JOB, PROGRAM, Conformance
from tests.schedule.world import World


class TestSystemd(Conformance):
    @pytest.fixture
    def scheduler(self, world: World) -> Systemd:
        one = Systemd(world.reaching_in)
        one.remove()
        return one

    @pytest.fixture
    def others(self, world: World) -> Callable[[], list[str]]:
        folder = world.home / ".config" / "systemd" / "user"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "mine.service").write_text("[Service]\nExecStart=/bin/true\n")

        def theirs() -> list[str]:
            there = [*folder.rglob("*"), *(world.home / ".local").rglob("*stamp*")]
            return sorted(str(path) for path in there if UNIT not in path.name and path.is_file())

        return theirs


def test_nothing_at_all_is_left_in_the_home(world: World) -> None:
    one = Systemd(world.reaching_in)
    one.remove()
    before = sorted(path for path in world.home.rglob("*") if path.is_file() or path.is_symlink())
    one.install(JOB)
    assert sorted(path for path in world.home.rglob("*") if path.is_file() or path.is_symlink()) != before
    one.remove()
    assert sorted(path for path in world.home.rglob("*") if path.is_file() or path.is_symlink()) == before
    assert UNIT not in world.run("systemctl", "--user", "list-timers", "--all").stdout


def test_the_timer_waits_for_its_time(world: World) -> None:
    one = Systemd(world.reaching_in)
    one.install(Job(at=time(7, 30), days=(6,), accounts=(), program=PROGRAM, spread=0))
    told = world.run(
        "systemctl", "--user", "show", f"{UNIT}.timer", "--property=ActiveState,Persistent,NextElapseUSecRealtime"
    ).stdout
    assert "ActiveState=active" in told
    assert "Persistent=yes" in told
    assert "NextElapseUSecRealtime=Sun " in told
    assert " 07:30:00 " in told
    one.remove()


def test_a_timer_that_was_switched_off_is_told(world: World) -> None:
    one = Systemd(world.reaching_in)
    one.install(JOB)
    world.run("systemctl", "--user", "disable", "--now", f"{UNIT}.timer")
    assert one.show().text
    assert one.show().job is None
    one.install(JOB)
    assert one.show().job == JOB
    one.remove()


def test_what_the_manager_starts_is_what_was_meant(world: World, tmp_path: Path) -> None:
    """Every odd letter arrives: the program writes down what it was started with."""
    folder = tmp_path / 'it\'s 100% $HOME "odd" \\ päth'
    folder.mkdir()
    seen = tmp_path / "seen"
    program = folder / "program"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" "$DSPTSCAN_HOME" > {seen}\n')
    program.chmod(0o755)
    one = Systemd(world.reaching_in)
    job = Job(
        at=time(3, 0),
        days=(0,),
        accounts=("a", "b"),
        program=(str(program), "-m", str(folder)),
        environment=(("DSPTSCAN_HOME", HOME),),
    )
    one.install(job)
    started = world.run("systemctl", "--user", "start", f"{UNIT}.service")
    assert started.returncode == 0, started.stderr
    assert seen.read_text().splitlines() == ["-m", str(folder), "scan", "--scheduled", "a", "b", HOME]
    one.remove()


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="only systemd itself can judge its units; make test, run as root, installs it on Debian",
)
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    job = Job(at=JOB.at, days=JOB.days, accounts=("a",), program=("/bin/true", "-m", "x"), environment=JOB.environment)
    one = Systemd({"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    for step in one.plan(job):
        if step.kind == "writes":
            Path(step.what).parent.mkdir(parents=True, exist_ok=True)
            Path(step.what).write_text(step.text, "utf-8")
    units = sorted(map(str, (tmp_path / ".config" / "systemd" / "user").iterdir()))
    assert len(units) == 2
    (tmp_path / "run").mkdir(mode=0o700)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path / "run")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if UNIT in line] == []
    assert done.returncode == 0, done.stderr
