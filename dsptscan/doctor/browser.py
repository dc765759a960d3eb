"""The browser: which one, does it start, and has it a sandbox?"""

from __future__ import annotations

from collections.abc import Iterator

from dsptscan.doctor.interface import Line, Visit

_ABOUT = "Browser"


def probe(visit: Visit) -> Iterator[Line]:
    seen = visit.look(visit.addresses[0])
    if not seen.no_sandbox:
        yield Line.good(_ABOUT, f"{seen.browser} starts, in its sandbox.", seen.passed_over)
        return
    yield Line.note(
        _ABOUT,
        f"{seen.browser} starts, but its sandbox is off, because {seen.no_sandbox}.",
        "If you can, run dsptscan as an ordinary user on an ordinary computer.",
        seen.passed_over,
    )
