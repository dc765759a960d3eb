"""What the few words of a tag say, and words that only seem to say "complete"."""

from __future__ import annotations

import pytest

from dsptscan.reading.words import bundled_table
from tests.reading.small_pages import WORDS, listed, questions

ROWS = ("1.1.1 Who leads? <b>Completed</b>", "1.1.2 What is kept? <b>Not started</b>")


def says(text: str) -> set[str]:
    split = WORDS.split(text)
    found = {m for _, _, said in split.said for m in said.meanings} if not split.rest else set()
    return {m for m in found if m.split(".")[0] in ("status", "confirm", "carried_over", "mandatory")}


@pytest.mark.parametrize(
    "text",
    ["Part answered", "Partly provided", "Not provided yet", "No response provided", "No answer recorded",
     "Nothing filled",
     "Needs your input", "Awaiting evidence", "Attention needed", "In preparation", "To be completed", "Being drafted",
     "A draft was kept on 25/01/2026 by J. Okafor", "It has not been saved as an answer.", "Working towards",
     "Almost completed", "You still need to say when it was approved.", "Was complete until 23 April 2026",
     "Completed on 4 March 2026 but withdrawn by you on 1 June 2026"],
)  # fmt: skip
def test_not_done(text: str) -> None:
    assert says(text) == {"status.incomplete"}


@pytest.mark.parametrize(
    "text",
    ["Answered and saved", "Finalised", "Finalised 3 May 2026 by Jo Bell", "Answered 12/05/2026 by J. Smith",
     "Evidence held",
     "Response saved 3 May 2026 by Jane Doe", "Fully provided", "Jo Bell has answered this question", "Met"],
)  # fmt: skip
def test_done(text: str) -> None:
    assert says(text) == {"status.complete"}


@pytest.mark.parametrize(
    "text",
    ["To be verified", "Verification due", "Not yet verified", "Review due", "Prior-year answer, please re-affirm",
     "Check that it is still right and save it again"],
)  # fmt: skip
def test_to_confirm(text: str) -> None:
    assert "confirm.needed" in says(text)
    assert "status.complete" not in says(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("Questions that must be answered", "mandatory.yes"), ("Questions that may be left out", "mandatory.no"),
     ("Mandatory case", "mandatory.yes"), ("Extension unit", "mandatory.no"), ("No longer mandatory", "mandatory.no"),
     ("It is up to us", "mandatory.no"), ("Yes, it is mandatory", "mandatory.yes")],
)  # fmt: skip
def test_mandatory_or_not(text: str, meaning: str) -> None:
    assert meaning in says(text)


DENIALS = (
    "No {}", "Not {}", "Never {}", "Nothing {}", "Un{}", "Not fully {}", "Nearly {}", "Partly {}", "To be {}",
     "Must be {}",
    "Will be {}", "{} not", "{} pending", "{} 50%", "{} last year", "If {}", "When {}", "Until {}", "Cannot be {}",
    "Please {}", "Mark as {}", "{} required", "Without {}", "Awaiting {}", "{} missing", "{} rejected", "Nobody {}",
    "{} by 30 June", "{} by head office", "{} for Elm House",
)  # fmt: skip


@pytest.mark.parametrize("denied", DENIALS)
def test_no_word_for_complete_survives_what_denies_it(denied: str) -> None:
    """Words that name a day or a person, or say themselves that they are this year's, are left to the other tests."""
    plain = [p for p in bundled_table()["status"]["complete"] if p.isascii() and not any(c in p for c in "{*%")]
    phrases = [p for p in plain if "reconfirmed" not in p and "and confirmed" not in p]
    assert len(phrases) > 80
    others = [text for p in phrases if (text := denied.format(p)) not in plain]  # "no further action" + "required"
    wrong = [text for text in others if "status.complete" in says(text)]
    assert wrong == []


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("Completed (2024-25)", "unknown"), ("Completed on 28 May 2025", "unknown"),
         ("Last year: completed on 28 May", "unknown"),
        ("Completed but not confirmed", "unknown"), ("Completed 3 May 2026 by Tom Hill rejected", "unknown"),
        ("Confirmed by Jo Bell on 3 May 2026", "complete"), ("Saved on 3 May 2026", "unknown"),
        ("Answered on 3 May 2026 (Registered manager)", "complete"), ("6 of 6 branches completed", "unknown"),
    ],
)  # fmt: skip
def test_beside_rows_that_are_known(row: str, status: str) -> None:
    assert questions(listed(*ROWS, f"2.1.1 When? <b>{row}</b>"))["2.1.1"].status == status
