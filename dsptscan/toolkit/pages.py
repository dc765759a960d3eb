"""A signed-in session: pages of one organisation, read politely, each only once, and nothing else."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin

from dsptscan.errors import ToolkitUnavailable
from dsptscan.model import Page
from dsptscan.toolkit.failures import (
    SessionEnded,
    circle,
    left_the_site,
    network_failure,
    no_file,
    status_failure,
    told_shortly,
)
from dsptscan.toolkit.fetching import Desk, Fetched
from dsptscan.toolkit.form import asks_for_password
from dsptscan.toolkit.links import forbidden, forbidden_address, target_of
from dsptscan.toolkit.pace import LONGEST_WAIT, Pace, retry_after
from dsptscan.toolkit.reader import Opened, open_page
from dsptscan.toolkit.scripted import open_scripted

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

    from dsptscan.toolkit.signin import Judge
    from dsptscan.toolkit.wire import Wire

T = TypeVar("T")
_BUSY = (429, 503)
_BLOCKED = (401, 403, 407, 429)
_LIKE_A_DEED = "its page was not opened, because its address reads as if it changed something"
MOST_UNREAD = 3  # pages in a row that may fail before the toolkit counts as away
_REFERENCE = re.compile(rb"\b(?:10|[1-9])\.\d{1,2}\.\d{1,2}\b")
_PASSWORD_BOX = re.compile(rb"type\s*=\s*[\"']?password", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Landed:
    """The first page behind a sign-in, or one on the way there: its kind, and as it is shown."""

    kind: str
    opened: Opened
    html: str
    password_asked: bool


class Session:
    """Pages of one organisation, read politely and each only once.

    `landing` is the page after sign-in. `sent` lists (method, path with query) of all that left the browser, `refused`
    counts by reason what the guard kept back. `come_in_again` signs in once more when the toolkit ends the session.
    """

    landing: Page

    def __init__(self, tab: Tab, desk_tab: Tab, wire: Wire, pace: Pace, judge: Judge) -> None:
        self.tab = tab
        self.come_in_again: Callable[[Session], None] | None = None
        self._judge = judge
        self._unread_in_a_row = 0
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

    def look(self, url: str) -> Landed:
        """Open a page on the way in. Raises ToolkitUnavailable, PersonNeeded or GuardStopped."""
        self._guard.enter("landing")
        opened = self._opened(url)
        html = self.tab.content()
        return Landed(self._judge(html, opened.url), opened, html, asks_for_password(self.tab))

    def settle(self, landed: Landed) -> None:
        """This is the first page behind the sign-in: from here on there is only reading."""
        self._guard.enter("reading")
        self.landing = self._keep(landed.opened.url, landed.opened)

    def leave(self) -> None:
        """Leave the page that is shown, so that it does nothing by itself while a person is busy elsewhere."""
        self.tab.goto("about:blank")

    def open(self, url: str, *, text: str = "", has_reference: bool = False) -> Page:
        """Navigate to an address a page linked to, with its stylesheets, for the colours of its links.

        A page that was read before comes from memory. One whose link must not be followed, or that leads back to a
        page already read, has empty `html`. Raises ToolkitUnavailable, GuardStopped, or as a sign-in does.
        """
        url = self._absolute(url)
        known = self._read.get(target_of(url))
        if known is not None:
            return known
        reason = forbidden(url, text, has_reference, page_url=self._at)
        if reason:
            return self._not_followed(url, reason)
        return self._keep(url, self._or_once_more(lambda: self._opened(url)))

    def open_with_scripts(self, url: str) -> Page:
        """The same page once more, in a context of its own with scripts on, as it is shown then. Errors as `open`."""
        url = self._absolute(url)
        self._guard.check()
        self._pace.before(1)
        opened = open_scripted(self.tab, self._wire, url)
        self._raise_trouble()
        if opened.failure:
            raise network_failure(opened.failure)
        return self._keep(url, opened)

    def fetch(self, urls: Iterable[str]) -> Iterator[Page]:
        """Read many pages without showing them, in the order asked, each once. Errors as `open`.

        A page that the toolkit fails to give has empty `html`; more than MOST_UNREAD in a row are an error.
        """
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

    def download(self, url: str, *, text: str = "") -> bytes:
        """The file that a link of that text leads to. Raises CannotTell when it is none, else as `open`."""
        url = self._absolute(url)
        reason = forbidden(url, text, page_url=self._at)
        if reason:
            raise no_file(reason)
        self._guard.check()
        self._pace.before(1)
        self._guard.expect(url)
        answer = self._at_the_desk().download(url, self._at)
        self._pace.after()
        self._raise_trouble()
        trouble = status_failure(answer.status, retry_after(answer.retry))
        if answer.end in ("late", "broken"):
            trouble = network_failure(answer.failure)
        if trouble:
            raise trouble
        if answer.end != "file" or answer.status != 200:
            raise no_file("does not give a file")
        return base64.b64decode(answer.text)

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
                continue
            answer = self._settled(came[url])
            unread = self._trouble_of(answer)
            yield self._remember(url, Page(name=url, html="" if unread else answer.text, url=url, unread=unread))

    def _trouble_of(self, answer: Fetched) -> str:
        """Why a page is not there, in words; "" when it is. Raises when the toolkit refuses it, or too many others."""
        if answer.end in ("late", "broken"):
            trouble: ToolkitUnavailable | None = network_failure(answer.failure)
        else:
            trouble = status_failure(answer.status, retry_after(answer.retry))
        if trouble is None:
            self._unread_in_a_row = 0
            return "" if answer.text else "its address leads to something else than a page of its own"
        self._unread_in_a_row += 1
        if answer.status in _BLOCKED or self._unread_in_a_row > MOST_UNREAD:
            raise trouble
        return f"its page could not be had: {told_shortly(answer.status, answer.end)}"

    def _ask(self, urls: list[str]) -> list[Fetched]:
        """The answers for `urls`; after a time-out once more for those that did not come."""
        came: dict[str, Fetched] = {}

        def ask() -> None:
            answers = self._fetched([url for url in urls if url not in came])
            last = {answer.url for answer in answers if self._shows_the_end(answer.text, answer.url)}
            whole = [answer for answer in answers if answer.end == "page" or not self._guard.session_ended]
            came.update({answer.url: answer for answer in whole if answer.url not in last})
            self._raise_trouble()

        self._or_once_more(ask)
        return [came[url] for url in urls]

    def _fetched(self, urls: list[str]) -> list[Fetched]:
        if not urls:
            return []
        desk = self._at_the_desk()
        self._pace.before(len(urls))
        for url in urls:
            self._guard.expect(url)
        answers = desk.fetch(urls, self._at)
        self._pace.after()
        return answers

    def _at_the_desk(self) -> Desk:
        if self._desk is None:
            self._desk = Desk(self._desk_tab, self._wire.desk())
        return self._desk

    def _or_once_more(self, act: Callable[[], T]) -> T:
        """`act`; and when the session ends meanwhile, sign in once and do it again. Only once in a scan."""
        try:
            return act()
        except SessionEnded:
            if self.come_in_again is None:
                raise
        again, self.come_in_again, at = self.come_in_again, None, self._at
        again(self)
        self._at = at
        return act()

    def _shows_the_end(self, html: str | bytes, url: str) -> bool:
        """Whether a page says that the session has ended, or asks for the password. One with questions does neither."""
        if self._guard.phase != "reading" or not html:
            return False
        content = html.encode() if isinstance(html, str) else html
        asks = _PASSWORD_BOX.search(content) is not None
        if _REFERENCE.search(content) and not asks:
            return False
        kind = self._judge(html if isinstance(html, str) else html.decode("utf-8", "replace"), url)
        ended = kind == "time_out" or (kind == "sign_in" and asks)
        self._guard.session_ended = self._guard.session_ended or ended
        return ended

    def _settled(self, answer: Fetched) -> Fetched:
        """The answer in the end: after a moved address or a wait the site asked for. Raises when there is none."""
        if answer.end == "redirect":
            moved = self._guard.moved.get(target_of(answer.url))
            answer = self._ask([moved])[0] if moved else answer
        if answer.status in _BUSY and self._may_wait(answer.retry):
            answer = self._ask([answer.url])[0]
        if target_of(answer.url) in self._guard.turned_back:
            return replace(answer, status=302, text="")
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
        if self._shows_the_end(opened.html, opened.url):
            raise SessionEnded
        self._at = opened.url
        return opened

    def _navigate(self, url: str) -> Opened:
        self._pace.before(1)
        self._wire.document = (0, None)
        self._guard.expect(url)
        opened = open_page(self.tab, self._guard, url)
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
        return Page(name=url, html="", url=url, unread=_LIKE_A_DEED)
