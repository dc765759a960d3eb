"""Putting the pages of one assessment together: one reading, with every doubt named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from dsptscan.model import Assessment, Problem, Publication, Reading, reference_number
from dsptscan.reading.counting import Counted, Draft, check_counters, mandatory_counter, populations, settle
from dsptscan.reading.doubts import list_problems, one_organisation, one_year, page_problems
from dsptscan.reading.habits import habits_of
from dsptscan.reading.kinds import OBSTACLES
from dsptscan.reading.mark import Marks
from dsptscan.reading.merge import Background, draft_mandatory, draft_status, finish
from dsptscan.reading.page import PageReading, QuestionReading
from dsptscan.reading.publication import choose_publication
from dsptscan.reading.rows import ListReading
from dsptscan.reading.sites import merged

_A_HABIT = 3  # rows that ask to confirm, from which on they mark what was carried over


def assemble(
    pages: Sequence[PageReading],
    opened: dict[str, date] | None = None,
    unread: dict[str, str] | None = None,
    closed: Collection[str] = (),
) -> Reading:
    """Put the pages of one assessment together.

    `opened`: when each toolkit year opened, to tell old answers from new. `unread`: questions whose page could not be
    read, each with the reason. `closed`: those whose page was left closed on purpose, for it was read before.
    """
    opened, unread = opened or {}, unread or {}
    lists = [page.rows for page in pages if page.rows is not None]
    own: dict[str, list[QuestionReading]] = {}
    for page in pages:
        if page.question is not None:
            own.setdefault(page.question.ref, []).append(page.question)
    weighty = _by_weight(pages)
    year, year_problem = one_year(
        {y for p in pages if p.kind in ("assessment", "question") for y in p.facts.years} or _years(weighty)
    )
    organisation, organisation_problem = one_organisation(weighty)
    problems = page_problems(pages) + [p for p in (year_problem, organisation_problem) if p]
    assessment = Assessment(year=year, standard=next((p.facts.standard for p in weighty if p.facts.standard), None))

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
    draft_mandatory(drafts, own, habits)
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
    problems += check_counters(every, drafts)
    problems += list_problems(lists, own, drafts)
    background = Background(year, opened.get(year or ""), _marks_carried(lists), habits, _marks_carried_on_pages(own))
    questions = [finish(draft, own.get(draft.ref, []), background) for draft in drafts.values()]
    missing = [
        d.ref
        for d in drafts.values()
        if d.ref not in own and d.ref not in closed and not any(row.answer.seen for _, row in d.rows)
    ]
    if lists and missing:
        remarks.append(
            f"The pages of {len(missing)} of {len(drafts)} questions were not read:"
            " what stands in their answer boxes is not known."
        )
    sites, disagree = merged(site for page in weighty for site in page.sites)
    remarks += [f"The pages disagree on whether the site {code} is included." for code in disagree]
    return Reading(
        organisation=organisation,
        assessment=assessment,
        questions=tuple(sorted(questions, key=lambda q: reference_number(q.ref))),
        sites=tuple(site for site in sites if site.code != organisation.code or site.included is not None),
        publication=choose_publication(_said(weighty), year, opened),
        publish=next((p.facts.publish for p in weighty if p.facts.publish), None),
        stops=tuple(dict.fromkeys(said for p in weighty if p.kind not in OBSTACLES for said in p.facts.stops)),
        problems=tuple(problems),
        mandatory_counter=mandatory_counter(every, drafts),
        remarks=tuple(remarks),
    )


def _by_weight(pages: Sequence[PageReading]) -> list[PageReading]:
    """The assessment speaks first, question pages last."""
    order = {"assessment": 0, "overview": 1, "home": 2, "published": 2}
    return sorted(pages, key=lambda p: order.get(p.kind, 3))


def _said(pages: Sequence[PageReading]) -> list[Publication]:
    return [p for page in pages if page.kind not in OBSTACLES for p in page.facts.publications]


def _years(pages: Sequence[PageReading]) -> set[str]:
    for page in pages:
        if page.facts.years:
            return set(page.facts.years)
    return set()


def _marks_carried(lists: list[ListReading]) -> bool:
    """Whether the lists mark carried-over answers at all."""
    return _mark([row.marks for page in lists for row in page.rows])


def _marks_carried_on_pages(own: dict[str, list[QuestionReading]]) -> bool:
    """Whether the questions' own pages do."""
    return _mark([q.marks for qs in own.values() for q in qs])


def _mark(every: list[Marks]) -> bool:
    """Whether some say "carried over". "Confirm last year's answer" is a status: a few of them speak for no other."""
    return any(marks.of("carried_over.yes") for marks in every) or (
        sum(bool(marks.of("confirm.needed")) for marks in every) >= _A_HABIT
    )
