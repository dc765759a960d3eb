"""The promise of design 3.2, as one check that the quick and the long run share."""

from __future__ import annotations

from functools import cache
from typing import Literal

from tests.chance import chance
from tests.properties.mutations import CHANGES
from tests.properties.pages import Folder, Outcome, a_slice, outcome, references, with_lists

Kind = Literal["lists", "some question pages", "few questions", "few questions, no counters"]
KINDS: tuple[Kind, ...] = ("lists", "some question pages", "few questions", "few questions, no counters")
SLICES = 40  # different small pages of each scenario and kind


def keeps_the_promise(scenario: str, kind: Kind, changes: tuple[str, ...], seed: int) -> None:
    """Change a folder of pages and assert that the reader promises no more of it than before.

    Pages with few questions but the counters of all of them are themselves changed pages, so they are held against the
    whole scenario; those without counters stand for a site that shows none, and are held against themselves.
    """
    rng = chance(seed)
    folder, before, confirmed = _start(scenario, kind, seed)
    changed = folder
    for name in changes:
        changed = CHANGES[name](changed, rng, references(scenario))
    after = outcome(changed, confirmed)
    said = f"{scenario}, {kind}, {changes}, seed {seed}"
    assert after.complete <= before.complete, f"{said}: {sorted(after.complete - before.complete)} became complete"
    for verdict in ("ready", "published"):
        assert after.verdict != verdict or before.verdict == verdict, f"{said}: {before.verdict} became {verdict}"


def _start(scenario: str, kind: Kind, seed: int) -> tuple[Folder, Outcome, int | None]:
    if kind == "few questions":
        return a_slice(scenario, seed % SLICES, counted=True), _whole(scenario), None
    if kind == "few questions, no counters":
        return _without_counters(scenario, seed % SLICES)
    folder = with_lists(scenario, chance(seed % 5), 0 if kind == "lists" else 3)
    return folder, (_whole(scenario) if kind == "lists" else outcome(folder)), None


@cache
def _whole(scenario: str) -> Outcome:
    return outcome(with_lists(scenario, chance(0)))


@cache
def _without_counters(scenario: str, seed: int) -> tuple[Folder, Outcome, int | None]:
    """A person has confirmed the number of mandatory questions, or such a page could never be ready."""
    folder = a_slice(scenario, seed, counted=False)
    mandatory = outcome(folder).mandatory or None
    return folder, outcome(folder, mandatory), mandatory
