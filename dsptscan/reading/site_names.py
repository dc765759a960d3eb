"""The name of a site in the words of its row, without its code and without what is said of it."""

from __future__ import annotations

import re

from dsptscan.reading.dates import DATE
from dsptscan.reading.document import Leaf
from dsptscan.reading.flat import HEADINGS
from dsptscan.reading.scopes import Scope
from dsptscan.reading.site_boxes import told
from dsptscan.reading.site_codes import without_code
from dsptscan.reading.site_labels import CODES, inline, kind_of
from dsptscan.reading.words import Words, normal

_CUT = re.compile(r"(\s+[-–—|·•/]\s+|\s*[|·•:;()\[\]]\s*|\s*,\s+)")
_DEED = re.compile(r"^(?:include|exclude|select|choose|tick|publish for|leave out|do not include)\b\s*", re.IGNORECASE)
_STRONG = HEADINGS | {"strong", "b", "dt", "th"}
_LINKS = {"a", "button"}
_LONGEST = 100


def name_in(text: str, leaf: Leaf, scope: Scope, about: str, words: Words, *, of_box: bool) -> list[tuple[int, str]]:
    """A text as a name with its rank, the likeliest lowest; nothing when it is none. `about` is its label's kind."""
    above = (leaf.parent, *leaf.parent.ancestors())
    name = without_code(text, scope.ref)
    name = _DEED.sub("", name) if of_box else name
    if not re.search(r"[^\W\d_]{2}", name) or len(name) > _LONGEST or DATE.search(name):
        return []
    if name == text and inline(text):
        return []  # "Beds: 40"
    if about in (*CODES, "perhaps_published") or kind_of(name, words):
        return []
    if any(e.name in _LINKS for e in above) and "site.other_boxes" in words.meanings(normal(name)):
        return []  # a link like "View"
    strong = any(e.name in _STRONG for e in above if e.number >= scope.root.number)
    return [(0 if about in ("names", "plain_names") else 1 if name != text else 2 if strong else 3, name)]


def without_marks(text: str, words: Words) -> str:
    """Cut what is said of being included off the ends: "VM195 - Alder House - Included"."""
    parts = _CUT.split(text)
    for end in (-1, 0):
        while parts and (not normal(parts[end]) or told(words.meanings(normal(parts[end]))) is not None):
            del parts[end]
            if parts and not normal(parts[end]):
                del parts[end]
    text = "".join(parts).strip()
    return text + ")" if text.count("(") > text.count(")") else text
