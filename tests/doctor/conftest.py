"""The doctor's visits without a browser: what it would see is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsptscan.account_file import Account, write_accounts
from dsptscan.doctor import interface
from dsptscan.doctor.interface import Visit
from dsptscan.errors import DsptscanError
from dsptscan.settings import DEFAULT_URL, Folders
from dsptscan.toolkit.look import Look

GOOD = Look(browser="Chromium 1.2.3", no_sandbox="", passed_over=("Microsoft Edge: not installed",), form=True)


class Seen(dict[str, Look | DsptscanError]):
    """What the browser sees at an address; anything else is as it should be. `asked` keeps what was looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def __call__(self, address: str) -> Look:
        self.asked.append(address)
        seen = self.get(address, GOOD)
        if isinstance(seen, DsptscanError):
            raise seen
        return seen


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    given = Seen()
    monkeypatch.setattr(interface, "look_at", given)
    return given


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders.under(tmp_path / "home")


@pytest.fixture
def visit(seen: Seen, folders: Folders) -> Callable[..., Visit]:
    """A visit to these folders, with accounts of these names."""

    def comes(*names: str, url: str = DEFAULT_URL, **options: Any) -> Visit:
        if names:
            accounts = tuple(Account(name=name, username=f"{name}@example.org", url=url) for name in names)
            write_accounts(folders.config / "accounts.json", accounts)
        return Visit(folders, **options)

    return comes
