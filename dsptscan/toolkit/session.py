"""A signed-in session that can only read: the one door of this room."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dsptscan.errors import DsptscanError, WrongUsage
from dsptscan.settings import is_loopback
from dsptscan.toolkit.attendance import NOBODY, Attendance
from dsptscan.toolkit.browser import new_context, start_browser
from dsptscan.toolkit.entrance import Entrance
from dsptscan.toolkit.failures import OtherSignIn, SessionEnded
from dsptscan.toolkit.guard import Guard
from dsptscan.toolkit.pace import Pace
from dsptscan.toolkit.pages import Session
from dsptscan.toolkit.person import sign_in_elsewhere
from dsptscan.toolkit.signin import LOGIN_PATH, Judge, SignedIn
from dsptscan.toolkit.wire import Wire

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from dsptscan.accounts import Account

__all__ = ["NOBODY", "Attendance", "Judge", "Session", "SessionEnded", "open_session"]


@contextlib.contextmanager
def open_session(
    account: Account,
    password: str,
    *,
    judge: Judge,
    visible: bool = False,
    paced: bool = True,
    attendance: Attendance = NOBODY,
) -> Iterator[Session]:
    """Sign in and hand over a session that can only read; the browser is closed at the end.

    `judge` gives the kind of a page from its HTML and address. `visible`: the browser is shown, and a person may do in
    it what signing in needs. `paced=False` is for this computer's own addresses.
    Raises NotSetUp, SignInRefused, PersonNeeded, ToolkitUnavailable or GuardStopped; none repeats the password.
    """
    if not paced and not is_loopback(account.url):
        raise WrongUsage("Only practice on this computer may run without a pace.", "Leave out --pace off.")
    with contextlib.ExitStack() as stack:
        way_in = _WayIn(account, password, judge, Pace(paced), attendance, visible)
        try:
            session = way_in.open(stack)
        except OtherSignIn:
            stack.close()  # a person signs in there in a browser that never knew the password
            if not visible:
                raise
            url, cookies = sign_in_elsewhere(account, judge, attendance.tell)
            session = way_in.open(stack, SignedIn(url, cookies))
        try:
            yield session
        except DsptscanError:
            way_in.guard.check()  # what the guard stopped comes first
            raise
        way_in.guard.check()
        way_in.entrance.keep()


class _WayIn:
    """A browser, its guard, and a session in it."""

    guard: Guard
    entrance: Entrance

    def __init__(
        self, account: Account, password: str, judge: Judge, pace: Pace, attendance: Attendance, visible: bool
    ) -> None:
        self._account = account
        self._password = password
        self._judge = judge
        self._pace = pace
        self._attendance = attendance
        self._visible = visible

    def open(self, stack: contextlib.ExitStack, elsewhere: SignedIn | None = None) -> Session:
        browser = stack.enter_context(start_browser(self._account.url, visible=self._visible))
        self.guard = Guard(self._account.url, login_path=LOGIN_PATH)
        try:
            return self._signed_in(browser, elsewhere)
        except DsptscanError:
            self.guard.check()
            raise

    def _signed_in(self, browser: Browser, elsewhere: SignedIn | None) -> Session:
        wire = Wire(browser, self.guard)
        reading = new_context(browser)
        tab, desk_tab = (wire.watch(reading, "reading") for _ in range(2))
        wire.prove(desk_tab)
        session = Session(tab, desk_tab, wire, self._pace, self._judge)
        self.entrance = Entrance(
            browser,
            wire,
            reading,
            self._account,
            self._password,
            self._judge,
            self._attendance,
            visible=self._visible,
        )
        self.entrance.come_in(session, elsewhere)
        session.come_in_again = self.entrance.come_in_again
        return session
