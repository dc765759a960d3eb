"""A list as Chrome, Edge and Firefox save it, "complete" and "HTML only"."""

from __future__ import annotations

import pytest

from dsptscan.model import Page
from dsptscan.reading.page import read_page
from tests.reading.small_pages import WORDS

HOST = "https://www.dsptoolkit.nhs.uk"
COMMENT = "<!-- saved from url=(0040)https://www.dsptoolkit.nhs.uk/Assessment -->"
CANONICAL = f'<link rel="canonical" href="{HOST}/Assessment">'
META = '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
ROW = '<li><a href="{}q/{}">{} Who leads?</a> <img src="{}tick.png" alt="Completed"></li>'


def page(top: str, links: str, files: str) -> bytes:
    rows = "".join(ROW.format(links, ref, ref, files) for ref in ("1.1.1", "1.1.2"))
    return f"{top}<body><main><h1>Assessment 2025-26</h1><ul>{rows}</ul></main></body></html>".encode()


@pytest.mark.parametrize(
    ("top", "links", "files"),
    [
        pytest.param(f"<!DOCTYPE html>\n{COMMENT}\n<html><head>{META}", f"{HOST}/", "./A_files/", id="chrome-complete"),
        pytest.param(
            f"<!DOCTYPE html>\r\n{COMMENT}\r\n<html><head>{META}", f"{HOST}/", "./A_files/", id="edge-complete"
        ),
        pytest.param(f"<!DOCTYPE html>\n{COMMENT}\n<html><head>", "/", "/img/", id="comment-and-site-links"),
        pytest.param(f"<!DOCTYPE html>\n{COMMENT}\n<html><head>", "", "img/", id="comment-and-page-links"),
        pytest.param(f"<!DOCTYPE html><html><head>{META}{CANONICAL}", f"{HOST}/", "A_files/", id="firefox-complete"),
        pytest.param(f"<!DOCTYPE html><html><head>{CANONICAL}", "/", "/img/", id="html-only-with-canonical"),
        pytest.param("<!DOCTYPE html><html><head>", f"{HOST}/", "A_files/", id="firefox-without-address"),
        pytest.param("<!DOCTYPE html><html><head>", "/", "/img/", id="html-only-without-address"),
    ],
)
def test_the_same_list(top: str, links: str, files: str) -> None:
    found = read_page(Page(name="a.html", html=page(f"{top}<title>Assessment</title></head>", links, files)), WORDS)
    assert (found.kind, found.whole, found.facts.years) == ("assessment", True, ("2025-26",))
    assert found.rows is not None
    rows = [(row.ref, row.title, [mark.text for mark in row.marks.of("status.complete")]) for row in found.rows.rows]
    assert rows == [("1.1.1", "Who leads?", ["Completed"]), ("1.1.2", "Who leads?", ["Completed"])]
    urls = [row.url for row in found.rows.rows]
    known = COMMENT in top or CANONICAL in top or links.startswith("https")
    assert urls == ([f"{HOST}/q/1.1.1", f"{HOST}/q/1.1.2"] if known else [None, None])


@pytest.mark.parametrize("href", ["javascript:go(1)", "mailto:a@b.example", "https://elsewhere.example/q/1.1.1", ""])
def test_a_link_that_leads_nowhere_on_the_site_is_no_address(href: str) -> None:
    html = (
        f'{COMMENT}<h1>Assessment</h1><ul><li><a href="{href}">1.1.1 Who?</a> Completed</li><li>1.1.2 What?</li></ul>'
    )
    found = read_page(Page(name="a.html", html=html), WORDS)
    assert found.rows is not None
    assert [row.url for row in found.rows.rows] == [None, None]
