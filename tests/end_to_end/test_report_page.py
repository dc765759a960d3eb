"""The HTML report in the real browser: for everybody, on every screen and on paper, and harmless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from dsptscan.model import Report, Site
from dsptscan.reports import find
from dsptscan.toolkit.browser import start_browser
from tests.reports.examples import decided, fix, report
from tests.reports.hostile import HOSTILE, poisoned

WIDTHS = (320, 768, 1280)
LOOKS = ("light", "dark", "print")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PAPER = 690  # what A4 has between its margins, in the browser's pixels


def everything() -> Report:
    """A report with every part that a page can have."""
    unread = fix(id="u", rank=5, check="unreadable", ref="6.3.2", title="Passwords", stops_publishing=False)
    sites = (*report().sites, Site(code="VX003", name=None, included=None, published="Standards Met"))
    return decided(fixes=(*decided().fixes, unread), sites=sites)


PAGES = {
    "one": find("html").render(everything(), width=80, colour=False),
    "ready": find("html").render(report(verdict="ready", fixes=(), problems=()), width=80, colour=False),
    "many": find("html").render_rollup(
        [report(account="oak", verdict="cannot_tell"), decided(account="elm", verdict="ready", questions=())],
        width=80,
        colour=False,
    ),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser("http://127.0.0.1") as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def shown(context: BrowserContext, html: str | bytes, folder: Path, width: int = 1280, look: str = "light") -> Page:
    assert isinstance(html, str)
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(
        media="print" if look == "print" else "screen", color_scheme="dark" if look == "dark" else "light"
    )
    page.goto(file.as_uri())
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    return page


def too_wide(page: Page) -> list[str]:
    """What stands out of the page at the right."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(e => e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0, 40))"""
    )
    return found


# Each width, each look and both kinds of page at once; the slow tests combine all of them.
QUICK = [("one", 320, "light"), ("one", 768, "print"), ("one", 1280, "dark"), ("many", 320, "dark")]
SLOW = [way for way in product(PAGES, WIDTHS, LOOKS) if way not in QUICK]


@pytest.mark.parametrize(
    ("name", "width", "look"), [*QUICK, *(pytest.param(*way, marks=pytest.mark.slow) for way in SLOW)]
)
def test_axe_finds_nothing_and_nothing_stands_out(
    context: BrowserContext, tmp_path: Path, name: str, width: int, look: str
) -> None:
    page = shown(context, PAGES[name], tmp_path, width, look)
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert found.response["passes"]
    assert too_wide(page) == []
    picture = page.screenshot(full_page=True, path=tmp_path / f"{name}-{width}-{look}.png")
    assert int.from_bytes(picture[16:20], "big") == width


def test_axe_would_find_something(context: BrowserContext, tmp_path: Path) -> None:
    """The rules above do bite: pale text, a picture without words, a page without a title."""
    html = str(PAGES["one"])
    pale = html.replace("--soft: #5d5663", "--soft: #d0d0d0").replace('role="img" aria-label=', 'role="img" data-x=')
    pale = (
        pale.replace("<title>", "<desc>")
        .replace("</title>", "</desc>")
        .replace("&#39;sha256-", "&#39;unsafe-inline&#39; &#39;x-")
    )
    found = Axe().run(shown(context, pale, tmp_path), options=RULES)
    assert {"color-contrast", "svg-img-alt", "document-title"} <= {one["id"] for one in found.response["violations"]}


def test_dark_is_dark_and_paper_is_white(context: BrowserContext, tmp_path: Path) -> None:
    light, dark, paper = (
        shown(context, PAGES["one"], tmp_path, look=look).evaluate("getComputedStyle(document.body).backgroundColor")
        for look in LOOKS
    )
    assert paper == "rgb(255, 255, 255)"
    assert len({light, dark, paper}) == 3
    page = shown(context, PAGES["one"], tmp_path, look="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper, "also when the screen is dark"


@pytest.mark.parametrize("name", ["long word", "long text", "piled accents"])
@pytest.mark.parametrize("width", [320, *(pytest.param(width, marks=pytest.mark.slow) for width in WIDTHS[1:])])
def test_no_text_makes_the_page_scroll_sideways(context: BrowserContext, tmp_path: Path, name: str, width: int) -> None:
    given = poisoned(HOSTILE[name])
    for html in (
        find("html").render(given, width=80, colour=False),
        find("html").render_rollup([given, report()], width=80, colour=False),
    ):
        page = shown(context, html, tmp_path, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert too_wide(page) == []


def test_tables_stay_tables_where_they_look_like_cards(context: BrowserContext, tmp_path: Path) -> None:
    page = shown(context, PAGES["one"], tmp_path, 320)
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).display") == "block"
    table = page.get_by_role("table", name="Finish in one sitting")
    assert table.get_by_role("row").count() == 3
    assert table.get_by_role("columnheader").count() == 6
    assert table.get_by_role("rowheader", name="4.3.1").count() == 1
    assert table.get_by_role("cell").count() == 9, "what is left to fill in by pen is for paper"


def test_it_can_be_used_by_keyboard_alone(context: BrowserContext, tmp_path: Path) -> None:
    page = shown(context, PAGES["one"], tmp_path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to what to do"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"), "seen once it has the focus"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#fixes-1"
    reached = set()
    for _ in range(page.locator("a, summary").count() + 2):
        page.keyboard.press("Tab")
        active = "document.activeElement"
        if page.evaluate(f"{active} !== document.body"):
            assert page.evaluate(f"getComputedStyle({active}).outlineStyle") == "solid"
            reached.add(page.evaluate(f"{active}.textContent"))
    assert any("All 4 questions" in text for text in reached)
    assert any("4.3.1" in text for text in reached)
    page.locator("summary").focus()
    before = page.evaluate("document.querySelector('details').open")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open") is not before


def test_on_paper_addresses_can_be_read(context: BrowserContext, tmp_path: Path) -> None:
    page = shown(context, PAGES["one"], tmp_path, PAPER, "print")
    after = "getComputedStyle(document.querySelector('.question a'), '::after').content"
    assert str(fix().url) in page.evaluate(after)
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).breakInside") == "avoid"
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).display") == "table-row"


def test_hostile_text_does_nothing_in_a_browser_that_runs_scripts(context: BrowserContext, tmp_path: Path) -> None:
    given = [replace(poisoned(text), verdict="not_ready") for text in HOSTILE.values()]
    met: list[str] = []
    context.on("request", lambda request: met.append(request.url))
    context.on("page", lambda page: met.append("a page of its own"))
    context.on("dialog", lambda dialog: met.append("a dialog"))
    context.on("console", lambda said: met.append(said.text))
    page = shown(context, find("html").render_rollup(given, width=80, colour=False), tmp_path)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 20_000)
    for _ in range(20):
        page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    assert met == ["a page of its own", page.url]
    assert page.evaluate("typeof window.acted") == "undefined"
    assert page.locator("script, iframe, object, embed, form, img, input, link, base").count() == 0
