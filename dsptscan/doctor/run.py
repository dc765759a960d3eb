"""All probes, in the order in which their lines are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dsptscan.doctor import (
    account,
    browser,
    clock,
    daily_check,
    folders,
    keyring,
    last_scan,
    settings,
    sign_in,
    toolkit,
)
from dsptscan.doctor.interface import Line, Probe, Visit
from dsptscan.errors import DsptscanError

# A further probe is a file in this folder and its line here.
PROBES: Mapping[str, Probe] = {
    "Settings": settings.probe,
    "Folders": folders.probe,
    "Password store": keyring.probe,
    "Accounts": account.probe,
    "Browser": browser.probe,
    "Toolkit": toolkit.probe,
    "Clock": clock.probe,
    "Sign-in": sign_in.probe,
    "Last scan": last_scan.probe,
    "Daily check": daily_check.probe,
}


def examine(visit: Visit, probes: Mapping[str, Probe] = PROBES) -> Iterator[Line]:
    """The lines of every probe, one after the other. A probe that fails is a line too."""
    for about, probe in probes.items():
        try:
            yield from tuple(probe(visit))
        except DsptscanError as error:
            yield Line.of(about, error)
        except Exception as error:  # the doctor is for when things are broken: the next probe still counts
            yield Line.wrong(
                about,
                f"This could not be looked at, because of a mistake in dsptscan ({type(error).__name__}).",
                "Please tell us of it.",
            )
