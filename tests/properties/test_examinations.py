"""The promise of design 3.2 on every layout that is saved here, the examinations among them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.chance import chance
from tests.properties.mutations import CHANGES
from tests.properties.pages import FIXTURES, Folder, outcome

pytestmark = pytest.mark.slow

LAYOUTS = sorted(
    path.parent for name in ("unseen/*/told.json", "more/*/*/expected.json") for path in FIXTURES.glob(name)
)
ids = [path.relative_to(FIXTURES).as_posix() for path in LAYOUTS]


def pages_of(layout: Path) -> Folder:
    return {
        path.name: path.read_bytes() for path in sorted(layout.iterdir()) if path.suffix.lower() in (".html", ".htm")
    }


def references_of(layout: Path) -> frozenset[str]:
    if (layout / "told.json").exists():
        return frozenset(json.loads((layout / "told.json").read_text("utf-8"))["questions"])
    expected = json.loads((layout / "expected.json").read_text("utf-8"))
    return frozenset(question["ref"] for question in expected["questions"])


@pytest.mark.parametrize("layout", LAYOUTS, ids=ids)
@settings(deadline=None, derandomize=True, database=None, phases=[Phase.generate], max_examples=8)
@given(
    changes=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2, unique=True),
    seed=st.integers(0, 999_999),
)
def test_no_change_makes_the_reader_promise_more(layout: Path, changes: list[str], seed: int) -> None:
    folder = pages_of(layout)
    before, changed, rng = outcome(folder), folder, chance(seed)
    for name in changes:
        changed = CHANGES[name](changed, rng, references_of(layout))
    after = outcome(changed)
    said = f"{changes}, seed {seed}"
    assert after.complete <= before.complete, f"{said}: {sorted(after.complete - before.complete)} became complete"
    for verdict in ("ready", "published"):
        assert after.verdict != verdict or before.verdict == verdict, f"{said}: {before.verdict} became {verdict}"
