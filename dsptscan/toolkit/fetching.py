"""Reading many pages quickly: guarded in-page `fetch` from a blank page of our own on the toolkit's origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page as Tab
from playwright.sync_api import Request

from dsptscan.toolkit.failures import network_failure

TIME_LIMIT_MS = 30_000

# Redirects are never followed by the page; the guard judges where they lead. The text is decoded as the server or the
# page says. Anything that is no page (a document, a picture) is left unread.
_FETCH = """([addresses, referrer, limit]) => Promise.all(addresses.map(async address => {
  try {
    const answer = await fetch(address, {
      redirect: 'manual', credentials: 'same-origin', cache: 'no-store', referrer,
      headers: {Accept: 'text/html,application/xhtml+xml'}, signal: AbortSignal.timeout(limit)});
    if (answer.type === 'opaqueredirect') return {end: 'redirect', status: 302, retry: null, text: ''};
    const type = answer.headers.get('content-type') ?? 'text/html';
    const told = {status: answer.status, retry: answer.headers.get('retry-after')};
    if (!/html/i.test(type)) { await answer.body?.cancel(); return {...told, end: 'file', text: ''}; }
    const bytes = await answer.arrayBuffer();
    const start = new TextDecoder('latin1').decode(bytes.slice(0, 1024));
    const said = /charset=\\s*["']?([\\w-]+)/i.exec(type) ?? /<meta[^>]+charset=\\s*["']?([\\w-]+)/i.exec(start);
    let decoder;
    try { decoder = new TextDecoder(said?.[1] ?? 'utf-8'); } catch { decoder = new TextDecoder(); }
    return {...told, end: 'page', text: decoder.decode(bytes)};
  } catch (error) {
    return {end: error.name === 'TimeoutError' ? 'late' : 'broken', status: 0, retry: null, text: ''};
  }
}))"""

# One file, whole and as it is, in base64: a picture or a PDF is no text.
_DOWNLOAD = """async ([address, referrer, limit, most]) => {
  try {
    const answer = await fetch(address, {
      redirect: 'manual', credentials: 'same-origin', cache: 'no-store', referrer, signal: AbortSignal.timeout(limit)});
    if (answer.type === 'opaqueredirect') return {end: 'redirect', status: 302, retry: null, text: ''};
    const told = {status: answer.status, retry: answer.headers.get('retry-after')};
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > most) return {...told, end: 'broken', text: ''};
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return {...told, end: 'file', text: btoa(text)};
  } catch (error) {
    return {end: error.name === 'TimeoutError' ? 'late' : 'broken', status: 0, retry: null, text: ''};
  }
}"""
LARGEST_FILE = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came for one address. `end`: page, file (not HTML), redirect, late (no answer in time) or broken."""

    url: str
    end: str
    status: int
    retry: str | None
    text: str
    failure: str = ""


class Desk:
    """The blank page that fetches. `tab` must already be known to the guard."""

    def __init__(self, tab: Tab, address: str) -> None:
        self._tab = tab
        self._failures: dict[str, str] = {}
        tab.on("requestfailed", self._failed)
        try:
            tab.goto(address, timeout=TIME_LIMIT_MS)
        except BrowserError as error:
            raise network_failure(error.message) from None

    def fetch(self, urls: list[str], referrer: str) -> list[Fetched]:
        """The answers for `urls`, all in flight at once, in the order given. Raises ToolkitUnavailable."""
        self._failures.clear()
        try:
            answers = self._tab.evaluate(_FETCH, [urls, referrer, TIME_LIMIT_MS])
        except BrowserError as error:
            raise network_failure(error.message) from None
        return [self._came(url, answer) for url, answer in zip(urls, answers, strict=True)]

    def download(self, url: str, referrer: str) -> Fetched:
        """The file at `url`, its content in base64. Raises ToolkitUnavailable."""
        self._failures.clear()
        try:
            return self._came(url, self._tab.evaluate(_DOWNLOAD, [url, referrer, TIME_LIMIT_MS, LARGEST_FILE]))
        except BrowserError as error:
            raise network_failure(error.message) from None

    def _came(self, url: str, answer: dict[str, Any]) -> Fetched:
        end = answer["end"]
        return Fetched(url, end, answer["status"], answer["retry"], answer["text"], self._why(url, end))

    def _why(self, url: str, end: str) -> str:
        return "Timeout" if end == "late" else self._failures.get(url, "")

    def _failed(self, request: Request) -> None:
        self._failures[request.url] = request.failure or ""
