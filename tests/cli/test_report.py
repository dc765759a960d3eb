"""report: the last scan as a page, from a real history."""

from __future__ import annotations

import io
import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from dsptscan.practice.scenarios import scenario
from dsptscan.reports.fix_words import why
from dsptscan.scan import scan_pages
from dsptscan.store import History
from tests.store.examples import save, scanned

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def history(home: Path, add: Run) -> History:
    add("meadow")
    return History(home / "data")


def read(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def test_without_an_account_or_a_scan(run: Run, add: Run) -> None:
    assert run("report").exit_code == 3
    add("oak")
    result = run("report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "The account oak has not been scanned yet." in result.stderr


def test_the_page_goes_to_standard_output(run: Run, history: History) -> None:
    save(history, scanned(20, fixes=("1.1.1", "2.2.2")))
    save(history, scanned(23, fixes=("1.1.1", "2.2.2")))
    run("accept", "1.1.1", "--because", "The IT firm comes", "--until", "2026-06-27")
    run("assign", "2.2.2", "Ann Smith", "--due", "2026-06-26")
    result = run("report", "--today", "2026-06-24")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<!DOCTYPE html>")
    told = " ".join(read(result.stdout).get_text(" ").split())
    assert "6 days left until 30 June 2026." in told
    assert "As read on 23 June 2026, 1 day ago." in told
    assert "Accepted until 27 June 2026: The IT firm comes" in told
    assert "Ann Smith 26 Jun 2026" in told
    assert "Open since 20 June 2026." in told
    assert "1 of 2 on 20 June 2026, 1 of 2 on 23 June 2026" in told
    assert "digitalcarehub.co.uk/dspt" in told, "whom to ask stands at the foot"


def test_ready_is_for_the_day_of_the_scan_alone(run: Run, history: History) -> None:
    save(history, scanned(verdict="ready", verdict_because=("All are complete.",), fixes=()))
    page = read(run("report", "--today", "2026-06-25").stdout)
    (verdict,) = page.select(".verdict h2")
    assert verdict.get_text(strip=True) == "Cannot tell"
    assert "It was ready on 23 June 2026." in page.get_text()
    assert "Ready to publish" not in page.get_text()


def test_several_accounts(run: Run, history: History, add: Run) -> None:
    add("oak")
    add("elm")
    save(history, scanned())
    save(history, scanned(account="oak", verdict="published"))
    result = run("report")
    assert result.exit_code == 2
    assert "--account" in result.stderr
    assert "Account oak" in run("report", "--account", "oak").stdout
    result = run("report", "--all")
    assert result.exit_code == 0
    page = read(result.stdout)
    assert [row.td.get_text() for row in page.select("#accounts tbody tr")] == ["meadow", "oak"]
    assert "elm: not scanned yet." in result.stderr


def test_the_page_in_a_file(run: Run, history: History, tmp_path: Path) -> None:
    save(history, scanned())
    path = tmp_path / "report.html"
    result = run("report", "--output", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"Saved as {path}." in result.stderr
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def squeezed(text: str) -> str:
    """Without blanks, for lines break elsewhere on paper, and with plain letters for joined ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    "words",
    [
        ("--output", "/nonexistent/x.html"),
        ("--pdf", "/nonexistent/x.pdf"),
        ("--pdf", "."),
        ("--today", "soon"),
        ("--account", "other"),
        ("--all", "--account", "meadow"),
    ],
)
def test_wrong_usage(run: Run, history: History, words: tuple[str, ...]) -> None:
    save(history, scanned())
    result = run("report", *words)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_pdf_is_ready_to_print_and_no_row_is_cut(run: Run, history: History, tmp_path: Path) -> None:
    played = scenario("tables", "nearly-there")
    given = save(history, replace(scan_pages(played.folder, today=played.today), account="meadow"))
    path = tmp_path / "report.pdf"
    result = run("report", "--pdf", str(path), "--today", str(played.today))
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


def in_a_process(home: Path, *words: str, env: dict[str, str], **more: Any) -> subprocess.CompletedProcess[str]:
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    command = [sys.executable, "-m", "dsptscan", *words]
    env = {**os.environ, "DSPTSCAN_HOME": str(home), **env}
    return subprocess.run(command, cwd=ROOT, env=env, text=True, timeout=60, check=False, **given)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows opens its default browser and never reads BROWSER, which this sets"
)
def test_it_is_shown_in_the_persons_own_browser(history: History, home: Path, tmp_path: Path) -> None:
    save(history, scanned())
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{seen}"\n')
    browser.chmod(0o700)
    own = {"BROWSER": f"{browser} %s"}
    result = in_a_process(home, "report", "--open", env=own)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    page = home / "data" / "reports" / "report-meadow.html"
    assert seen.read_text().strip() == page.as_uri()
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    other = tmp_path / "other.html"
    in_a_process(home, "report", "--open", "--output", str(other), env=own)
    assert seen.read_text().strip() == other.as_uri()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot be without a browser: Edge is part of it")
def test_where_there_is_no_browser_it_says_so(history: History, home: Path, tmp_path: Path) -> None:
    save(history, scanned())
    bare = {"PATH": str(tmp_path), "BROWSER": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    result = in_a_process(home, "report", "--open", env=bare)
    assert result.returncode == 0
    assert "No browser could be started." in result.stderr
    assert "report-meadow.html" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty, the terminal this test gives it")
def test_a_terminal_is_no_place_for_a_page(history: History, home: Path) -> None:
    import pty

    save(history, scanned())
    master, slave = pty.openpty()
    result = in_a_process(home, "report", env={}, stdout=slave)
    os.close(slave)
    os.close(master)
    assert result.returncode == 2
    assert "--open" in result.stderr
