"""The changes themselves: they find every question, change what they say, and bring in no word of status."""

from __future__ import annotations

import pytest

from dsptscan.reading.words import bundled
from tests.chance import chance
from tests.properties.changing_words import UNKNOWN, status_phrases
from tests.properties.mutations import CHANGES, WORDS_OF_NO_STATUS
from tests.properties.pages import SCENARIOS, outcome, parsed, references, remove, rows, with_lists, written

SPEAKING = ("status.", "confirm.", "carried_over.", "mandatory.")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_question_of_a_list_is_found_as_a_row(scenario: str) -> None:
    found = set()
    for root in parsed(with_lists(scenario, chance(0))).values():
        found |= {row[0] for row in rows(root, references(scenario))}
    assert len(found) >= len(references(scenario))


@pytest.mark.parametrize("change", sorted(set(CHANGES) - {"reorder_pages", "save_again"}))
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_change_changes_something(scenario: str, change: str) -> None:
    folder = with_lists(scenario, chance(0))
    assert any(CHANGES[change](folder, chance(seed), references(scenario)) != folder for seed in range(5))


@pytest.mark.parametrize("text", [*UNKNOWN, *WORDS_OF_NO_STATUS])
def test_what_is_put_in_says_nothing_of_status(text: str) -> None:
    meanings = {m for _, _, said in bundled().split(text).said for m in said.meanings}
    assert not any(m.startswith(SPEAKING) for m in meanings)


def test_status_words_come_from_the_words_file() -> None:
    assert {"not completed", "completed", "to do", "cannot start yet"} <= set(status_phrases())


@pytest.mark.parametrize("scenario", [s for s in SCENARIOS if s.endswith("nearly-there")])
def test_without_its_gaps_a_list_is_not_ready(scenario: str) -> None:
    folder = with_lists(scenario, chance(0))
    gaps = references(scenario) - outcome(folder).complete
    trees = parsed(folder)
    for root in trees.values():
        for row in rows(root, references(scenario)):
            if any(gap in row[0].text_content() for gap in gaps):
                for part in row:
                    remove(part)
    left = outcome({name: written(root) for name, root in trees.items()})
    assert left.verdict in ("cannot_tell", "not_ready")
    assert left.complete <= outcome(folder).complete


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_page_alone_promises_more_than_all(scenario: str) -> None:
    folder = with_lists(scenario, chance(0))
    whole = outcome(folder)
    for name, content in folder.items():
        alone = outcome({name: content})
        assert alone.complete <= whole.complete
        assert alone.verdict != "ready" or len(whole.complete) == len(alone.complete), name
