"""What could not be read: until it is, nobody can rely on the rest."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about

_LIST = "The list may not be whole"
_TITLES = {
    "count": _LIST,
    "counter_disagrees": _LIST,
    "list_cut_short": _LIST,
    "partial_list": _LIST,
    "no_assessment": _LIST,
    "publish_stopped": "The toolkit says that you cannot publish yet",
}
_STEPS = {
    "count": "Look how many mandatory questions the toolkit shows you. If it is the number read, scan again with"
    " --expected-mandatory and that number.",
    "counter_disagrees": "Open your assessment and compare the numbers it shows with the questions in this report.",
    "list_cut_short": "Open your assessment and make sure that every page of its list is scanned or saved.",
    "partial_list": "Show all questions in your assessment, then scan again.",
    "no_assessment": "Open your assessment page, the one that lists all questions, and scan or save that.",
    "two_years": "Keep only the pages of this year's toolkit, then scan again.",
    "two_organisations": "Keep only the pages of one organisation, then scan again.",
    "publish_stopped": "Open your assessment, look what it says there, and put that right; then scan again.",
    "cut_off": "Save the page again, or scan again.",
}


def find(situation: Situation) -> list[Finding]:
    """A finding for every question of unknown status, for unmarked gaps, and for every failed check of a page."""
    found = []
    for question in situation.reading.questions:
        if question.status == "unknown":
            reason = question.because[-1] if question.because else "nothing on the page says whether it is completed"
            why = f"Whether this question is completed could not be read: {reason}."
            found.append(about(question, "unreadable", why=why, do="Open the question and look for yourself."))
        elif question.mandatory is None and question.status != "complete":
            why = "It is not completed, and whether it is mandatory could not be read."
            found.append(
                about(
                    question, "unreadable", why=why, do="Open the question and see whether it is marked as mandatory."
                )
            )
    for problem in situation.reading.problems:
        found.append(
            Finding(
                check="unreadable",
                title=_TITLES.get(problem.kind, "A page could not be read"),
                why=problem.detail,
                do=_STEPS.get(problem.kind, "Open this page in your browser and look for yourself, then scan again."),
                url=problem.url,
                key=f"{problem.kind}-{problem.url or ''}",
            )
        )
    return found
