"""Putting the pages of one assessment together: one reading, with every doubt named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dsptscan.model import Assessment, Organisation, Problem, Publication, Reading, reference_number
from dsptscan.reading.counters import Counter
from dsptscan.reading.counting import Draft, Population, agrees, doubt, populations, settle
from dsptscan.reading.judge import habits_of
from dsptscan.reading.kinds import OBSTACLES
from dsptscan.reading.merge import draft_mandatory, draft_status, finish
from dsptscan.reading.page import PageReading, QuestionReading
from dsptscan.reading.rows import ListReading

Counted = list[tuple[Counter, list[Population], ListReading | None]]
_NAMES = {
    "sign_in": "a sign-in page", "second_factor": "a page asking for a second sign-in step", "expired_password":
    "a page saying that the password has expired", "locked": "a page saying that the account is locked", "time_out":
    "a page saying that the session has ended", "choose_organisation": "a page to choose an organisation", "profile":
    "an unfinished organisation profile", "terms": "a page of terms to accept", "maintenance": "a maintenance page",
    "denied": "a page saying that access is denied", "not_found": "a page that was not found", "error": "an error page",
    "caf": "a CAF assessment, which has no care questions", "headquarters": "a page saying that a headquarters publishes for this site",
}  # fmt: skip


def assemble(
    pages: Sequence[PageReading], opened: dict[str, date] | None = None, unread: dict[str, str] | None = None
) -> Reading:
    """Put the pages of one assessment together.

    `opened`: when each toolkit year opened, to tell old answers from new. `unread`: questions whose page could not be
    read, each with the reason.
    """
    opened, unread = opened or {}, unread or {}
    lists = [page.rows for page in pages if page.rows is not None]
    own: dict[str, list[QuestionReading]] = {}
    for page in pages:
        if page.question is not None:
            own.setdefault(page.question.ref, []).append(page.question)
    problems = _page_problems(pages)
    year, year_problem = _one(
        {y for p in pages if p.kind == "assessment" for y in p.facts.years} or _years(pages), "two_years"
    )
    organisation, organisation_problem = _organisation(pages)
    problems += [p for p in (year_problem, organisation_problem) if p]
    assessment = Assessment(
        year=year, standard=next((p.facts.standard for p in _by_weight(pages) if p.facts.standard), None)
    )

    drafts: dict[str, Draft] = {}
    for page_list in lists:
        for row in page_list.rows:
            drafts.setdefault(row.ref, Draft(row.ref)).rows.append((page_list, row))
    remarks: list[str] = []
    if not lists:
        detail = "The assessment was not found: no page among them lists its questions."
        problems.append(Problem(kind="no_assessment", detail=detail))
        for ref in own:
            drafts[ref] = Draft(ref)
    habits = habits_of(lists)
    draft_mandatory(drafts, own)
    draft_status(drafts, own, habits)
    for ref, reason in unread.items():
        if ref in drafts and drafts[ref].status != "incomplete":
            drafts[ref].status, drafts[ref].open = "unknown", False
            drafts[ref].because.append(reason)
    every: Counted = [
        (counter, populations(counter, [row.ref for row in rows], page, drafts), page)
        for page in lists
        for counter, rows in page.counters
    ]
    every += [(counter, populations(counter, (), None, drafts), None) for p in pages if lists for counter in p.counters]
    settle([choices for _, choices, _ in every])
    problems += _check_counters(every, drafts)
    problems += _list_problems(lists, own, drafts)
    context = opened.get(year or "")
    carried = _marks_carried(lists, own)
    questions = [finish(draft, own.get(draft.ref, []), year, context, carried) for draft in drafts.values()]
    missing = [d.ref for d in drafts.values() if d.ref not in own and not any(row.answer.seen for _, row in d.rows)]
    if lists and missing:
        remarks.append(
            f"The pages of {len(missing)} of {len(drafts)} questions were not read: what stands in their answer boxes is not known."
        )
    return Reading(
        organisation=organisation,
        assessment=assessment,
        questions=tuple(sorted(questions, key=lambda q: reference_number(q.ref))),
        publication=_publication(pages, year, opened),
        problems=tuple(problems),
        mandatory_counter=_mandatory_counter(every, drafts),
        remarks=tuple(remarks),
    )


def _by_weight(pages: Sequence[PageReading]) -> list[PageReading]:
    """The assessment speaks first, question pages last."""
    order = {"assessment": 0, "overview": 1, "home": 2, "published": 2}
    return sorted(pages, key=lambda p: order.get(p.kind, 3))


def _years(pages: Sequence[PageReading]) -> set[str]:
    for page in _by_weight(pages):
        if page.facts.years:
            return set(page.facts.years)
    return set()


def _one(values: set[str], kind: str) -> tuple[str | None, Problem | None]:
    if len(values) > 1:
        found = " and ".join(sorted(values))
        return None, Problem(
            kind=kind, detail=f"Pages of different toolkit years are mixed: {found}. Keep those of one year."
        )
    return next(iter(values), None), None


def _organisation(pages: Sequence[PageReading]) -> tuple[Organisation, Problem | None]:
    readable = [p for p in _by_weight(pages) if p.kind not in OBSTACLES]
    codes = {p.facts.organisation.code for p in readable if p.facts.organisation.code}
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


def _page_problems(pages: Sequence[PageReading]) -> list[Problem]:
    problems = []
    for page in pages:
        if page.kind in _NAMES:
            problems.append(Problem(kind=page.kind, url=page.address, detail=f"{page.name} is {_NAMES[page.kind]}."))
        elif page.kind == "empty_assessment":
            detail = f"{page.name} looks like the assessment, but no question can be found on it."
            problems.append(Problem(kind="no_questions", url=page.address, detail=detail))
        elif not page.whole and page.kind in ("assessment", "question", "overview"):
            detail = f"{page.name} is cut off before its end. Save the page again."
            problems.append(Problem(kind="cut_off", url=page.address, detail=detail))
        if page.kind == "assessment" and len(page.facts.years) > 1:
            detail = f"{page.name} names more than one toolkit year in its heading."
            problems.append(Problem(kind="two_years", url=page.address, detail=detail))
    return problems


def _list_problems(
    lists: list[ListReading], own: dict[str, list[QuestionReading]], drafts: dict[str, Draft]
) -> list[Problem]:
    problems = []
    for page in lists:
        if page.repeated:
            detail = f"{page.name} lists {', '.join(page.repeated[:5])} twice in the same list."
            problems.append(Problem(kind="listed_twice", url=page.address, detail=detail))
    paging = [page.paging for page in lists if page.paging]
    if paging and {p.page for p in paging} != set(range(1, max(p.pages for p in paging) + 1)):
        most = max(p.pages for p in paging)
        problems.append(
            Problem(kind="list_cut_short", detail=f"The list says that it has {most} pages; not all of them were read.")
        )
    strays = sorted((ref for ref in own if ref not in drafts), key=reference_number)
    if lists and strays:
        detail = f"There are pages of questions that no list names: {', '.join(strays[:5])}."
        problems.append(Problem(kind="not_listed", url=own[strays[0]][0].url, detail=detail))
    return problems


def _check_counters(every: Counted, drafts: dict[str, Draft]) -> list[Problem]:
    problems = []
    for counter, choices, page in every:
        if not drafts or any(agrees(p) for p in choices):
            continue
        where = page.name if page else "A page"
        if not choices and (counter.of != "all" and any(d.mandatory is None for d in drafts.values())):
            continue
        if choices:
            doubt(choices, counter)
        detail = f'{where} counts "{counter.text}", which does not fit the questions that were read.'
        problems.append(Problem(kind="counter_disagrees", url=page.address if page else None, detail=detail))
    return problems


def _mandatory_counter(every: Counted, drafts: dict[str, Draft]) -> int | None:
    """The number of mandatory questions that the page itself states for the whole assessment."""
    totals = []
    for counter, choices, page in every:
        whole = (
            page is None
            or {row.ref for row in page.rows} == set(drafts)
            or any(len(p.drafts) > len({r.ref for r in page.rows}) for p in choices)
        )
        if counter.of == "mandatory" and counter.total is not None and whole:
            totals.append(counter.total)
    return max(totals) if totals else None


def _marks_carried(lists: list[ListReading], own: dict[str, list[QuestionReading]]) -> bool:
    """Whether these pages mark carried-over answers at all."""
    marks = [row.marks for page in lists for row in page.rows] + [q.marks for qs in own.values() for q in qs]
    return any(m.of("carried_over.yes") or m.of("confirm.needed") for m in marks)


def _publication(pages: Sequence[PageReading], year: str | None, opened: dict[str, date]) -> Publication | None:
    """What is said of publication; of this year's assessment first."""
    said = [p for page in _by_weight(pages) if page.kind not in OBSTACLES for p in page.facts.publications]
    dated = []
    for publication in said:
        belongs = publication.year or _year_of(publication.published_on, opened)
        dated.append(Publication(
            status=publication.status, published_on=publication.published_on, certificate=publication.certificate, year=belongs
        ))  # fmt: skip
    this_year = [p for p in dated if p.year == year and year and p.published_on]
    this_year = this_year or [p for p in dated if p.year == year and year and p.status != "Not Published"]
    not_yet = [p for p in dated if p.status == "Not Published"]
    chosen = this_year if this_year and not not_yet else not_yet or dated
    return chosen[0] if chosen else None


def _year_of(day: date | None, opened: dict[str, date]) -> str | None:
    """The toolkit year a publication on this day counts for: the latest that had opened by then."""
    if day is None:
        return None
    past = [(start, year) for year, start in opened.items() if start <= day]
    return max(past)[1] if past else None
