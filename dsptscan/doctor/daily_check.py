"""The daily check: when it last ran, whether one was missed, which messages still wait."""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.daily.telling import remarks_on, undelivered
from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import DsptscanError

_ABOUT = "Daily check"


def probe(visit: Visit) -> Iterator[Line]:
    """No scan by hand needs it, so whatever is wrong here is a note."""
    data = visit.folders.data
    try:
        told = [(account.name, said) for account in visit.chosen if (said := remarks_on(data, account.name))]
    except DsptscanError as error:
        yield Line.note(_ABOUT, error.message, error.next_step)
        return
    for name, (last, *missed) in told:
        yield Line.good(_ABOUT, f"{name}: {last}")
        for one in missed:
            yield Line.note(_ABOUT, f"{name}: {one}", "Leave the computer on at that time, or choose another time.")
    if not told:
        yield Line.good(_ABOUT, "None is set up; dsptscan schedule install does it, if you want one.")
    for message in undelivered(data):
        yield Line.note(_ABOUT, f"{message}.", "See whether the address is right with: dsptscan notify test")
