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
from dsptscan.toolkit.guard import Ask, Guard, Place
from dsptscan.toolkit.lockdown import locked_headers

PROBE = "http://guard-probe.invalid/"
DESK = "/dsptscan-desk"  # a page of our own on the toolkit's origin; the request for it never leaves this computer
_DESK_PAGE = b"<!DOCTYPE html><title>Reading desk</title>"


class Wire:
    """Connects `guard` to `browser`, for as long as the browser lives. Also gives the blank page to fetch from."""

    def __init__(self, browser: Browser, guard: Guard) -> None:
        self.guard = guard
        self.post_status: int | None = None
        self.document: tuple[int, str | None] = (0, None)  # status and Retry-After of the last page that was opened
        self._session: CDPSession = browser.new_browser_cdp_session()
        self._pages: dict[str, bool] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        self._probed = self._opening = False
        self._session.on("Fetch.requestPaused", self._paused)
        stages = [{"urlPattern": "*", "requestStage": stage} for stage in ("Request", "Response")]
        self._session.send("Fetch.enable", {"patterns": stages})

    def watch(self, context: BrowserContext, *, signing_in: bool) -> Page:
        """A new page in `context`, known to the guard. Pages that open by themselves are closed unread."""
        self._opening = True
        page = context.new_page()
        self._opening = False
        own = context.new_cdp_session(page)
        target = own.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        own.detach()
        self._pages[target] = signing_in
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
        elif ask.url == self.desk() and ask.kind == "Document" and ask.place == "main" and not ask.stale:
            self._serve(event, "text/html; charset=utf-8", base64.b64encode(_DESK_PAGE).decode())
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
        if ask.method == "POST" and self.guard.phase == "sign_in":
            self.post_status = status
        if ask.kind == "Document" and ask.place == "main":
            self.document = (status, _header(headers, "retry-after"))
        location = _header(headers, "location")
        if location is not None and 300 <= status < 400:
            follow = self.guard.redirect(ask, location) == "allow"
            self._send("Fetch.continueResponse", event) if follow else self._refuse(event)
        elif ask.kind == "Stylesheet" and status == 200:
            self._styles[ask.url] = (_header(headers, "content-type") or "text/css", self._body(event))
            self._send("Fetch.continueResponse", event)
        elif ask.kind == "Document" and self.guard.scripts_on:
            body = self._body(event)
            lines = locked_headers(headers, base64.b64decode(body))
            self._send("Fetch.fulfillRequest", event, responseCode=status, responseHeaders=lines, body=body)
        else:
            self._send("Fetch.continueResponse", event)

    def _ask(self, event: dict[str, Any]) -> Ask:
        request, frame, kind = event["request"], str(event.get("frameId")), event.get("resourceType", "Other")
        stale = self._pages.get(frame, False) and self.guard.phase != "sign_in"
        redirected = "redirectedRequestId" in event
        url = request["url"].partition("#")[0]
        place: Place = "main" if frame in self._pages else "frame"
        if place == "frame" and kind == "Document" and urlsplit(url).scheme in ("http", "https"):
            targets = self._session.send("Target.getTargets")["targetInfos"]
            if any(target["targetId"] == frame and target["type"] == "page" for target in targets):
                place = "popup"
        return Ask(request["method"], url, kind, place, redirected, stale)

    def _body(self, event: dict[str, Any]) -> str:
        """The body of a waiting answer, in base64."""
        got = self._session.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
        body: str = got["body"]
        return body if got["base64Encoded"] else base64.b64encode(body.encode()).decode()

    def _serve(self, event: dict[str, Any], content_type: str, body: str) -> None:
        headers = [{"name": "Content-Type", "value": content_type}]
        self._send("Fetch.fulfillRequest", event, responseCode=200, responseHeaders=headers, body=body)

    def _refuse(self, event: dict[str, Any]) -> None:
        with contextlib.suppress(BrowserError):
            self._send("Fetch.failRequest", event, errorReason="BlockedByClient")

    def _close(self, page: Page) -> None:
        if not self._opening:
            with contextlib.suppress(BrowserError):
                page.close()

    def _send(self, method: str, event: dict[str, Any], **more: object) -> None:
        self._session.send(method, {"requestId": event["requestId"], **more})


def _header(headers: list[dict[str, str]], name: str) -> str | None:
    return next((header["value"] for header in headers if header["name"].lower() == name), None)
