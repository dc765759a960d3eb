"""The browser: started with a throw-away profile under a hard limit, and gone at the end whatever happens."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import GuardStopped, NotSetUp, ToolkitUnavailable
from dsptscan.toolkit.choice import Choice, choices
from dsptscan.toolkit.environment import put_in_place, quiet_environment, refuse_debug
from dsptscan.toolkit.launch import Running, launch
from dsptscan.toolkit.processes import end_by_force, end_users_of
from dsptscan.toolkit.scratch import scratch_folder
from dsptscan.toolkit.signals import signals_held
from dsptscan.toolkit.watch import IN_A_WINDOW, UNATTENDED, Limits, Watch

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

_watches: WeakKeyDictionary[Browser, Watch] = WeakKeyDictionary()


@contextlib.contextmanager
def start_browser(origin: str, *, visible: bool = False) -> Iterator[Browser]:
    """A running browser for the toolkit at `origin`, or with "" for any host; the rest as `run_browser`."""
    with run_browser(origin, visible=visible) as running:
        yield running.browser


@contextlib.contextmanager
def run_browser(origin: str, *, visible: bool = False, limits: Limits | None = None) -> Iterator[Running]:
    """A running browser for the toolkit at `origin`. At the end it is gone, with all its processes and files.

    Raises NotSetUp when none can be started, and ToolkitUnavailable when it dies or passes `limits`.
    """
    refuse_debug()
    order = choices()
    failed = None
    with signals_held() as hold, scratch_folder("browser") as folder:
        work = _Work(folder, limits or (IN_A_WINDOW if visible else UNATTENDED))
        try:
            yield work.start(order, origin, visible=visible)
        except (GuardStopped, KeyboardInterrupt):
            raise
        except Exception as error:
            failed = work.watch.failure() or work.died(error)
            if failed is None:
                raise
        finally:
            hold()
            work.end()
    if failed is not None:
        raise failed from None


def new_context(browser: Browser, *, scripts: bool = False) -> BrowserContext:
    """A context that keeps nothing, downloads nothing and, unless the sign-in form needs them, runs no scripts."""
    context = browser.new_context(
        java_script_enabled=scripts,
        accept_downloads=False,
        service_workers="block",
    )
    if browser in _watches:
        context.on("request", _watches[browser].beat)
    return context


def cookies_of(context: BrowserContext) -> list[SetCookieParam]:
    """The cookies of `context`, to give to another: Playwright types what it reads and what it takes apart."""
    return cast("list[SetCookieParam]", context.cookies())


class _Work:
    """The program that drives the browser, the browser, and the watch over both."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._manager = sync_playwright()
        self._browser: Browser | None = None
        self.watch = Watch(limits, self._force, self._let_go)

    def start(self, order: Sequence[Choice], origin: str, *, visible: bool) -> Running:
        for loud in ("asyncio", "playwright"):  # they would tell of every interrupted call, with what it held
            logging.getLogger(loud).disabled = True
        # What the driving program writes on standard error is for its makers, and could repeat what it was given.
        with (
            put_in_place(quiet_environment(self._folder)),
            Path(os.devnull).open("w") as nowhere,
            contextlib.redirect_stderr(nowhere),
        ):
            playwright = self._driver()
        running = launch(playwright, order, origin, self._folder, visible=visible)
        self._browser = running.browser
        _watches[running.browser] = self.watch
        self.watch.beat()
        return running

    def end(self) -> None:
        """Close what was started, by force when that takes long. Raises nothing."""
        self.watch.closing()
        with contextlib.suppress(Exception):
            if self._browser is not None:
                self._browser.close()
        with contextlib.suppress(Exception):
            self._manager.__exit__(None, None, None)
        self.watch.stop()

    def died(self, error: Exception) -> ToolkitUnavailable | None:
        """What `error` means when the browser has gone by itself, else None."""
        if not isinstance(error, BrowserError) or self._browser is None or self._browser.is_connected():
            return None
        return ToolkitUnavailable(
            "The browser ended in the middle of its work.", "Try again; if it happens again, update the browser."
        )

    def _driver(self) -> Playwright:
        with contextlib.suppress(Exception):  # Playwright raises a plain one when its program ends at once
            return self._manager.__enter__()
        raise NotSetUp(
            "The program that drives the browser does not start.",
            "Install dsptscan again. On a small Linux system, install libatomic1 first.",
        )

    def _force(self) -> None:
        # Playwright gives no other way to its program, and a program that hangs answers nothing else.
        process = getattr(getattr(getattr(self._manager, "_client", None), "_transport", None), "_proc", None)
        if process is not None:
            end_by_force(process.pid)
        end_users_of(self._folder, wait=0)

    def _let_go(self) -> None:
        # A Ctrl-C in the midst of Playwright's event loop can cost it the step that would have told it of the end: it
        # then waits for ever, with the browser and its program gone. What waits gets an exception instead.
        loop = getattr(self._manager, "_loop", None)
        if loop is not None:
            with contextlib.suppress(RuntimeError):  # closed meanwhile
                loop.call_soon_threadsafe(loop.stop)
