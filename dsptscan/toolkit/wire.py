"""The guard's place in the browser: every request of every page, frame and worker waits for its answer.

One `Fetch` interceptor on the whole browser sits nearest to the network. Measured on Chromium 156: it sees redirects,
beacons, keepalive, pings, pop-ups, frames, workers and service workers. It does not see WebSockets, WebRTC and
speculation rules; `lockdown.py` and the browser's switches take those.
"""

from __future__ import annotations

import base64
import contextlib
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page
from playwright.sync_api import Error as BrowserError

from dsptscan.errors import NotSetUp
from dsptscan.toolkit.guard import Ask, Guard, Place, Role
from dsptscan.toolkit.links import origin_of
from dsptscan.toolkit.lockdown import locked_headers

PROBE = "http://guard-probe.invalid/"
DESK = "/dsptscan-desk"  # a page of our own on the toolkit's origin; the request for it never leaves this computer
_DESK_PAGE = b"<!DOCTYPE html><title>Reading desk</title>"
_ARRIVED_PAGE = (
    b"<!DOCTYPE html><title>dsptscan</title><h1>Thank you</h1>"
    b"<p>You are signed in, and dsptscan goes on by itself. There is nothing more to do in this window.</p>"
)
_HTML = "text/html; charset=utf-8"


