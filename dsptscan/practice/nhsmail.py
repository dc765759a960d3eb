"""Another site that signs people in, with pages of its own: stands for NHSmail. It hands out tickets."""

from __future__ import annotations

import html
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from dsptscan.practice.pages import page


class Tickets:
    """Tickets that were given out; each is good once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._lock = threading.Lock()

    def new(self) -> str:
        ticket = secrets.token_urlsafe(12)
        with self._lock:
            self._given.add(ticket)
        return ticket

    def good(self, ticket: str) -> bool:
        with self._lock:
            known = ticket in self._given
            self._given.discard(ticket)
            return known


class NhsMail:
    """The other site, from `with` to its end. Its name differs from the toolkit's, so its cookies stay with it."""

    def __init__(self) -> None:
        self.tickets = Tickets()
        self.asked: list[tuple[str, str]] = []
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        handler = type("MailHandler", (_Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def url(self) -> str:
        """The address of its sign-in page. Raises RuntimeError outside `with`."""
        if self._server is None:
            raise RuntimeError("the other site is not running")
        return f"http://localhost:{self._server.server_address[1]}/signin"


class _Handler(BaseHTTPRequestHandler):
    site: NhsMail
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Its own sign-in form."""
        back = parse_qs(urlsplit(self.path).query).get("back", [""])[0]
        box = '<label>NHSmail password <input type="password" name="p" autofocus></label>'
        hidden = f'<input type="hidden" name="back" value="{html.escape(back)}">'
        self._send(page("Sign in to NHSmail", f'<form method="post">{hidden}{box}<button>Go on</button></form>'))

    def do_POST(self) -> None:
        """Back to where the visitor came from, by a form that sends itself, as such sites do."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        back = parse_qs(body).get("back", [""])[0]
        hidden = f'<input type="hidden" name="ticket" value="{self.site.tickets.new()}">'
        form = f'<form id="on" method="post" action="{html.escape(back)}">{hidden}<button>Go on</button></form>'
        self._send(page("Signed in to NHSmail", form + "<script>document.getElementById('on').submit()</script>"))

    def log_message(self, format: str, *args: object) -> None:
        """Kept in `asked`, not printed."""

    def _send(self, body: bytes) -> None:
        self.site.asked.append((self.command, urlsplit(self.path).path))
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "NhsMailSession=elsewhere; Path=/")
        self.end_headers()
        self.wfile.write(body)
