"""The sites (branches, homes) that a page lists, and which of them are included in this submission.

A site is told by its code. Codes count only in a list whose heading, caption or label speaks of sites, or in one that
says of several rows whether they are included: ordinary text and lists of other things hold codes, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dsptscan.model import Site
from dsptscan.reading.document import Document
from dsptscan.reading.scopes import Scope
from dsptscan.reading.site_codes import codes_in, might_hold_codes, rows_of
from dsptscan.reading.site_headings import SiteHeadings
from dsptscan.reading.site_labels import SiteLabels
from dsptscan.reading.site_rows import RowReader, SiteRow
from dsptscan.reading.words import Words

_OF_CARE = re.compile(r"[VA8][A-Z0-9]{3,5}")
_ROWS = {"tr", "li", "article", "label", "dl", "fieldset", "details"}


@dataclass(frozen=True, slots=True)
class SitesRead:
    """`leaves` are those of the lists: what stands there is said of the sites and not of the assessment."""

    sites: tuple[Site, ...] = ()
    leaves: frozenset[int] = frozenset()


def sites_in(document: Document, words: Words, questions: set[int], years: Sequence[str] = ()) -> SitesRead:
    """Every site a page lists. `questions` are the leaves of questions, `years` those the page's headline names."""
    labels = SiteLabels(document, words.of_sites) if might_hold_codes(document) else None
    occurrences = codes_in(document, labels, words.of_sites, questions) if labels else []
    if labels is None or not occurrences:
        return SitesRead()
    scopes = [s for s in rows_of(document, occurrences, words) if questions.isdisjoint(_leaves(s))]
    headings = SiteHeadings(document, scopes, words)
    reader = RowReader(document, labels, words.of_sites, words)
    groups: dict[int, list[SiteRow]] = defaultdict(list)
    for scope in scopes:
        groups[id(scope.root.parent if scope.shape else scope.root)].append(reader.read(scope))
    found: list[Site] = []
    leaves: set[int] = set()
    for rows in groups.values():
        kept = _of_one_build(rows)
        if kept and (headings.speak_of_sites(kept) or _labelled(kept) or _say_if_included(kept)):
            found += _sites(kept, headings, max(years, default=None))
            leaves |= {i for row in kept for i in _leaves(row.scope)}
    return SitesRead(merged(found)[0], frozenset(leaves))


def merged(sites: Iterable[Site]) -> tuple[tuple[Site, ...], tuple[str, ...]]:
    """Each site once, and the codes of those that are included by one page or list and not by another."""
    found: dict[str, Site] = {}
    disagree: list[str] = []
    for site in sites:
        known = found.setdefault(site.code, site)
        if None not in (known.included, site.included) and known.included != site.included:
            disagree.append(site.code)
        included = known.included if site.included is None else site.included
        found[site.code] = replace(
            known, name=known.name or site.name, included=included, published=known.published or site.published
        )
    return (
        tuple(replace(site, included=None) if site.code in disagree else site for site in found.values()),
        tuple(dict.fromkeys(disagree)),
    )


def _leaves(scope: Scope) -> set[int]:
    return {i for start, end in scope.spans for i in range(start, end)}


def _of_one_build(rows: list[SiteRow]) -> list[SiteRow]:
    """Without lines that only name an organisation, like the one under the page's heading."""
    builds = Counter(row.scope.root.name for row in rows)
    return [row for row in rows if row.marked or row.scope.root.name in _ROWS or builds[row.scope.root.name] > 1]


def _labelled(rows: list[SiteRow]) -> bool:
    """Whether columns or labels name sites or their codes. One such row alone may be the organisation's own."""
    named = all({"names", "site_codes"} & row.kinds for row in rows)
    return named and (len(rows) > 1 or bool(rows[0].said) or rows[0].scope.root.name == "tr")


def _say_if_included(rows: list[SiteRow]) -> bool:
    """Whether the list, without a word for sites, says so of several; its codes must then look like those of care."""
    return sum(bool(row.said) for row in rows) > 1 and all(_OF_CARE.fullmatch(row.code) for row in rows)


def _sites(rows: list[SiteRow], headings: SiteHeadings, year: str | None) -> list[Site]:
    year = year or max((of for row in rows for _, of in row.said if of), default=None)
    said = [_included(row, headings.include(row, year), year) for row in rows]
    if any(row.bare for row in rows) and (headings.ask_to_choose(rows) or any(True in row.bare for row in rows)):
        said = [_agreed(row.bare) if s is None and not row.doubtful else s for row, s in zip(rows, said, strict=True)]
    if True in said and False not in said:  # a column of ticks: no tick, not included
        said = [False if s is None and row.empty else s for row, s in zip(rows, said, strict=True)]
    return [
        Site(
            code=row.code,
            name=row.name or headings.name_of(row),
            included=included,
            published=", ".join(dict.fromkeys(row.published)) or None,
        )
        for row, included in zip(rows, said, strict=True)
    ]


def _included(row: SiteRow, by_heading: bool | None, year: str | None) -> bool | None:
    """Yes or no when all that is said of this year agrees. A row may deny what its heading says, not the reverse."""
    said = [value for value, of in row.said if of in (None, year)]
    if not said:
        return None if row.bare else by_heading
    own = _agreed(said)
    return None if row.doubtful or (own and by_heading is False) else own


def _agreed(said: list[bool]) -> bool | None:
    return said[0] if len(set(said)) == 1 else None
