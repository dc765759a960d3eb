"""From sign-in to the last question: which pages are opened, in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urldefrag

from dsptscan.collect_public import read_public
from dsptscan.collect_sites import read_sites
from dsptscan.model import Page, Problem, Publication
from dsptscan.reading.document import parse
from dsptscan.reading.kinds import recognise
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import Words

if TYPE_CHECKING:
    from dsptscan.accounts import Account
    from dsptscan.toolkit.session import Attendance, Session

Progress = Callable[[str, int, int], None]
MOST_STEPS = 3  # from the first page to the list: "Your assessment", "Continue", ...
MOST_LISTS = 60  # pages that list questions; one a standard or assertion is far below this
# "Standard 6: Dealing with incidents" names a part of the list; nothing is reported by reading it.
_PART = re.compile(
    r"^(?:(?:data security|go to|view|open)\s+)*(?:(?:standard|assertion)\s+)?(?:10|[1-9])(?:\.\d{1,2})?\b",
    re.IGNORECASE,
)
_STANDARD = re.compile(r"\b(?:standard|assertion)\s+(?:10|[1-9])\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(10|[1-9])[.:)]?\s+\S")
_NUMBERED_PARTS = 3  # so many links with numbers of their own are no news
_INCIDENT = re.compile(r"\bincidents?\b", re.IGNORECASE)


@dataclass(slots=True)
class Collected:
    """The pages that were read; `unread` are questions whose page could not be, each with the reason.

    `problems` are parts of the list that could not be opened, `raw` the pages as the browser had them. `remarks`
    withhold no verdict. `public` is what the public search says of publication, None when nobody looked.
    `lists` is how many pages there were before the first question was opened.
    """

    pages: list[PageReading] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    raw: list[Page] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    public: tuple[Publication, ...] | None = None
    lists: int = 0


class Sparing(Protocol):
    """Which questions need not be opened, because they were read before."""

    def closed(self, lists: Sequence[PageReading]) -> Collection[str]:
        """Their references, by what the lists say now."""

    def needs_all(self, collected: Collected) -> bool:
        """Whether they have to be opened after all, by what was read now."""


def collect(
    account: Account,
    password: str,
    words: Words,
    *,
    visible: bool,
    paced: bool,
    progress: Progress,
    sparing: Sparing | None = None,
    attendance: Attendance | None = None,
) -> Collected:
    """Sign in, find the assessment by the words of links, read its lists, then each question's page once.

    With `sparing`, only those that it does not leave closed. Last come the list of sites and the public search's
    entry, where a link leads to them. `attendance`: who is told what to do while signing in, and where the session is
    kept.
    """
    from dsptscan.toolkit.session import NOBODY, open_session

    progress("Signing in", 0, 1)
    with open_session(
        account,
        password,
        judge=judge_with(words),
        visible=visible,
        paced=paced,
        attendance=attendance or NOBODY,
    ) as session:
        progress("Signing in", 1, 1)
        collected = read_lists(session, words, progress)
        collected.lists = len(collected.pages)
        closed = sparing.closed(collected.pages) if sparing else ()
        _read_questions(session, collected, words, progress, closed)
        if sparing and closed and sparing.needs_all(collected):
            _read_questions(session, collected, words, progress)
        read_sites(session, collected, words)
        collected.public, remarks = read_public(session, collected.pages, words)
        collected.remarks += remarks
    return collected


def check_sign_in(
    account: Account, password: str, words: Words, *, visible: bool, attendance: Attendance | None = None
) -> str:
    """Sign in, look at the first page and say where that is."""
    from dsptscan.toolkit.session import NOBODY, open_session

    with open_session(
        account, password, judge=judge_with(words), visible=visible, attendance=attendance or NOBODY
    ) as session:
        reading = read_page(session.landing, words)
    found = reading.facts.organisation
    names = " ".join(part for part in (found.name, f"({found.code})" if found.code else None) if part)
    whose = f"The toolkit shows {names}." if names else "The first page does not name an organisation."
    if _way_to_assessment(reading, set()) or reading.rows:
        return f"{whose} The way to the assessment is there."
    return f"{whose} No link to the assessment was found on it."


def judge_with(words: Words) -> Callable[[str, str], str]:
    """What the browser room asks to know of a page while it signs in."""
    return lambda html, url: recognise(parse(html, url), words).kind


def read_lists(session: Session, words: Words, progress: Progress) -> Collected:
    """The first page, the assessment and every further page of its list."""
    collected = Collected()
    _take_list(session, session.landing, collected, words)
    _read_lists(session, collected, words, progress)
    return collected


def _read_lists(session: Session, collected: Collected, words: Words, progress: Progress) -> None:
    landing = collected.pages[0]
    seen = {_bare(landing.address)}
    way = _way_to_assessment(landing, seen)
    waiting = (way or _lists_from(landing)) if landing.kind in ("home", "other") else (_lists_from(landing) or way)
    while waiting:
        text, url = waiting.pop(0)
        if _bare(url) in seen:
            continue
        seen.add(_bare(url))
        part = _names_a_part(text)
        if len(collected.pages) > MOST_LISTS:
            detail = f"The list goes on over more than {MOST_LISTS} pages; the rest was not read."
            collected.problems.append(Problem(kind="list_cut_short", detail=detail))
            return
        page = session.open(url, text=text, has_reference=part)
        if not page.html:
            led_back = _bare(page.url) != _bare(url)  # to a page that was read
            if (part or _names_a_topic(text)) and not led_back:
                why = "its address reads as if it changed something" if part else "it may lead to reporting an incident"
                detail = f'"{text}" was not opened, because {why}.'
                collected.problems.append(Problem(kind="list_cut_short", url=url, detail=detail))
            continue
        reading = _take_list(session, page, collected, words)
        seen.add(_bare(reading.address))
        waiting += [link for link in _lists_from(reading) if _bare(link[1]) not in seen]
        if not waiting and len(collected.pages) <= MOST_STEPS and not any(page.rows for page in collected.pages):
            waiting = _way_to_assessment(reading, seen)
        progress("Reading the list", len(collected.pages) - 1, len(collected.pages) - 1 + len(waiting))


def _take_list(session: Session, page: Page, collected: Collected, words: Words) -> PageReading:
    """Read a list. One that is empty without its scripts is opened once more with them."""
    reading = read_page(page, words)
    if reading.kind == "empty_assessment" and page.url:
        drawn = session.open_with_scripts(page.url)
        read = read_page(drawn, words)
        if read.kind in ("assessment", "overview"):
            page, reading = drawn, read
    collected.pages.append(reading)
    collected.raw.append(page)
    return reading


def _names_a_part(text: str) -> bool:
    """Whether a link names a standard or assertion by its number, and no deed but the incidents some are about."""
    from dsptscan.toolkit.links import forbidden

    return bool(_PART.match(text)) and forbidden("", _INCIDENT.sub("", text)) is None


def _names_a_topic(text: str) -> bool:
    """Whether a link to a part of the list is not followed only because its topic is incidents."""
    from dsptscan.toolkit.links import forbidden

    return bool(_INCIDENT.search(text)) and forbidden("", _INCIDENT.sub("", text)) is None


def _way_to_assessment(reading: PageReading, seen: set[str]) -> list[tuple[str, str]]:
    """The link to the assessment: by its exact words, else the first that may be it."""
    for to in ("assessment", "perhaps"):
        found = [(link.text, link.url) for link in reading.links if link.to == to and _bare(link.url) not in seen]
        if found:
            return found[:1]
    return []


def _lists_from(reading: PageReading) -> list[tuple[str, str]]:
    """Further parts of the list that a page leads to; one that stands in the way leads to none."""
    own = {_bare(row.url) for row in reading.rows.rows} if reading.rows else set()
    found = [(link.text, link.url) for link in reading.links if link.to == "list" and _bare(link.url) not in own]
    if reading.kind in ("assessment", "overview", "empty_assessment", "other"):
        return found
    if reading.kind != "home":
        return []
    named = [(text, url) for text, url in found if _STANDARD.search(text)]
    numbers = {m[1] for text, _ in found if (m := _NUMBERED.match(text))}
    return named if len(named) > 1 else found if len(numbers) >= _NUMBERED_PARTS else []


def _read_questions(
    session: Session, collected: Collected, words: Words, progress: Progress, closed: Collection[str] = ()
) -> None:
    """Every question's own page, once; several questions may share one. A page of `closed` questions alone is left."""
    read = {_bare(page.address) for page in collected.pages} | {_bare(page.name) for page in collected.raw}
    wanted: dict[str, set[str]] = {}
    for page in collected.pages[: collected.lists]:
        for row in page.rows.rows if page.rows else ():
            if row.url and _bare(row.url) not in read:
                wanted.setdefault(_bare(row.url), set()).add(row.ref)
    wanted = {url: refs for url, refs in wanted.items() if not refs <= set(closed)}
    for done, fetched in enumerate(session.fetch(wanted), 1):
        progress("Reading questions", done, len(wanted))
        _take(fetched, wanted.get(_bare(fetched.name), set()), collected, words)


def _take(page: Page, refs: set[str], collected: Collected, words: Words) -> None:
    if not page.html:
        collected.unread |= dict.fromkeys(refs, page.unread or "its page could not be read")
        return
    reading = read_page(page, words)
    collected.pages.append(reading)
    collected.raw.append(page)
    shown = (
        {reading.question.ref}
        if reading.question
        else {row.ref for row in reading.rows.rows}
        if reading.rows
        else set()
    )
    collected.unread |= dict.fromkeys(refs - shown, "the page its link leads to does not show this question")


def _bare(url: str | None) -> str:
    return urldefrag(url or "")[0]
