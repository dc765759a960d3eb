"""Where the parts of the pictures of progress stand. What they look like is up to the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsptscan.model import Milestone, Status

BOX, PITCH, PER_LINE = 14, 18, 20  # a box for each question; how far apart they begin; how many stand side by side
COLUMNS_WIDE, COLUMNS_HIGH = 600, 140
WIDEST_COLUMN = 48


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a picture, in the units of its view box."""

    x: float
    y: float
    width: float
    height: float
    status: Status


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    parts: tuple[Part, ...]


def boxes(marks: Sequence[Status]) -> Picture:
    """A box for each question, in lines."""
    parts = [
        Part(at % PER_LINE * PITCH + 1, at // PER_LINE * PITCH + 1, BOX, BOX, status) for at, status in enumerate(marks)
    ]
    lines = -(-len(marks) // PER_LINE)
    return Picture(min(len(marks), PER_LINE) * PITCH - PITCH + BOX + 2, lines * PITCH - PITCH + BOX + 2, tuple(parts))


def columns(stones: Sequence[Milestone]) -> Picture:
    """A column for each scan: complete at the bottom, then not certain, then not complete."""
    most = max(1, *(stone.complete + stone.unknown + stone.incomplete for stone in stones))
    pitch = COLUMNS_WIDE / len(stones)
    wide = min(pitch * 0.7, WIDEST_COLUMN)
    parts = []
    for at, stone in enumerate(stones):
        left, top = (at + 0.5) * pitch - wide / 2, float(COLUMNS_HIGH - 1)
        heights: tuple[tuple[Status, int], ...] = (
            ("complete", stone.complete),
            ("unknown", stone.unknown),
            ("incomplete", stone.incomplete),
        )
        for status, number in heights:
            height = number / most * (COLUMNS_HIGH - 2)
            top -= height
            if number:
                parts.append(Part(round(left, 1), round(top, 1), round(wide, 1), round(height, 1), status))
    return Picture(COLUMNS_WIDE, COLUMNS_HIGH, tuple(parts))
