"""Chance that is the same every time, for tests that change or choose something."""

from __future__ import annotations

from random import Random


def chance(seed: int) -> Random:
    """The same chance for the same number."""
    return Random(seed)  # noqa: S311 - the same number must give the same choices again; nothing secret hangs on them
