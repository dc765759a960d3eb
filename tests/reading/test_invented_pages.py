"""Facts about the pages that only tests read (fixtures/more, fixtures/unreadable): invented, and labelled so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGES = sorted(
    path
    for folder in ("more", "unreadable")
    for path in (FIXTURES / folder).rglob("*")
    if path.suffix.casefold() in (".html", ".htm")
)
SAVED_FROM = re.compile(r"saved from url=\((\d{4})\)(\S+) -->")
EMAIL = re.compile(r"[\w.+-]+@([\w.-]+\w)")
TELEPHONE = re.compile(r"\b0\d{2,4}[ -]\d{3}[ -]\d{3,4}\b")
DECLARED = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


def text_of(path: Path) -> str:
    data = path.read_bytes()
    declared = DECLARED.search(data[:1500])
    return data.decode(declared[1].decode() if declared else "utf-8")


def relative(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix()


@pytest.mark.parametrize("folder", ["more", "unreadable"])
def test_nothing_but_pages_and_their_truth(folder: str) -> None:
    names = {path.name for path in (FIXTURES / folder).rglob("*") if path.is_file() and path not in PAGES}
    assert names == {"expected.json"}


def test_every_page_says_at_its_top_and_at_its_end_that_it_is_invented() -> None:
    for path in PAGES:
        text = text_of(path)
        assert "<!-- Invented page:" in text[:1000], relative(path)
        if "</html>" in text.casefold():
            assert "Invented page, made up for tests." in text[-800:], relative(path)


def test_the_few_that_have_no_end_are_meant_to_have_none() -> None:
    cut = {relative(path).split("/")[2] for path in PAGES if "</html>" not in text_of(path).casefold()}
    assert cut == {"list-cut-short", "list-cut-between-rows", "list-without-page"}


def test_addresses_are_as_a_browser_writes_them() -> None:
    for path in PAGES:
        saved = SAVED_FROM.search(text_of(path))
        if saved:
            assert len(saved[2]) == int(saved[1]), relative(path)
            assert saved.start() < 2000, relative(path)


def test_nobody_can_be_reached_by_them() -> None:
    for path in PAGES:
        text = text_of(path)
        assert [host for host in EMAIL.findall(text) if not host.endswith(".example")] == [], relative(path)
        assert [number for number in TELEPHONE.findall(text) if not number.startswith("03069 990")] == [], relative(
            path
        )
