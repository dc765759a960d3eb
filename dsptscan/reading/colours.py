"""Colours of links: as the browser computed them, or as a saved page writes them beside the link itself."""

from __future__ import annotations

import colorsys
import re

from dsptscan.reading.document import Element

Rgb = tuple[int, int, int]
_FIGURES = re.compile(r"rgba?\(\s*(\d+)(?:\.\d+)?[\s,]+(\d+)(?:\.\d+)?[\s,]+(\d+)", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])", re.IGNORECASE)
_STYLE = re.compile(r"(?:^|;)\s*color\s*:\s*([^;]+)", re.IGNORECASE)
_NAMED: dict[str, Rgb] = {
    "red": (255, 0, 0), "darkred": (139, 0, 0), "crimson": (220, 20, 60), "firebrick": (178, 34, 34),
    "maroon": (128, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "black": (0, 0, 0), "navy": (0, 0, 128),
    "darkgreen": (0, 100, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "purple": (128, 0, 128),
}  # fmt: skip


# Hues, in degrees up to which a name holds.
_HUES = ((12, "red"), (48, "amber"), (70, "yellow"), (165, "green"), (200, "teal"), (255, "blue"), (315, "purple"))
_WORDS = {
    "orange": "amber",
    "gray": "grey",
    "violet": "purple",
    "crimson": "red",
    "dark red": "red",
    "dark green": "green",
}
_SPOKEN = re.compile(
    r"^(?:in |shown in |an? )?(?:dark |light |bright |pale )?"
    r"(red|amber|orange|yellow|green|teal|blue|purple|violet|gr[ae]y|black|dark red"
    r"|dark green|crimson)"
    r"(?: (?:text|links?|titles?|questions?|items?|lines?|names?|numbers?|colour|type))?$",
    re.IGNORECASE,
)


def name_of(rgb: Rgb) -> str:
    """What a person would call a colour: "red", "amber", "green", "purple", "grey", "black" ..."""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
    if light < 0.12 or light > 0.93 or full < 0.15:
        return "black" if light < 0.25 else "white" if light > 0.93 else "grey"
    return next((name for most, name in _HUES if hue * 360 < most), "red")


def spoken_colour(text: str) -> str:
    """The colour a text names, if it names nothing else: "Red links" -> "red"."""
    said = _SPOKEN.match(text.strip(" :.=-–—"))
    return _WORDS.get(said[1].casefold(), said[1].casefold()) if said else ""


def rgb_in(text: str) -> Rgb | None:
    """The red, green and blue (0 to 255) of a colour as style sheets write it, or None."""
    figures, hexed = _FIGURES.search(text), _HEX.search(text)
    if figures:
        return int(figures[1]), int(figures[2]), int(figures[3])
    if hexed:
        digits = hexed[1] if len(hexed[1]) == 6 else "".join(d * 2 for d in hexed[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    return _NAMED.get(text.strip().casefold())


def written_colour(link: Element) -> Rgb | None:
    """The colour written at a link, at what it holds alone, at the <font> around it, or in the style sheets."""
    inside = [link, *(e for e in link.walk() if e is not link and e.end - e.start == link.end - link.start)]
    around = [link.parent] if link.parent is not None and link.parent.name == "font" else []
    for element in [*reversed(inside), *around]:
        style = _STYLE.search(element.attrs.get("style", ""))
        font = element.attrs.get("color", "") if element.name == "font" else ""
        written = style[1] if style else font or element.colour
        if written and (found := rgb_in(written)):
            return found
    return None


def written_around(element: Element) -> Rgb | None:
    """The colour written at an element or at those right around it, or None."""
    for _ in range(3):
        style = _STYLE.search(element.attrs.get("style", ""))
        written = style[1] if style else element.attrs.get("color", "") if element.name == "font" else ""
        if written:
            return rgb_in(written)
        if element.parent is None or element.parent.end - element.parent.start > 1:
            return None
        element = element.parent
    return None
