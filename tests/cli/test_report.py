"""`dsptscan report`: where the last scan comes from is played, everything else is real."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import dsptscan.cli.last
from dsptscan.model import Report
from dsptscan.practice.scenarios import scenario
from dsptscan.reports.fix_words import why
from dsptscan.scan import scan_pages
from tests.reports.examples import report

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def last(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, date]]:
    """What was asked for; the answer is an invented report."""
    asked: list[tuple[str | None, date]] = []

    def play(account: str | None, today: date) -> Report:
        asked.append((account, today))
        return report(account=account or "meadow", today=today)

    monkeypatch.setattr(dsptscan.cli.last, "last_report", play)
    return asked


def test_without_a_scan_it_says_what_to_do(run: Run) -> None:
    result = run("report")
    assert result.exit_code == 3
    assert "There is no scan yet." in result.stderr
    assert "dsptscan scan" in result.stderr
    assert result.stdout == ""


def test_the_page_goes_to_standard_output(run: Run, last: list[Any]) -> None:
    result = run("report", "--account", "oak", "--today", "2026-06-24")
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert "days left until 30 June 2026" in result.stdout
    assert "digitalcarehub.co.uk/dspt" in result.stdout, "whom to ask stands at the foot"
    assert result.stderr == ""
    assert last == [("oak", date(2026, 6, 24))]


def test_the_page_in_a_file(run: Run, last: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    result = run("report", "--output", str(path))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"Saved as {path}." in result.stderr
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def squeezed(text: str) -> str:
    """Without blanks, for lines break elsewhere on paper, and with plain letters for joined ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    "words",
    [("--output", "/nonexistent/x.html"), ("--pdf", "/nonexistent/x.pdf"), ("--pdf", "."), ("--today", "soon")],
)
def test_wrong_usage_is_told_first(run: Run, last: list[Any], words: tuple[str, ...]) -> None:
    result = run("report", *words)
    assert result.exit_code == 2
    assert last == []


def test_a_pdf_is_ready_to_print_and_no_row_is_cut(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = scenario("tables", "nearly-there")
    given = scan_pages(played.folder, today=played.today)
    monkeypatch.setattr(dsptscan.cli.last, "last_report", lambda account, today: given)
    path = tmp_path / "report.pdf"
    result = run("report", "--pdf", str(path))
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = PdfReader(io.BytesIO(path.read_bytes()))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    sheets = [squeezed(sheet.extract_text()) for sheet in read.pages]
    for sheet in read.pages:
        assert [round(float(side) * 25.4 / 72) for side in sheet.mediabox[2:]] == [210, 297]
    assert len(given.fixes) > 30
    for fix in given.fixes:
        # The first and the last words of its row stand on one sheet, and its address can be read.
        row = squeezed(f"{fix.rank}{fix.ref}{fix.title}")[:30]
        (sheet,) = [text for text in sheets if row in text]
        rest = sheet[sheet.index(row) :]
        assert squeezed(str(fix.url)) in rest
        assert squeezed(fix.do) in rest
        assert squeezed(why(fix)) in rest


def in_a_process(home: Path, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    code = (
        "import dsptscan.cli.last\n"
        "from tests.reports.examples import report\n"
        "dsptscan.cli.last.last_report = lambda account, today: report(today=today)\n"
        f"from dsptscan.cli import main\nmain({list(words)!r})"
    )
    env = {**os.environ, "DSPTSCAN_HOME": str(home), **more.pop("env", {})}
    given: dict[str, Any] = {"capture_output": True} | more
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, text=True, timeout=60, check=False, **given)


@pytest.mark.skipif(sys.platform == "win32", reason="there the system chooses the browser, and BROWSER is not asked")
def test_it_is_shown_in_the_persons_own_browser(tmp_path: Path) -> None:
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{seen}"\n')
    browser.chmod(0o700)
    result = in_a_process(tmp_path / "home", "report", "--open", env={"BROWSER": f"{browser} %s"})
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    page = tmp_path / "home" / "data" / "reports" / "report-meadow.html"
    assert seen.read_text().strip() == page.as_uri()
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    other = tmp_path / "other.html"
    in_a_process(tmp_path / "home", "report", "--open", "--output", str(other), env={"BROWSER": f"{browser} %s"})
    assert seen.read_text().strip() == other.as_uri()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a browser")
def test_where_there_is_no_browser_it_says_so(tmp_path: Path) -> None:
    bare = {"PATH": str(tmp_path), "BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    result = in_a_process(tmp_path / "home", "report", "--open", env=bare)
    assert result.returncode == 0
    assert "No browser could be started." in result.stderr
    assert "report-meadow.html" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of the Unix kind")
def test_a_terminal_is_no_place_for_a_page(tmp_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    result = in_a_process(tmp_path, "report", capture_output=False, stdout=slave, stderr=subprocess.PIPE)
    os.close(slave)
    os.close(master)
    assert result.returncode == 2
    assert "--open" in result.stderr
