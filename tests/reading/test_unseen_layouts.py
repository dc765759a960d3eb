"""Layouts by people who had not seen the reader: right or unknown, never wrong, and nearly always right.

They were examinations, taken in once their first result was written down (fixtures/README.md). What each page says of
its questions was told by whoever made it.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dsptscan.model import Report
from dsptscan.scan import scan_pages

UNSEEN = Path(__file__).parents[2] / "fixtures" / "unseen"
LAYOUTS = sorted(folder for folder in UNSEEN.iterdir() if folder.is_dir())
QUICK = ("h2-", "j2-", "k1-")
folders = pytest.mark.parametrize(
    "folder",
    [pytest.param(f, id=f.name, marks=[] if f.name.startswith(QUICK) else pytest.mark.slow) for f in LAYOUTS],
)


@cache
def scanned(folder: Path) -> Report:
    return scan_pages(folder, today=date(2026, 6, 10))


def said(folder: Path) -> Any:
    return json.loads((folder / "told.json").read_text("utf-8"))


def compared(folder: Path) -> list[tuple[str, Any, Any]]:
    """(question, what its maker says, what was read) for every status and every mandatory or not."""
    read = {q.ref: q for q in scanned(folder).questions}
    pairs = []
    for ref, (mandatory, status) in said(folder)["questions"].items():
        found = read.get(ref)
        pairs.append((ref, status, found.status if found else "unknown"))
        pairs.append((ref, mandatory, found.mandatory if found else None))
    return pairs


def test_they_are_many() -> None:
    assert len(LAYOUTS) >= 297


@folders
def test_right_or_unknown(folder: Path) -> None:
    wrong = [(ref, truth, read) for ref, truth, read in compared(folder) if read not in (truth, "unknown", None)]
    assert wrong == []
    assert {q.ref for q in scanned(folder).questions} <= set(said(folder)["questions"])


@folders
def test_never_a_false_ready(folder: Path) -> None:
    if said(folder)["ready_is_wrong"]:
        assert scanned(folder).verdict not in ("ready", "published")


def share(layouts: list[Path]) -> float:
    every = [truth == read for folder in layouts for _, truth, read in compared(folder)]
    return sum(every) / len(every)


def test_nearly_all_is_right() -> None:
    assert share([folder for folder in LAYOUTS if folder.name.startswith(QUICK)]) >= 0.98


@pytest.mark.slow
def test_nearly_all_is_right_everywhere() -> None:
    assert share(LAYOUTS) >= 0.98
