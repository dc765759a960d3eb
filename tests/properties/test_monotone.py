"""Whatever happens to a page, the reader never promises more of it than of the page as it was (design 3.2)."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.properties.mutations import CHANGES
from tests.properties.pages import SCENARIOS
from tests.properties.promise import KINDS, Kind, keeps_the_promise

# No shrinking: a failure names its pages, its changes and its seed, which is enough to do it again.
quick = settings(deadline=None, derandomize=True, database=None, phases=[Phase.generate])
scenarios, seeds = st.sampled_from(SCENARIOS), st.integers(0, 999_999)
small = st.sampled_from(KINDS[2:])


@pytest.mark.parametrize("change", sorted(CHANGES))
@settings(quick, max_examples=6)
@given(scenario=scenarios, kind=small, seed=seeds)
def test_one_change_of_few_questions(change: str, scenario: str, kind: Kind, seed: int) -> None:
    keeps_the_promise(scenario, kind, (change,), seed)


@settings(quick, max_examples=20)
@given(scenario=scenarios, kind=small, changes=st.tuples(*[st.sampled_from(sorted(CHANGES))] * 2), seed=seeds)
def test_two_changes_of_few_questions(scenario: str, kind: Kind, changes: tuple[str, ...], seed: int) -> None:
    keeps_the_promise(scenario, kind, changes, seed)


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(quick, max_examples=3)
@given(
    kind=st.sampled_from(KINDS[:2]),
    changes=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2),
    seed=seeds,
)
def test_changes_of_whole_lists(scenario: str, kind: Kind, changes: list[str], seed: int) -> None:
    keeps_the_promise(scenario, kind, tuple(changes), seed)
