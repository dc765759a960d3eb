"""A dead-man's switch: somebody else's service that raises the alarm when this computer stops calling.

It is told that the check started, went well or failed, and nothing else.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

TIME_LIMIT = 10.0  # seconds
Call = Literal["/start", "", "/fail"]


class Ping:
    """Calls `address`, if there is one; never raises."""

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._failed = False

    def failed(self) -> None:
        """Something could not be checked: the last call will say so."""
        self._failed = True

    @contextmanager
    def around(self) -> Iterator[None]:
        """One call before, one after: went well, or failed."""
        self._call("/start")
        try:
            yield
        except BaseException:
            self._call("/fail")
            raise
        self._call("/fail" if self._failed else "")

    def _call(self, what: Call) -> None:
        if self._address is None:
            return
        address = self._address.rstrip("/") + what
        try:
            with opener().open(address, timeout=TIME_LIMIT):
                pass
        except (OSError, ValueError, urllib.error.URLError):
            return  # whoever listens will notice the silence


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def opener() -> urllib.request.OpenerDirector:
    """It opens addresses of the web and no others, such as file:, and goes where it is sent and nowhere else."""
    opener = urllib.request.OpenerDirector()
    opener.addheaders = [("User-Agent", "dsptscan")]
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _NoRedirect(),
    ):
        opener.add_handler(handler)
    return opener
