"""The practice toolkit's sign-in: who may come in, for how long, and the form they fill."""

from __future__ import annotations

import html
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LOGIN = "/Account/Login"
LOG_OFF = "/Account/LogOff"
SESSION_COOKIE = "PracticeSession"
TOKEN_COOKIE = "__RequestVerificationToken"  # noqa: S105 - the name of a cookie, not a secret
REFUSED = "The e-mail address or password was not recognised."
TOKEN_MISSING = "The form had expired. Try again."  # noqa: S105 - a sentence, not a secret


@dataclass(slots=True)
class Desk:
    """Sessions and anti-forgery tokens. `idle_seconds` without a request ends a session; None never does."""

    username: str
    password: str
    home: str
    clock: Callable[[], float]
    idle_seconds: float | None = None
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
        if expected is None or fields.get(TOKEN_COOKIE) != expected:
            return None, TOKEN_MISSING
        right = fields.get("Email", "").casefold() == self.username.casefold()
        if not right or not secrets.compare_digest(fields.get("Password", "").encode(), self.password.encode()):
            return None, REFUSED
        session = secrets.token_urlsafe(24)
        with self._lock:
            self._sessions[session] = self.clock()
        return session, ""

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


def login_page(hidden: str, return_url: str, error: str) -> str:
    """The sign-in page. Invented; the real one is not known."""
    message = f'<p class="error" role="alert">{html.escape(error)}</p>' if error else ""
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Log in - practice toolkit</title>
<link rel="stylesheet" href="/Content/style.css"></head>
<body><!-- Invented page: practice only, not the real site -->
<main><h1>Log in</h1>{message}
<form action="{LOGIN}" method="post">
<input type="hidden" name="{TOKEN_COOKIE}" value="{html.escape(hidden)}">
<input type="hidden" name="ReturnUrl" value="{html.escape(return_url)}">
<p><label>E-mail address <input type="email" name="Email" autocomplete="username"></label></p>
<p><label>Password <input type="password" name="Password" autocomplete="current-password"></label></p>
<p><button type="submit">Log in</button> <a href="/Account/ForgotPassword">Forgot your password</a></p>
</form></main></body></html>"""
