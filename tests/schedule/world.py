"""A real cron and a real systemd user manager for the tests, in a mount namespace of their own.

Nothing of the machine's is touched: crontabs, units and all that runs in there are gone with it. It needs root, as
continuous integration and containers have it; `possible` says whether it can be had.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WAIT = 15.0
_UP = ("running", "degraded")
_NEEDED = ("unshare", "nsenter", "crontab", "cron", "systemctl")
_MANAGER = "/usr/lib/systemd/systemd"
# /run/systemd/system is how systemd's tools know that they may work.
_SCRIPT = """
set -e
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
mount -t tmpfs tmpfs /var/spool/cron
mkdir /var/spool/cron/crontabs
chown root:crontab /var/spool/cron/crontabs
chmod 1730 /var/spool/cron/crontabs
for folder in /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly /etc/cron.monthly /etc/systemd/user; do
  if [ -d $folder ]; then mount -t tmpfs tmpfs $folder; fi
done
if [ -e /etc/crontab ]; then mount --bind /dev/null /etc/crontab; fi
umount -R /sys/fs/cgroup 2>/dev/null || true
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p "/sys/fs/cgroup/$GROUP"
echo ready
exec sleep 100000
"""


@dataclass(frozen=True)
class World:
    """`enter`: words that run a command in there. `env`: what a user who is logged in there has set, at `home`."""

    enter: tuple[str, ...]
    env: Mapping[str, str]
    home: Path

    def run(self, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.enter, *words],
            env={**self.env, **more},
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @property
    def reaching_in(self) -> dict[str, str]:
        """`env` for a process out here: the schedulers' programs it finds are those in there."""
        return {**self.env, "PATH": f"{self.home / 'bin'}:{self.env['PATH']}"}


@cache
def possible() -> bool:
    """Whether this machine has what a world of our own needs."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or not Path(_MANAGER).exists():
        return False
    if any(shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None for name in _NEEDED):
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


@contextlib.contextmanager
def private_world() -> Iterator[World]:
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dsptscan-world-")))
        runtime = "/run/user/0"
        group = f"dsptscan-{os.getpid()}"
        env = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(home),
            "USER": "root",
            "LOGNAME": "root",
            "XDG_RUNTIME_DIR": runtime,
            "LANG": "C.UTF-8",
        }
        keeper = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-c", _SCRIPT],
            env={**env, "GROUP": group},
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(_end, keeper)
        assert keeper.stdout is not None
        assert keeper.stdout.readline().strip() == "ready"
        enter = ("nsenter", f"--mount=/proc/{keeper.pid}/ns/mnt", "--")
        world = World(enter, env, home)
        (home / "bin").mkdir()
        for name in ("crontab", "systemctl", "systemd-run"):
            wrapper = home / "bin" / name
            wrapper.write_text(f'#!/bin/sh\nexec {" ".join(enter)} {shutil.which(name)} "$@"\n')
            wrapper.chmod(0o755)
        emptied = ("find", f"/sys/fs/cgroup/{group}", "-depth", "-type", "d", "-exec", "rmdir", "{}", ";")
        stack.callback(world.run, *emptied)
        in_group = ("sh", "-c", f'echo $$ > "/sys/fs/cgroup/{group}/cgroup.procs"; exec "$@"', "sh")
        for words in ((_MANAGER, "--user"), ("cron", "-f")):
            started = subprocess.Popen(
                [*enter, *in_group, *words],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(_end, started)
        _wait_until(lambda: world.run("systemctl", "--user", "is-system-running").stdout.strip() in _UP)
        yield world


def _wait_until(there: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT
    while not there():
        if time.monotonic() > until:
            raise RuntimeError("the systemd user manager did not start")
        time.sleep(0.1)


def _end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
