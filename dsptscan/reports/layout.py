"""Lines of plain text that fit a width."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from dsptscan.reports.clean import clean

NARROWEST, WIDEST = 80, 200


def fitting(width: int) -> int:
    """The width to draw for: not below 80, for narrower is hard to read, and not above 200."""
    return max(NARROWEST, min(width, WIDEST))


def flow(items: Iterable[str | None], width: int, indent: str = "") -> list[str]:
    """Each item as a paragraph."""
    return [
        line
        for item in items
        if item
        for line in wrap(item, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    ]


def bullets(items: Iterable[str], width: int, indent: str = "") -> list[str]:
    """Each item as a point of a list."""
    return [
        line
        for item in items
        for line in wrap(
            item, width, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ", break_on_hyphens=False
        )
    ]


def bullets_with_more(items: Iterable[str], width: int, indent: str = "") -> list[str]:
    """The same for items of several lines: the first is wrapped, the others (addresses and numbers) are never cut."""
    lines = []
    for item in items:
        first, *others = item.split("\n")
        lines += bullets([clean(first)], width, indent)
        lines += [f"{indent}  {clean(other)}" for other in others]
    return lines
