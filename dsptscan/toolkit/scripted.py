"""One list once more with its scripts on: in a context of its own, under the same guard, and gone straight after."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page as Tab

from dsptscan.toolkit.browser import cookies_of, new_context
from dsptscan.toolkit.reader import Opened, colours_of, open_page

if TYPE_CHECKING:
    from dsptscan.toolkit.wire import Wire

SETTLE_LIMIT = 10.0  # seconds for the scripts to draw the list
_QUIET = 0.6  # seconds without a change of the page: it is drawn
_SIZE = "() => document.body ? document.body.innerHTML.length : 0"


def open_scripted(tab: Tab, wire: Wire, url: str) -> Opened:
    """Open `url` with scripts on and the cookies of `tab`, wait until it is drawn, and give it as it is shown.

    Its scripts may ask the toolkit's own host for data (GET); whatever else they send is refused. Nothing of what they
    leave behind is taken over.
    """
    context = new_context(wire.browser, scripts=True)
    context.add_cookies(cookies_of(tab.context))
    page = wire.watch(context, "scripted")
    wire.guard.let_scripts(True)
    wire.guard.expect(url)
    try:
        opened = open_page(page, wire.guard, url)
        if opened.failure:
            return opened
        _wait_until_drawn(page, wire)
        return replace(opened, html=page.content(), url=page.url, colours=colours_of(page))
    except BrowserError as error:
        return Opened("", url, 0, None, {}, error.message)
    finally:
        wire.guard.let_scripts(False)
        with contextlib.suppress(BrowserError):
            page.goto("about:blank")  # what its scripts try as they end is refused, too
            context.close()


def _wait_until_drawn(page: Tab, wire: Wire) -> None:
    until = time.monotonic() + SETTLE_LIMIT
    size, since = -1, time.monotonic()
    while time.monotonic() < until and not wire.guard.stopped:
        now = int(page.evaluate(_SIZE))
        if now != size:
            size, since = now, time.monotonic()
        elif time.monotonic() - since > _QUIET:
            return
        page.wait_for_timeout(100)
