"""The command line without a browser: the scans are played, everything else is real."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dsptscan.cli import main
from dsptscan.errors import WrongUsage
from dsptscan.model import Report
from tests.reports.examples import report
from tests.secret_service import SecretService


@dataclass
class Story:
    """Stands for `dsptscan.scan`. `happens` gives a report, or an error to raise, per account name."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    happens: dict[str, Report | BaseException] = field(default_factory=dict)
    codes: dict[str | None, int] = field(default_factory=dict)

    def _play(self, name: str | None) -> Report:
        outcome = self.happens.get(name or "", report())
        if isinstance(outcome, BaseException):
            raise outcome
        return replace(outcome, account=name)

    def scan_account(self, account: Any, password: str, **options: Any) -> Report:
        self.calls.append((account.name, {"password": password, "url": account.url, **options}))
        for done in range(1, 78):
            options["progress"]("Reading the questions", done, 77)
        return self._play(account.name)

    def scan_pages(self, folder: Path, **options: Any) -> Report:
        self.calls.append((str(folder), options))
        if not folder.is_dir():
            raise WrongUsage("The folder is not there.", "Check its name.")
        return self._play(None)

    def check_account(self, account: Any, password: str, *, visible: bool, attendance: Any) -> str:
        self.calls.append((account.name, {"password": password, "visible": visible}))
        self._play(account.name)
        return "Meadow View Care Home (VX001) was found."

    def exit_code(self, given: Report) -> int:
        return self.codes.get(given.account, 11)


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    played = Story()
    module = ModuleType("dsptscan.scan")
    for name in ("scan_account", "scan_pages", "check_account", "exit_code"):
        setattr(module, name, getattr(played, name))
    monkeypatch.setitem(sys.modules, "dsptscan.scan", module)
    return played


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DSPTSCAN_TRACEBACK", raising=False)
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, keyring_here: SecretService) -> Callable[..., Result]:
    """Run a command line; names of accounts are the test's own, for the keyring is shared by all tests."""

    def runs(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=typed, catch_exceptions=False)

    return runs


@pytest.fixture
def add(run: Callable[..., Result]) -> Callable[..., None]:
    def adds(name: str, *, username: str | None = None, url: str = "http://127.0.0.1:9", **more: str) -> None:
        words = ("--username", username or f"{name}@example.org", "--url", url, "--password-stdin")
        result = run("account", "add", name, *words, typed=more.get("password", "pw") + "\n")
        assert result.exit_code == 0, result.output

    return adds
