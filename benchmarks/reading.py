"""What reading a page costs, beside the bare parse of the same page, and how it grows.

    python benchmarks/reading.py [--most N] [SHAPE ...]

For every shape of page at 1, 10 and 100 times its rows: the time BeautifulSoup alone takes, the time `read_page` takes
(which parses too), their ratio (3 or less is the aim) and the growth: the time of a row beside that of a row of the
smallest page (1.0 is linear). Shapes named after a layout are the list page of its fixture `ready`, with its questions
repeated under other numbers; the others are pages made to hurt.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from time import process_time

from bs4 import BeautifulSoup

from dsptscan.model import Page
from dsptscan.reading.page import read_page
from dsptscan.reading.words import bundled

FIXTURES = Path(__file__).parents[1] / "fixtures"
LISTS = {
    "tables": "assessment.html",
    "accordion": "self-assessment.html",
    "cards": "standard-01.html",
    "webforms": "list.html",
}
REFERENCE = re.compile(r"(?<![\d.])(?:10|[1-9])\.\d{1,2}\.\d{1,2}(?![\d.])")
EVERY = [f"{a}.{b}.{c}" for a in range(1, 11) for b in range(1, 20) for c in range(1, 20)]
ROWS = 77


def of_layout(name: str) -> Callable[[int], str]:
    """The list page of a layout with its content so many times over, each time under other numbers."""

    def page(times: int) -> str:
        data = (FIXTURES / name / "ready" / LISTS[name]).read_bytes()
        text = data.decode("windows-1252" if b"windows-1252" in data else "utf-8")
        parts = re.fullmatch(r"(.*?<body[^>]*>)(.*)(</body.*)", text, re.IGNORECASE | re.DOTALL)
        head, inner, end = parts.groups() if parts else ("", text, "")
        known = sorted(set(REFERENCE.findall(inner)))
        copies = []
        for n in range(times):
            new = {ref: EVERY[(i + n * len(known)) % len(EVERY)] for i, ref in enumerate(known)}
            copies.append(REFERENCE.sub(lambda m, new=new: new[m[0]], inner))
        return head + "".join(copies) + end

    return page


def repeated(row: str, around: str = "{}") -> Callable[[int], str]:
    """A page of rows; `{ref}`, `{n}` stand for the question and its number."""

    def page(times: int) -> str:
        rows = (row.replace("{ref}", EVERY[n % len(EVERY)]).replace("{n}", str(n)) for n in range(ROWS * times))
        return f"<html><body><h1>Assessment 2025-26</h1>{around.format(''.join(rows))}</body></html>"

    return page


def deep(times: int) -> str:
    depth = ROWS * times
    return "<html><body>" + "<div>" * depth + "1.1.1 Completed" + "</div>" * depth + "</body></html>"


def references(times: int) -> str:
    return "<html><body><p>" + " ".join(EVERY[n % len(EVERY)] for n in range(ROWS * times)) + "</p></body></html>"


SHAPES: dict[str, Callable[[int], str]] = {
    **{name: of_layout(name) for name in LISTS},
    "flat siblings": repeated("<p>{ref} Title {n}</p><p>Mandatory</p><p>Completed</p><p>Saved 1 May 2026</p>"),
    "lines": repeated("{ref} Title {n} - Completed<br>", "<div>{}</div>"),
    "definition list": repeated("<dt>{ref} Title {n}</dt><dd>Mandatory</dd><dd>Completed</dd>", "<dl>{}</dl>"),
    "many headings": repeated(
        "<h2>Section {n}</h2><h3>Mandatory questions</h3><p>{ref} Title {n} <b>Completed</b></p>"
    ),
    "many tables": repeated(
        "<table><tr><th>No</th><th>Question</th><th>Status</th></tr>"
        "<tr><td>{ref}</td><td>Title {n}</td><td>Completed</td></tr></table>"
    ),
    "many labels": repeated(
        '<li aria-labelledby="a{n} s{n}"><a id="a{n}" href="/q/{n}" aria-describedby="s{n}">{ref} Title {n}</a>'
        '<b id="s{n}">Completed</b></li>',
        "<ul>{}</ul>",
    ),
    "many forms": repeated(
        '<fieldset><legend>{ref} Title {n}</legend><label for="t{n}">Your answer</label>'
        '<textarea id="t{n}">x</textarea>'
        '<input type="checkbox" id="c{n}" checked><label for="c{n}">Confirmed</label><b>Completed</b></fieldset>'
    ),
    "many counters": repeated("<section><p>1 of 1 complete</p><div>{ref} Title {n} <b>Completed</b></div></section>"),
    "many links": repeated('<p><a href="/page/{n}">Page {n} of the guide</a></p>'),
    "only text": repeated("<p>Some words about data, number {n}, and nothing else.</p>"),
    "deep nesting": deep,
    "references in a paragraph": references,
}


def seconds(work: Callable[[], object], *, again: int) -> float:
    """The best of some runs, in seconds of this process."""
    best = float("inf")
    for _ in range(again):
        gc.collect()
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return max(best, 1e-6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", help=", ".join(SHAPES))
    parser.add_argument("--most", type=int, default=100, help="the largest number of times (default 100)")
    asked = parser.parse_args()
    unknown = set(asked.shapes) - set(SHAPES)
    if unknown:
        parser.error(f"no such shape: {', '.join(sorted(unknown))}")
    warnings.simplefilter("ignore")
    words = bundled()
    print(f"{'shape':26} {'times':>5} {'kB':>7} {'parse s':>8} {'read s':>8} {'ratio':>6} {'growth':>7}")
    for name in asked.shapes or SHAPES:
        first = 0.0
        for times in (t for t in (1, 10, 100) if t <= asked.most):
            page = Page(name="page.html", html=SHAPES[name](times).encode())
            again = 3 if times < 100 else 1
            parse = seconds(lambda page=page: BeautifulSoup(page.html, "lxml"), again=again)
            read = seconds(lambda page=page: read_page(page, words), again=again)
            first = first or read
            size, growth = len(page.html) / 1000, read / times / first
            print(f"{name:26} {times:5} {size:7.0f} {parse:8.3f} {read:8.3f} {read / parse:6.1f} {growth:7.1f}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
