"""A look at a toolkit's sign-in page through the browser, under the guard. Nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page as Tab
from playwright.sync_api import Response

from dsptscan.errors import DsptscanError, ToolkitUnavailable
from dsptscan.toolkit.browser import new_context, run_browser
from dsptscan.toolkit.failures import circle, left_the_site, network_failure, status_failure
from dsptscan.toolkit.form import find_form
from dsptscan.toolkit.guard import Guard
from dsptscan.toolkit.signin import LOGIN_PATH
from dsptscan.toolkit.watch import Limits
from dsptscan.toolkit.wire import Wire

_LIMITS = Limits(quiet=60, whole=120)
_PAGE_MS = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was seen. `browser`: name and version; `no_sandbox` and `passed_over` as the browser's own record.

    `trouble`: why the sign-in page cannot be had, or None; `form`: whether it shows a form without its scripts;
    `clock_ahead`: seconds by which this computer's clock is ahead of the toolkit's, None when it does not tell.
    """

    browser: str
    no_sandbox: str
    passed_over: tuple[str, ...]
    trouble: DsptscanError | None = None
    form: bool = False
    clock_ahead: float | None = None


def look_at(origin: str) -> Look:
    """Start the browser and open the sign-in page of the toolkit at `origin`. Raises NotSetUp without a browser."""
    with run_browser(origin, limits=_LIMITS) as running:
        seen = Look(
            browser=f"{running.name} {running.browser.version}",
            no_sandbox=running.no_sandbox,
            passed_over=running.passed_over,
        )
        guard = Guard(origin, login_path=LOGIN_PATH)
        wire = Wire(running.browser, guard)
        context = new_context(running.browser)
        tab, other_tab = (wire.watch(context, "sign_in") for _ in range(2))
        wire.prove(other_tab)  # its page of an error comes late, and would break off what else the tab opens
        try:
            response = _opened(tab, wire, guard)
            form = find_form(tab, origin) is not None
        except DsptscanError as trouble:
            return replace(seen, trouble=trouble)
        return replace(seen, form=form, clock_ahead=_clock_ahead(response))


def _opened(tab: Tab, wire: Wire, guard: Guard) -> Response:
    """The answer with the sign-in page. Raises what is in its way."""
    address = guard.origin + LOGIN_PATH
    guard.expect(address)
    response: Response | None = None
    broken = ""
    try:
        response = tab.goto(address, timeout=_PAGE_MS)
    except BrowserError as error:
        broken = error.message
    guard.check()
    if guard.left_for:
        raise left_the_site(guard.left_for, signing_in=False)
    if guard.too_many_hops:
        raise circle()
    if response is None:
        raise status_failure(wire.document[0]) or network_failure(broken)
    if response.status >= 400:
        raise status_failure(response.status) or ToolkitUnavailable(
            f"There is no sign-in page at the toolkit's address ({response.status}).", "Check the address."
        )
    return response


def _clock_ahead(response: Response) -> float | None:
    try:
        theirs = parsedate_to_datetime(response.headers["date"])
    except (KeyError, ValueError):
        return None
    theirs = theirs if theirs.tzinfo else theirs.replace(tzinfo=UTC)
    return (datetime.now(UTC) - theirs).total_seconds()
