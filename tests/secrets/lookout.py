"""Keeps looking, while a command runs, at every file it writes and at every process there is."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.secrets.spellings import Search
from tests.toolkit.processes import proc

EVERY = 0.1  # seconds


class Lookout:
    """From `with` to its end. `found` says where the secret was; `programs` which ran that were given `folder`."""

    def __init__(self, search: Search, folder: Path) -> None:
        self.found: set[str] = set()
        self.programs: set[str] = set()
        self.files = 0
        self._search = search
        self._folder = folder
        self._known: dict[Path, tuple[int, int]] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()
        self._look()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            self._look()

    def _look(self) -> None:
        for path in self._paths():
            self._read(path)
        for place in ("environ", "cmdline"):
            for pid, content in proc(place):
                self._note(content, f"/proc/{pid}/{place}")
                if str(self._folder).encode() in content:
                    self.programs.add(_program(pid))

    def _paths(self) -> list[Path]:
        try:
            return list(self._folder.rglob("*"))
        except OSError:  # it goes away while it is looked at
            return []

    def _read(self, path: Path) -> None:
        self._note(str(path).encode(), f"the name {path}")
        try:
            told = path.lstat()
            seen = (told.st_mtime_ns, told.st_size)
            if self._known.get(path) == seen or not path.is_file():
                return
            self._known[path] = seen
            content = path.read_bytes()
        except OSError:
            return
        self.files += 1
        self._note(content, str(path))

    def _note(self, content: bytes, where: str) -> None:
        self.found.update(f"{where}: {spelling}" for spelling in self._search.find(content))


def _program(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/exe").readlink().name
    except OSError:
        return ""
