"""The history: can it be read, and when was the last scan?"""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import DsptscanError
from dsptscan.model import in_words
from dsptscan.reports.past import VERDICTS
from dsptscan.store import History, HistoryUnusable

_ABOUT = "Last scan"


def probe(visit: Visit) -> Iterator[Line]:
    try:
        accounts = visit.chosen
    except DsptscanError:
        yield Line.note(_ABOUT, "Whose scans to look for is not known.", "Put the accounts right first.")
        return
    history = History(visit.folders.data)
    for account in accounts:
        try:
            entries = history.entries(account.name, 1)
        except HistoryUnusable as error:  # no scan needs it: one that cannot keep its result prints it all the same
            yield Line.note(_ABOUT, error.message, error.next_step)
            return
        if entries:
            last = entries[-1]
            yield Line.good(
                _ABOUT, f"{account.name} was scanned last as of {in_words(last.day)}: {VERDICTS[last.verdict]}."
            )
        else:
            yield Line.note(
                _ABOUT, f"{account.name} has not been scanned yet.", f"Scan it with: dsptscan scan {account.name}"
            )
