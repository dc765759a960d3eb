"""A care home whose pages change from day to day: the list and question pages of two scenarios, put together."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from dsptscan.practice import PracticeToolkit
from dsptscan.practice.saved import REAL_SITE, read_saved
from tests.truth import FIXTURES

BEFORE, AFTER = FIXTURES / "tables" / "nearly-there", FIXTURES / "tables" / "ready"
LIST = "/assessment"
_ROW = re.compile(r'<tr>\s*<td class="ref">([\d.]+)</td>.*?</tr>', re.DOTALL)
_SECTION = re.compile(r'<section id="standard-\d+">.*?</section>', re.DOTALL)
_LINK = re.compile(rf'href="{re.escape(REAL_SITE.decode())}(/Assessment/EvidenceItem/\d+)"')


@dataclass(frozen=True)
class Story:
    """The pages of both scenarios, which address shows which question, and where sign-in lands."""

    before: dict[str, str]
    after: dict[str, str]
    rows: dict[str, str]
    address: dict[str, str]
    home: str

    def pages(self, done: Collection[str], odd: Collection[str] = (), published: str | None = None) -> dict[str, str]:
        """The pages of a day: these questions are as in the later scenario, these have a status nobody knows."""
        shown = {}
        for ref, address in self.address.items():
            shown[address] = (self.after if ref in done else self.before)[address.casefold()]

        def row(found: re.Match[str]) -> str:
            text = self.rows[found[1]] if found[1] in done else found[0]
            return re.sub(r"COMPLETED|Not completed", "Pending review", text) if found[1] in odd else text

        listed = _counted(_ROW.sub(row, self.before[LIST]))
        if len(done) == len(self.address):
            listed = self.after[LIST]
        if published:
            listed = re.sub(r"<p>Status: Not published\..*?</p>", f"<p>{published}</p>", listed)
            listed = re.sub(r"<form[^>]*/Assessment/Publish.*?</form>", "", listed, flags=re.DOTALL)
            shown[self.home] = self.after[self.home].replace("<td>Not published</td>", "<td>Published</td>")
        return {**shown, LIST: listed}

    def play(self, toolkit: PracticeToolkit, done: Collection[str], **more: object) -> None:
        """From now on the toolkit shows these pages."""
        pages = self.pages(done, **more)
        own = toolkit.url
        toolkit.extra = {address: html.replace(REAL_SITE.decode(), own) for address, html in pages.items()}


def told() -> Story:
    before, after = (
        {target: page.decode() for target, page in read_saved(folder).pages.items()} for folder in (BEFORE, AFTER)
    )
    rows = {found[1]: found[0] for found in _ROW.finditer(after[LIST])}
    address = {ref: link[1] for ref, row in rows.items() if (link := _LINK.search(row))}
    return Story(before, after, rows, address, read_saved(AFTER).home.casefold())


def _counted(listed: str) -> str:
    """The list with its own counters put right."""

    def counter(section: re.Match[str]) -> str:
        have, of = _mandatory(section[0])
        return re.sub(
            r"\d+ of \d+ mandatory questions completed", f"{have} of {of} mandatory questions completed", section[0]
        )

    listed = _SECTION.sub(counter, listed)
    have, of = _mandatory(listed)
    every = [found[0] for found in _ROW.finditer(listed)]
    others = [row for row in every if "Mandatory" not in row]
    done = sum("COMPLETED" in row for row in others)
    listed = re.sub(r"<strong>\d+ of \d+</strong> mandatory", f"<strong>{have} of {of}</strong> mandatory", listed)
    return re.sub(r"\d+ of \d+ other questions", f"{done} of {len(others)} other questions", listed)


def _mandatory(text: str) -> tuple[int, int]:
    rows = [found[0] for found in _ROW.finditer(text) if "Mandatory" in found[0]]
    return sum("COMPLETED" in row for row in rows), len(rows)
