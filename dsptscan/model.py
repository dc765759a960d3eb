"""The nouns of the product. All are frozen: a result is a fact about one moment, never edited in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["complete", "incomplete", "unknown"]
AnswerKind = Literal["tick", "text", "document", "date", "choice"]
Novelty = Literal["new", "changed"]
Effort = Literal["minutes", "hours", "days", "weeks"]
Verdict = Literal["ready", "not_ready", "cannot_tell", "published"]
CheckName = Literal[
    "unreadable",
    "misplaced",
    "training",
    "records",
    "changed",
    "carried_over",
    "mandatory",
    "sites",
    "publish",
    "share",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the toolkit as the browser had it, live or saved.

    `name` is what a person knows it by (file name or address). `url` is its absolute address, or None.
    `link_colours` maps a link's address as written in the page to the colour the browser computed ("rgb(212, 53, 28)").
    `unread` says why there is no `html`, where it could not be had.
    """

    name: str
    html: str | bytes
    url: str | None = None
    link_colours: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """`year` as "2025-26"; `standard` is the level the organisation works towards."""

    year: str | None = None
    standard: Literal["Standards Met", "Approaching Standards"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What stands in the boxes of one question. `text` and `comment` are the provider's words and are never printed.

    `days` are the days that answer, comment and file names mention, in order; a month or year alone is its last day.
    """

    kind: AnswerKind | None = None
    answered: bool | None = None
    ticked: bool | None = None
    text: str | None = None
    comment: str | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the assessment. None means "not known", never "no". `because` quotes the site's words.

    `read_on` is the day its boxes were last looked at, None for never; `row` is a fingerprint of what the lists said of
    it then, without the answer. Both are no part of the JSON.
    """

    ref: str
    title: str | None = None
    url: str | None = None
    mandatory: bool | None = None
    status: Status = "unknown"
    carried_over: bool | None = None
    new_or_changed: Novelty | None = None
    answer: Answer = Answer()
    updated_on: date | None = None
    because: tuple[str, ...] = ()
    read_on: date | None = None
    row: str | None = None

    @property
    def number(self) -> tuple[int, ...]:
        """The reference as numbers, so that 1.1.2 sorts before 1.1.10."""
        return reference_number(self.ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    code: str
    name: str | None = None
    included: bool | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a page says of publication. `year` is the toolkit year the words name, when they name one."""

    status: str | None = None
    published_on: date | None = None
    certificate: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishControl:
    """The button that publishes, as the page words it; `enabled` false when it cannot be pressed."""

    text: str
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read: a failed check of a whole page, an unknown page, a missing list."""

    kind: str
    detail: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read of one organisation's assessment, before any judgement.

    `mandatory_counter` is the number of mandatory questions the page itself states, `publish` the button that does it,
    `stops` the pages' own sentences on what still stops it. `remarks` withhold no verdict. `run_out`: questions told
    from memory whose period had run out when they were read, and why; the days that answers name are not remembered.
    """

    organisation: Organisation = Organisation()
    assessment: Assessment = Assessment()
    questions: tuple[Question, ...] = ()
    sites: tuple[Site, ...] = ()
    publication: Publication | None = None
    publish: PublishControl | None = None
    stops: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    mandatory_counter: int | None = None
    remarks: tuple[str, ...] = ()
    run_out: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One thing to do. `stops_publishing` is true only for what the toolkit itself will not publish without.

    `accepted_because` to `due` are what a person decided about it: the reason it is accepted for now and until when,
    and who takes care of it by which day. They are no part of the JSON.
    """

    id: str
    ref: str | None
    check: CheckName
    title: str
    why: str
    do: str
    url: str | None
    stops_publishing: bool
    effort: Effort
    rank: int = 0
    start_by: date | None = None
    state: Literal["open", "accepted"] = "open"
    first_seen: str | None = None
    accepted_because: str | None = None
    accepted_until: date | None = None
    assigned_to: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    questions: int
    mandatory: int
    mandatory_complete: int
    mandatory_incomplete: int
    unknown: int
    carried_over: int
    changed: int
    expected_mandatory: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """How far an earlier scan found the mandatory questions: numbers by status."""

    day: date
    complete: int
    incomplete: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of one scan, as printed, saved and shared. Shape: `dsptscan/report/1`.

    What stands below `problems` is no part of that shape. `support` says whom to ask; an address that must not be cut
    has a line of its own. `course` are the scans before this one, oldest first. `recalled_from` is the day of the scan
    when this is not its first printing. `filtered_by` says in words which fixes are shown, when not all are.
    `count_known`: the expected number of mandatory questions comes from more than reading the list before.
    """

    scanned_at: str
    today: date
    source: Literal["toolkit", "pages"]
    account: str | None
    organisation: Organisation
    assessment: Assessment
    deadline: date
    verdict: Verdict
    verdict_because: tuple[str, ...]
    counts: Counts
    questions: tuple[Question, ...]
    fixes: tuple[Fix, ...]
    sites: tuple[Site, ...]
    publication: Publication | None
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    course: tuple[Milestone, ...] = ()
    recalled_from: date | None = None
    filtered_by: str | None = None
    count_known: bool = False

    @property
    def days_left(self) -> int:
        """Days from `today` to the deadline; negative once it has passed."""
        return (self.deadline - self.today).days


def reference_number(ref: str) -> tuple[int, ...]:
    """("10.2.1") -> (10, 2, 1)."""
    return tuple(int(part) for part in ref.split("."))


def in_words(day: date) -> str:
    """30 June 2026."""
    return f"{day.day} {day:%B %Y}"
