"""Whose page it is: the organisation's name and code."""

from __future__ import annotations

import re

from dsptscan.model import Organisation
from dsptscan.reading.document import Document, Leaf
from dsptscan.reading.occurrences import in_furniture

_CODE = re.compile(r"\b(?=[A-Z0-9]*\d)([A-Z][A-Z0-9]{2,5}|8[A-Z0-9]{3,5})\b")
_CODE_LABEL = re.compile(r"\b(?:ods|organisation|org|provider|site)\s*(?:\(ods\)\s*)?code\b", re.IGNORECASE)
_NAME_LABEL = re.compile(
    r"^(?:organisation(?: name)?|provider(?: name)?|signed in (?:as|for)|name of organisation|care provider)\s*:?\s*",
    re.I,
)
_NAME_AND_CODE = re.compile(
    r"^(?:organisation|provider|assessment for|signed in (?:as|for))?\s*:?\s*([A-Z][^()|:]{2,80}?)"
    r"\s*(?:[(\[|–—·,-]|\bcode\b)\s*(?:(?:ods|organisation)?\s*code\s*:?\s*|ods\s*(?:code)?\s*:?\s*)?" + _CODE.pattern,
    re.I,
)
# A line that is a name with its code and nothing else, the code of a care provider's shape.
_ALONE = re.compile(r"[A-Z][^()|:]{2,80} [(\[][AV8](?=[A-Z0-9]*\d)[A-Z0-9]{3,5}[)\]]")
_LABELS = {"dt", "th", "td", "label", "strong", "b"}
_NAME = re.compile(r"[A-Z][^:|]{2,60}")


def organisation_of(document: Document, covered: set[int], *, above: int | None = None) -> Organisation:
    """The name and code of the organisation a page belongs to, as far as the page says.

    `above`: on a question's page, the leaf its reference stands in. From there on only a label or a line of its own
    tells an organisation: what stands in brackets in a question's own words may be anything.
    """
    leaves = [
        leaf
        for leaf in document.leaves
        if leaf.index not in covered and leaf.source == "text" and len(leaf.text) <= 160
    ]
    for i, leaf in enumerate(leaves):
        if above is not None and leaf.index >= above and not _is_label(leaf):
            continue
        both = _NAME_AND_CODE.match(leaf.text)
        if both and both[2].isupper() and any(c.isdigit() for c in both[2]):
            return Organisation(name=both[1].strip(" ,-–"), code=both[2])
        if i and _CODE.fullmatch(leaf.text) and _is_name_before(leaves[i - 1], leaf):
            return Organisation(name=leaves[i - 1].text.strip(" ,-–"), code=leaf.text)
    name = code = None
    for i, leaf in enumerate(leaves):
        text, following = leaf.text, leaves[i + 1].text if i + 1 < len(leaves) else ""
        label = _CODE_LABEL.search(text)
        if label and code is None:
            found = _CODE.search(text[label.end() :]) or (_CODE.fullmatch(following) if len(text) < 40 else None)
            code = found[1] if found else None
        named = _NAME_LABEL.match(text)
        if named and name is None:
            rest = text[named.end() :].strip()
            if rest and ":" in named[0]:
                name = rest
            elif not rest and following and (":" in text or leaf.parent.name in _LABELS):
                name = following
    return Organisation(name=re.sub(r"\s*[(\[].*$", "", name).strip() or None if name else None, code=code)


def _is_label(leaf: Leaf) -> bool:
    return in_furniture(leaf) or bool(_NAME_LABEL.match(leaf.text) or _ALONE.fullmatch(leaf.text))


def _is_name_before(name: Leaf, code: Leaf) -> bool:
    """A name with its code in an element of its own: "Rosewood House <span>VM9R7</span>"."""
    return (
        bool(_NAME.fullmatch(name.text))
        and not _CODE_LABEL.search(name.text)
        and name.parent in code.parent.ancestors()
    )
