"""Which browser is used: an installed Edge, Chrome or Chromium, else Playwright's own, or the one a person names."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from dsptscan.errors import NotSetUp
from dsptscan.settings import Folders, load_config

OVERRIDE = "DSPTSCAN_BROWSER"
_PROGRAMS = ("chromium", "chromium-browser")
_PLACES = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/snap/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One browser to try: an installed one by channel or path; neither means Playwright's own.

    `named`: where a person asked for this one, and nothing else will do.
    """

    name: str
    channel: str | None = None
    path: str | None = None
    named: str | None = None


def choices() -> list[Choice]:
    """The browsers to try, in order: one alone where DSPTSCAN_BROWSER or `browser` in config.toml names it.

    Raises NotSetUp when either cannot be followed.
    """
    override = os.environ.get(OVERRIDE)
    if override:
        if not Path(override).is_file():
            raise NotSetUp(f"{OVERRIDE} names a browser that is not there.", f"Correct or remove {OVERRIDE}.")
        return [Choice(Path(override).name, path=override, named=OVERRIDE)]
    wanted = load_config(Folders.of_user()).browser
    if isinstance(wanted, Path):
        return [Choice(wanted.name, path=str(wanted), named="config.toml")]
    known = _known()
    if wanted is None:
        return [choice for choice in known.values() if choice is not None]
    chosen = known[wanted]
    if chosen is None:
        raise NotSetUp(
            "config.toml asks for Chromium, which is not installed here.",
            "Install it, or take the line `browser` out of config.toml.",
        )
    return [Choice(chosen.name, chosen.channel, chosen.path, named="config.toml")]


def _known() -> dict[str, Choice | None]:
    """Every browser by its name in the settings, in the order to try them; None where it is not there."""
    on_path = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    chromium = on_path or next((place for place in _PLACES if Path(place).is_file()), None)
    return {
        "edge": Choice("Microsoft Edge", "msedge"),
        "chrome": Choice("Google Chrome", "chrome"),
        "chromium": Choice("Chromium", path=chromium) if chromium else None,
        "playwright": Choice("Playwright's Chromium"),
    }
