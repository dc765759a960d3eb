"""Names of uploaded files on a page, told apart from hints about files."""

from __future__ import annotations

import re
from bisect import bisect_left

from dsptscan.reading.document import Document, Element

_KIND = r"\.(?:pdf|docx?|xlsx?|odt|ods|csv|png|jpe?g|txt|pptx?|rtf|msg|eml|zip)\b"
_NAME = re.compile(rf"^\w[^/\\<>|]{{0,120}}{_KIND}(?:\s*\(?[^)]{{0,40}}\)?)?$", re.IGNORECASE)
_ENDINGS = re.compile(_KIND, re.IGNORECASE)
_HINT = re.compile(
    r"\b(?:see|for example|such as|e\.?g\.?|allowed|accepted|formats?|types?|max(?:imum)?|up to|must be|can be)\b",
    re.IGNORECASE,
)


def files_in(elements: list[Element], document: Document, passed_over: set[int]) -> list[tuple[int, str]]:
    """(leaf number, name) of every uploaded file that stands as a link or alone in its element."""
    names = document.once(_names)
    return [
        (i, document.leaves[i].text)
        for part in elements
        if names
        for i in names[bisect_left(names, part.start) : bisect_left(names, part.end)]
        if i not in passed_over
    ]


def _names(document: Document) -> list[int]:
    """The numbers of the leaves that name a file."""
    return [leaf.index for leaf in document.leaves if leaf.source == "text" and _is_name(leaf.text)]


def _is_name(text: str) -> bool:
    return "." in text and bool(_NAME.match(text)) and len(_ENDINGS.findall(text)) == 1 and not _HINT.search(text)
