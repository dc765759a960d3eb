"""When the public search's own entry is looked at, and what of it is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dsptscan.errors import ToolkitUnavailable
from dsptscan.model import Page
from tests.played_session import HOME, gathered, links, listing

ENTRY = (
    "<h1>Meadow House</h1><p>Organisation code: VX001</p>"
    "<table><tr><th>Status</th><th>Date of publication</th></tr>{}</table>"
)
ROW = "<tr><td>{}</td><td>{}</td></tr>"
PUBLISHED = HOME + "<p>Your 2025-26 assessment was published on 12 June 2026.</p>"
TO_ENTRY = links(("View your public record", "/OrganisationSearch/VX001"))


def site(home: str = PUBLISHED + TO_ENTRY, entry: str = "") -> dict[str, str]:
    return {"/home": home, "/list": listing("1.1.1", at="#{}"), "/OrganisationSearch/VX001": entry or ENTRY.format("")}


def test_its_own_entry_is_read_once_it_is_published(play: Any) -> None:
    rows = ROW.format("2025-26 Standards Met", "12/06/2026") + ROW.format("24/25 Standards Met", "20/06/2025")
    session = play(site(entry=ENTRY.format(rows)))
    collected = gathered()
    assert session.opened == ["/list", "/OrganisationSearch/VX001"]
    assert [(p.year, p.published_on) for p in collected.public or ()] == [
        ("2025-26", date(2026, 6, 12)),
        ("2024-25", date(2025, 6, 20)),
    ]
    assert (len(collected.pages), collected.remarks) == (2, [])


def test_an_entry_that_shows_nothing_was_looked_at(play: Any) -> None:
    play(site())
    assert gathered().public == ()


@pytest.mark.parametrize(
    "home",
    [
        HOME + TO_ENTRY,
        HOME + "<p>Not published</p>" + TO_ENTRY,
        PUBLISHED,
        PUBLISHED + links(("Organisation search", "/OrganisationSearch")),
        PUBLISHED + links(("View your public record", "/OrganisationSearch/VX002")),
        PUBLISHED + links(("News", "/OrganisationSearch/VX001")),
    ],
)
def test_nobody_looks_before_or_without_a_link_to_it(play: Any, home: str) -> None:
    session = play(site(home))
    collected = gathered()
    assert (session.opened, collected.public, collected.remarks) == (["/list"], None, [])


@pytest.mark.parametrize("entry", ["<h1>Page not found</h1>", ENTRY.format("").replace("VX001", "VX002")])
def test_another_page_in_its_place_is_a_remark(play: Any, entry: str) -> None:
    play(site(entry=entry))
    collected = gathered()
    assert collected.public is None
    assert [said for said in collected.remarks if "VX001" in said] == collected.remarks != []


def test_a_toolkit_that_fails_there_spoils_nothing(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    session = play(site())
    opened = session.open

    def fails(url: str, **more: Any) -> Page:
        if url.endswith("VX001"):
            raise ToolkitUnavailable("The toolkit has a fault.", "Try again.")
        return opened(url, **more)

    monkeypatch.setattr(session, "open", fails)
    collected = gathered()
    assert (collected.public, len(collected.pages), len(collected.remarks)) == (None, 2, 1)
