"""A person's part of signing in: a window is shown, and dsptscan waits until the page behind the sign-in comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import DsptscanError, PersonNeeded
from dsptscan.toolkit.browser import new_context, start_browser
from dsptscan.toolkit.failures import circle, left_the_site, network_failure, page_failure
from dsptscan.toolkit.guard import Guard
from dsptscan.toolkit.signin import LOGIN_PATH, TIME_LIMIT, Judge, SignedIn, toolkit_cookies
from dsptscan.toolkit.visit import Visit, form_targets
from dsptscan.toolkit.wire import Wire

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

    from dsptscan.accounts import Account

LIMIT = 5 * 60.0  # seconds a person may take
_LOOK_AGAIN_MS = 100
_ASKED = {
    "second_factor": "The toolkit asks for a second step. Please do it in the browser window.",
    "terms": "The toolkit asks for its terms to be accepted. Please read them in the browser window, and accept them.",
    "choose_organisation": "The toolkit asks for which organisation. Please choose it in the browser window.",
    "elsewhere": "Please sign in with NHSmail in the browser window.",
}


def finish_in_window(
    browser: Browser,
    wire: Wire,
    account: Account,
    judge: Judge,
    step: SignedIn,
    kind: str,
    tell: Callable[[str], None],
) -> SignedIn:
    """Show the page of `step`, which is of `kind`, and wait until a person has dealt with it and what follows.

    Raises PersonNeeded when nobody does in time, or what the toolkit does instead.
    """
    scripts = account.needs_scripts or (not form_targets(step.html, step.url) and "<script" in step.html.lower())
    context = new_context(browser, scripts=scripts)
    context.add_cookies(step.cookies)
    page = wire.watch(context, "sign_in")
    visit = Visit(account.url, judge, scripts=scripts)
    wire.guard.let_a_person(visit)
    wire.give(step.url, step.html)
    url = _wait(page, wire.guard, visit, step.url, _ASKED[kind], tell, account)
    cookies = toolkit_cookies(context, account)
    context.close()
    return SignedIn(url, cookies)


def sign_in_elsewhere(account: Account, judge: Judge, tell: Callable[[str], None]) -> tuple[str, list[SetCookieParam]]:
    """Let a person sign in at another site, such as NHSmail, in a browser of its own that knows no password.

    Returns the address of the first page behind the sign-in and the toolkit's cookies; all else ends here.
    """
    with start_browser("", visible=True) as browser:
        guard = Guard(account.url, login_path=LOGIN_PATH)
        wire = Wire(browser, guard)
        context = new_context(browser, scripts=True)
        probe = wire.watch(context, "reading")
        wire.prove(probe)
        page = wire.watch(context, "sign_in")
        probe.close()
        visit = Visit(account.url, judge, scripts=True, elsewhere=True)
        guard.let_a_person(visit)
        url = _wait(page, guard, visit, account.url + LOGIN_PATH, _ASKED["elsewhere"], tell, account)
        return url, toolkit_cookies(context, account)


def _wait(
    page: Page, guard: Guard, visit: Visit, first: str, asked: str, tell: Callable[[str], None], account: Account
) -> str:
    until = time.monotonic() + LIMIT
    last = datetime.now() + timedelta(seconds=LIMIT)
    tell(f"{asked} dsptscan waits until {last:%H:%M}, and then goes on by itself.")
    trouble: DsptscanError | None = None
    try:
        page.goto(first, timeout=TIME_LIMIT * 1000)
        page.bring_to_front()
        while visit.arrived is None and trouble is None:
            trouble = _trouble(guard, visit, account)
            if time.monotonic() > until:
                trouble = trouble or _nobody("Nobody finished signing in in time.")
            page.wait_for_timeout(_LOOK_AGAIN_MS)
    except BrowserError as error:
        trouble = _trouble(guard, visit, account) or (
            _nobody("The browser window was closed before signing in was finished.")
            if page.is_closed()
            else network_failure(error.message)
        )
    if trouble is not None:
        raise trouble
    tell("You are signed in. dsptscan goes on by itself.")
    return visit.arrived or ""


def _trouble(guard: Guard, visit: Visit, account: Account) -> DsptscanError | None:
    guard.check()
    if guard.left_for:
        return left_the_site(guard.left_for, signing_in=True)
    if guard.too_many_hops:
        return circle()
    if visit.kind in ("locked", "maintenance", "expired_password"):
        return page_failure(visit.kind, account.name)
    if visit.kind in ("sign_in", "time_out") and not visit.elsewhere:
        return _nobody("The toolkit went back to its sign-in page, so the step did not succeed.")
    return None


def _nobody(what: str) -> PersonNeeded:
    return PersonNeeded(what, "Scan again with --visible, and finish signing in in the window that opens.")
