"""The practice toolkit's sign-in: who may come in, and for how long."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dsptscan.practice.pages import ANTI_FORGERY
from dsptscan.practice.ways import Refusal

LOG_OFF = "/Account/LogOff"
SESSION_COOKIE = "PracticeSession"
REFUSED = "The e-mail address or password was not recognised."
LOCKED = "Your account is locked after too many attempts."
FORM_EXPIRED = "The form had expired. Try again."


@dataclass(slots=True)
class Desk:
    """Sessions and anti-forgery tokens. `idle_seconds` without a request ends a session; None never does.

    `ends_after`: how many pages the first, the second, ... session shows. `refusal` is what the right password meets.
    """

    username: str
    password: str
    home: str
    clock: Callable[[], float]
    idle_seconds: float | None = None
    ends_after: tuple[int, ...] = ()
    refusal: Refusal | None = None
    _shown: int = 0
    _sessions: dict[str, float] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def signed_in(self, session: str | None) -> bool:
        """Whether the cookie is good. A request that comes in time keeps the session alive."""
        with self._lock:
            last = self._sessions.get(session or "")
            if session is None or last is None:
                return False
            if self.idle_seconds is not None and self.clock() - last > self.idle_seconds:
                del self._sessions[session]
                return False
            self._sessions[session] = self.clock()
            return True

    def may_show(self, session: str | None) -> bool:
        """Whether a session may see one more page. It ends here when it has shown as many as it should."""
        with self._lock:
            self._shown += 1
            if not self.ends_after or self._shown <= self.ends_after[0]:
                return True
            self.ends_after, self._shown = self.ends_after[1:], 0
            self._sessions.pop(session or "", None)
            return False

    def new_form(self) -> tuple[str, str]:
        """A cookie and the hidden field that belongs to it."""
        cookie, hidden = secrets.token_urlsafe(18), secrets.token_urlsafe(18)
        with self._lock:
            self._tokens[cookie] = hidden
        return cookie, hidden

    def try_sign_in(self, fields: dict[str, str], token_cookie: str | None) -> tuple[str | None, str]:
        """(session cookie, "") when the fields are right, else (None, what the page says)."""
        with self._lock:
            expected = self._tokens.get(token_cookie or "")
        if expected is None or fields.get(ANTI_FORGERY) != expected:
            return None, FORM_EXPIRED
        right = fields.get("Email", "").casefold() == self.username.casefold()
        if not right or not secrets.compare_digest(fields.get("Password", "").encode(), self.password.encode()):
            return None, REFUSED
        if self.refusal in ("refused", "locked"):
            return None, REFUSED if self.refusal == "refused" else LOCKED
        return self.new_session(), ""

    def new_session(self) -> str:
        session = secrets.token_urlsafe(24)
        with self._lock:
            self._sessions[session] = self.clock()
            self._shown = 0
        return session

    def sign_out(self, session: str | None) -> None:
        with self._lock:
            self._sessions.pop(session or "", None)

    def sign_out_everybody(self) -> None:
        """End every session at once, as a time-out in the middle of a scan would."""
        with self._lock:
            self._sessions.clear()

    def after_sign_in(self, return_url: str) -> str:
        """Where to go next: the page first asked for when it is one of ours, else home."""
        parts = urlsplit(return_url)
        local = return_url.startswith("/") and not return_url.startswith(("//", "/\\")) and not parts.netloc
        return return_url if local else self.home
