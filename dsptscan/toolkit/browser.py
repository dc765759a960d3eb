"""The browser: an installed Edge, Chrome or Chromium, else Playwright's own, with its own throw-away profile."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import NotSetUp
from dsptscan.settings import is_loopback

OVERRIDE = "DSPTSCAN_BROWSER"
_CHANNELS = (("Microsoft Edge", "msedge"), ("Google Chrome", "chrome"))
_NAMES = ("chromium", "chromium-browser")
_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/snap/bin/chromium")
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--dns-prefetch-disable",
    "--no-first-run",
    "--no-pings",
    "--block-new-web-contents",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One browser to try: an installed one by channel or path; neither means Playwright's own."""

    name: str
    channel: str | None = None
    path: str | None = None


def choices() -> list[Choice]:
    """The browsers to try, in order. Raises NotSetUp when DSPTSCAN_BROWSER names a file that is not there."""
    named = os.environ.get(OVERRIDE)
    if named:
        if not Path(named).is_file():
            raise NotSetUp(f"{OVERRIDE} names a browser that is not there.", f"Correct or remove {OVERRIDE}.")
        return [Choice(Path(named).name, path=named)]
    found = [*(shutil.which(name) for name in _NAMES), *(place for place in _PLACES if Path(place).is_file())]
    chromium = [Choice("Chromium", path=path) for path in dict.fromkeys(found) if path]
    return [*(Choice(name, channel) for name, channel in _CHANNELS), *chromium[:1], Choice("Playwright's Chromium")]


@contextlib.contextmanager
def start_browser(origin: str, *, visible: bool = False) -> Iterator[Browser]:
    """A running browser for the toolkit at `origin`, closed at the end; "" for one that may look up any host.

    Raises NotSetUp when none can be started.
    """
    refuse_debug()
    # A folder of its own, gone with the browser: Playwright alone leaves empty ones behind.
    temporary = tempfile.TemporaryDirectory(prefix="dsptscan-", ignore_cleanup_errors=True)
    with temporary as folder, _playwright_in(folder) as playwright:
        browser = _launch(playwright, origin, folder, visible=visible)
        try:
            yield browser
        finally:
            with contextlib.suppress(BrowserError):
                browser.close()


@contextlib.contextmanager
def _playwright_in(folder: str) -> Iterator[Playwright]:
    """Playwright with all its temporary files in `folder`, the browser's profile among them."""
    before = {name: os.environ.get(name) for name in _TEMPORARY}
    os.environ.update(dict.fromkeys(_TEMPORARY, folder))
    starting = sync_playwright()
    try:
        playwright = starting.start()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    try:
        yield playwright
    finally:
        playwright.stop()


def refuse_debug() -> None:
    """Playwright's own log would hold the password: raise NotSetUp when it is switched on."""
    for name in os.environ.get("DEBUG", "").replace(",", " ").split():
        if name.startswith(("pw", "*")):
            raise NotSetUp(
                "The environment variable DEBUG switches on a log that would hold the password.",
                "Remove DEBUG from the environment, then scan again.",
            )
    if os.environ.get("PWDEBUG", "0") not in ("", "0"):
        raise NotSetUp("The environment variable PWDEBUG is set.", "Remove it, then scan again.")


def new_context(browser: Browser, *, scripts: bool = False) -> BrowserContext:
    """A context that keeps nothing, downloads nothing and, unless the sign-in form needs them, runs no scripts."""
    return browser.new_context(
        java_script_enabled=scripts,
        accept_downloads=False,
        service_workers="block",
    )


def _launch(playwright: Playwright, origin: str, folder: str, *, visible: bool) -> Browser:
    args = [*_QUIET, *_resolver_rules(origin)]
    trouble = ""
    for choice in choices():
        for sandbox in (False,) if _is_root() else (True, False):
            try:
                return playwright.chromium.launch(
                    channel=choice.channel,
                    executable_path=choice.path,
                    headless=not visible,
                    chromium_sandbox=sandbox,
                    args=args,
                    env={**os.environ, "BREAKPAD_DUMP_LOCATION": folder},
                )
            except BrowserError as error:
                text = str(error)
                trouble = trouble if _not_there(text) else choice.name
                if "sandbox" not in text.lower():
                    break  # only a machine without a sandbox is worth a second try
    if trouble:
        raise NotSetUp(f"The browser {trouble} is there but does not start.", "Start it once by hand, or update it.")
    raise NotSetUp(
        "There is no browser that dsptscan can use.",
        "Install Microsoft Edge or Google Chrome, or run: playwright install chromium",
    )


def _not_there(text: str) -> bool:
    return any(words in text for words in ("is not found at", "Executable doesn't exist", "is not supported on"))


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _resolver_rules(origin: str) -> list[str]:
    """No other host is even looked up. An extra, and only where no proxy can be in use: it would not be found."""
    host = urlsplit(origin).hostname or ""
    desktop = sys.platform != "linux" or os.environ.get("XDG_CURRENT_DESKTOP")
    if not origin or (not is_loopback(origin) and (desktop or urllib.request.getproxies())):
        return []
    excluded = ", ".join(f"EXCLUDE {name}" for name in dict.fromkeys((host, "localhost", "127.0.0.1")))
    return [f"--host-resolver-rules=MAP * ~NOTFOUND, {excluded}"]
