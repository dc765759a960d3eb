"""What a person may do in the shown window while signing in: rules of their own, for that window and that time only.

A person's click cannot be told from a page's. So what is allowed is what the pages of the sign-in themselves offer:
- pages of the toolkit may be opened (GET), but none whose address holds a word that publishes, saves, deletes, ...;
- a form may be sent (POST) only to an address that a form on a page shown before names, a few times at most;
- styles, pictures and fonts of the toolkit come, so that a person can read the page; scripts only where needed;
- scripts' own requests, frames and pop-ups are refused;
- the first page behind the sign-in is never shown there: it is recognised before it arrives, and the visit is over.
Only where a person signs in at another site (NHSmail, in a browser of its own) may other sites be opened. From there
the way back to the toolkit may be a form, too, for such sites send one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from dsptscan.settings import LOOPBACK
from dsptscan.toolkit.links import LOG_OUT, forbidden_address, origin_of, target_of

if TYPE_CHECKING:
    from dsptscan.toolkit.guard import Ask

Ruling = Literal["allow", "refuse", "stop", "leave"]
# Kinds of pages that are behind the sign-in for certain; a step of the sign-in is never one of them.
ARRIVED = frozenset(
    {"home", "assessment", "question", "overview", "empty_assessment", "published", "caf", "headquarters"}
)
# What stands in the way and a person may deal with in the shown window. All else is for their own browser.
BY_A_PERSON = frozenset({"second_factor", "terms", "choose_organisation"})
MOST_PAGES = 400  # a page that asks again by itself every few seconds must last as long as a person may take
MOST_POSTS = 10
_TO_SEE = frozenset({"Stylesheet", "Image", "Font"})


@dataclass(slots=True)
class Visit:
    """One person's part. `judge` names the kind of a page; `elsewhere`: other sites may be opened.

    `arrived` is the address of the first page behind the sign-in, `kind` that of the last page shown.
    """

    origin: str
    judge: Callable[[str, str], str]
    scripts: bool = False
    elsewhere: bool = False
    arrived: str | None = None
    kind: str = ""
    _forms: set[str] = field(default_factory=set)
    _at_home: bool = True
    _pages: int = 0
    _posts: int = 0

    def rule(self, ask: Ask) -> tuple[Ruling, str]:
        """What happens to a request of the window, and why. "leave": it leads to another site, which it must not."""
        if origin_of(ask.url) != origin_of(self.origin):
            return self._other_site(ask)
        if self.arrived:
            return "refuse", "a person's window, after sign-in"
        word = forbidden_address(ask.url)
        document = ask.kind == "Document" and ask.place == "main"
        if word:
            stops = ask.kind == "Document" and (ask.method != "GET" or word not in LOG_OUT)
            return ("stop" if stops else "refuse"), f"{ask.method} {urlsplit(ask.url).path} in the sign-in window"
        if document and ask.method == "GET" and self._pages < MOST_PAGES:
            self._pages += 1
            return "allow", ""
        if document and ask.method == "POST":
            return self._post(ask)
        if ask.method == "GET" and (ask.kind in _TO_SEE or (ask.kind == "Script" and self.scripts)):
            return "allow", ""
        return "refuse", "a part of a page in the sign-in window"

    def redirect(self, url: str) -> tuple[Ruling, str]:
        """Whether an answer may send the window on to `url`."""
        if origin_of(url) != origin_of(self.origin):
            if not self.elsewhere or not _safe(url):
                return "leave", "another site"
            self._at_home = False
            return "allow", ""
        word = forbidden_address(url)
        if word:
            return "stop", f"a redirect to {urlsplit(url).path}, which holds the word {word}"
        return "allow", ""

    def shows(self, html: str, url: str, status: int) -> bool:
        """Note a page of the toolkit that is about to be shown. False when it must not be: the visit is over."""
        self.kind = self.judge(html, url)
        if status < 400 and self.kind in ARRIVED:
            self.arrived = url
            return False
        self._at_home = True
        self._forms |= form_targets(html, url)
        return True

    def _post(self, ask: Ask) -> tuple[Ruling, str]:
        self._posts += 1
        came_back = self.elsewhere and not self._at_home
        if self._posts <= MOST_POSTS and (came_back or target_of(ask.url) in self._forms):
            return "allow", ""
        return "stop", f"POST {urlsplit(ask.url).path} in the sign-in window, which no form there sends"

    def _other_site(self, ask: Ask) -> tuple[Ruling, str]:
        document = ask.kind == "Document" and ask.place == "main"
        if not self.elsewhere or not _safe(ask.url):
            return ("leave" if document and not self.elsewhere else "refuse"), "another site"
        if document:
            self._at_home = False
        return "allow", ""


def form_targets(html: str, url: str) -> set[str]:
    """Path and query of each address on the page's own host that one of its forms is sent to."""
    parser = _Forms()
    parser.feed(html)
    found: set[str] = set()
    for action in parser.actions:
        with contextlib.suppress(ValueError):  # what is no address cannot be sent to either
            address = urljoin(urljoin(url, parser.base), action) if action else url
            if origin_of(address) == origin_of(url):
                found.add(target_of(address.partition("#")[0]))
    return found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.actions: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "base":
            self.base = self.base or told.get("href") or ""
        elif tag == "form":
            self.actions.append((told.get("action") or "").strip())
        elif tag in ("button", "input") and told.get("formaction"):
            self.actions.append(str(told["formaction"]).strip())


def _safe(url: str) -> bool:
    """https, or this computer's own."""
    parts = urlsplit(url)
    return parts.scheme in ("https", "wss") or (parts.hostname or "") in LOOPBACK
