"""What pages say of the last step: the button, and the sentences on what still stops it."""

from __future__ import annotations

import pytest

from dsptscan.reading.publishing import what_stops
from dsptscan.reading.words import bundled
from tests.reading.small_pages import listed, reading

STOPPED = [
    "You cannot publish yet",
    "You cannot publish yet.",
    "You can’t publish your assessment yet: one question needs an answer.",
    "Your assessment is not ready to publish: 2 questions are incomplete",
    "3 questions still stop you from publishing",
    "This assessment cannot be published because the organisation profile is not finished.",
]
ADVICE = [
    "You cannot publish until all mandatory questions are complete.",
    "You cannot publish your assessment unless every mandatory question is complete.",
    "You cannot publish this assessment because you have viewer access.",
    "You cannot publish Approaching Standards more than once.",
    "Nothing stops you from publishing.",
    "You can publish at any time.",
    "Publish your assessment",
]


@pytest.mark.parametrize("said", STOPPED)
def test_a_sentence_that_stops(said: str) -> None:
    assert list(what_stops([f"Welcome. {said}"], bundled())) == [said]


@pytest.mark.parametrize("said", ADVICE)
def test_general_advice_stops_nothing(said: str) -> None:
    assert list(what_stops([said], bundled())) == []


def test_it_is_read_from_a_list_and_not_from_a_question() -> None:
    row = '<a href="/q/1">1.1.1 Can you say why you cannot publish yet</a> <b>Mandatory</b> <b>Completed</b>'
    quiet = listed(row, row.replace("1.1.1", "1.1.2").replace("/1", "/2"))
    assert reading(quiet).stops == ()
    said = reading(quiet + "<h2>Publish</h2><p>You cannot publish yet. Look at what is marked below.</p>").stops
    assert said == ("You cannot publish yet.",)
