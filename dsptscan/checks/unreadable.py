"""What could not be read: until it is, nobody can rely on the rest."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about


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
                title="A page could not be read",
                why=problem.detail,
                do="Open this page in your browser and look for yourself, then scan again.",
                url=problem.url,
                key=f"{problem.kind}-{problem.url or problem.detail}",
            )
        )
    return found
