"""The practice toolkit: a real HTTP server on loopback that keeps a log of every request it gets."""

from __future__ import annotations

import secrets
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from dsptscan.practice.desk import LOG_OFF, Desk
from dsptscan.practice.gate import Gate
from dsptscan.practice.handler import Handler
from dsptscan.practice.nhsmail import Tickets
from dsptscan.practice.pages import CHOOSE, LOGIN, NHSMAIL, SECOND_STEP, TERMS
from dsptscan.practice.records import Answer, Request
from dsptscan.practice.saved import read_saved
from dsptscan.practice.ways import Way

_SIGNING_IN = {path.casefold() for path in (LOGIN, SECOND_STEP, TERMS, CHOOSE, NHSMAIL)}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


class PracticeToolkit:
    """Serves the saved pages in `folder` behind a sign-in, from `with` to its end.

    `idle_seconds` is the time-out; `home` where sign-in lands (default: the layout's own); `extra` gives answers for
    more addresses, or other ones ("/path" or "GET /path" -> a page, or an Answer); `clock` counts seconds. `way` is how
    signing in goes, `tickets` those of another site that lets people in; `tls` makes it answer by https.
    The password is a new one in every run. Nothing a visitor sends is ever kept, only that it was sent.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        home: str | None = None,
        idle_seconds: float | None = 30 * 60,
        extra: Mapping[str, str | Answer] | None = None,
        clock: Callable[[], float] = time.monotonic,
        way: Way | None = None,
        tickets: Tickets | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.saved = read_saved(folder, home)
        self.username = "manager@practice.example"
        self.password = secrets.token_urlsafe(16)
        self.way = way or Way()
        self.desk = Desk(
            self.username,
            self.password,
            self.saved.home,
            clock,
            idle_seconds,
            ends_after=self.way.ends_after,
            refusal=self.way.refusal,
        )
        self.gate = Gate(self.way)
        self.tickets = tickets or Tickets()
        self.extra: dict[str, str | Answer] = dict(extra or {})
        self._port = port
        self._tls = tls
        self._log: list[Request] = []
        self._lock = threading.Lock()
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        handler = type("PracticeHandler", (Handler,), {"toolkit": self})
        self._server = _Server(("127.0.0.1", self._port), handler)
        if self._tls is not None:
            self._server.socket = self._tls.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def url(self) -> str:
        """The origin, such as http://127.0.0.1:50123. Raises RuntimeError outside `with`."""
        if self._server is None:
            raise RuntimeError("the practice toolkit is not running")
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._server.server_address[1]}"

    @property
    def log(self) -> list[Request]:
        """Every request so far, in the order the answers began."""
        with self._lock:
            return list(self._log)

    @property
    def writes(self) -> list[Request]:
        """Requests that could have changed something: all but GET, HEAD and the steps of signing in."""
        return [request for request in self.log if _could_write(request)]

    def special(self, method: str, target: str) -> Answer | None:
        """The answer a test gave for this request, if any: the whole target first, then its path."""
        extra = {key.casefold(): answer for key, answer in self.extra.items()}
        path = target.partition("?")[0]
        for key in (f"{method} {target}", target, f"{method} {path}", path):
            answer = extra.get(key.casefold())
            if answer is not None:
                return answer if isinstance(answer, Answer) else Answer(200, answer.encode())
        return None

    def record(self, request: Request) -> None:
        with self._lock:
            self._log.append(request)


def _could_write(request: Request) -> bool:
    path = request.path.partition("?")[0].casefold()
    if path == LOG_OFF.casefold():
        return True
    return request.method not in ("GET", "HEAD") and not (request.method == "POST" and path in _SIGNING_IN)