class Wire:
    """Connects `guard` to `browser`, for as long as the browser lives. Also gives the blank page to fetch from."""

    def __init__(self, browser: Browser, guard: Guard) -> None:
        self.browser = browser
        self.guard = guard
        self.post_status: int | None = None
        self.document: tuple[int, str | None] = (0, None)  # status and Retry-After of the last page that was opened
        self._session: CDPSession = browser.new_browser_cdp_session()
        self._pages: dict[str, Role] = {}
        self._given: dict[str, tuple[str, str]] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        self._probed = self._opening = False
        self._session.on("Fetch.requestPaused", self._paused)
        stages = [{"urlPattern": "*", "requestStage": stage} for stage in ("Request", "Response")]
        self._session.send("Fetch.enable", {"patterns": stages})

    def watch(self, context: BrowserContext, role: Role) -> Page:
        """A new page in `context`, known to the guard. Pages that open by themselves are closed unread."""
        self._opening = True
        page = context.new_page()
        self._opening = False
        own = context.new_cdp_session(page)
        target = own.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        own.detach()
        self._pages[target] = role
        context.on("page", self._close)
        return page

    def prove(self, page: Page) -> None:
        """Show that the guard works in this browser: it must stop a request. Raises NotSetUp when it does not."""
        with contextlib.suppress(BrowserError):
            page.goto(PROBE, timeout=10_000)
        if not self._probed:
            raise NotSetUp(
                "This browser does not let dsptscan watch what it sends, so nothing was opened.",
                "Update the browser, or install Microsoft Edge or Google Chrome.",
            )

    def desk(self) -> str:
        """The address of the blank page on the toolkit's origin."""
        return self.guard.origin + DESK

    def give(self, url: str, html: str) -> None:
        """The next page that opens `url` gets this, and nothing is asked of the toolkit: it sent the page before."""
        self._given[url.partition("#")[0]] = (_HTML, base64.b64encode(html.encode()).decode())

    def _paused(self, event: dict[str, Any]) -> None:
        """Answer one waiting request. Whatever goes wrong here, the request does not leave."""
        try:
            self._answer(event)
        except BrowserError:
            pass  # the request was given up meanwhile: its page is gone
        except Exception as error:
            self.guard.stop(f"the guard itself failed ({type(error).__name__})")
            self._refuse(event)

    def _answer(self, event: dict[str, Any]) -> None:
        ask = self._ask(event)
        status = event.get("responseStatusCode")
        if "responseErrorReason" in event:
            self._send("Fetch.continueResponse", event)
        elif status is not None:
            self._answered(event, ask, status)
        elif ask.url == PROBE:
            self._probed = True
            self._refuse(event)
        elif ask.url == self.desk() and _is_page(ask) and ask.role == "reading":
            self._serve(event, _HTML, base64.b64encode(_DESK_PAGE).decode())
        elif ask.url in self._given and _is_page(ask) and ask.method == "GET" and not self.guard.stopped:
            self._show(event, ask.url, *self._given.pop(ask.url))
        else:
            decision = self.guard.decide(ask)
            if decision == "allow":
                self._send("Fetch.continueRequest", event)
            elif decision == "serve" and ask.url in self._styles:
                self._serve(event, *self._styles[ask.url])
            else:
                self._refuse(event)

    def _answered(self, event: dict[str, Any], ask: Ask, status: int) -> None:
        headers = event.get("responseHeaders") or []
        if ask.method == "POST" and self.guard.phase in ("sign_in", "landing"):
            self.post_status = status
        if _is_page(ask):
            self.document = (status, _header(headers, "retry-after"))
        location = _header(headers, "location")
        if location is not None and 300 <= status < 400:
            follow = self.guard.redirect(ask, location) == "allow"
            self._send("Fetch.continueResponse", event) if follow else self._refuse(event)
        elif ask.kind == "Stylesheet" and status == 200 and self.guard.visit is None:
            self._styles[ask.url] = (_header(headers, "content-type") or "text/css", self._body(event))
            self._send("Fetch.continueResponse", event)
        elif ask.kind == "Document" and origin_of(ask.url) == origin_of(self.guard.origin) and self._must_see(ask):
            self._seen(event, ask, status, headers)
        else:
            self._send("Fetch.continueResponse", event)

    def _must_see(self, ask: Ask) -> bool:
        return self.guard.scripts_on or (self.guard.visit is not None and ask.role == "sign_in" and ask.place == "main")

    def _seen(self, event: dict[str, Any], ask: Ask, status: int, headers: list[dict[str, str]]) -> None:
        """A page that is looked at before it arrives: its scripts are held down, and a person's part may be over."""
        body = self._body(event)
        plain = base64.b64decode(body)
        visit = self.guard.visit
        if visit is not None and ask.role == "sign_in" and ask.place == "main":
            html = plain.decode("utf-8", "replace")
            if not visit.shows(html, ask.url, status):
                self.give(ask.url, html)
                self._serve(event, _HTML, base64.b64encode(_ARRIVED_PAGE).decode())
                return
        if not self.guard.scripts_on:
            self._send("Fetch.continueResponse", event)
            return
        data = self.guard.origin if ask.role == "scripted" else None
        lines = locked_headers(headers, plain, data)
        self._send("Fetch.fulfillRequest", event, responseCode=status, responseHeaders=lines, body=body)

    def _ask(self, event: dict[str, Any]) -> Ask:
        request, frame, kind = event["request"], str(event.get("frameId")), event.get("resourceType", "Other")
        role = self._pages.get(frame, "reading")
        if any(value == "text/event-stream" for value in request["headers"].values()):
            kind = "EventSource"  # the browser takes it for an ordinary request for data
        redirected = "redirectedRequestId" in event
        url = request["url"].partition("#")[0]
        place: Place = "main" if frame in self._pages else "frame"
        if place == "frame" and kind == "Document" and urlsplit(url).scheme in ("http", "https"):
            targets = self._session.send("Target.getTargets")["targetInfos"]
            if any(target["targetId"] == frame and target["type"] == "page" for target in targets):
                place = "popup"
        return Ask(request["method"], url, kind, place, redirected, role)

    def _body(self, event: dict[str, Any]) -> str:
        """The body of a waiting answer, in base64."""
        got = self._session.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
        body: str = got["body"]
        return body if got["base64Encoded"] else base64.b64encode(body.encode()).decode()

    def _show(self, event: dict[str, Any], url: str, content_type: str, body: str) -> None:
        """Give a page that came before; in a person's window with the same care as if it came now."""
        headers = [{"name": "Content-Type", "value": content_type}]
        plain = base64.b64decode(body)
        if self.guard.visit is not None:
            self.guard.visit.shows(plain.decode(), url, 200)
        if self.guard.scripts_on:
            headers = locked_headers(headers, plain, None)
        self._send("Fetch.fulfillRequest", event, responseCode=200, responseHeaders=headers, body=body)

    def _serve(self, event: dict[str, Any], content_type: str, body: str) -> None:
        headers = [{"name": "Content-Type", "value": content_type}]
        self._send("Fetch.fulfillRequest", event, responseCode=200, responseHeaders=headers, body=body)

    def _refuse(self, event: dict[str, Any]) -> None:
        """Let nothing leave. A page refused is one given up: a block would bring the browser's own error page, late."""
        reason = "Aborted" if event.get("resourceType") == "Document" else "BlockedByClient"
        with contextlib.suppress(BrowserError):
            self._send("Fetch.failRequest", event, errorReason=reason)

    def _close(self, page: Page) -> None:
        if not self._opening:
            with contextlib.suppress(BrowserError):
                page.close()

    def _send(self, method: str, event: dict[str, Any], **more: object) -> None:
        self._session.send(method, {"requestId": event["requestId"], **more})


def _is_page(ask: Ask) -> bool:
    return ask.kind == "Document" and ask.place == "main"


def _header(headers: list[dict[str, str]], name: str) -> str | None:
    return next((header["value"] for header in headers if header["name"].lower() == name), None)
