"""No environment variable may make the browser, or what drives it, log, record or lead elsewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import dsptscan.toolkit
from dsptscan.errors import NotSetUp
from dsptscan.toolkit.environment import browser_environment, put_in_place, quiet_environment, refuse_debug

LOGGING = {
    "DEBUG": ["pw", "pw:api", "pw*", "p*", "*", "*api", "*:protocol", "other,pw:browser", "other pw:*", "PW:API"],
    "PWDEBUG": ["1", "console", "true"],
    "DEBUGP": ["", "1"],
    "PWDEBUGIMPL": ["1"],
}
HARMLESS = {"DEBUG": ["", "express:*", "power", "-pw:api", "x,y", "p", "q*"], "PWDEBUG": ["", "0"]}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in table.items() for value in values]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LOGGING:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("name", "value"), pairs(LOGGING))
def test_a_log_that_would_hold_the_password_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(NotSetUp, match=name) as caught:
        refuse_debug()
    assert caught.value.next_step == f"Remove {name} from the environment, then try again."


@pytest.mark.parametrize(("name", "value"), pairs(HARMLESS))
def test_other_logs_are_none_of_our_business(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    refuse_debug()


def test_what_logs_or_leads_away_is_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DEBUG_FILE", "NODE_OPTIONS", "NODE_DEBUG", "SELENIUM_REMOTE_URL", "SSLKEYLOGFILE", "PW_TEST_X"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    for env in (quiet_environment(tmp_path), browser_environment(tmp_path)):
        assert "x" not in env.values()
        assert env["https_proxy"] == "http://proxy.example:3128"
        assert env["PATH"] == os.environ["PATH"]


def test_the_browser_writes_into_its_folder_unless_that_is_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/its/own")
    monkeypatch.delenv("TEMP", raising=False)
    short, deep = browser_environment(Path("/t/short")), browser_environment(Path("/t") / ("d" * 60))
    assert short["TMPDIR"] == short["BREAKPAD_DUMP_LOCATION"] == "/t/short"
    assert deep["TMPDIR"] == "/its/own"
    assert "TEMP" not in deep
    assert deep["BREAKPAD_DUMP_LOCATION"].endswith("dd")


def test_the_environment_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "other")
    before = dict(os.environ)
    with put_in_place({"ONLY": "this"}):
        assert dict(os.environ) == {"ONLY": "this"}
    assert dict(os.environ) == before


def test_nothing_of_what_the_browser_shows_is_ever_recorded() -> None:
    """Only `paper.py` prints: a page of our own, in a browser that knows no password and reaches nobody."""
    sources = {path.name: path.read_text("utf-8") for path in Path(dsptscan.toolkit.__file__).parent.glob("*.py")}
    assert len(sources) > 10
    recording = re.compile(r"record_(har|video)|route_from_har|\btracing\b|screenshot|storage_state|\.pdf\(")
    found = {(name, match.group()) for name, source in sources.items() for match in recording.finditer(source)}
    assert found == {("paper.py", ".pdf(")}
