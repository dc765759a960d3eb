"""How the practice toolkit answers one request."""

from __future__ import annotations

from datetime import UTC, datetime
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from dsptscan.practice.desk import LOG_OFF, SESSION_COOKIE
from dsptscan.practice.entry import before_a_page, cookie, from_nhsmail, sign_in, to_nhsmail
from dsptscan.practice.pages import LOGIN, NHSMAIL
from dsptscan.practice.records import HTML, Answer, Request
from dsptscan.practice.saved import REAL_SITE

if TYPE_CHECKING:
    from dsptscan.practice.server import PracticeToolkit

_LARGEST_BODY = 1_000_000
_NOT_FOUND = (
    "<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>Page not found</title></head>"
    "<body><!-- Invented page: practice only --><h1>Page not found</h1></body></html>"
)
_RECORDED = (
    "<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>Recorded</title></head>"
    "<body><!-- Invented page: practice only --><h1>Practice: this was recorded and changed nothing</h1></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """One connection. `toolkit` is set by the server that owns this class."""

    toolkit: PracticeToolkit
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body leave in one piece; two small writes would wait for each other

    def handle_any(self) -> None:
        at = datetime.now(UTC)
        fields = self._fields()
        cookies = self._cookies()
        signed_in = self.toolkit.desk.signed_in(cookies.get(SESSION_COOKIE))
        answer = self._answer(fields, cookies, signed_in)
        self.toolkit.record(
            Request(method=self.command, path=self.path, at=at, signed_in=signed_in, status=answer.status)
        )
        self._send(answer)

    def log_message(self, format: str, *args: object) -> None:
        """The log is kept by the toolkit, not printed."""

    def _answer(self, fields: dict[str, str], cookies: dict[str, str], signed_in: bool) -> Answer:
        toolkit = self.toolkit
        path = urlsplit(self.path).path.casefold()
        special = toolkit.special(self.command, self.path)
        if special is not None and special.open_to_all:
            return special
        if path == "/content/style.css":
            return Answer(200, toolkit.saved.style, content_type="text/css; charset=utf-8")
        if path == LOGIN.casefold():
            return sign_in(toolkit, self.command, self.path, fields, cookies, signed_in)
        if path == NHSMAIL.casefold() and toolkit.way.nhsmail:
            return from_nhsmail(toolkit, fields) if self.command == "POST" else to_nhsmail(toolkit)
        if path == LOG_OFF.casefold():
            toolkit.desk.sign_out(cookies.get(SESSION_COOKIE))
            return Answer(302, headers=(("Location", LOGIN), cookie(SESSION_COOKIE, "", "Max-Age=0")))
        if not signed_in:
            return Answer(302, headers=(("Location", f"{LOGIN}?ReturnUrl={quote(self.path, safe='')}"),))
        instead = before_a_page(toolkit, cookies.get(SESSION_COOKIE, ""), self.command, self.path, fields) or special
        if instead is not None:
            return instead
        if self.command not in ("GET", "HEAD"):
            return Answer(200, _RECORDED.encode())
        page = toolkit.saved.find(self.path)
        if page is None:
            return Answer(404, _NOT_FOUND.encode())
        return Answer(200, page.replace(REAL_SITE, toolkit.url.encode()), content_type=_type_of(page))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.drop else answer.body)
        if answer.drop:
            self.wfile.flush()
            self.close_connection = True

    def _fields(self) -> dict[str, str]:
        length = self.headers.get("Content-Length", "0")
        body = self.rfile.read(min(int(length), _LARGEST_BODY)) if length.isdigit() else b""
        if "urlencoded" not in self.headers.get("Content-Type", ""):
            return {}
        return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}

    def _cookies(self) -> dict[str, str]:
        try:
            jar = SimpleCookie(self.headers.get("Cookie", ""))
        except CookieError:
            return {}
        return {name: morsel.value for name, morsel in jar.items()}


for _method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
    setattr(Handler, f"do_{_method}", Handler.handle_any)  # http.server calls a method of this name for each


def _type_of(page: bytes) -> str:
    """UTF-8 unless the page itself says otherwise: then the browser must find out, as with any server."""
    start = page[:3000].lower()
    says_other = b"charset=" in start and b"charset=utf-8" not in start.replace(b'"', b"").replace(b"'", b"")
    return "text/html" if says_other else HTML
