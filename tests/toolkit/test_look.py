"""What the browser sees of a toolkit's sign-in page, under the guard, without signing in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dsptscan.errors import GuardStopped, ToolkitUnavailable
from dsptscan.practice import Answer, PracticeToolkit
from dsptscan.toolkit.look import look_at
from tests.toolkit.conftest import arrived
from tests.toolkit.site import page

LOGIN = "/Account/Login"


def test_a_toolkit_that_answers(toolkit: PracticeToolkit) -> None:
    seen = look_at(toolkit.url)
    assert (seen.trouble, seen.form) == (None, True)
    assert seen.browser.split()[-1][0].isdigit()
    assert seen.clock_ahead is not None
    assert abs(seen.clock_ahead) < 60
    assert {request for request in arrived(toolkit) if "style" not in request[1]} == {("GET", LOGIN)}


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        pytest.param(Answer(503), ToolkitUnavailable, "503", marks=pytest.mark.slow),
        pytest.param(Answer(404, b"<h1>Not found"), ToolkitUnavailable, "404", marks=pytest.mark.slow),
        pytest.param(
            Answer(302, headers=(("Location", "https://hotel.example/"),)),
            ToolkitUnavailable,
            "hotel.example",
            marks=pytest.mark.slow,
        ),
        (Answer(302, headers=(("Location", "/Assessment/Publish"),)), GuardStopped, "/Assessment/Publish"),
    ],
)
def test_what_is_in_the_way(toolkit: PracticeToolkit, answer: Answer, error: type[Exception], told: str) -> None:
    toolkit.extra[LOGIN] = Answer(answer.status, answer.body, answer.headers, open_to_all=True)
    seen = look_at(toolkit.url)
    assert type(seen.trouble) is error
    assert seen.trouble is not None
    assert told in seen.trouble.message
    assert (seen.form, seen.clock_ahead) == (False, None)


@contextmanager
def another_time(date: str) -> Iterator[str]:
    """A site without a form, whose clock says `date`."""

    class Late(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page("<h1>Welcome</h1>").encode())

        def date_time_string(self, timestamp: float | None = None) -> str:
            return date

        def log_message(self, format: str, *args: object) -> None:
            """Not printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Late)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_clock_that_is_wrong() -> None:
    with another_time(format_datetime(datetime.now(UTC) - timedelta(hours=2), usegmt=True)) as url:
        seen = look_at(url)
    assert (seen.trouble, seen.form) == (None, False)
    assert seen.clock_ahead is not None
    assert round(seen.clock_ahead / 3600) == 2


@pytest.mark.slow
def test_a_site_that_does_not_know_the_time() -> None:
    with another_time("soon") as url:
        assert look_at(url).clock_ahead is None
