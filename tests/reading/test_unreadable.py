"""Pages that must never be "ready": fixtures/unreadable, and beside them controls that are."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dsptscan.model import Report
from dsptscan.practice import layouts
from dsptscan.scan import exit_code, scan_pages

FOLDER = Path(__file__).parents[2] / "fixtures" / "unreadable"
CASES = sorted(path.parent for path in FOLDER.glob("*/*/expected.json"))
# Safe as they are, but not called by their name yet. A mended one fails the test.
HARD = [folder for folder in CASES if folder.parent.name != "controls"]


def name_of(folder: Path) -> str:
    return f"{folder.parent.name}-{folder.name}"


cases = pytest.mark.parametrize("folder", CASES, ids=name_of)
hard = pytest.mark.parametrize("folder", HARD, ids=name_of)


def said(folder: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return expected


@cache
def scanned(folder: Path, confirmed: int | None = None) -> Report:
    return scan_pages(folder, today=date.fromisoformat(said(folder)["today"]), expected_mandatory=confirmed)


def test_each_has_its_sentence_and_its_place() -> None:
    assert len(HARD) > 50
    for folder in CASES:
        assert said(folder).keys() == {"today", "verdict", "exit_code", "kind", "why"}
        assert said(folder)["why"].endswith("."), folder
        assert ("ready" in said(folder)["verdict"]) == (folder.parent.name == "controls"), folder


@cases
def test_the_verdict_and_the_exit_code(folder: Path) -> None:
    report, expected = scanned(folder), said(folder)
    assert report.verdict in expected["verdict"], (expected["why"], report.verdict_because)
    assert exit_code(report) in expected["exit_code"]


@pytest.mark.parametrize(
    "folder",
    [pytest.param(folder, id=name_of(folder)) for folder in CASES],
)
def test_the_problem_is_called_by_its_name(folder: Path) -> None:
    kinds = {problem.kind for problem in scanned(folder).problems}
    assert set(said(folder)["kind"]) <= kinds


@hard
def test_the_report_says_why(folder: Path) -> None:
    report = scanned(folder)
    assert report.verdict_because
    assert all(reason.strip() for reason in report.verdict_because)
    if exit_code(report) == 7:
        unknown = any(q.status == "unknown" or q.mandatory is None for q in report.questions)
        assert report.problems or unknown or report.counts.expected_mandatory is None


@pytest.mark.parametrize(
    "folder", [f for f in HARD if f.parent.name in ("disagreeing", "doubtful-status")], ids=name_of
)
def test_a_confirmed_number_heals_no_doubt(folder: Path) -> None:
    """Somebody who says that there are 45 has not said that they are complete."""
    if folder.name not in ("other-kind-of-organisation", "counter-says-more"):  # there the number was the only doubt
        assert scanned(folder, 45).verdict in ("cannot_tell", "not_ready")


def test_they_are_no_practice_layouts() -> None:
    assert not {"unreadable", "more"} & layouts().keys()
