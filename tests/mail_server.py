"""A real mail server on loopback that keeps what it gets."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

PASSWORD = "hunter2/&b"


@dataclass
class MailServer:
    """`mails` as they came in. `closed`: it takes no message, though it answers."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    closed: bool = False

    @property
    def address(self) -> str:
        """As `dsptscan notify add` takes it, with a password."""
        return (
            f"mailto://scan:hunter2%2F%26b@127.0.0.1:{self.port}?mode=insecure&from=scan@home.example"
            "&to=manager@home.example&format=text"
        )

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mails]

    @property
    def texts(self) -> list[str]:
        return [body.get_content() for mail in self.mails if (body := mail.get_body(("plain", "html"))) is not None]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd looks for a method of just this name
        if self.closed:
            return "451 Try again later"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"

    def let_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that wants the right password, from `with` to its end."""
    server = MailServer()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server.port = free.getsockname()[1]
    controller = _controller(server)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def _controller(server: MailServer) -> Controller:
    return Controller(
        server,
        hostname="127.0.0.1",
        port=server.port,
        authenticator=server.let_in,
        auth_required=True,
        auth_require_tls=False,
    )
