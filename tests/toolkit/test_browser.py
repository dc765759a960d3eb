"""The browser under its limits, and what it asks of whom: the real one, driven as a scan drives it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import NotSetUp, ToolkitUnavailable
from dsptscan.toolkit.browser import new_context, run_browser, start_browser
from dsptscan.toolkit.watch import Limits, Watch
from tests.toolkit.processes import processes_with

NOWHERE = "http://127.0.0.1:9"
FORM = "<title>Invented</title><h1>Log in</h1><form method=post><input name=email><input type=password name=p></form>"

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows which processes belong to a browser")


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the test's own for temporary files; short, for the browser's sockets."""
    with tempfile.TemporaryDirectory(prefix="t-") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)


@linux
@pytest.mark.parametrize(
    "hangs", ["--user-data-dir=", pytest.param("run-driver", marks=pytest.mark.slow)], ids=["browser", "driver"]
)
def test_what_hangs_is_ended_by_force(temporary: Path, hangs: str) -> None:
    def hang() -> None:
        with run_browser(NOWHERE, limits=Limits(quiet=4, whole=60)) as run:
            page = new_context(run.browser).new_page()
            ours = processes_with(str(temporary))
            (process,) = [pid for pid, line in ours.items() if hangs in line and "--type=" not in line]
            stopped.append(process)
            os.kill(process, signal.SIGSTOP)
            page.evaluate("1 + 1")

    stopped: list[int] = []
    with pytest.raises(ToolkitUnavailable, match="did not get on") as caught:
        hang()
    assert stopped
    assert caught.value.__suppress_context__
    assert processes_with(str(temporary)) == {}
    assert list(temporary.iterdir()) == []


@linux
def test_what_playwright_switches_off_stays_off(temporary: Path) -> None:
    with start_browser(NOWHERE):
        (line,) = [
            line
            for line in processes_with(str(temporary)).values()
            if "--remote-debugging-pipe" in line and "--type=" not in line
        ]
    theirs, ours = (set(words.split(",")) for words in re.findall(r"--disable-features=(\S+)", line))
    assert theirs < ours


@pytest.mark.slow
def test_every_request_counts_as_getting_on_and_the_whole_has_a_limit_too() -> None:
    def go_on() -> None:
        with run_browser(NOWHERE, limits=Limits(quiet=4, whole=9)) as run:
            page = new_context(run.browser).new_page()
            while run.browser.is_connected():
                with contextlib.suppress(BrowserError):
                    page.goto(NOWHERE)
                page.wait_for_timeout(200)

    with pytest.raises(ToolkitUnavailable, match="was at work for 9 seconds"):
        go_on()


class Proxy(BaseHTTPRequestHandler):
    """Answers for every host itself, and keeps what it was asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = FORM.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        self.asked.append(f"https://{self.path}")
        self.send_error(502)

    def log_message(self, format: str, *args: object) -> None:
        """Not printed."""


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A real proxy that the environment names; what it was asked for."""
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Kept", (Proxy,), {"asked": asked}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.server_address[1]}")
    yield asked
    server.shutdown()
    server.server_close()


@linux
def test_the_systems_proxy_is_used_and_asked_for_the_toolkit_alone(proxy: list[str]) -> None:
    """Linux takes the proxy from the environment. A form is shown, for browsers ask their makers about forms."""
    with start_browser("http://toolkit.example") as browser:
        page = new_context(browser, scripts=True).new_page()
        answer = page.goto("http://toolkit.example/Account/Login")
        assert answer is not None
        assert "Log in" in answer.text()
        page.evaluate("document.querySelector('[type=password]').value = 'x'")
        page.wait_for_timeout(1500)
    assert {urlsplit(url).hostname for url in proxy} == {"toolkit.example"}


def test_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", sys.executable)
    with pytest.raises(NotSetUp, match="program that drives the browser"), start_browser(NOWHERE):
        pass


def test_a_program_that_is_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSPTSCAN_BROWSER", sys.executable)
    with pytest.raises(NotSetUp, match="does not start"), start_browser(NOWHERE):
        pass


def test_one_that_is_asked_for_and_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DSPTSCAN_BROWSER", raising=False)
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('browser = "playwright"\n')
    with pytest.raises(NotSetUp, match=r"config\.toml asks for Playwright's Chromium"), start_browser(NOWHERE):
        pass


def test_closing_has_its_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsptscan.toolkit.watch.CLOSING", 0.05)
    ended = threading.Event()
    watch = Watch(Limits(quiet=60, whole=60), ended.set, lambda: None)
    watch.closing()
    assert ended.wait(10)
    assert watch.failure() is None
