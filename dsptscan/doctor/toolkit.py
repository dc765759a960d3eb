"""The toolkit's address, as the browser reaches it: with the system's proxy and certificates."""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import NotSetUp

_ABOUT = "Toolkit"


def probe(visit: Visit) -> Iterator[Line]:
    for address in visit.addresses:
        try:
            seen = visit.look(address)
        except NotSetUp:
            yield Line.note(_ABOUT, f"Whether {address} answers is not known.", "Put the browser right first.")
            return
        if seen.trouble is not None:
            yield Line.of(_ABOUT, seen.trouble, (address,))
        elif seen.form:
            yield Line.good(_ABOUT, f"{address} answers, and shows its sign-in form.")
        else:
            yield Line.note(
                _ABOUT,
                f"{address} answers, but shows no sign-in form at once. It may need its scripts for that.",
                "Try: dsptscan doctor --sign-in",
            )
