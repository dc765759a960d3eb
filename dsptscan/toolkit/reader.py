"""Opening one page in the reading context: what was served, and the colour each link is shown in."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page as Tab
from playwright.sync_api import Request, Response
from playwright.sync_api import TimeoutError as BrowserTimeout

from dsptscan.toolkit.guard import Guard

TIME_LIMIT_MS = 30_000
STYLES_LIMIT_MS = 10_000

# The address as written -> the colour of its words. Where an address is linked more than once, the reddest is kept:
# red marks what is incomplete, and a warning must not get lost behind a plain link.
_COLOURS = """() => {
  const red = colour => {
    const [r, g, b] = (colour.match(/[\\d.]+/g) ?? [0, 0, 0]).map(Number);
    return r - Math.max(g, b);
  };
  const found = new Map();
  for (const link of document.querySelectorAll('a[href], area[href]')) {
    const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
    const shown = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) shown.push(walker.currentNode.parentElement);
    for (const element of shown.length ? shown : [link]) {
      const colour = getComputedStyle(element).color, href = link.getAttribute('href');
      if (!found.has(href) || red(colour) > red(found.get(href))) found.set(href, colour);
    }
  }
  return [...found];
}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """One page: `html` as served, `url` where it was in the end, `failure` the browser's words if none came."""

    html: str | bytes
    url: str
    status: int
    retry: str | None
    colours: dict[str, str]
    failure: str = ""


def open_page(tab: Tab, guard: Guard, url: str) -> Opened:
    """Navigate to `url`, which the guard must already expect. Loads the stylesheets of the toolkit's host."""
    guard.styles_wanted = True
    ended: list[str] = []

    def note(request: Request) -> None:
        if not request.is_navigation_request() or request.frame != tab.main_frame:
            return
        first = request
        while first.redirected_from is not None:
            first = first.redirected_from
        if first.method == "GET":  # else a form that was sent before has only now come to its end
            ended.append(request.failure or "")

    tab.on("requestfinished", note)
    tab.on("requestfailed", note)
    try:
        response = tab.goto(url, wait_until="commit", timeout=TIME_LIMIT_MS)
        until = time.monotonic() + TIME_LIMIT_MS / 1000
        while not ended and not guard.stopped:  # a page that breaks off in the middle never counts as loaded
            if time.monotonic() > until:
                return Opened("", url, 0, None, {}, "Timeout")
            tab.wait_for_timeout(10)
        if ended and ended[-1]:
            return Opened("", url, 0, None, {}, ended[-1])
        with contextlib.suppress(BrowserTimeout):
            tab.wait_for_load_state("load", timeout=STYLES_LIMIT_MS)  # a slow stylesheet costs colours, not the page
        if response is None or guard.stopped:
            return Opened("", url, 0, None, {}, "net::ERR_EMPTY_RESPONSE")
        html = _served(tab, response)
        return Opened(html, tab.url, response.status, response.headers.get("retry-after"), colours_of(tab))
    except BrowserError as error:
        return Opened("", url, 0, None, {}, error.message or "net::ERR_FAILED")
    finally:
        tab.remove_listener("requestfinished", note)
        tab.remove_listener("requestfailed", note)
        guard.styles_wanted = False


def _served(tab: Tab, response: Response) -> str | bytes:
    """The page as the server sent it. The browser hands text over as UTF-8, in whatever encoding it came."""
    try:
        body = response.body()
    except BrowserError:
        return tab.content()
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body


def colours_of(tab: Tab) -> dict[str, str]:
    """The colour each link is shown in, by its address as written."""
    return dict(tab.evaluate(_COLOURS))
