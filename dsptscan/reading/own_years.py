"""The toolkit years a page is about, by its title and headlines."""

from __future__ import annotations

from dsptscan.reading.dates import years_in
from dsptscan.reading.document import Document


def own_years(document: Document) -> set[str]:
    """The years that the title and the first headlines name, else those of the second ones."""
    first = {year for text in (document.title, *_texts(document, "h1")) for year in years_in(text)}
    return first or {year for text in _texts(document, "h2") for year in years_in(text)}


def _texts(document: Document, name: str) -> list[str]:
    return [document.text(element) for element in document.named(name).every]
