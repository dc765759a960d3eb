"""Each layout and scenario played once by `dsptscan demo`: practice toolkit, real browser, the whole command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import dsptscan.practice
import dsptscan.scan
from dsptscan.cli import main
from dsptscan.model import Report
from dsptscan.practice import PracticeToolkit
from dsptscan.reports.json_format import as_document
from tests.secret_service import SecretService
from tests.truth import SCENARIOS, Truth, name_of, truth


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keyring_here: SecretService) -> Path:
    """Where this test's files of dsptscan are; its passwords are in the tests' own keyring."""
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@dataclass(frozen=True)
class Played:
    """One demo: what it printed, what it found, and the toolkit it met, with its log. `home` is DSPTSCAN_HOME."""

    folder: Path
    truth: Truth
    toolkit: PracticeToolkit
    url: str
    report: Report
    document: dict[str, Any]
    result: Result
    home: Path


# Each layout in every state takes its time: every layout once and every state once for every day, the rest is slow.
QUICK = {"accordion-ready", "cards-nearly-there", "tables-new-year", "webforms-nearly-there"}
EACH = [pytest.param(f, marks=[] if name_of(f) in QUICK else [pytest.mark.slow], id=name_of(f)) for f in SCENARIOS]
assert [{name.partition("-")[place] for name in QUICK} for place in (0, 2)] == [
    {folder.parent.name for folder in SCENARIOS},
    {folder.name for folder in SCENARIOS},
]


@pytest.fixture(scope="session", params=EACH)
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder: Path = request.param
    met: list[tuple[PracticeToolkit, str]] = []
    found: list[Report] = []
    scan_account = dsptscan.scan.scan_account

    class Met(PracticeToolkit):
        def __enter__(self) -> Met:
            super().__enter__()
            met.append((self, self.url))
            return self

    def noted(*given: Any, **more: Any) -> Report:
        found.append(scan_account(*given, **more))
        return found[-1]

    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dsptscan.practice, "PracticeToolkit", Met)
        patch.setattr(dsptscan.scan, "scan_account", noted)
        patch.setenv("DSPTSCAN_HOME", str(home))
        result = CliRunner().invoke(main, ["demo", "--layout", folder.parent.name, "--scenario", folder.name])
    assert result.exit_code == 0, result.output
    ((toolkit, url),) = met
    (report,) = found
    return Played(folder, truth(folder), toolkit, url, report, as_document(report), result, home)
