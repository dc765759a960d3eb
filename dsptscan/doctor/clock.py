"""The clock, which every date in the table hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import DsptscanError
from dsptscan.model import in_words
from dsptscan.today import today_in_london

_ABOUT = "Clock"
_OFF = 5 * 60  # seconds that nobody need mind
_WRONG_DAY = 12 * 60 * 60
_NEXT_STEP = "Set the computer's date and time (best: let it set them by itself), then try again."


def probe(visit: Visit) -> Iterator[Line]:
    day = today_in_london()
    ahead = _ahead(visit)
    if ahead is None:
        yield Line.good(_ABOUT, f"Today is {in_words(day)} in London, by this computer's clock alone.")
    elif abs(ahead) <= _OFF:
        yield Line.good(_ABOUT, f"Today is {in_words(day)} in London, and the toolkit's clock agrees.")
    else:
        off = f"{_spell(abs(ahead))} {'ahead' if ahead > 0 else 'behind'}"
        makes = Line.wrong if abs(ahead) >= _WRONG_DAY else Line.note
        yield makes(_ABOUT, f"This computer's clock is {off}.", _NEXT_STEP)


def _ahead(visit: Visit) -> float | None:
    for address in visit.addresses:
        try:
            seen = visit.look(address)
        except DsptscanError:
            continue
        if seen.clock_ahead is not None:
            return seen.clock_ahead
    return None


def _spell(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 48 * 60 else f"{round(minutes / 60 / 24)} days"
