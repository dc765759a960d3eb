"""A signed-in session that can only read: the one door of this room."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from dsptscan.errors import WrongUsage
from dsptscan.model import Page
from dsptscan.settings import is_loopback
from dsptscan.toolkit.browser import new_context, start_browser
from dsptscan.toolkit.failures import SessionEnded, circle, left_the_site, network_failure, status_failure
from dsptscan.toolkit.fetching import Desk, Fetched
from dsptscan.toolkit.form import asks_for_password
from dsptscan.toolkit.guard import Guard
from dsptscan.toolkit.links import forbidden, forbidden_address, target_of
from dsptscan.toolkit.pace import LONGEST_WAIT, Pace, retry_after
from dsptscan.toolkit.reader import Opened, open_page
from dsptscan.toolkit.signin import LOGIN_PATH, Judge, SignIn, raise_if_not_in
from dsptscan.toolkit.wire import Wire

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

    from dsptscan.accounts import Account

__all__ = ["Judge", "Session", "SessionEnded", "open_session"]

_BUSY = (429, 503)


class Session:
    """Pages of one organisation, read politely and each only once.

    `landing` is the page after sign-in. `sent` lists (method, path with query) of all that left the browser, `refused`
    counts by reason what the guard kept back.
    """

    landing: Page

    def __init__(self, tab: Tab, desk_tab: Tab, wire: Wire, pace: Pace) -> None:
        self._tab = tab
        self._desk_tab = desk_tab
        self._desk: Desk | None = None
        self._wire = wire
        self._guard = wire.guard
        self._pace = pace
        self._read: dict[str, Page] = {}
        self._at = wire.guard.origin

    @property
    def sent(self) -> list[tuple[str, str]]:
        return list(self._guard.sent)

    @property
    def refused(self) -> Counter[str]:
        return Counter(self._guard.refused)

    def land(self, url: str, judge: Judge, account: str) -> None:
        """Read the first page behind the account's sign-in. Raises what it means if it is none of the toolkit's own."""
        self._guard.enter("landing")
        opened = self._opened(url)
        html = self._tab.content()
        raise_if_not_in(judge(html, opened.url), opened.status, asks_for_password(self._tab), account)
        self._guard.enter("reading")
        self.landing = self._keep(opened.url, opened)
        self._read[target_of(url)] = self.landing

    def open(self, url: str, *, text: str = "", has_reference: bool = False) -> Page:
        """Navigate to an address a page linked to, with its stylesheets, for the colours of its links.

        A page that was read before comes from memory. One whose link must not be followed, or that leads back to a
        page already read, has empty `html`. Raises ToolkitUnavailable or GuardStopped.
        """
        url = self._absolute(url)
        known = self._read.get(target_of(url))
        if known is not None:
            return known
        reason = forbidden(url, text, has_reference, page_url=self._at)
        if reason:
            return self._not_followed(url, reason)
        return self._keep(url, self._opened(url))

    def fetch(self, urls: Iterable[str]) -> Iterator[Page]:
        """Read many pages without showing them, in the order asked, each once. Errors as `open`."""
        wanted = dict.fromkeys(self._absolute(url) for url in urls)
        waiting: list[str] = []
        for url in wanted:
            if target_of(url) in self._read:
                yield from self._batch(waiting)
                waiting = []
                yield self._read[target_of(url)]
                continue
            waiting.append(url)
            if len(waiting) == self._pace.width:
                yield from self._batch(waiting)
                waiting = []
        yield from self._batch(waiting)

    def _batch(self, urls: list[str]) -> Iterator[Page]:
        if not urls:
            return
        self._guard.check()
        allowed = [url for url in urls if forbidden_address(url) is None]
        came = {answer.url: answer for answer in self._ask(allowed)}
        for url in urls:
            word = forbidden_address(url)
            if word:
                yield self._not_followed(url, f"holds the word {word}")
            else:
                answer = self._settled(came[url])
                yield self._remember(url, Page(name=url, html=answer.text, url=url))

    def _ask(self, urls: list[str]) -> list[Fetched]:
        if not urls:
            return []
        if self._desk is None:
            self._desk = Desk(self._desk_tab, self._wire.desk())
        self._pace.before(len(urls))
        for url in urls:
            self._guard.expect(url)
        answers = self._desk.fetch(urls, self._at)
        self._pace.after()
        self._raise_trouble()
        return answers

    def _settled(self, answer: Fetched) -> Fetched:
        """The answer in the end: after a moved address or a wait the site asked for. Raises when there is none."""
        if answer.end == "redirect":
            moved = self._guard.moved.get(target_of(answer.url))
            answer = self._ask([moved])[0] if moved else answer
        if answer.status in _BUSY and self._may_wait(answer.retry):
            answer = self._ask([answer.url])[0]
        if target_of(answer.url) in self._guard.turned_back:
            return replace(answer, status=302, text="")
        if answer.end in ("late", "broken"):
            raise network_failure(answer.failure)
        trouble = status_failure(answer.status, retry_after(answer.retry))
        if trouble:
            raise trouble
        return answer

    def _opened(self, url: str) -> Opened:
        self._guard.check()
        opened = self._navigate(url)
        if opened.status in _BUSY and self._may_wait(opened.retry):
            opened = self._navigate(url)
        trouble = (
            network_failure(opened.failure)
            if opened.failure
            else status_failure(opened.status, retry_after(opened.retry))
        )
        if trouble and not self._back_at_a_known_page(opened):
            raise trouble
        self._at = opened.url
        return opened

    def _navigate(self, url: str) -> Opened:
        self._pace.before(1)
        self._wire.document = (0, None)
        self._guard.expect(url)
        opened = open_page(self._tab, self._guard, url)
        if opened.failure and self._wire.document[0] >= 400:  # an error without a page counts as the error it is
            status, retry = self._wire.document
            opened = replace(opened, status=status, retry=retry, failure="")
        self._pace.after()
        self._raise_trouble()
        return opened

    def _back_at_a_known_page(self, opened: Opened) -> bool:
        return bool(opened.failure) and target_of(opened.url) in self._guard.turned_back

    def _may_wait(self, header: str | None) -> bool:
        seconds = retry_after(header)
        if seconds is None or seconds > LONGEST_WAIT:
            return False
        self._pace.hold(seconds)
        return True

    def _raise_trouble(self) -> None:
        self._guard.check()
        if self._guard.session_ended:
            raise SessionEnded
        if self._guard.too_many_hops:
            raise circle()
        if self._guard.left_for:
            raise left_the_site(self._guard.left_for, signing_in=self._guard.phase != "reading")

    def _absolute(self, url: str) -> str:
        return urljoin(self._at, url).partition("#")[0]

    def _keep(self, url: str, opened: Opened) -> Page:
        page = Page(name=opened.url, html=opened.html, url=opened.url, link_colours=opened.colours)
        return self._remember(url, page)

    def _remember(self, url: str, page: Page) -> Page:
        self._read[target_of(url)] = page
        return page

    def _not_followed(self, url: str, reason: str) -> Page:
        self._guard.refused[f"a link not followed: {reason}"] += 1
        return Page(name=url, html="", url=url)


@contextlib.contextmanager
def open_session(
    account: Account, password: str, *, judge: Judge, visible: bool = False, paced: bool = True
) -> Iterator[Session]:
    """Sign in and hand over a session that can only read; the browser is closed at the end.

    `judge` gives the kind of a page from its HTML and address. `paced=False` is for this computer's own addresses.
    Raises NotSetUp, SignInRefused, PersonNeeded, ToolkitUnavailable or GuardStopped; none repeats the password.
    """
    if not paced and not is_loopback(account.url):
        raise WrongUsage("Only practice on this computer may run without a pace.", "Leave out --pace off.")
    with start_browser(account.url, visible=visible) as browser:
        guard = Guard(account.url, login_path=LOGIN_PATH)
        session = _signed_in(browser, guard, account, password, judge, Pace(paced))
        yield session
        guard.check()


def _signed_in(browser: Browser, guard: Guard, account: Account, password: str, judge: Judge, pace: Pace) -> Session:
    wire = Wire(browser, guard)
    reading = new_context(browser)
    tab, desk_tab = (wire.watch(reading, signing_in=False) for _ in range(2))
    wire.prove(desk_tab)
    first, cookies = SignIn(browser, wire, account, judge).run(password)
    reading.add_cookies(cookies)
    session = Session(tab, desk_tab, wire, pace)
    session.land(first, judge, account.name)
    return session
