"""A folder of saved pages: which files are pages, and in what order."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dsptscan.errors import WrongUsage
from dsptscan.saved_pages import load_pages


def names(folder: Path) -> list[str]:
    return [page.name for page in load_pages(folder)]


def put(folder: Path, *paths: str) -> Path:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"<p>\xe9")
    return folder


def test_every_page_below_the_folder_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, "b.html", "a.HTM", "deep/er/c.Html", "Questions 2.htm", "notes.txt", "page.html.bak", "x.mhtml")
    assert sorted(names(tmp_path)) == ["Questions 2.htm", "a.HTM", "b.html", "deep/er/c.Html"]
    assert names(tmp_path) == names(tmp_path)


def test_what_the_browser_saved_beside_a_page_is_no_page(tmp_path: Path) -> None:
    put(tmp_path, "a.html", "a_files/frame.html", "sub/b_FILES/deep/frame.htm", "profiles/c.html")
    assert names(tmp_path) == ["a.html", "profiles/c.html"]


def test_the_folder_itself_may_be_called_anything(tmp_path: Path) -> None:
    assert names(put(tmp_path / "my_files", "a.html")) == ["a.html"]


def test_bytes_are_handed_on_as_they_are(tmp_path: Path) -> None:
    (page,) = load_pages(put(tmp_path, "a.html"))
    assert (page.html, page.url) == (b"<p>\xe9", None)


def test_a_folder_called_like_a_page(tmp_path: Path) -> None:
    put(tmp_path, "a.html/b.html")
    assert names(tmp_path) == ["a.html/b.html"]


@pytest.mark.parametrize("present", ["", "a.txt", "a_files/a.html"])
def test_no_page_in_it(tmp_path: Path, present: str) -> None:
    if present:
        put(tmp_path, present)
    with pytest.raises(WrongUsage) as caught:
        names(tmp_path)
    assert "no saved page" in caught.value.message
    assert "Ctrl+S" in caught.value.next_step


@pytest.mark.parametrize("name", ["missing", "file.html"])
def test_no_folder(tmp_path: Path, name: str) -> None:
    put(tmp_path, "file.html")
    with pytest.raises(WrongUsage, match="no folder"):
        names(tmp_path / name)


def test_a_page_too_large_to_be_one(tmp_path: Path) -> None:
    with put(tmp_path, "a.html").joinpath("a.html").open("r+b") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    assert [page.html for page in load_pages(tmp_path)] == [b""]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unreadable to this user")
def test_a_page_that_must_not_be_read(tmp_path: Path) -> None:
    put(tmp_path, "a.html").joinpath("a.html").chmod(0)
    assert [page.html for page in load_pages(tmp_path)] == [b""]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_that_leads_nowhere_is_no_page(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    (tmp_path / "b.html").symlink_to(tmp_path / "gone.html")
    assert names(tmp_path) == ["a.html"]
