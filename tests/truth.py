"""What a person would say of each scenario (`expected.json`), and where a report says something else."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dsptscan.practice import find_fixtures, layouts

FIXTURES = find_fixtures()
SCENARIOS = [FIXTURES / layout / name for layout, names in layouts().items() for name in names]
FIELDS = ("mandatory", "status", "carried_over", "new_or_changed", "answer_kind", "answered", "updated_on")
# Layouts whose questions are parts of one page, whatever its query.
ON_ONE_PAGE = {"accordion", "webforms"}
TITLES = {
    question["ref"]: question["title"]
    for name in ("content.toml", "states/new-year.toml")
    for question in tomllib.loads((FIXTURES / "make" / name).read_text("utf-8"))["question"]
}


def name_of(folder: Path) -> str:
    return f"{folder.parent.name}-{folder.name}"


@dataclass(frozen=True)
class Truth:
    """`said` is the expected.json of a scenario, `not_shown` the fields its layout does not show in it."""

    said: Mapping[str, Any]
    not_shown: frozenset[str]

    @property
    def today(self) -> date:
        return date.fromisoformat(self.said["today"])

    def counts(self, of: Mapping[str, Any]) -> dict[str, Any]:
        """Those of some counts that count fields which are shown."""
        return {name: number for name, number in of.items() if name not in self.not_shown}

    def wrong(self, document: Mapping[str, Any], field: str) -> list[str]:
        """Where the questions of a report (as in its JSON) say something else: "1.1.1: got, not expected"."""
        read = {question["ref"]: question for question in document["questions"]}
        found = []
        for question in self.said["questions"]:
            got = read.get(question["ref"], {}).get(field, "missing")
            if got != question[field] and not (field in self.not_shown and got in (None, "unknown")):
                found.append(f"{question['ref']}: {got}, not {question[field]}")
        return found


def truth(folder: Path) -> Truth:
    shown = tomllib.loads((folder.parent / "layout.toml").read_text("utf-8"))
    said = json.loads((folder / "expected.json").read_text("utf-8"))
    return Truth(said, frozenset(shown["not_shown"]) | frozenset(shown.get(folder.name, shown)["not_shown"]))
