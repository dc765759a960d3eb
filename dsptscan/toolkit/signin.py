"""Signing in: one try, in a context of its own that never sees a page behind the sign-in."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import DsptscanError, ToolkitUnavailable
from dsptscan.toolkit.browser import cookies_of, new_context
from dsptscan.toolkit.failures import (
    OtherSignIn,
    circle,
    left_the_site,
    network_failure,
    page_failure,
    refused,
    status_failure,
)
from dsptscan.toolkit.form import Form, asks_for_password, find_form
from dsptscan.toolkit.pace import retry_after
from dsptscan.toolkit.visit import ARRIVED, BY_A_PERSON

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

    from dsptscan.accounts import Account
    from dsptscan.toolkit.wire import Wire

LOGIN_PATH = "/Account/Login"
TIME_LIMIT = 30.0  # seconds for a page to come
Judge = Callable[[str, str], str]
_MENTIONS_NHSMAIL = "() => /\\bnhs\\s?mail\\b/i.test(document.body?.textContent ?? '')"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Where the form led: the address to read first, and the toolkit's cookies.

    `html` is the page itself where the form was answered by one and no redirect.
    """

    url: str
    cookies: list[SetCookieParam]
    html: str = ""


class SignIn:
    """One sign-in with `account`, under the guard of `wire`. `judge` names the kind of a page."""

    def __init__(self, browser: Browser, wire: Wire, account: Account, judge: Judge) -> None:
        self._browser = browser
        self._wire = wire
        self._guard = wire.guard
        self._account = account
        self._judge = judge
        self._broken = ""
        self._loaded = self._sent = False
        self._contexts: list[BrowserContext] = []

    def run(self, password: str) -> SignedIn:
        """Sign in once. Raises SignInRefused, PersonNeeded, ToolkitUnavailable or GuardStopped."""
        self._wire.post_status = None
        try:
            page, form = self._form()
            if form is None:
                return SignedIn(page.url, toolkit_cookies(page.context, self._account))
            self._guard.expect(form.action, "POST")
            self._loaded, self._sent, self._broken = False, True, ""
            form.send(self._account.username, password, self._account.url)
            url, html = self._outcome(page)
            cookies = toolkit_cookies(page.context, self._account)
            with contextlib.suppress(BrowserError):
                page.goto("about:blank")  # the form, its password and its scripts end here
            return SignedIn(url, cookies, html)
        finally:
            for context in self._contexts:
                with contextlib.suppress(BrowserError):
                    context.close()

    def _form(self) -> tuple[Page, Form | None]:
        """The sign-in page and its form: with scripts off if it can be, else with scripts on.

        No form where the account turns out to be signed in already.
        """
        kind = "other"
        for scripts in (True,) if self._account.needs_scripts else (False, True):
            page = self._open(scripts=scripts)
            kind = self._kind(page)
            if kind == "captive":
                break
            form = find_form(page, self._account.url)
            if form is not None:
                return page, form
            if kind in ARRIVED and not scripts:
                self._guard.login_paths = {LOGIN_PATH.casefold()}  # the way led to a page behind the sign-in
                return page, None
            if page.evaluate(_MENTIONS_NHSMAIL):
                raise OtherSignIn
            if not page.evaluate("() => document.scripts.length > 0"):
                break
        raise page_failure(kind, self._account.name) or ToolkitUnavailable(
            "There is no sign-in form at the toolkit's address.", "Check the address of the account."
        )

    def _open(self, *, scripts: bool) -> Page:
        context = new_context(self._browser, scripts=scripts)
        self._contexts.append(context)
        page = self._wire.watch(context, "sign_in")
        self._guard.scripts_on = scripts
        page.on("requestfailed", self._failed)
        page.on("domcontentloaded", self._came)
        self._wire.document, self._broken = (0, None), ""
        address = self._account.url + LOGIN_PATH
        self._guard.expect(address)
        broken = self._load(page, address)
        self._raise_trouble()
        status, retry = self._wire.document
        if broken:
            raise status_failure(status, retry_after(retry)) or network_failure(broken)
        if status >= 400:
            trouble = failure_of(self._kind(page), status, self._account.name, retry_after(retry))
            raise trouble or ToolkitUnavailable(
                "There is no sign-in page at the toolkit's address.", "Check the address of the account."
            )
        return page

    def _load(self, page: Page, address: str) -> str:
        """Open `address`; the browser's words for what went wrong. Half a page may never count as loaded."""
        loaded: list[Page] = []

        def note(page: Page) -> None:
            loaded.append(page)

        page.on("load", note)
        until = time.monotonic() + TIME_LIMIT
        try:
            page.goto(address, wait_until="commit", timeout=TIME_LIMIT * 1000)
            while not (loaded or self._broken or self._guard.stopped):
                if time.monotonic() > until:
                    return "Timeout"
                page.wait_for_timeout(20)
        except BrowserError as error:
            return error.message
        return self._broken

    def _outcome(self, page: Page) -> tuple[str, str]:
        """Wait for the answer to the form: the address of the first page behind it, and the page if it came."""
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
        return self._guard.after_post, ""

    def _answered_in_place(self, page: Page, status: int) -> tuple[str, str]:
        """The form was answered by a page and no redirect: refused, or something a person must do."""
        until = time.monotonic() + TIME_LIMIT
        while not self._loaded:
            self._raise_trouble()
            if self._broken or time.monotonic() > until:
                raise network_failure(self._broken or "Timeout")
            page.wait_for_timeout(20)
        kind = self._kind(page)
        if kind not in BY_A_PERSON:
            raise_if_refused(kind, status, asks_for_password(page), self._account.name)
        return page.url, page.content()

    def _raise_trouble(self) -> None:
        self._guard.check()
        if self._guard.too_many_hops:
            raise circle()
        if self._guard.left_for:
            raise left_the_site(self._guard.left_for, signing_in=True, form_sent=self._sent)

    def _kind(self, page: Page) -> str:
        return self._judge(page.content(), page.url)

    def _failed(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self._broken = request.failure or "net::ERR_FAILED"

    def _came(self, page: Page) -> None:
        self._loaded = True


def toolkit_cookies(context: BrowserContext, account: Account) -> list[SetCookieParam]:
    """The cookies of `context` that the account's toolkit would be sent; those of other sites stay behind."""
    host = urlsplit(account.url).hostname or ""
    every = cookies_of(context)
    return [cookie for cookie in every if f".{host}".endswith("." + (cookie.get("domain") or "").lstrip("."))]


def failure_of(kind: str, status: int, account: str, wait: float | None = None) -> DsptscanError | None:
    """What a page of that kind and HTTP status means, the one that says more first; None when neither is a failure."""
    told = page_failure(kind, account)
    by_status = status_failure(status, wait)
    return by_status if by_status is not None and (told is None or kind in ("error", "denied")) else told


def raise_if_refused(kind: str, status: int, password_asked: bool, account: str) -> None:
    """Raise what the page after the form means when it refuses the account or is a fault of the toolkit."""
    trouble = failure_of(kind, status, account)
    if page_failure(kind, account) is None and (kind == "sign_in" or password_asked):
        raise refused(account)
    if trouble is None and status >= 400:
        trouble = ToolkitUnavailable(f"The toolkit did not understand the sign-in ({status}).", "Try again later.")
    if trouble is not None:
        raise trouble
