"""Answers that came from last year and were not saved again since."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation, about


def find(situation: Situation) -> list[Finding]:
    found = []
    for question in situation.reading.questions:
        if question.carried_over:
            when = f" It was last saved on {question.updated_on:%d %B %Y}." if question.updated_on else ""
            why = f"The answer was carried over from an earlier year and has not been confirmed since.{when}"
            do = "Open the question, check that the answer is still true, change what is not, and save."
            found.append(about(question, "carried_over", why=why, do=do, effort="minutes"))
    return found
