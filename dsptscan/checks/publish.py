"""The last step, which is a person's: publishing. dsptscan never does it."""

from __future__ import annotations

from dsptscan.checks.interface import Finding, Situation
from dsptscan.model import Reading

_APPROACHING = "Approaching Standards"


def find(situation: Situation) -> list[Finding]:
    """One step at most: nothing while something else is to be done first, or once it is done."""
    if not situation.ready or situation.published:
        return []
    reading = situation.reading
    if _approaching_again(reading):
        title = "Aim for Standards Met before you publish"
        why = (
            f'Nothing stops you from publishing "{_APPROACHING}", but your last publication was at that level already,'
            " and it is meant for a first publication only."
        )
        do = "Answer the questions that Standards Met asks for as well, or ask the helpdesk before you publish."
        return [_finding(title, why, do)]
    control = reading.publish
    if control is not None and control.enabled is False:
        why = "All mandatory questions are complete, but the publish button on the page cannot be pressed."
        do = "Ask somebody with an administrator's account to open the assessment and publish it; if theirs cannot be"
        return [_finding("Publish your assessment", why, f"{do} pressed either, ring the toolkit's helpdesk.")]
    level = f' at "{reading.assessment.standard}"' if reading.assessment.standard else ""
    why = f"Nothing stops you from publishing{level}, and it is not published yet."
    do = "Open your assessment, press the publish button at the bottom and follow the steps to the end."
    return [_finding("Publish your assessment", why, do)]


def _approaching_again(reading: Reading) -> bool:
    """Whether an earlier year was published at the level that only a first publication may have."""
    said = reading.publication
    earlier = said is not None and said.year is not None and said.year != reading.assessment.year
    return bool(
        earlier and said and _APPROACHING in (said.status or "") and reading.assessment.standard == _APPROACHING
    )


def _finding(title: str, why: str, do: str) -> Finding:
    return Finding(check="publish", title=title, why=why, do=do, effort="minutes", key="publish")
