"""Layouts, scenarios and saved pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsptscan.errors import WrongUsage
from dsptscan.practice import PracticeToolkit, find_fixtures, layouts, scenario
from dsptscan.practice.saved import read_saved, saved_target

EVERY = [(layout, name) for layout, names in layouts().items() for name in names]


@pytest.mark.parametrize(("layout", "name"), EVERY)
def test_every_scenario_can_be_served(layout: str, name: str) -> None:
    chosen = scenario(layout, name)
    saved = PracticeToolkit(chosen.folder).saved
    assert (chosen.layout, chosen.name) == (layout, name)
    assert chosen.folder == find_fixtures() / layout / name
    assert saved.find(saved.home), "sign-in lands on one of the saved pages"


def test_an_unknown_layout_or_scenario_names_those_there_are() -> None:
    layout, name = EVERY[0]
    with pytest.raises(WrongUsage) as caught:
        scenario("nowhere", name)
    assert layout in caught.value.next_step
    with pytest.raises(WrongUsage) as caught:
        scenario(layout, "nothing")
    assert name in caught.value.next_step


@pytest.mark.parametrize(
    ("content", "target"),
    [
        (b"<!-- saved from url=(0042)https://www.dsptoolkit.nhs.uk/A?b=1 --><html>", "/A?b=1"),
        (b"<!DOCTYPE html>\n<!-- saved from url=(0030)https://www.dsptoolkit.nhs.uk -->", "/"),
        (b'<link rel="canonical" href="https://www.dsptoolkit.nhs.uk/A?b=1&amp;c=2">', "/A?b=1&c=2"),
        (b"<link href='https://www.dsptoolkit.nhs.uk/A' rel=canonical>", "/A"),
        (b"<html>", None),
    ],
)
def test_where_a_page_was_saved_from(content: bytes, target: str | None) -> None:
    assert saved_target(content) == target


def test_what_browsers_save_beside_a_page_is_no_page(tmp_path: Path) -> None:
    comment = "<!-- saved from url=(0042)https://www.dsptoolkit.nhs.uk/{} -->"
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_text(comment.format("frame"))
    (tmp_path / "a.HTM").write_text(comment.format("A?b=1"))
    saved = read_saved(tmp_path)
    assert list(saved.pages) == ["/a?b=1"]
    assert saved.find("/a?B=1")
    assert saved.find("/a") is None
