"""Whose page it is: the organisation's name and code."""

from __future__ import annotations

import re

from dsptscan.model import Organisation
from dsptscan.reading.document import Document, Leaf
from dsptscan.reading.occurrences import in_furniture

_CODE = re.compile(r"\b(?=[A-Z0-9]*\d)([A-Z][A-Z0-9]{2,5}|8[A-Z0-9]{3,5})\b")
_CODE_LABEL = re.compile(r"\b(?:ods|organisation|org|provider|site)\s*(?:\(ods\)\s*)?code\b", re.IGNORECASE)
_NAME_LABEL = re.compile(
    r"^(?:organisation(?: name)?|provider(?: name)?|signed in(?: as| for)?|name of organisation|care provider)\s*:?\s*",
    re.I,
)
_NAME_AND_CODE = re.compile(
    r"^(?:organisation|provider|assessment for|signed in(?: as| for)?)?\s*:?\s*([A-Z][^()|:]{2,80}?)"
    r"\s*(?:[(\[|–—·,-]|\bcode\b)\s*(?:(?:ods|organisation)?\s*code\s*:?\s*|ods\s*(?:code)?\s*:?\s*)?" + _CODE.pattern,
    re.I,
)
# A line that is a name with its code and nothing else, the code of a care provider's shape.
_ALONE = re.compile(r"[A-Z][^()|:]{2,80} [(\[][AV8](?=[A-Z0-9]*\d)[A-Z0-9]{3,5}[)\]]")
# A code of a care provider's shape, with or without its label: "VM9R7", "(VM9R7)", "ODS code: VM9R7".
_SHAPE = r"([AV8](?=[A-Z0-9]*\d)[A-Z0-9]{3,5})"
_LABEL = r"(?:(?:ODS|[Oo]rganisation|[Pp]rovider|[Ss]ite)?\s*(?:[Cc]ode)?\s*:?\s*)"
_CODE_ALONE = re.compile(rf"^[(\[]?{_LABEL}{_SHAPE}[)\]]?$")
_FOR_NAME = re.compile(rf"\bfor ([A-Z][^()|:,\d]{{2,60}}?),?\s*[(\[]?{_LABEL}{_SHAPE}\b")
_BETWEEN_BARS = re.compile(rf"[|·•]\s*([A-Z][^()|:·•]{{2,60}}?)\s*[|·•]\s*{_LABEL}{_SHAPE}\b")
_DIGIT = re.compile(r"\d")
_NEAR = 6  # leaves in the part of a page that holds a name and its code
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
        if not _DIGIT.search(leaf.text):
            continue  # every code has one
        if above is not None and leaf.index >= above and not _is_label(leaf):
            continue
        both = _NAME_AND_CODE.match(leaf.text)
        if both and both[2].isupper() and any(c.isdigit() for c in both[2]):
            return Organisation(name=both[1].strip(" ,-–"), code=both[2])
        alone = _CODE_ALONE.match(leaf.text)
        if alone and i and (name := _name_before(leaves[i - 1], leaf, document)):
            return Organisation(name=name.strip(" ,-–"), code=alone[1])
        if inside := _FOR_NAME.search(leaf.text) or _BETWEEN_BARS.search(leaf.text):
            return Organisation(name=inside[1].strip(" ,-–"), code=inside[2])
    name = code = None
    spoken = "code" in document.lower
    for i, leaf in enumerate(leaves):
        text, following = leaf.text, leaves[i + 1].text if i + 1 < len(leaves) else ""
        label = _CODE_LABEL.search(text) if code is None and spoken else None
        if label:
            found = _CODE.search(text[label.end() :]) or (_CODE.fullmatch(following) if len(text) < 40 else None)
            code = found[1] if found else None
        named = _NAME_LABEL.match(text) if name is None else None
        if named:
            rest = text[named.end() :].strip()
            if rest and (":" in named[0] or named[0].casefold().startswith("signed in for")):
                name = rest
            elif not rest and following and (":" in text or leaf.parent.name in _LABELS):
                name = following
    return Organisation(name=re.sub(r"\s*[(\[].*$", "", name).strip() or None if name else None, code=code)


def _is_label(leaf: Leaf) -> bool:
    return in_furniture(leaf) or bool(_NAME_LABEL.match(leaf.text) or _ALONE.fullmatch(leaf.text))


def _name_before(name: Leaf, code: Leaf, document: Document) -> str | None:
    """The name right before a code in an element of its own: "Rosewood House <span>VM9R7</span>"; else None."""
    if not _NAME.fullmatch(name.text) or _CODE_LABEL.search(name.text) or name.parent.name in ("h1", "h2", "a"):
        return None
    holder = next((a for a in (name.parent, *name.parent.ancestors()) if a.start <= code.index < a.end), None)
    if holder is None or holder.end - holder.start > _NEAR:
        return None
    own = name.parent.parent  # "Cedar View <span>Residential Home</span>"
    if own is not None and own is not holder and own.end - own.start == 2 and own.end == name.index + 1:
        return document.text(own)
    if name.parent is not holder and name.parent.end - name.parent.start == 2 and name.parent.end == name.index + 1:
        return document.text(name.parent)
    return name.text
