"""A page of our own printed as PDF by the browser, which is kept from everything but that page."""

from __future__ import annotations

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Route

from dsptscan.errors import NotSetUp
from dsptscan.toolkit.browser import new_context, start_browser

# The address the browser is started for. Nothing is there: with it, the browser does not even look up another name.
NOWHERE = "http://127.0.0.1"


def print_pdf(html: str) -> bytes:
    """`html` as PDF, tagged for screen readers, with an outline of its headings, on the paper its style sheet names.

    No script runs and nothing is loaded, whatever `html` asks for. Raises NotSetUp without a browser that can print.
    """
    with start_browser(NOWHERE) as browser:
        context = new_context(browser)
        context.set_offline(True)
        context.route("**/*", _refuse)
        page = context.new_page()
        try:
            page.set_content(html, wait_until="domcontentloaded")
            return page.pdf(tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
        except BrowserError:
            raise NotSetUp(
                "The browser could not print the report.",
                "Save it with --output report.html, open it in your own browser, and print it from there.",
            ) from None


def _refuse(route: Route) -> None:
    """Nothing is loaded. "No content" leaves the page as it is, where a broken connection would show an error page."""
    if route.request.is_navigation_request():
        route.fulfill(status=204)
    else:
        route.abort()
