"""What is known of questions, drawn for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from dsptscan.reports.clean import clean
from dsptscan.reports.layout import bullets_with_more, fitting, flow

INDENT = "  "


def render(
    title: str, warning: str | None, parts: Iterable[tuple[str, Sequence[str]]], support: Sequence[str], *, width: int
) -> str:
    """One question: a heading, then a part for each thing known of it. At most `width` wide; only addresses stand out.

    `parts` are headings with what stands under each; the last line of an item of several lines is an address.
    """
    width = fitting(width)
    blocks = [flow([clean(title)], width), flow([clean(warning)] if warning else [], width)]
    blocks += [_part(heading, items, width) for heading, items in [*parts, ("Help", support)] if items]
    return _together(blocks)


def render_list(
    title: str, warning: str | None, rows: Sequence[tuple[str, str, str]], closing: str, *, width: int
) -> str:
    """Many questions: number, hint and effort of each."""
    width = fitting(width)
    heads = ("#", "What to do", "Effort")
    number, effort = (max(len(row[at]) for row in [heads, *rows]) for at in (0, 2))
    hint = width - number - effort - 2 * len(INDENT)
    lines = []
    for row in [heads, ("-" * number, "-" * hint, "-" * effort), *rows]:
        first, *others = wrap(clean(row[1]), hint, break_on_hyphens=False) or [""]
        lines.append(f"{clean(row[0]):<{number}}{INDENT}{first:<{hint}}{INDENT}{row[2]}".rstrip())
        lines += [" " * number + INDENT + other for other in others]
    return _together(
        [flow([clean(title)], width), flow([clean(warning)] if warning else [], width), lines, flow([closing], width)]
    )


def _part(heading: str, items: Sequence[str], width: int) -> list[str]:
    if len(items) == 1 and "\n" not in items[0]:
        return [f"{heading}:", *flow([clean(items[0])], width, INDENT)]
    return [f"{heading}:", *bullets_with_more(items, width, INDENT)]


def _together(blocks: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
