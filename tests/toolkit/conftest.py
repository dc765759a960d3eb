"""The practice toolkit with small pages, and sessions on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import pytest

from dsptscan.accounts import Account
from dsptscan.practice import PracticeToolkit
from dsptscan.toolkit.session import Session, open_session
from tests.toolkit.site import judge, write_site


@pytest.fixture
def toolkit(tmp_path: Path) -> Iterator[PracticeToolkit]:
    with PracticeToolkit(write_site(tmp_path / "layout")) as running:
        yield running


class SignIn(Protocol):
    def __call__(
        self, toolkit: PracticeToolkit, password: str | None = None, **changed: Any
    ) -> AbstractContextManager[Session]: ...


@pytest.fixture
def sign_in() -> SignIn:
    """Open a session on a practice toolkit, unpaced; keyword arguments change the account."""

    def start(toolkit: PracticeToolkit, password: str | None = None, **changed: Any) -> AbstractContextManager[Session]:
        account = Account(**({"name": "practice", "username": toolkit.username, "url": toolkit.url} | changed))
        return open_session(account, password or toolkit.password, judge=judge, paced=False)

    return start


def arrived(toolkit: PracticeToolkit) -> list[tuple[str, str]]:
    return [(request.method, request.path) for request in toolkit.log]
