"""Signing in: one try, in a context of its own that never sees a page behind the sign-in."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Response
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import ToolkitUnavailable
from dsptscan.toolkit.browser import new_context
from dsptscan.toolkit.failures import circle, left_the_site, network_failure, page_failure, refused, status_failure
from dsptscan.toolkit.form import Form, asks_for_password, find_form

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

    from dsptscan.accounts import Account
    from dsptscan.toolkit.wire import Wire

LOGIN_PATH = "/Account/Login"
TIME_LIMIT = 30.0  # seconds for a page to come
Judge = Callable[[str, str], str]


class SignIn:
    """One sign-in with `account`, under the guard of `wire`. `judge` names the kind of a page."""

    def __init__(self, browser: Browser, wire: Wire, account: Account, judge: Judge) -> None:
        self._browser = browser
        self._wire = wire
        self._guard = wire.guard
        self._account = account
        self._judge = judge
        self._broken = ""
        self._loaded = False

    def run(self, password: str) -> tuple[str, list[SetCookieParam]]:
        """Sign in once. Returns the address to read first and the toolkit's cookies.

        Raises SignInRefused, PersonNeeded, ToolkitUnavailable or GuardStopped.
        """
        page, form = self._form()
        self._guard.expect(form.action, "POST")
        self._loaded = False
        form.send(self._account.username, password, self._account.url)
        landing = self._outcome(page)
        cookies = self._cookies(page)
        with contextlib.suppress(BrowserError):
            page.goto("about:blank")  # the form, its password and its scripts end here
        return landing, cookies

    def _form(self) -> tuple[Page, Form]:
        """The sign-in page and its form: with scripts off if it can be, else with scripts on."""
        found = None
        for scripts in (True,) if self._account.needs_scripts else (False, True):
            page = self._open(scripts=scripts)
            form = find_form(page, self._account.url)
            if form is not None:
                return page, form
            found = page
            if not page.evaluate("() => document.scripts.length > 0"):
                break
        kind = self._kind(found) if found else "other"
        raise page_failure(kind) or ToolkitUnavailable(
            "There is no sign-in form at the toolkit's address.", "Check the address of the account."
        )

    def _open(self, *, scripts: bool) -> Page:
        context = new_context(self._browser, scripts=scripts)
        page = self._wire.watch(context, signing_in=True)
        self._guard.scripts_on = scripts
        page.on("requestfailed", self._failed)
        page.on("domcontentloaded", self._came)
        address = self._account.url + LOGIN_PATH
        self._guard.expect(address)
        response: Response | None = None
        broken = ""
        try:
            response = page.goto(address, wait_until="load", timeout=TIME_LIMIT * 1000)
        except BrowserError as error:
            broken = error.message
        self._raise_trouble()
        if broken:
            raise status_failure(self._wire.document[0]) or network_failure(broken)
        if response is not None and response.status >= 400:
            trouble = page_failure(self._kind(page)) or status_failure(response.status)
            raise trouble or ToolkitUnavailable(
                "There is no sign-in page at the toolkit's address.", "Check the address of the account."
            )
        return page

    def _outcome(self, page: Page) -> str:
        """Wait for the answer to the form; the address of the first page behind it."""
        until = time.monotonic() + TIME_LIMIT
        while self._guard.after_post is None:
            self._raise_trouble()
            if self._wire.post_status is not None:
                return self._answered_in_place(page, self._wire.post_status)
            if self._broken:
                raise network_failure(self._broken)
            if time.monotonic() > until:
                raise network_failure("Timeout")
            page.wait_for_timeout(20)
        return self._guard.after_post

    def _answered_in_place(self, page: Page, status: int) -> str:
        """The form was answered by a page and no redirect: refused, or something a person must do."""
        until = time.monotonic() + TIME_LIMIT
        while not self._loaded:
            self._raise_trouble()
            if self._broken or time.monotonic() > until:
                raise network_failure(self._broken or "Timeout")
            page.wait_for_timeout(20)
        raise_if_not_in(self._kind(page), status, asks_for_password(page), self._account.name)
        return page.url

    def _raise_trouble(self) -> None:
        self._guard.check()
        if self._guard.too_many_hops:
            raise circle()
        if self._guard.left_for:
            raise left_the_site(self._guard.left_for, signing_in=True)

    def _kind(self, page: Page) -> str:
        return self._judge(page.content(), page.url)

    def _failed(self, request: Request) -> None:
        if request.method == "POST" and request.is_navigation_request():
            self._broken = request.failure or "net::ERR_FAILED"

    def _came(self, page: Page) -> None:
        self._loaded = True

    def _cookies(self, page: Page) -> list[SetCookieParam]:
        host = urlsplit(self._account.url).hostname or ""
        every = page.context.cookies()
        return [cookie for cookie in every if f".{host}".endswith("." + cookie["domain"].lstrip("."))]  # type: ignore[misc]


def raise_if_not_in(kind: str, status: int, password_asked: bool, account: str) -> None:
    """Raise what the first page after the form means, unless it means that the sign-in worked for the account."""
    trouble = page_failure(kind)
    if trouble is None and (kind == "sign_in" or password_asked):
        raise refused(account)
    trouble = trouble or status_failure(status)
    if trouble is None and status >= 400:
        trouble = ToolkitUnavailable(f"The toolkit did not understand the sign-in ({status}).", "Try again later.")
    if trouble is not None:
        raise trouble
