"""The password is in the keyring and nowhere else: a planted one is looked for everywhere, on every way it can take."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from dsptscan.practice import PracticeToolkit
from dsptscan.practice.desk import Desk
from tests.secret_service import SecretService, running_secret_service
from tests.secrets.lookout import Lookout
from tests.secrets.spellings import Search, spellings
from tests.secrets.ways import NAME, QUICK, WAYS
from tests.toolkit.processes import processes_with
from tests.truth import FIXTURES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows what processes were given")

SECRET = 'Zq7£K"x&9 %wT+m/é?\\j'  # quotes, and what URLs, JSON and base64 write in their own ways
FOLDER = FIXTURES / "webforms" / "nearly-there"
RUN = "from dsptscan.cli import main\nmain(prog_name='dsptscan')\n"


@dataclass(frozen=True)
class Scene:
    """A home and a temporary folder below `folder`, whose name is short for the browser's sockets."""

    folder: Path
    env: dict[str, str]

    @property
    def temporary(self) -> Path:
        return self.folder / "t"


def scene_in(folder: Path, service: SecretService) -> Scene:
    for name in ("home", "t", "d"):
        (folder / name).mkdir()
    unwanted = ("DSPTSCAN", "PYTHON", "DEBUG", "XDG", "DBUS", "TMP", "TEMP", "HOME")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    own = {"HOME": "home", "TMPDIR": "t", "DSPTSCAN_HOME": "d"}
    env = {name: str(folder / place) for name, place in own.items()}
    return Scene(folder, kept | env | {"DBUS_SESSION_BUS_ADDRESS": service.address, "LANG": "C.UTF-8"})


@pytest.fixture
def scene(secret_service: SecretService) -> Iterator[Scene]:
    with tempfile.TemporaryDirectory(prefix="s-") as folder:
        yield scene_in(Path(folder), secret_service)


@pytest.fixture
def toolkit() -> Iterator[PracticeToolkit]:
    with PracticeToolkit(FOLDER) as running:
        running.desk.password = SECRET
        yield running


@dataclass(frozen=True)
class Ended:
    code: int
    out: bytes
    err: bytes


def command(words: list[str], planted: str = "") -> list[str]:
    return [sys.executable, "-c", planted + RUN, *words]


def add_account(scene: Scene, toolkit: PracticeToolkit) -> None:
    words = ["account", "add", NAME, "--username", toolkit.username, "--url", toolkit.url, "--password-stdin"]
    done = subprocess.run(command(words), env=scene.env, input=SECRET.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def ended(process: subprocess.Popen[bytes], typed: bytes) -> Ended:
    out, err = process.communicate(typed, timeout=120)
    return Ended(process.returncode, out, err)


def ended_in_a_terminal(words: list[str], env: dict[str, str], typed: bytes) -> Ended:
    """All three streams are a terminal. It is typed once something is asked for."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(words, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown, waiting = b"", typed
    while select.select([ours], [], [], 120)[0]:
        try:
            shown += os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if waiting and b"assword" in shown:
            os.write(ours, waiting)
            waiting = b""
    os.close(ours)
    return Ended(process.wait(120), shown, b"")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in WAYS]
)
def test_the_password_is_nowhere(
    name: str, scene: Scene, toolkit: PracticeToolkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = WAYS[name]
    search = Search(SECRET)
    with ExitStack() as stack:
        if way.locked:
            service = stack.enter_context(running_secret_service())
            scene.env["DBUS_SESSION_BUS_ADDRESS"] = service.address
        add_account(scene, toolkit)
        if way.locked:
            service.lock()
        way.toolkit(toolkit)
        arrived, released = hold_sign_in(monkeypatch, held=way.during is not None)
        here = {"secret": SECRET, "url": toolkit.url, "user": toolkit.username, "new": str(scene.folder / "new")}
        words = command([word.format_map(here) for word in way.words], way.planted)
        env = scene.env | {key: value.format_map(here) for key, value in way.env.items()}
        typed = way.typed.format_map(here).encode()
        look = stack.enter_context(Lookout(search, scene.folder))
        if way.terminal:
            end = ended_in_a_terminal(words, env, typed)
        else:
            process = subprocess.Popen(
                words,
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
            if way.during is not None:
                assert arrived.wait(60), "the sign-in never came"
                way.during(process, str(scene.folder))
                released.set()
            end = ended(process, typed)
    assert end.code == way.code, (end.out + end.err).decode(errors="replace")
    assert look.found == set()
    assert list(search.find(end.out)) == []
    assert list(search.find(end.err)) == []
    assert look.files > 0
    assert ("node" in look.programs) is way.browser
    assert processes_with(str(scene.folder)) == {}
    assert list(scene.temporary.iterdir()) == []


def hold_sign_in(monkeypatch: pytest.MonkeyPatch, *, held: bool) -> tuple[threading.Event, threading.Event]:
    """When the password has come, and when the toolkit may answer."""
    arrived, released = threading.Event(), threading.Event()
    answer = Desk.try_sign_in

    def waits(self: Desk, *given: object) -> object:
        arrived.set()
        if held:
            released.wait(60)
        return answer(self, *given)

    monkeypatch.setattr(Desk, "try_sign_in", waits)
    return arrived, released


@pytest.mark.parametrize("name", spellings(SECRET))
def test_it_would_be_found(name: str, tmp_path: Path) -> None:
    """In a file that is gone again, in the name of a file, in a process: in every spelling."""
    spelling = spellings(SECRET)[name]
    assert len(spelling) >= len(SECRET)
    file = tmp_path / "some" / "where"
    file.parent.mkdir()
    with Lookout(Search(SECRET), tmp_path) as look:
        file.write_bytes(b"\xffbefore" + spelling + b"behind\0")
        for _ in range(200):
            if look.found:
                break
            threading.Event().wait(0.05)
        file.unlink()
    assert any(str(file) in found and name in found for found in look.found)


def test_it_would_be_found_in_a_process(tmp_path: Path) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    for spelling in ("plain", "URL-encoded"):
        told = spellings(SECRET)[spelling].decode()
        for words, env in ([*sleep, told], {}), (sleep, {"X": told, "HOME": str(tmp_path)}):
            with Lookout(Search(SECRET), tmp_path) as look:
                process = subprocess.Popen(words, env=env, stderr=subprocess.DEVNULL)
                for _ in range(200):
                    if look.found or process.poll() is not None:
                        break
                    threading.Event().wait(0.01)
                process.kill()
                process.wait()
            assert any(found.startswith("/proc/") for found in look.found)
            assert bool(look.programs) is bool(env)
