"""Reports: one module per format behind one interface (`interface.Format`), found by name."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.resources import files
from typing import Any

from dsptscan.errors import WrongUsage
from dsptscan.reports.interface import Format

# By name, so that asking for one format does not load the libraries of the others.
_MODULES = {
    "table": "dsptscan.reports.table",
    "json": "dsptscan.reports.json_format",
}
NAMES = tuple(_MODULES)


def find(name: str) -> Format:
    """The format called `name`. Raises WrongUsage with the list of names."""
    if name not in _MODULES:
        raise WrongUsage("There is no such format.", f"Choose one of: {', '.join(NAMES)}.")
    chosen: Format = import_module(_MODULES[name]).FORMAT
    return chosen


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of "report" or "rollup", as shipped. The rollup refers to the report by its `$id`."""
    text = files("dsptscan.reports").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
