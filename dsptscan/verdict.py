"""The verdict, in the order of the contract, and the exit code that goes with it."""

from __future__ import annotations

from dataclasses import dataclass

from dsptscan.guidance import YearGuidance
from dsptscan.model import Counts, Problem, Publication, Question, Reading, Report, Verdict, in_words
from dsptscan.past import WholeCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with its reasons. `problems` are failed checks of the whole that came up in judging."""

    verdict: Verdict
    because: tuple[str, ...]
    counts: Counts
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...]
    count_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """How many mandatory questions there should be; `known` if more than reading an earlier list says so."""

    number: int | None = None
    known: bool = False
    remarks: tuple[str, ...] = ()


def expected_mandatory(
    reading: Reading, confirmed: int | None, guidance: YearGuidance | None, whole: WholeCount | None = None
) -> Expected:
    """The number from the best source; lower sources that disagree are remarks. `whole`: of the last whole scan."""
    standard = reading.assessment.standard
    known = guidance.mandatory.get(standard) if guidance and standard else None
    year = reading.assessment.year
    sources = [
        (confirmed, "you confirmed"),
        (reading.mandatory_counter, "the page itself counts"),
        (known.number if known else None, f"is known of {standard} in {year}"),
        (whole.number, f"the last whole scan found, on {in_words(whole.day)}") if whole else (None, ""),
    ]
    told = [(number, words) for number, words in sources if number is not None]
    if not told:
        return Expected()
    best, by = told[0]
    remarks = tuple(
        f"{best} mandatory questions is what {by}; {number} is what {words}."
        for number, words in told[1:]
        if number != best
    )
    only_read = whole is not None and len(told) == 1
    return Expected(number=best, known=not only_read or bool(whole and whole.known), remarks=remarks)


def judge(
    reading: Reading, confirmed: int | None, guidance: YearGuidance | None, whole: WholeCount | None = None
) -> Judgement:
    """Published, not ready, cannot tell or ready, in this order."""
    expected = expected_mandatory(reading, confirmed, guidance, whole)
    counts = count(reading.questions, expected.number)
    problems = list(reading.problems)
    if reading.questions and (differ := _other_count(counts, expected)):
        problems.append(Problem(kind="count", detail=differ))
    if reading.stops and counts.mandatory and not counts.mandatory_incomplete and not published_this_year(reading):
        detail = f"{_quoted(reading)} But no mandatory question was read as incomplete."
        problems.append(Problem(kind="publish_stopped", detail=detail))
    verdict, because = _verdict(reading, counts, problems, expected.known)
    return Judgement(
        verdict=verdict,
        because=tuple(because),
        counts=counts,
        problems=tuple(problems),
        remarks=expected.remarks,
        count_known=expected.known,
    )


def _other_count(counts: Counts, expected: Expected) -> str | None:
    """How the number read differs from the one expected. That an earlier scan found fewer only shows that it did."""
    number, most = expected.number, counts.mandatory
    if number is None or number == most or (most > number and not expected.known):
        return None
    side = "Fewer" if most < number else "More"
    return f"{side} mandatory questions were read than expected: {most} instead of {number}."


def _verdict(reading: Reading, counts: Counts, problems: list[Problem], count_known: bool) -> tuple[Verdict, list[str]]:
    if published_this_year(reading):
        publication = reading.publication or Publication()
        when = f" on {in_words(publication.published_on)}" if publication.published_on else ""
        return "published", [f"The assessment of {reading.assessment.year} was published{when}."]
    several = "question" if counts.unknown == 1 else "questions"
    unknown = [f"{counts.unknown} {several} could not be read for certain."] if counts.unknown else []
    doubts = [problem.detail for problem in problems]
    if counts.mandatory_incomplete:
        gaps = [q.ref for q in reading.questions if q.mandatory and q.status == "incomplete"]
        said = f"{len(gaps)} mandatory questions are not complete: {', '.join(gaps)}."
        said = said.replace("1 mandatory questions are", "1 mandatory question is")
        return "not_ready", [said, *([_quoted(reading)] if reading.stops else []), *unknown, *doubts]
    if unknown or doubts:
        return "cannot_tell", unknown + doubts
    if not counts.mandatory:
        return "cannot_tell", ["No mandatory question was found."]
    if not count_known:
        # The same number read twice is no proof: what was passed over once may have been so before.
        return "cannot_tell", [
            f"{counts.mandatory} mandatory questions were found, all complete, but nothing says that these are all."
            " If the toolkit shows you that number too, confirm it, with the options of this scan:"
            f" dsptscan scan --expected-mandatory {counts.mandatory}"
        ]
    return "ready", [f"All {counts.mandatory} mandatory questions are complete, and every page was read whole."]


def _quoted(reading: Reading) -> str:
    """What the toolkit itself says that stops publishing, in its own words."""
    quoted = " ".join(f'"{said}"' for said in reading.stops)
    return f"The toolkit says: {quoted}."


def published_this_year(reading: Reading) -> bool:
    """Whether a page shows a publication of this assessment's own year."""
    publication, year = reading.publication, reading.assessment.year
    return bool(publication and year and publication.year == year and publication.status not in (None, "Not Published"))


def count(questions: tuple[Question, ...], expected: int | None) -> Counts:
    mandatory = [q for q in questions if q.mandatory]
    return Counts(
        questions=len(questions),
        mandatory=len(mandatory),
        mandatory_complete=sum(q.status == "complete" for q in mandatory),
        mandatory_incomplete=sum(q.status == "incomplete" for q in mandatory),
        unknown=sum(q.status == "unknown" or q.mandatory is None for q in questions),
        carried_over=sum(q.carried_over is True for q in questions),
        changed=sum(q.new_or_changed is not None for q in questions),
        expected_mandatory=expected,
    )


def exit_code(report: Report) -> int:
    """The exit code of one report."""
    if report.problems or report.counts.unknown or report.verdict == "cannot_tell":
        return 7
    if report.verdict == "not_ready" or any(fix.stops_publishing for fix in report.fixes):
        return 11
    if report.verdict == "ready" or any(fix.state == "open" for fix in report.fixes):
        return 10
    return 0
