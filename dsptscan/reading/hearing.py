"""What of a text counts: its known phrases, where it is long only those at its ends, none about something else."""

from __future__ import annotations

import re

from dsptscan.reading.runs import telling
from dsptscan.reading.words import Said, Split, Words

LONG = 8  # words; a longer text is read sentence by sentence, and of a sentence only what begins or ends it counts
STANDS = ("status.", "confirm.")
_NAMED = re.compile(r"([A-Z][\w'’ -]{2,30}):\s")
_FIELD_AND_VALUE = 2  # pieces
_NEXT_YEAR = re.compile(r"\bnext (?:year|time|autumn|round)\b", re.IGNORECASE)  # what is to do then is no gap now
# A text with its known phrases that count, whether these tell anything, and whether they tell how the question stands
Heard = tuple[Split, list[Said], bool, bool]


def heard(text: str, words: Words) -> Heard:
    """A text that is no title."""
    split = words.split(text)
    if _of_another_thing(text, split, words):
        return Split((), (text,), 1), [], False, False
    said = split.at_the_ends if len(text.split()) > LONG else [s for _, _, s in split.said]
    # that nothing can be told counts wherever it is said
    said += [s for _, _, s in split.said if "status.unknown" in s.meanings and s not in said]
    if _NEXT_YEAR.search(text):
        said = [s for s in said if not _NEXT_YEAR.search(s.text)]
    return split, said, telling(said), says(said, STANDS)


def _of_another_thing(text: str, split: Split, words: Words) -> bool:
    """Whether a text says of something with a name of its own that it is complete: "Guidance film: completed"."""
    named = _NAMED.match(text)
    if not named or words.of_whole(named[1]):
        return False
    if len(split.said) != 1 or split.pieces > _FIELD_AND_VALUE:
        return False
    return split.said[0][0] > 0 and split.said[0][2].meanings == {"status.complete"}


def titled_text(text: str, words: Words) -> Heard:
    """A text in which the title of the question stands."""
    split = words.split(text)
    said = split.at_the_ends
    return split, said, telling(said), says(said, STANDS)


def meanings_of(said: list[Said]) -> set[str]:
    return {meaning for phrase in said for meaning in phrase.meanings}


def says(said: list[Said], section: str | tuple[str, ...]) -> bool:
    return any(meaning.startswith(section) for phrase in said for meaning in phrase.meanings)
