"""The way in: a kept session or a sign-in, a person's part, the organisation; once more after a time-out."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import PersonNeeded, SignInRefused
from dsptscan.toolkit.attendance import Attendance, Kept
from dsptscan.toolkit.chooser import choosing, offer_for, offers_on
from dsptscan.toolkit.failures import OtherSignIn, SessionEnded, network_failure
from dsptscan.toolkit.pages import Landed, Session
from dsptscan.toolkit.person import finish_in_window
from dsptscan.toolkit.reader import Opened
from dsptscan.toolkit.signin import TIME_LIMIT, Judge, SignedIn, SignIn, raise_if_refused, toolkit_cookies
from dsptscan.toolkit.visit import ARRIVED, BY_A_PERSON
from dsptscan.toolkit.wire import Wire

if TYPE_CHECKING:
    from dsptscan.accounts import Account

_MOST_STEPS = 4  # steps between the form and the first page


class Entrance:
    """Brings a session of `account` behind the sign-in. `reading` is the context whose pages it reads."""

    def __init__(
        self,
        browser: Browser,
        wire: Wire,
        reading: BrowserContext,
        account: Account,
        password: str,
        judge: Judge,
        attendance: Attendance,
        *,
        visible: bool,
    ) -> None:
        self._browser = browser
        self._wire = wire
        self._reading = reading
        self._account = account
        self._password = password
        self._judge = judge
        self._attendance = attendance
        self._visible = visible
        self._url = ""

    def come_in(self, session: Session, elsewhere: SignedIn | None = None) -> None:
        """Enter by a kept session, by what a person did `elsewhere`, or by signing in."""
        if elsewhere is not None:
            self._enter(session, elsewhere)
        elif not self._by_kept(session):
            self._sign_in(session)
        self.keep()

    def come_in_again(self, session: Session) -> None:
        """The session has ended: sign in once more. Raises as a sign-in does."""
        self._reading.clear_cookies()
        self._wire.guard.sign_in_again()
        self._sign_in(session)
        self.keep()

    def keep(self) -> None:
        """Keep the session for the next time, where the account wants that."""
        store = self._attendance.store
        if store is not None and self._url:
            store.save(self._account, Kept(self._url, toolkit_cookies(self._reading, self._account)))

    def _sign_in(self, session: Session) -> None:
        if self._account.nhsmail:
            raise OtherSignIn
        signing_in = SignIn(self._browser, self._wire, self._account, self._judge)
        self._enter(session, signing_in.run(self._password))

    def _by_kept(self, session: Session) -> bool:
        """Whether the session kept from before still holds. On any doubt it is forgotten."""
        store = self._attendance.store
        kept = store.load(self._account) if store is not None and not self._attendance.fresh else None
        if store is None or kept is None:
            return False
        with contextlib.suppress(SessionEnded, PersonNeeded, SignInRefused):
            self._reading.add_cookies(kept.cookies)
            landed = session.look(kept.url)
            if landed.kind in ARRIVED and landed.opened.status < 400 and not landed.password_asked:
                self._settle(session, landed)
                return True
        store.delete(self._account)
        self._reading.clear_cookies()
        self._wire.guard.sign_in_again()
        return False

    def _enter(self, session: Session, signed_in: SignedIn) -> None:
        """From the answer to the form to the first page, through every step between."""
        landed = self._look(session, signed_in)
        for _ in range(_MOST_STEPS):
            if landed.kind == "choose_organisation" and (self._account.organisation or not self._visible):
                landed = self._choose(session)
            elif landed.kind in BY_A_PERSON and self._visible:
                landed = self._look(session, self._by_a_person(session, landed))
            else:
                break
        raise_if_refused(landed.kind, landed.opened.status, landed.password_asked, self._account.name)
        self._settle(session, landed)

    def _look(self, session: Session, signed_in: SignedIn) -> Landed:
        self._reading.add_cookies(signed_in.cookies)
        if signed_in.html:
            self._wire.give(signed_in.url, signed_in.html)
        return session.look(signed_in.url)

    def _settle(self, session: Session, landed: Landed) -> None:
        self._url = landed.opened.url
        session.settle(landed)

    def _by_a_person(self, session: Session, landed: Landed) -> SignedIn:
        step = SignedIn(landed.opened.url, toolkit_cookies(self._reading, self._account), landed.html)
        session.leave()
        return finish_in_window(
            self._browser, self._wire, self._account, self._judge, step, landed.kind, self._attendance.tell
        )

    def _choose(self, session: Session) -> Landed:
        """Choose the organisation of the account's settings on the page that is shown."""
        guard = self._wire.guard
        offer = offer_for(self._account.organisation, offers_on(session.tab), self._account.name)
        way = choosing(offer, self._account.url)
        if way.get is not None:
            return self._chosen(session, session.look(way.get))
        guard.after_post = self._wire.post_status = None
        guard.expect(way.post, "POST")
        way.send()
        until = time.monotonic() + TIME_LIMIT
        while guard.after_post is None and self._wire.post_status is None:
            guard.check()
            if time.monotonic() > until:
                raise network_failure("Timeout")
            session.tab.wait_for_timeout(20)
        if guard.after_post is not None:
            session.leave()
            return self._chosen(session, session.look(guard.after_post))
        with contextlib.suppress(BrowserError):
            session.tab.wait_for_load_state("load", timeout=TIME_LIMIT * 1000)
        status, html = self._wire.post_status or 0, session.tab.content()
        opened = Opened(html, session.tab.url, status, None, {})
        return self._chosen(session, Landed(self._judge(html, session.tab.url), opened, html, False))

    def _chosen(self, session: Session, landed: Landed) -> Landed:
        if landed.kind == "choose_organisation":
            raise PersonNeeded(
                f"The toolkit still asks for which organisation, after {self._account.organisation} was chosen.",
                "Scan again with --visible and choose it yourself, in the window that opens.",
            )
        return landed
