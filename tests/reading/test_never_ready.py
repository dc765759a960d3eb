"""One small change to a page that is ready, and it must not be ready any more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dsptscan.scan import scan_pages

PAGE = Path(__file__).parents[2] / "fixtures" / "unreadable" / "controls" / "total-only" / "assessment.html"
CELL = "<td>Completed</td>"
ERRORS = '<div role="alert"><h2>There is a problem</h2><ul><li><a href="#q">{}</a></li></ul></div>'


def verdict(html: str, folder: Path) -> str:
    (folder / "assessment.html").write_text(html, encoding="utf-8")
    return scan_pages(folder, today=date(2026, 6, 20)).verdict


def with_one_cell(cell: str) -> str:
    """The status of one question of 45 replaced."""
    html = PAGE.read_text("utf-8")
    start = html.index(CELL, html.index("<td>4.3.1</td>"))
    return f"{html[:start]}<td>{cell}</td>{html[start + len(CELL) :]}"


def test_without_the_change_it_is_ready(tmp_path: Path) -> None:
    assert verdict(PAGE.read_text("utf-8"), tmp_path) == "ready"


@pytest.mark.parametrize(
    "cell",
    [
        "Completed?", "Complete: no", "Completed (80%)", "Completed - returned to you", "Please complete",
        "Not completed", "<s>Completed</s>", "<b>Completed</b> last year", "To be <b>completed</b>",
        "This is not <b>completed</b>",
        "Status: not <b>completed</b>", "Will be <b>completed</b> soon", "Parked", "", "<i class='tick'></i>", "Saved",
        "<input type=checkbox> Completed", "<b hidden>Completed</b>", "Completed<br>Not completed",
        pytest.param("not yet <b>completed</b>"),
        pytest.param("not <b>completed</b>"),
        pytest.param("<b>Completed</b><sup>?</sup>"),
    ],
)  # fmt: skip
def test_one_question_in_doubt(cell: str, tmp_path: Path) -> None:
    assert verdict(with_one_cell(cell), tmp_path) != "ready"


@pytest.mark.parametrize(
    "words",
    [
        "4.3.1 is not complete",
        "4.3.1: answer needed",
        pytest.param("Question 4.3.1 is not complete"),
        pytest.param("Question 4.3.1 still needs an answer"),
    ],
)
def test_an_error_summary(words: str, tmp_path: Path) -> None:
    html = PAGE.read_text("utf-8").replace("<table>", ERRORS.format(words) + "<table>")
    assert verdict(html, tmp_path) != "ready"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<p>Completed</p>",
        "<p>All of this is completed</p>",
        "<nav><a href='?f=done'>Completed</a></nav>",
        "<h2>How to keep completed answers</h2>",
        "<h2>To be completed</h2>",
        pytest.param("<nav><h2>Completed</h2></nav>"),
        pytest.param("<aside><h2>Completed</h2></aside>"),
        pytest.param("<h2>Completed?</h2>"),
    ],
)
def test_words_above_a_list_without_any_status(before: str, tmp_path: Path) -> None:
    html = PAGE.read_text("utf-8").replace(CELL, "<td></td>").replace("<table>", before + "<table>")
    assert verdict(html, tmp_path) != "ready"
