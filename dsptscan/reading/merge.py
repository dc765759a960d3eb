"""All that the pages say of one question, put together: lists, question page, what is marked and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dsptscan.model import Answer, Novelty, Question, in_words
from dsptscan.reading.counting import Draft
from dsptscan.reading.habits import Habits
from dsptscan.reading.judge import Judged, careful, explicit, judge_row, quote, unread
from dsptscan.reading.mark import Mark, Marks
from dsptscan.reading.page import QuestionReading

_HEADING = ("heading",)
Own = dict[str, list[QuestionReading]]


def draft_mandatory(drafts: dict[str, Draft], own: Own, habits: Habits) -> None:
    """Mandatory or not: what is marked, and what a missing mark means where others are marked."""
    rows = [row for d in drafts.values() for _, row in d.rows]
    pages = [q for qs in own.values() for q in qs]
    told = {frozenset(m.meaning for m in r.marks.about("mandatory")) for r in rows}
    uses_yes, uses_no = any("mandatory.yes" in t for t in told), any("mandatory.no" in t for t in told)
    marks_each = {frozenset({"mandatory.yes"}), frozenset({"mandatory.no"})} <= told
    from_pages = not (uses_yes or uses_no)
    only_headings = all(m.slot == _HEADING for r in rows for m in r.marks.about("mandatory"))
    page_yes = any(q.marks.of("mandatory.yes") for q in pages)
    page_no = any(q.marks.of("mandatory.no") for q in pages)
    for draft in drafts.values():
        listed = [row.marks for _, row in draft.rows]
        there = [q.marks for q in own.get(draft.ref, [])]
        marks = listed + there
        yes, no = [m for x in marks for m in x.of("mandatory.yes")], [m for x in marks for m in x.of("mandatory.no")]
        if yes and no:  # a column of its own says more than a word elsewhere in the row
            yes, no = (_under_a_heading(yes), _under_a_heading(no)) if _under_a_heading(yes + no) else (yes, no)
        if yes and no:
            draft.because.append(f"mandatory or not: the page says both ({quote([m.text for m in yes + no])})")
            continue
        if yes or no:
            draft.mandatory = bool(yes)
            said = (yes or no)[0]
            draft.because.append(
                f'{"mandatory" if yes else "not mandatory"}: "{said.text}"' + (f" ({said.where})" if said.where else "")
            )
            if not yes or not uses_yes or from_pages or any(x.of("mandatory.yes") for x in listed):
                continue
            # Only its own page calls it mandatory, while the list marks others and not this one.
            draft.mandatory = None
            draft.because.append("the list marks others as mandatory, but not this one")
        elif odd := next(
            (text for x in listed if (text := unread(x, habits.mandatory_slots, habits.beside_mandatory))), None
        ):
            draft.because.append(
                f"mandatory or not: the reader does not know {careful(odd)}, which stands where others have it"
            )
        elif only_headings and uses_yes and uses_no:
            draft.because.append("mandatory or not: no heading that says so stands above it")
        elif marks_each:
            draft.because.append("mandatory or not: nothing beside it says so, as beside others of either kind")
        elif uses_yes or (from_pages and page_yes and there):
            draft.mandatory = False
            draft.because.append("not mandatory: no mark beside it, as beside others")
        elif uses_no or (from_pages and page_no and there):
            draft.mandatory = True
            draft.because.append("mandatory: not marked as optional, as others are")


def _under_a_heading(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.where.startswith("under ")]


def draft_status(drafts: dict[str, Draft], own: Own, habits: Habits) -> None:
    """Complete, incomplete or unknown: all appearances must agree, on whole pages."""
    for draft in drafts.values():
        judged = [judge_row(row, page, habits) for page, row in draft.rows]
        speaking = [j for j in judged if not j.by_absence and j.outcome != "nothing"]
        judged = speaking or judged
        pages = own.get(draft.ref, [])
        judged += [j for q in pages if (j := explicit(q.marks, "question page")).outcome != "nothing"]
        _settle(draft, judged)
        whole = all(page.whole for page, _ in draft.rows) and all(q.whole for q in pages)
        answers = [q.answer.answer for q in pages] + [row.answer.answer for _, row in draft.rows]
        if draft.status == "complete" and not whole:
            draft.status = "unknown"
            draft.because.append("a page it stands on is cut off before its end")
        if draft.status == "complete" and any(a.answered is False for a in answers):
            draft.status = "unknown"
            draft.because.append("it is called completed, but the answer on the page is empty")
        if not whole or any(a.answered is False for a in answers):
            draft.open, draft.word = False, ""


def _settle(draft: Draft, judged: list[Judged]) -> None:
    outcomes = {j.outcome for j in judged if j.outcome != "nothing"}
    draft.because += [reason for j in judged for reason in j.because]
    if "blocked" in outcomes:
        words = {j.word for j in judged if j.outcome != "nothing"}
        draft.word = words.pop() if len(words) == 1 else ""
        return
    if len(outcomes) > 1:
        draft.because.append("its pages contradict each other")
    elif outcomes:
        draft.status = "complete" if "complete" in outcomes else "incomplete"
        draft.by_absence = draft.status == "incomplete" and all(j.by_absence for j in judged if j.outcome != "nothing")
    else:
        draft.open = True


@dataclass(frozen=True, slots=True)
class Background:
    """What all questions of an assessment share.

    `marks_carried`: the lists mark carried-over answers at all. `pages_mark_carried`: the questions' own pages do.
    """

    year: str | None
    opened: date | None
    marks_carried: bool
    habits: Habits
    pages_mark_carried: bool


def finish(draft: Draft, pages: list[QuestionReading], background: Background) -> Question:
    """The question as the rest of the product sees it."""
    marks = [row.marks for _, row in draft.rows] + [q.marks for q in pages]
    saved = [day for m in marks for day in m.saved]
    updated = max(saved, default=None)
    answer = _answer(
        [q.answer.answer for q in pages if q.answer.seen] or [r.answer.answer for _, r in draft.rows if r.answer.seen]
    )
    readings = [q.answer for q in pages] + [row.answer for _, row in draft.rows]
    if answer.answered is None and draft.status != "unknown" and any(r.doubtful for r in readings):
        answer = replace(answer, answered=draft.status == "complete")
    because = list(dict.fromkeys(draft.because))
    listed = [row.marks for _, row in draft.rows]
    marked = background.marks_carried or (background.pages_mark_carried and bool(pages))
    unread_there = any(x.earlier or unread(x, background.habits.carried_slots) for x in listed)
    unmarked = False if marked and not unread_there else None
    carried = _carried(marks, answer, updated, background, because, unmarked)
    plain = [row.title for _, row in draft.rows if row.title and not row.answer.seen]
    titles = plain or [row.title for _, row in draft.rows if row.title] or [q.title for q in pages if q.title]
    urls = [row.url for _, row in draft.rows if row.url] + [q.url for q in pages if q.url]
    return Question(
        ref=draft.ref,
        title=max(titles, key=len) if titles else None,
        url=urls[0] if urls else None,
        mandatory=draft.mandatory,
        status=draft.status,
        carried_over=carried,
        new_or_changed=_novelty(marks, background.year, because),
        answer=answer,
        updated_on=updated,
        because=tuple(because),
    )


def _answer(answers: list[Answer]) -> Answer:
    """The answer, when all copies of a page agree; what they differ in is not known."""
    if not answers:
        return Answer()
    first = answers[0]
    if all(a == first for a in answers):
        return first
    return Answer(
        kind=first.kind if all(a.kind == first.kind for a in answers) else None,
        answered=first.answered if all(a.answered == first.answered for a in answers) else None,
    )


def _earlier(marks: list[Mark], year: str | None) -> list[Mark]:
    return [m for m in marks if not (m.year and year and m.year >= year)]


def _carried(
    marks: list[Marks],
    answer: Answer,
    updated: date | None,
    background: Background,
    because: list[str],
    unmarked: bool | None,
) -> bool | None:
    """Whether the answer came from an earlier year and was not saved since; `unmarked` when nothing speaks of it."""
    opened = background.opened
    yes = _earlier([m for x in marks for m in x.of("carried_over.yes") + x.of("confirm.needed")], background.year)
    no = [m for x in marks for m in x.of("carried_over.no")]
    if answer.answered is False:
        return False
    if no:
        because.append(f"not carried over: {quote([m.text for m in no])}")
        return False
    if updated and opened and updated >= opened:
        because.append(f"not carried over: saved on {in_words(updated)}, after this year's toolkit opened")
        return False
    if yes:
        because.append(f"carried over: {quote([m.text for m in yes])}")
        return True
    if any(x.unanswered for x in marks):
        return False
    if updated and opened:
        because.append(f"carried over: last saved on {in_words(updated)}, before this year's toolkit opened")
        return True
    return unmarked


def _novelty(marks: list[Marks], year: str | None, because: list[str]) -> Novelty | None:
    found: dict[Novelty, Mark] = {}
    for kind in ("changed", "new"):
        for mark in (m for x in marks for m in x.of(f"new_or_changed.{kind}")):
            if not (mark.year and year and mark.year != year):
                found["new" if kind == "new" else "changed"] = mark
    if len(found) != 1:
        return None
    kind_found, said = next(iter(found.items()))
    because.append(f'{kind_found}: "{said.text}"')
    return kind_found
