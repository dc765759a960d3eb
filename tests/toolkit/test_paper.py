"""Printing as PDF, with the real browser."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pypdf import PdfReader

from dsptscan.errors import NotSetUp
from dsptscan.toolkit.paper import print_pdf

STYLE = "<style>@page { size: A4; margin: 20mm } @media print { .screen { display: none } }</style>"


def page(body: str, head: str = "") -> str:
    head = f"<head><title>The title</title>{STYLE}{head}</head>"
    return f'<!DOCTYPE html><html lang="en-GB">{head}<body>{body}</body></html>'


def printed(html: str) -> PdfReader:
    return PdfReader(io.BytesIO(print_pdf(html)))


@pytest.fixture
def met() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this computer, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_it_is_a_tagged_pdf_on_a4_with_text_and_an_outline() -> None:
    read = printed(page('<h1>Heading</h1><p>Words.</p><p class="screen">Not on paper.</p><h2>Next</h2>'))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert read.metadata
    assert read.metadata.title == "The title"
    (sheet,) = read.pages
    assert [round(float(side) * 25.4 / 72) for side in sheet.mediabox[2:]] == [210, 297]
    assert "Words." in sheet.extract_text()
    assert "Not on paper." not in sheet.extract_text()
    assert [item["/Title"] for item in read.outline if isinstance(item, dict)] == ["Heading"]


def test_nothing_is_asked_of_anybody(met: tuple[str, list[str]]) -> None:
    url, asked = met
    head = (
        f'<link rel="stylesheet" href="{url}/style"><link rel="preload" as="image" href="{url}/preload">'
        f"<style>@import '{url}/import'; body {{ background: url({url}/background) }}</style>"
        f'<script src="{url}/script"></script><link rel="icon" href="{url}/icon"><base href="{url}/">'
    )
    body = (
        f'<img src="{url}/picture"><iframe src="{url}/frame"></iframe><object data="{url}/object"></object>'
        f"<script>fetch('{url}/fetch'); document.body.textContent = 'acted'</script><p>Words.</p>"
        f'<img src="relative"><video poster="{url}/poster" src="{url}/video"></video>'
    )
    text = printed(page(body, head)).pages[0].extract_text()
    assert "Words." in text
    assert "acted" not in text
    assert asked == []


def test_a_page_that_wants_to_go_elsewhere_stays(met: tuple[str, list[str]]) -> None:
    url, asked = met
    read = printed(page("<p>Words.</p>", f'<meta http-equiv="refresh" content="0;url={url}/refresh">'))
    assert "Words." in read.pages[0].extract_text()
    assert asked == []


def test_without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSPTSCAN_BROWSER", "/nonexistent")
    with pytest.raises(NotSetUp, match="DSPTSCAN_BROWSER"):
        print_pdf(page("<p>Words.</p>"))
