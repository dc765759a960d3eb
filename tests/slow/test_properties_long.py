"""The promise of design 3.2 with more examples than the quick run has; and pages as large as are accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dsptscan.scan import scan_pages
from tests.properties.hanging import not_hanging
from tests.properties.mutations import CHANGES
from tests.properties.pages import SCENARIOS
from tests.properties.promise import KINDS, Kind, keeps_the_promise

pytestmark = pytest.mark.slow
long = settings(deadline=None, derandomize=True, database=None, phases=[Phase.generate])
BUSY = 240  # seconds; the slowest takes about ten
names, seeds = sorted(CHANGES), st.integers(0, 10**9)


@pytest.mark.parametrize("change", names)
@settings(long, max_examples=60)
@given(scenario=st.sampled_from(SCENARIOS), kind=st.sampled_from(KINDS[2:]), seed=seeds)
def test_one_change(change: str, scenario: str, kind: Kind, seed: int) -> None:
    keeps_the_promise(scenario, kind, (change,), seed)


@pytest.mark.parametrize("change", names)
@settings(long, max_examples=60)
@given(scenario=st.sampled_from(SCENARIOS), kind=st.sampled_from(KINDS[2:]), other=st.sampled_from(names), seed=seeds)
def test_two_changes(change: str, other: str, scenario: str, kind: Kind, seed: int) -> None:
    keeps_the_promise(scenario, kind, (change, other), seed)


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(long, max_examples=20)
@given(kind=st.sampled_from(KINDS[:2]), changes=st.lists(st.sampled_from(names), min_size=1, max_size=3), seed=seeds)
def test_changes_of_whole_lists(scenario: str, kind: Kind, changes: list[str], seed: int) -> None:
    keeps_the_promise(scenario, kind, tuple(changes), seed)


ROW = "<tr><td>1.1.{n}</td><td>Title {n}</td><td>Mandatory</td><td>{status}</td></tr>"
ROWS = "".join(ROW.format(n=n, status="Completed" if n > 1 else "Not completed") for n in range(1, 20))
# What a page is filled with, and how many MB of it: what makes saved pages large is pictures and scripts, not tags.
FILLED_WITH = {
    "text": (20, "Some words about data. "),
    "one word": (20, "data"),
    "comments": (20, "<!-- " + "nothing " * 1000 + "-->"),
    "scripts": (20, "<script>" + "var status = 'Completed';" * 1000 + "</script>"),
    "pictures in addresses": (20, f'<img alt="Plan" src="data:image/png;base64,{"A" * 100_000}">'),
    "view state": (20, f'<input type="hidden" name="__VIEWSTATE" value="{"dDw0MTU" * 10_000}">'),
    "dates": (2, "Saved on 1 May 2026, for 2025-26. "),
    "references": (2, "1.1.1 1.1.2 10.2.1 "),
    "rows": (1, ROWS),
    "paragraphs": (1, "<p>Some words about data.</p>"),
    "lines": (1, "Some words about data.<br>"),
    "open tags": (1, "<div><b>"),
    "headings": (1, "<h2>Mandatory questions</h2><h3>Still to do</h3>"),
    "labels": (1, '<span id="x" aria-label="Completed" title="Not completed"></span>'),
    "counters": (1, "<p>3 of 7 complete</p>"),
    "boxes": (1, "<label for=a>Your answer</label><textarea id=a>x</textarea><input type=checkbox checked>"),
    "links": (1, '<a href="/question/1">1.1.1 Title</a>'),
}


@pytest.mark.parametrize("name", FILLED_WITH)
@pytest.mark.parametrize("where", ["after the list", "in a row"])
def test_a_large_page_is_read(name: str, where: str, tmp_path: Path) -> None:
    start = "<html><body><h1>Assessment 2025-26</h1><table>" + ROWS
    start += "</table>" if where == "after the list" else "<tr><td>1.2.1</td><td>"
    size, piece = FILLED_WITH[name]
    times = (size * 1024 * 1024 - len(start) - 20) // len(piece)
    (tmp_path / "list.html").write_text(f"{start}{piece * times}</body></html>", encoding="ascii")
    with not_hanging(BUSY):
        report = scan_pages(tmp_path, today=date(2026, 6, 23))
    assert report.verdict in ("not_ready", "cannot_tell")
    assert "1.1.1" not in {q.ref for q in report.questions if q.status == "complete"}
