"""Checks of whole pages: what is not what it should be, is cut short, doubled, or mixed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsptscan.model import Organisation, Problem, reference_number
from dsptscan.reading.counting import Draft
from dsptscan.reading.kinds import OBSTACLES
from dsptscan.reading.page import PageReading, QuestionReading
from dsptscan.reading.rows import ListReading

_COUNTED = re.compile(r"\((\d{1,3})\)\s*$")  # "Mandatory questions (33)"
_NAMES = {
    "sign_in": "a sign-in page", "second_factor": "a page asking for a second sign-in step", "expired_password":
    "a page saying that the password has expired", "locked": "a page saying that the account is locked", "time_out":
    "a page saying that the session has ended", "choose_organisation": "a page to choose an organisation", "profile":
    "an unfinished organisation profile", "terms": "a page of terms to accept", "maintenance": "a maintenance page",
    "denied": "a page saying that access is denied", "not_found": "a page that was not found", "error": "an error page",
    "caf": "a CAF assessment, which has no care questions",
    "captive": "the sign-in page of a network, such as a hotel's",
    "headquarters": "a page saying that a headquarters publishes for this site",
}  # fmt: skip


def page_problems(pages: Sequence[PageReading]) -> list[Problem]:
    """Pages that are something else than they should be, or not whole."""
    problems = []
    for page in pages:
        if page.kind in _NAMES:
            problems.append(Problem(kind=page.kind, url=page.address, detail=f"{page.name} is {_NAMES[page.kind]}."))
        elif page.kind == "empty_assessment":
            detail = f"{page.name} looks like the assessment, but no question can be found on it."
            problems.append(Problem(kind="no_questions", url=page.address, detail=detail))
        elif not page.whole:
            detail = f"{page.name} is no whole page: it is cut off, empty or damaged. Save it again."
            problems.append(Problem(kind="cut_off", url=page.address, detail=detail))
        if page.kind == "assessment" and len(page.facts.years) > 1:
            detail = f"{page.name} names more than one toolkit year in its heading."
            problems.append(Problem(kind="two_years", url=page.address, detail=detail))
    return problems


def list_problems(
    lists: list[ListReading], own: dict[str, list[QuestionReading]], drafts: dict[str, Draft]
) -> list[Problem]:
    """Lists that are not whole, or name a question twice."""
    problems = []
    tabs = _tabs_of_one_list([page for page in lists if page.partial], drafts)
    for page in lists:
        if page.partial and not tabs:
            detail = (
                f'{page.name} shows only a part of the questions: "{page.partial}". Show all of them and scan again.'
            )
            problems.append(Problem(kind="partial_list", url=page.address, detail=detail))
        if page.lost:
            lost = ", ".join(page.lost[:5])
            detail = f"{page.name} holds {lost}, but where this begins and ends on the page is unclear."
            problems.append(Problem(kind="not_understood", url=page.address, detail=detail))
        if page.repeated:
            detail = f"{page.name} lists {', '.join(page.repeated[:5])} twice in the same list."
            problems.append(Problem(kind="listed_twice", url=page.address, detail=detail))
    paging = [page.paging for page in lists if page.paging]
    if paging and {p.page for p in paging} != set(range(1, max(p.pages for p in paging) + 1)):
        most = max(p.pages for p in paging)
        problems.append(
            Problem(kind="list_cut_short", detail=f"The list says that it has {most} pages; not all of them were read.")
        )
    elif lists and all(page.goes_on for page in lists):
        detail = f"{lists[-1].name} leads to a next page of the list, which was not read."
        problems.append(Problem(kind="list_cut_short", url=lists[-1].address, detail=detail))
    strays = sorted((ref for ref in own if ref not in drafts), key=reference_number)
    if lists and strays:
        detail = f"There are pages of questions that no list names: {', '.join(strays[:5])}."
        problems.append(Problem(kind="not_listed", url=own[strays[0]][0].url, detail=detail))
    return problems


def _tabs_of_one_list(parts: list[ListReading], drafts: dict[str, Draft]) -> bool:
    """Whether pages that show a part each are the mandatory and the optional questions, each counted and all there."""
    found: set[bool | None] = set()
    for page in parts:
        refs = {row.ref for row in page.rows}
        counted = _COUNTED.search(page.partial or "")
        kinds = {drafts[ref].mandatory for ref in refs if ref in drafts}
        if not counted or int(counted[1]) != len(refs) or len(kinds) != 1:
            return False
        found |= kinds
    return found == {True, False}


def one_year(values: set[str]) -> tuple[str | None, Problem | None]:
    """The toolkit year of all pages, or a problem when they are of different years."""
    if len(values) > 1:
        found = " and ".join(sorted(values))
        return None, Problem(
            kind="two_years", detail=f"Pages of different toolkit years are mixed: {found}. Keep those of one year."
        )
    return next(iter(values), None), None


def one_organisation(pages: Sequence[PageReading]) -> tuple[Organisation, Problem | None]:
    """The organisation of all pages, or a problem when they are of different ones."""
    readable = [p for p in pages if p.kind not in OBSTACLES]
    telling = [p for p in readable if p.kind != "other"]  # a help page may name any organisation
    codes = {p.facts.organisation.code for p in telling if p.facts.organisation.code}
    name = next((p.facts.organisation.name for p in readable if p.facts.organisation.name), None)
    names = {
        p.facts.organisation.name.casefold() for p in readable if p.kind == "assessment" and p.facts.organisation.name
    }
    if len(codes) > 1 or (not codes and len(names) > 1):
        found = " and ".join(sorted(codes or names))
        return Organisation(), Problem(
            kind="two_organisations", detail=f"Pages of different organisations are mixed: {found}. Keep those of one."
        )
    return Organisation(name=name, code=next(iter(codes), None)), None
