"""A screen that nobody sees, and a person at it who types and clicks as on a real one: for windows that are shown.

Fixtures:
- `screen`: the display a browser window opens on, for this process and those it starts.
- `person`: works there with mouse and keyboard.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

WAIT = 60.0
AGAIN_AFTER = 8.0
Deed = tuple[str, Callable[[], str], Callable[[], bool]]


@dataclass
class Person:
    """Waits for a window by its title and works in it, beside the test. `went_wrong` holds what it could not do."""

    display: str
    went_wrong: list[str] = field(default_factory=list)
    _busy: list[threading.Thread] = field(default_factory=list)

    def will(self, *deeds: Deed, after: Callable[[], bool] = lambda: True) -> None:
        """For each (title, what to type, whether it worked): when such a window is there, type it and press Enter.

        On a busy computer a page may not listen yet: what had no effect is done again, as a person would.
        """

        def work() -> None:
            _wait_for(after, WAIT)
            for title, typed, worked in deeds:
                if not any(self._type(title, typed()) and _wait_for(worked, AGAIN_AFTER) for _ in range(4)):
                    self.went_wrong.append(title)
                    return

        self._busy.append(threading.Thread(target=work, daemon=True))
        self._busy[-1].start()

    def will_close(self, title: str) -> None:
        """Close the window of that title as soon as it is there."""

        def work() -> None:
            if self._window(title):
                self._press("key", "ctrl+w")

        self._busy.append(threading.Thread(target=work, daemon=True))
        self._busy[-1].start()

    def is_done(self) -> None:
        """Raise AssertionError when something could not be done."""
        for thread in self._busy:
            thread.join(WAIT)
        assert self.went_wrong == []

    def _type(self, title: str, text: str) -> bool:
        if not self._window(title):
            return False
        if text:
            if "\t" not in text:
                self._press("key", "ctrl+a")
            self._press("type", "--delay", "40", text)
        self._press("key", "Return")
        return True

    def _window(self, title: str) -> bool:
        """Wait for the window, and bring the keyboard to its page: there is no window manager that would."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            found = self._press("search", "--onlyvisible", "--name", title).split()
            if found:
                self._press("windowfocus", "--sync", found[-1])
                time.sleep(0.5)
                self._press("mousemove", "--window", found[-1], "600", "600", "click", "1")
                self._press("key", "Tab")
                return True
            time.sleep(0.1)
        return False

    def _press(self, *words: str) -> str:
        env = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=False).stdout


def _wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    if not sys.platform.startswith("linux"):
        pytest.skip("a screen that nobody sees is Linux's")
    for needed in ("Xvfb", "xdotool"):
        if shutil.which(needed) is None:
            raise RuntimeError(f"{needed} is missing. `make test` installs it; by hand: xvfb and xdotool.")
    told, tell = os.pipe()
    server = subprocess.Popen(  # without -noreset it begins anew after each program, and refuses who comes meanwhile
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1300x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[tell],
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    try:
        yield f":{os.read(told, 16).decode().strip()}"
    finally:
        os.close(told)
        server.terminate()
        server.wait(10)


@pytest.fixture
def screen(display: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return display


@pytest.fixture
def person(screen: str) -> Iterator[Person]:
    there = Person(screen)
    yield there
    there.is_done()
