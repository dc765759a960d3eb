"""Reports: one module per format behind one interface (`interface.Format`), found by name."""

from __future__ import annotations

import json
from importlib import import_module
from importlib.resources import files
from typing import Any

from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.reports.interface import Format

# By name, so that asking for one format does not load the libraries of the others.
_MODULES = {
    "table": "dsptscan.reports.table",
    "json": "dsptscan.reports.json_format",
    "csv": "dsptscan.reports.csv_format",
    "xlsx": "dsptscan.reports.xlsx_format",
    "html": "dsptscan.reports.html_format",
    "markdown": "dsptscan.reports.markdown_format",
}
# What a format needs that not everybody has installed.
_EXTRAS = {"xlsx": "openpyxl"}
NAMES = tuple(_MODULES)


def find(name: str) -> Format:
    """The format called `name`. Raises WrongUsage with the list of names, NotSetUp when its library is missing."""
    if name not in _MODULES:
        raise WrongUsage("There is no such format.", f"Choose one of: {', '.join(NAMES)}.")
    try:
        chosen: Format = import_module(_MODULES[name]).FORMAT
    except ModuleNotFoundError as missing:
        library = _EXTRAS.get(name)
        if library is None or missing.name != library:
            raise
        raise NotSetUp(
            f"The format {name} needs {library}, which is not installed.",
            f'Install it with: pipx inject dsptscan {library} (or: pip install "dsptscan[{name}]").',
        ) from None
    return chosen


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of "report" or "rollup", as shipped. The rollup refers to the report by its `$id`."""
    text = files("dsptscan.reports").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
