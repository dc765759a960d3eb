"""The last step, which is a person's: publishing. dsptscan never does it."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation


def find(situation: Situation) -> list[Finding]:
    if not situation.ready or situation.published:
        return []
    return [
        Finding(
            check="publish",
            title="Publish your assessment",
            why="Nothing stops you from publishing, and it is not published yet.",
            do="Open your assessment, press the publish button at the bottom and follow the steps to the end.",
            effort="minutes",
            key="publish",
        )
    ]
