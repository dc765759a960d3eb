"""The promise of design 3.2 with many more examples, and other ones each time."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.properties.mutations import CHANGES
from tests.properties.pages import SCENARIOS
from tests.properties.promise import KINDS, Kind, keeps_the_promise

pytestmark = pytest.mark.slow
long = settings(deadline=None, derandomize=False, database=None, phases=[Phase.generate])
names, seeds = sorted(CHANGES), st.integers(0, 10**9)


@pytest.mark.parametrize("change", names)
@settings(long, max_examples=150)
@given(scenario=st.sampled_from(SCENARIOS), kind=st.sampled_from(KINDS[2:]), seed=seeds)
def test_one_change(change: str, scenario: str, kind: Kind, seed: int) -> None:
    keeps_the_promise(scenario, kind, (change,), seed)


@pytest.mark.parametrize("change", names)
@settings(long, max_examples=150)
@given(scenario=st.sampled_from(SCENARIOS), kind=st.sampled_from(KINDS[2:]), other=st.sampled_from(names), seed=seeds)
def test_two_changes(change: str, other: str, scenario: str, kind: Kind, seed: int) -> None:
    keeps_the_promise(scenario, kind, (change, other), seed)


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(long, max_examples=40)
@given(kind=st.sampled_from(KINDS[:2]), changes=st.lists(st.sampled_from(names), min_size=1, max_size=3), seed=seeds)
def test_changes_of_whole_lists(scenario: str, kind: Kind, changes: list[str], seed: int) -> None:
    keeps_the_promise(scenario, kind, tuple(changes), seed)
