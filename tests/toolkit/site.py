"""A very small invented site for tests: home, a list of two questions, and whatever a test adds."""

from __future__ import annotations

from pathlib import Path

REAL = "https://www.dsptoolkit.nhs.uk"
HOME = '<h1>Home</h1><p><a href="/Assessment">Assessment</a></p>'
LIST = (
    '<h1>Assessment</h1><ul><li><a href="/Q/1">1.1.1 First</a> <a class="red" href="/Q/1">not done</a></li>'
    '<li><a href="/Q/2">1.1.2 Second</a></li></ul>'
)
STYLE = "a { color: rgb(0, 0, 255) } .red { color: rgb(200, 10, 20) }"


def page(body: str, head: str = "") -> str:
    style = '<link rel="stylesheet" href="/Content/style.css">'
    return f"<!DOCTYPE html><html><head><title>Invented</title>{style}{head}</head><body>{body}</body></html>"


def write_site(layout: Path, **changed: str) -> Path:
    """Saved pages below `layout`, and the folder that holds them. `changed` replaces home, list or question."""
    folder = layout / "small"
    folder.mkdir(parents=True)
    (layout / "layout.toml").write_text('title = "Small"\nhome = "/Home"\nnot_shown = []\n')
    (layout / "style.css").write_text(STYLE)
    pages = {
        "Home": changed.get("home", page(HOME)),
        "Assessment": changed.get("list", page(LIST)),
        "Q/1": changed.get("question", page("<h1>1.1.1 First</h1>")),
        "Q/2": page("<h1>1.1.2 Second</h1>"),
    }
    for path, html in pages.items():
        comment = f"<!-- saved from url=(0042){REAL}/{path} -->\n<!-- Invented page -->\n"
        (folder / f"{path.replace('/', '-')}.html").write_text(comment + html)
    return folder


def judge(html: str, url: str) -> str:
    """What the reader would say of these pages, by the words the tests put into them."""
    for words, kind in (
        ("security code", "second_factor"),
        ("closed for work", "maintenance"),
        ("is locked", "locked"),
        ("Log in", "sign_in"),
        ("Assessment</h1>", "assessment"),
    ):
        if words in html:
            return kind
    return "home"
