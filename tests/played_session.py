"""A session that is played, for tests of which pages are opened: what a page leads to, without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dsptscan.accounts import Account
from dsptscan.collect import Collected, collect
from dsptscan.model import Page
from dsptscan.reading.words import bundled
from dsptscan.toolkit.links import forbidden, forbidden_address

HOST = "https://toolkit.example"
WORDS = bundled()
HEAD = "<!DOCTYPE html><html><head><title>Toolkit</title></head><body><main>"


class Played:
    """Stands for a session: `pages` maps a path to what is in its <main>. `moved` paths lead back to a known page."""

    def __init__(self, pages: dict[str, str], moved: dict[str, str]) -> None:
        self.pages, self.moved = pages, moved
        self.opened: list[str] = []
        self.fetched: list[str] = []
        self.landing = self._page(f"{HOST}/home")

    def open(self, url: str, *, text: str = "", has_reference: bool = False) -> Page:
        self.opened.append(url.removeprefix(HOST))
        if url.removeprefix(HOST) in self.moved:
            return Page(name=url, url=f"{HOST}{self.moved[url.removeprefix(HOST)]}", html="")
        if forbidden(url, text, has_reference, page_url=f"{HOST}/home"):
            return Page(name=url, url=url, html="")
        return self._page(url)

    def fetch(self, urls: Iterable[str]) -> Iterator[Page]:
        for url in urls:
            self.fetched.append(url.removeprefix(HOST))
            yield Page(name=url, url=url, html="") if forbidden_address(url) else self._page(url)

    def _page(self, url: str) -> Page:
        html = self.pages.get(url.removeprefix(HOST), "<h1>Page not found</h1>")
        return Page(name=url, url=url, html=f"{HEAD}{html}</main></body></html>")


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Any:
    def plays(pages: dict[str, str], moved: dict[str, str] | None = None) -> Played:
        session = Played(pages, moved or {})

        @contextmanager
        def opened(*given: Any, **more: Any) -> Iterator[Played]:
            yield session

        monkeypatch.setattr("dsptscan.toolkit.session.open_session", opened)
        return session

    return plays


def gathered(said: list[tuple[str, int, int]] | None = None) -> Collected:
    steps = said if said is not None else []
    account = Account(name="a", username="u", url=HOST)
    return collect(account, "pw", WORDS, visible=False, paced=True, progress=lambda *step: steps.append(step))


def listing(*refs: str, more: str = "", at: str = "/q/{}") -> str:
    """A list of questions of the toolkit year, each with its link."""
    rows = "".join(
        f'<tr><td><a href="{at.format(ref)}">{ref} The question about {ref}</a></td><td>Mandatory</td>'
        "<td>Completed</td></tr>"
        for ref in refs
    )
    return f"<h1>Assessment 2025-26</h1>{more}<table>{rows}</table>"


def asked(ref: str) -> str:
    return f"<h1>{ref} The question about {ref}</h1><form><label>Answer <textarea>Yes.</textarea></label></form>"


def links(*given: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{href}">{text}</a></li>' for text, href in given) + "</ul>"


HOME = "<h1>Meadow House (VX001)</h1>" + links(
    ("News", "/news"), ("Your assessment", "/list"), ("Publish assessment", "/publish"), ("Log out", "/Account/LogOff")
)
