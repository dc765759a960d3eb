"""What the tick boxes, radio buttons and drop-down lists beside a site say: a ticked site is included."""

from __future__ import annotations

from dataclasses import dataclass

from dsptscan.reading.controls import Control
from dsptscan.reading.site_labels import Label, SiteLabels, year_of
from dsptscan.reading.words import Words, normal


@dataclass(frozen=True, slots=True)
class SiteBox:
    """`asks`: its label or column asks whether the site is included. `year` as its label names it."""

    value: bool
    asks: bool
    label: str
    year: str | None = None


def read_box(control: Control, labels: SiteLabels, words: Words) -> SiteBox | None:
    """What a box says of the site beside it; None when it is for something else, or nothing was chosen."""
    cell = next((e for e in control.element.ancestors() if e.name == "td" or e.attrs.get("role") == "gridcell"), None)
    column = labels.above(cell) if cell is not None else Label()
    own, above = words.meanings(normal(control.label)), words.meanings(normal(column.text)) | {f"site.{column.about}"}
    if control.filled is None or "site.other_boxes" in own | above:
        return None
    year = column.year or year_of(control.label)
    if control.kind == "tick":
        leaves_out = bool({"site.asks_to_leave_out", "site.not_included"} & (own | above))
        asks = leaves_out or bool({"site.asks", "site.included"} & (own | above))
        return SiteBox(control.filled != leaves_out, asks, control.label, year)
    text = control.label if control.kind == "radio" else control.value
    value = told(words.meanings(normal(text)))
    value = yes_or_no(text, words) if value is None else value
    if control.kind not in ("radio", "select") or not control.filled or value is None:
        return None
    return SiteBox(value, True, control.label, year)


def told(meanings: frozenset[str]) -> bool | None:
    """What a phrase says of being included; one that denies wins."""
    if "site.not_included" in meanings:
        return False
    return True if "site.included" in meanings else None


def yes_or_no(text: str, words: Words) -> bool | None:
    """Yes, No, and the signs for them."""
    meanings = words.meanings(normal(text))
    return False if "values.no" in meanings else True if "values.yes" in meanings else None
