"""Which practice layouts and scenarios there are, and where their saved pages lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dsptscan.errors import NotSetUp, WrongUsage


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One invented home on one day. `folder` holds its saved pages, `today` is the date it plays on."""

    folder: Path
    today: date
    layout: str
    name: str


def find_fixtures() -> Path:
    """The folder of layouts: packaged beside this file, else the repository's own. Raises NotSetUp without either."""
    here = Path(__file__).resolve()
    for folder in (here.with_name("fixtures"), here.parents[2] / "fixtures"):
        if folder.is_dir():
            return folder
    raise NotSetUp("The practice pages are missing from this installation.", "Install dsptscan again.")


def layouts(fixtures: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Every layout with the names of its scenarios, both by name."""
    folder = fixtures or find_fixtures()
    found = {
        layout.name: tuple(sorted(path.parent.name for path in layout.glob("*/expected.json")))
        for layout in sorted(folder.iterdir())
        if (layout / "layout.toml").is_file()
    }
    return {name: scenarios for name, scenarios in found.items() if scenarios}


def scenario(layout: str, name: str, fixtures: Path | None = None) -> Scenario:
    """The scenario called `name` in `layout`. Raises WrongUsage saying which there are."""
    known = layouts(fixtures)
    if layout not in known:
        raise WrongUsage("There is no practice layout of that name.", f"Choose one of: {', '.join(known)}.")
    if name not in known[layout]:
        names = ", ".join(known[layout])
        raise WrongUsage(f"The layout {layout} has no scenario of that name.", f"Choose one of: {names}.")
    folder = (fixtures or find_fixtures()) / layout / name
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    return Scenario(folder=folder, today=date.fromisoformat(expected["today"]), layout=layout, name=name)
