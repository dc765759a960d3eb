"""The first pass over all pages: names, codes and typed values to hide, titles and words of the site's own to know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4.element import Tag

from dsptscan.reading.document import Leaf, clean
from dsptscan.reading.grid import is_row
from dsptscan.reading.redaction.places import is_heading
from dsptscan.reading.redaction.secrets import Found
from dsptscan.reading.redaction.standins import FILE_ENDINGS
from dsptscan.reading.redaction.tree import Copy
from dsptscan.reading.tables import Columns
from dsptscan.reading.titles import without_reference
from dsptscan.reading.words import Words

_FILE = re.compile(rf"[^/\\<>|]{{1,120}}\.(?:{'|'.join(FILE_ENDINGS)})\b(?:\s*\(?[^)]{{0,40}}\)?)?$", re.IGNORECASE)
_TYPES = {"text", "hidden", "email", "url", "tel", "number", "search", "date", "", "password"}
_LONG = 500  # characters of an attribute beyond which nobody's name is looked for
_TITLE_COLUMN = re.compile(r"(?:question|title|item|evidence item)s?", re.IGNORECASE)


def harvest(copies: Iterable[Copy], known: Iterable[str]) -> Found:
    """Everything that must be hidden wherever it stands. `known`: names that are known beforehand, like a user name."""
    found = Found()
    for name in known:
        found.terms.add(name)
        found.look(name)
    for copy in copies:
        organisation = copy.reading.facts.organisation
        found.terms.update(term for term in (organisation.name, organisation.code) if term)
        _look_at_leaves(copy, found)
        for tag in copy.soup.find_all(True):
            _look_at_tag(tag, found)
    return found


def _look_at_leaves(copy: Copy, found: Found) -> None:
    previous: Leaf | None = None
    for leaf in copy.document.leaves:
        found.look(leaf.text)
        if leaf.index in copy.private or is_file(leaf.text):
            found.typed.add(leaf.text)
        elif previous is not None and leaf.parent is not previous.parent:
            both_headings = leaf.parent.name == "th" and previous.parent.name == "th"
            if not both_headings:
                found.labelled(previous.text.rstrip(" :"), leaf.text)
        previous = leaf


def _look_at_tag(tag: Tag, found: Found) -> None:
    name = tag.name.casefold()
    if name == "textarea":
        found.typed.add(tag.get_text())
        found.look(tag.get_text())
    elif name == "input" and str(tag.get("type", "")).casefold() in _TYPES:
        found.typed.add(str(tag.get("value", "")))
    for value in tag.attrs.values():
        text = " ".join(value) if isinstance(value, list) else str(value)
        if len(text) <= _LONG:
            found.look(text)


def is_file(text: str) -> bool:
    """Whether a text is the name of a file."""
    return bool(_FILE.fullmatch(text)) and " e.g" not in text


def titles_of(copies: Iterable[Copy], words: Words) -> set[str]:
    """The questions' titles: what stands with the reference in a list, or heads the question's own page."""
    titles = set()
    for copy in copies:
        columns = Columns(copy.document, words)
        for row in copy.reading.rows.rows if copy.reading.rows else ():
            if row.title and any(
                _is_title(leaf, row.title, row.ref, columns)
                for leaf in copy.document.leaves[row.start : row.end]
                if leaf.index not in row.answer.private
            ):
                titles.add(clean(row.title))
        question = copy.reading.question
        if question and question.title:
            titles.add(clean(question.title))
    return {title for title in titles if len(title.split()) > 1}


def _is_title(leaf: Leaf, title: str, ref: str, columns: Columns) -> bool:
    """Whether a leaf bears the title in a place that no answer has: with the reference, in a link, under "Question"."""
    if title not in without_reference(leaf.text, ref):
        return False
    beside = ref in leaf.text or is_heading(leaf) or leaf.parent.name in ("b", "strong")
    return beside or bool(_TITLE_COLUMN.fullmatch(_column(leaf, columns)))


def _column(leaf: Leaf, columns: Columns) -> str:
    """The heading of the table column a leaf stands in, or ""."""
    row = next((element for element in leaf.parent.ancestors() if is_row(element)), None)
    if row is None:
        return ""
    number = next((n for n, cell in columns.cells(row) if cell.start <= leaf.index < cell.end), None)
    column = columns.of(row).get(number) if number is not None else None
    return column.text if column else ""


def site_texts(copies: Iterable[Copy], titles: Iterable[str]) -> Iterator[str]:
    """Texts whose words the site itself wrote: all but answers and what stands loose beside a question."""
    yield from titles
    for copy in copies:
        for leaf in copy.document.leaves:
            if leaf.index in copy.private or is_file(leaf.text):
                continue
            if leaf.index not in copy.refs or is_heading(leaf):
                yield leaf.text
