"""Starting the first browser that works, in its sandbox wherever the computer allows one."""

from __future__ import annotations

import os
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import NotSetUp
from dsptscan.settings import is_loopback
from dsptscan.toolkit.choice import Choice
from dsptscan.toolkit.environment import browser_environment

_NOWHERE = "http://127.0.0.1:9/"

# The system's proxy and certificates stay as they are: nothing here says a word about either.
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
    # The browser's own questions to its maker (updates, accounts, kinds of forms) pass the guard by: they lead nowhere.
    f"--component-updater=url-source={_NOWHERE}",
    f"--gaia-url={_NOWHERE}",
    f"--autofill-server-url={_NOWHERE}",
)
# Pages of the browser's own that it draws for every window, unseen: half of the work of a scan (Chromium 156).
_UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
# The browser obeys the last list alone, so ours repeats Playwright's; a test holds it against the one in use.
_PLAYWRIGHTS = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
_NOT_THERE = ("is not found at", "Executable doesn't exist", "is not supported on")
_NO_SANDBOX = ("sandboxing failed", "No usable sandbox", "SUID sandbox")
_ROOT, _MACHINE = "it runs as root", "this computer does not allow one"


@dataclass(frozen=True, slots=True)
class Running:
    """A started browser. `no_sandbox`: why it has none, "" when it has one; `passed_over`: what was tried before."""

    browser: Browser
    name: str
    no_sandbox: str
    passed_over: tuple[str, ...]


def launch(playwright: Playwright, order: Sequence[Choice], origin: str, folder: Path, *, visible: bool) -> Running:
    """The first browser of `order` that starts, for the toolkit at `origin`, its files in `folder`. Raises NotSetUp."""
    args = [*_QUIET, f"--disable-features={','.join((*_PLAYWRIGHTS, *_UNSEEN))}", *_resolver_rules(origin)]
    passed_over: list[str] = []
    broken: Choice | None = None
    for choice in order:
        for no_sandbox in (_ROOT,) if _is_root() else ("", _MACHINE):
            try:
                browser = playwright.chromium.launch(
                    channel=choice.channel,
                    executable_path=choice.path,
                    headless=not visible,
                    chromium_sandbox=not no_sandbox,
                    args=args,
                    env=dict(browser_environment(folder)),
                )
            except BrowserError as error:
                absent = any(words in error.message for words in _NOT_THERE)
                without = any(words in error.message for words in _NO_SANDBOX)
            else:
                return Running(browser, choice.name, no_sandbox, tuple(passed_over))
            if not without:
                break  # only a computer that allows no sandbox is worth a second try
        passed_over.append(f"{choice.name}: {'not installed' if absent else 'does not start'}")
        broken = broken if absent else broken or choice
    raise _no_browser(order, broken)


def _no_browser(order: Sequence[Choice], broken: Choice | None) -> NotSetUp:
    if broken is not None:
        return NotSetUp(
            f"The browser {broken.name} is there but does not start.", "Start it once by hand, or update it."
        )
    if order[0].named:
        return NotSetUp(
            f"{order[0].named} asks for {order[0].name}, which is not installed here.",
            f"Install it, or take that setting out of {order[0].named}.",
        )
    return NotSetUp(
        "There is no browser that dsptscan can use.",
        "Install Microsoft Edge or Google Chrome, or run: playwright install chromium",
    )


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
