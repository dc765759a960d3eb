"""What may leave the browser: an allow-list of (phase, method, host, path with query), always on, with no switch.

Pure: it is asked about each request before it leaves and about each redirect before it is followed, and keeps count.
`wire.py` puts it into the browser.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urljoin, urlsplit

from dsptscan.errors import GuardStopped
from dsptscan.toolkit.links import forbidden_address, origin_of, target_of
from dsptscan.toolkit.visit import Ruling, Visit

Phase = Literal["sign_in", "person", "landing", "reading"]
Role = Literal["reading", "sign_in", "scripted"]  # what a page is for; "scripted" is a list read once more with scripts
Place = Literal["main", "popup", "frame"]
Decision = Literal["allow", "refuse", "serve"]

HOPS = 10  # redirects in a row on the way in; more is a loop
MOST_DATA = 40  # requests for data that the scripts of one list may make
_INSIDE = frozenset({"data", "blob", "about", "chrome", "chrome-untrusted", "edge", "devtools"})
_REPORTS = frozenset({"CSPViolationReport", "Preflight"})
_PAGES = frozenset({"Document", "XHR", "Fetch"})  # the kinds a page is read with


@dataclass(frozen=True, slots=True)
class Ask:
    """One request about to leave. `kind` is the browser's word for it: Document, Stylesheet, XHR, Ping, Other, ...

    `role` is that of its page.
    """

    method: str
    url: str
    kind: str
    place: Place = "main"
    redirected: bool = False
    role: Role = "reading"


class Guard:
    """The state of one scan's allow-list for the toolkit at `origin`.

    `sent` lists what was let out; `refused` counts by reason what was not; `stopped` says why all has ended (exit 8).
    """

    def __init__(self, origin: str, *, login_path: str) -> None:
        self.origin = origin
        self.phase: Phase = "sign_in"
        self.sent: list[tuple[str, str]] = []
        self.refused: Counter[str] = Counter()
        self.stopped: str | None = None
        self.styles_wanted = False
        self.scripts_on = False
        self.login_paths = {_folded(login_path)}
        self.session_ended = False
        self.left_for: str | None = None
        self.too_many_hops = False
        self.after_post: str | None = None
        self.moved: dict[str, str] = {}
        self.turned_back: set[str] = set()
        self.visit: Visit | None = None
        self._tokens: Counter[tuple[Phase, str, str]] = Counter()
        self._asked: set[str] = set()
        self._styles: set[str] = set()
        self._hops = 0
        self._data = 0

    def expect(self, url: str, method: str = "GET") -> None:
        """Allow one request to `url` in the present phase. Only addresses of the toolkit's own host count."""
        if origin_of(url) == origin_of(self.origin):
            self._tokens[self.phase, method, target_of(url)] += 1
            self._asked.add(target_of(url))
            self._hops = 0

    def enter(self, phase: Phase) -> None:
        """Begin the next phase: what was allowed before no longer is."""
        self.phase = phase
        self._tokens.clear()
        self.styles_wanted = self.scripts_on = False
        self.visit = None

    def sign_in_again(self) -> None:
        """The session has ended: back to the first phase, once more."""
        self.enter("sign_in")
        self.session_ended = False
        self.after_post = None

    def let_a_person(self, visit: Visit) -> None:
        """Begin a person's part: in the sign-in window the rules of `visit` hold, elsewhere nothing is allowed."""
        self.enter("person")
        self.visit, self.scripts_on = visit, visit.scripts

    def let_scripts(self, on: bool) -> None:
        """Whether the scripts of a list that is empty without them may run, and ask for its data."""
        self.scripts_on, self._data = on, 0

    def stop(self, reason: str) -> Decision:
        self.stopped = self.stopped or reason
        return "refuse"

    def check(self) -> None:
        """Raise GuardStopped when anything was stopped."""
        if self.stopped:
            raise GuardStopped(
                f"The read-only guard stopped a request: {self.stopped}. Nothing was sent, and nothing more was read.",
                "Do not scan again for now. Send this message to your support.",
            )

    def decide(self, ask: Ask) -> Decision:
        """Whether the request may leave."""
        parts = urlsplit(ask.url)
        if parts.scheme in _INSIDE:
            return "allow"
        if self.stopped:
            return self._refuse("after the stop")
        if self.visit is not None and ask.role == "sign_in":
            self._hops = self._hops if ask.redirected else 0
            return self._ruled(*self.visit.rule(ask), ask)
        if origin_of(ask.url) != origin_of(self.origin):
            if ask.kind == "Document" and ask.place == "main":
                self.left_for = parts.hostname or parts.scheme
            return self._refuse("another site")
        stale = ask.role == "sign_in" and self.phase != "sign_in"
        if stale and ask.kind != "Document":
            return self._refuse("the sign-in page, after sign-in")
        target = target_of(ask.url)
        token = (self.phase, ask.method, target)
        if self._tokens[token] and ask.place == "main" and ask.kind in _PAGES and not stale:
            self._tokens[token] -= 1
            return self._let(ask.method, target)
        if ask.kind == "Document":
            return self._document(ask, target)
        if ask.method == "GET":
            return self._part_of_a_page(ask, target)
        if ask.kind in _REPORTS:
            return self._refuse("a browser's report")
        if self.phase == "sign_in" or ask.role == "scripted":
            return self._refuse("a script's own post")
        return self.stop(f"{ask.method} {parts.path}")

    def _document(self, ask: Ask, target: str) -> Decision:
        path = urlsplit(ask.url).path
        if ask.place == "frame" and ask.method == "GET" and forbidden_address(ask.url) is None:
            return self._refuse("a frame")
        if ask.method == "GET" and ask.place == "main":
            if self.phase == "sign_in" and _folded(path) in self.login_paths and not ask.redirected:
                return self._let("GET", target) if self._hop() else "refuse"
            if self.phase != "sign_in" and target in self._asked and not ask.redirected:
                return self._refuse("a page that loads itself again")
            if self.phase == "reading" and _folded(path) in self.login_paths:
                self.session_ended = True
                return self._refuse("the way to the sign-in page")
        return self.stop(f"{ask.method} {path}, which was not asked for")

    def _part_of_a_page(self, ask: Ask, target: str) -> Decision:
        harmless = forbidden_address(ask.url) is None and not ask.redirected and ask.place != "popup"
        if ask.kind == "Stylesheet" and self.styles_wanted and harmless and ask.place == "main":
            if target in self._styles:
                return "serve"
            self._styles.add(target)
            return self._let("GET", target)
        if ask.kind == "Script" and self.scripts_on and harmless:
            return self._let("GET", target)
        if ask.kind in ("XHR", "Fetch") and ask.role == "scripted" and self.scripts_on and harmless:
            self._data += 1
            return self._let("GET", target) if self._data <= MOST_DATA else self._refuse("too many requests for data")
        return self._refuse(f"a part of a page ({ask.kind.lower()})")

    def redirect(self, ask: Ask, location: str) -> Decision:
        """Whether the answer to an allowed request may send the browser on to `location`."""
        try:
            url = urljoin(ask.url, location)
            parts = urlsplit(url)
        except ValueError:
            return self._refuse("a redirect to nowhere")
        if self.visit is not None and ask.role == "sign_in":
            onward = replace(ask, method="GET", url=url)
            return self._ruled(*self.visit.redirect(url), onward, letting=False) if self._hop() else "refuse"
        if ask.role == "scripted" and ask.kind != "Document":
            return self._refuse("a redirect of a script's request")
        if origin_of(url) != origin_of(self.origin):
            self.left_for = parts.hostname or parts.scheme
            return self._refuse("another site")
        word = forbidden_address(url)
        if word:
            return self.stop(f"a redirect to {parts.path}, which holds the word {word}")
        if self.phase in ("sign_in", "landing") and ask.method == "POST":
            self.after_post = url  # read in the reading context instead: no script ever runs on a signed-in page
            return "refuse"
        if self.phase in ("sign_in", "landing"):
            if not self._hop():
                return "refuse"
            if self.phase == "sign_in":
                self.login_paths.add(_folded(parts.path))
            return self._follow(url)
        return self._redirect_while_reading(ask, url)

    def _redirect_while_reading(self, ask: Ask, url: str) -> Decision:
        path = urlsplit(url).path
        if _folded(path) in self.login_paths:
            self.session_ended = True
            return self._refuse("the way to the sign-in page")
        if target_of(url) == target_of(ask.url):
            self.too_many_hops = True
            return self._refuse("a redirect to itself")
        if _folded(target_of(url)) == _folded(target_of(ask.url)):
            self.moved[target_of(ask.url)] = url
            return self._follow(url) if self._hop() else "refuse"
        if target_of(url) in self._asked:
            self.turned_back.add(target_of(ask.url))
            return self._refuse("back to a page already asked for")
        return self.stop(f"a redirect from {urlsplit(ask.url).path} to {path}, which was not asked for")

    def _ruled(self, ruling: Ruling, why: str, ask: Ask, *, letting: bool = True) -> Decision:
        """Carry out what the rules of a person's part say. `letting`: the request itself is let out."""
        if ruling == "allow":
            at_home = origin_of(ask.url) == origin_of(self.origin)
            return self._let(ask.method, target_of(ask.url)) if letting and at_home else "allow"
        if ruling == "stop":
            return self.stop(why)
        if ruling == "leave":
            self.left_for = urlsplit(ask.url).hostname or urlsplit(ask.url).scheme
        return self._refuse(why)

    def _follow(self, url: str) -> Decision:
        hops = self._hops
        self.expect(url)
        self._hops = hops
        return "allow"

    def _hop(self) -> bool:
        self._hops += 1
        self.too_many_hops = self.too_many_hops or self._hops > HOPS
        return self._hops <= HOPS

    def _let(self, method: str, target: str) -> Decision:
        self.sent.append((method, target))
        return "allow"

    def _refuse(self, reason: str) -> Decision:
        self.refused[reason] += 1
        return "refuse"


def _folded(target: str) -> str:
    """An address as sites take it: case and a slash at the end do not matter."""
    path, mark, query = target.casefold().partition("?")
    return (path.rstrip("/") or "/") + mark + query
