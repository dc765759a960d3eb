"""Holding the page's own counts against what was read, and using them where only gaps are marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from dsptscan.model import Problem, Status
from dsptscan.reading.counters import Counter
from dsptscan.reading.judge import careful
from dsptscan.reading.rows import ListReading, Row

_MOST_WORDS = 8  # words not known that a counter may tell apart


@dataclass(slots=True)
class Draft:
    """A question while its evidence is put together."""

    ref: str
    rows: list[tuple[ListReading, Row]] = field(default_factory=list)
    status: Status = "unknown"
    mandatory: bool | None = None
    by_absence: bool = False
    open: bool = False  # nothing speaks of its status: a counter may settle it
    word: str = ""  # the one word that speaks of its status and is not known: a counter may tell what it means
    because: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Population:
    """The questions a counter may be counting."""

    counter: Counter
    page: ListReading | None
    drafts: tuple[Draft, ...]


def populations(
    counter: Counter, counted: Iterable[str], page: ListReading | None, drafts: dict[str, Draft]
) -> list[Population]:
    """Every reading of what a counter counts: its own rows or all pages; all questions or the mandatory ones."""
    own = [drafts[ref] for ref in dict.fromkeys(counted)]
    groups = [own] if own else []
    named = [d for d in drafts.values() if any(d.ref.startswith(prefix + ".") for prefix in counter.prefixes)]
    if named and not {d.ref for d in own} <= {d.ref for d in named}:
        groups = []
    if named:
        groups.insert(0, named)
    on_page = {row.ref for row in page.rows} if page else set()
    if not named and (not own or {d.ref for d in own} == on_page):
        groups.append(list(drafts.values()))
    result: list[Population] = []
    for group in groups:
        choices = {
            "all": [group, [d for d in group if d.mandatory]],
            "mandatory": [[d for d in group if d.mandatory]],
            "optional": [[d for d in group if d.mandatory is False]],
        }[counter.of]
        if any(d.mandatory is None for d in group) and counter.of != "all":
            continue
        for choice in choices:
            if counter.total is None or counter.total == len(choice):
                result.append(Population(counter, page, tuple(choice)))
    return result


def _agrees(population: Population) -> bool:
    """Whether a counter can be true of what was read; unknown questions may be either."""
    counter, drafts = population.counter, population.drafts
    complete = sum(d.status == "complete" for d in drafts)
    unknown = sum(d.status == "unknown" for d in drafts)
    told = _complete(counter, len(drafts))
    return told is None or complete <= told <= complete + unknown


def _complete(counter: Counter, size: int) -> int | None:
    if counter.complete is not None:
        return counter.complete
    return size - counter.incomplete if counter.incomplete is not None else None


Counted = list[tuple[Counter, list[Population], ListReading | None]]


def settle(every: list[list[Population]]) -> None:
    """Where a counter accounts exactly for what nothing marks, or what bears a word not known, it settles these.

    What one counter has settled may let the next one settle more.
    """
    while any(_settled(choices) for choices in every):
        pass


def _settled(choices: list[Population]) -> bool:
    """Whether a counter settled the questions of one of the populations it may count."""
    for population in choices:
        told = _complete(population.counter, len(population.drafts))
        if told is None or not all(page.whole for d in population.drafts for page, _ in d.rows):
            continue
        groups = _groups(population.drafts)
        if (
            groups
            and (done := _accounted(groups, told, population)) is not None
            and not _ambiguous(choices, population)
        ):
            for word, drafts in groups.items():
                _settle(drafts, word in done, population.counter)
            return True
    return False


def _groups(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    """The questions that a counter may settle, by the word not known that they bear; none when others are doubtful."""
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.status == "unknown":
            if not draft.open and not draft.word:
                return {}
            groups.setdefault(draft.word, []).append(draft)
    return groups


def _accounted(groups: dict[str, list[Draft]], told: int, population: Population) -> set[str] | None:
    """The words that must mean "complete" for the count to be right, if there is one way only."""
    missing = told - sum(d.status == "complete" for d in population.drafts)
    if population.counter.total is None and population.counter.complete is not None:
        return None  # "12 answered": of how many, and whether all of them are here, is not said
    if missing == sum(map(len, groups.values())):
        return set(groups)
    if population.counter.total is None or len(groups) > _MOST_WORDS:
        return None
    ways = [
        set(some)
        for n in range(len(groups))
        for some in combinations(groups, n)
        if sum(len(groups[word]) for word in some) == missing
    ]
    return ways[0] if len(ways) == 1 else None


def _settle(drafts: list[Draft], complete: bool, counter: Counter) -> None:
    for draft in drafts:
        draft.status, draft.open = ("complete" if complete else "incomplete"), False
        what = f"{careful(draft.word)} stands beside it" if draft.word else "nothing marks it"
        which = "that is all others" if complete else "those are others"
        draft.because.append(f'list: {what}, and the page counts "{counter.text}": {which}')


def _ambiguous(choices: list[Population], chosen: Population) -> bool:
    """A counter without a total that would be exact for several groups proves nothing for the larger one."""
    return chosen.counter.total is None and any(len(other.drafts) < len(chosen.drafts) for other in choices)


def _doubt(choices: list[Population], counter: Counter) -> None:
    """A counter that cannot be true: the answers it contradicts become unknown."""
    group = max((p.drafts for p in choices), key=len, default=())
    told = _complete(counter, len(group))
    if told is None:
        return
    complete = [d for d in group if d.status == "complete"]
    suspects = complete if len(complete) > told else [d for d in group if d.by_absence]
    for draft in suspects:
        draft.status = "unknown"
        draft.because.append(f'the page counts "{counter.text}", which does not fit what stands beside its questions')


def check_counters(every: Counted, drafts: dict[str, Draft]) -> list[Problem]:
    """A problem for every count that cannot be true of what was read; what it contradicts becomes unknown."""
    problems = []
    odd: dict[int, list[Counter]] = {}
    of_parts: dict[tuple[int, str], list[Counter]] = {}
    for counter, choices, page in every:
        if not choices:
            odd.setdefault(id(page), []).append(counter)
        if counter.total is not None and counter.total < sum(_is_of(d, counter.of) for d in drafts.values()):
            of_parts.setdefault((id(page), counter.of), []).append(counter)
    in_parts = {(key, "all") for key in odd if _adds_up(odd[key], drafts)}
    in_parts |= {key for key, parts in of_parts.items() if _adds_up(parts, drafts)}
    for counter, choices, page in every:
        if not drafts or any(_agrees(p) for p in choices) or (id(page), counter.of) in in_parts:
            continue
        if (
            not choices
            and counter.complete is None
            and counter.incomplete is None
            and (counter.total or 0) < len(drafts)
        ):
            continue  # the size of some part
        where = page.name if page else "A page"
        if not choices and (counter.of != "all" and any(d.mandatory is None for d in drafts.values())):
            continue
        if choices:
            _doubt(choices, counter)
        detail = f'{where} counts "{counter.text}", which does not fit the questions that were read.'
        problems.append(Problem(kind="counter_disagrees", url=page.address if page else None, detail=detail))
    return problems


def _adds_up(parts: list[Counter], drafts: dict[str, Draft]) -> bool:
    """Whether the counts of an overview, each of a part that it does not name, add up to the whole."""
    if not parts or any(c.total is None or (c.complete is None and c.incomplete is None) for c in parts):
        return False
    total, complete = sum(c.total or 0 for c in parts), sum(_complete(c, c.total or 0) or 0 for c in parts)
    counted = [d for d in drafts.values() if _is_of(d, parts[0].of)]
    done = sum(d.status == "complete" for d in counted)
    unknown = sum(d.status == "unknown" for d in counted)
    return total == len(counted) and done <= complete <= done + unknown


def _is_of(draft: Draft, kind: str) -> bool:
    return kind == "all" or draft.mandatory is (kind == "mandatory")


def mandatory_counter(every: Counted, drafts: dict[str, Draft]) -> int | None:
    """The number of mandatory questions that the page itself states for the whole assessment, not for a part of it."""
    if len({ref.split(".")[0] for ref in drafts}) < 2:
        return None
    totals = []
    for counter, choices, page in every:
        whole = (
            page is None
            or {row.ref for row in page.rows} == set(drafts)
            or any(len(p.drafts) > len({r.ref for r in page.rows}) for p in choices)
        )
        if not counter.prefixes and counter.of == "mandatory" and counter.total is not None and whole:
            totals.append(counter.total)
    there = sum(d.mandatory is True for d in drafts.values())
    if len(totals) > 1 and max(totals) < there == sum(totals):
        return there  # an overview that counts each part by itself
    return max(totals) if totals else None
