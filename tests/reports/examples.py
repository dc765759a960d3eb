"""Reports made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dsptscan.model import (
    Answer,
    Assessment,
    Counts,
    Fix,
    Milestone,
    Organisation,
    Problem,
    Publication,
    Question,
    Report,
    Site,
)

HOST = "https://www.dsptoolkit.nhs.uk"


def fix(**changes: Any) -> Fix:
    values: dict[str, Any] = {
        "id": "mandatory:4.3.1",
        "rank": 1,
        "ref": "4.3.1",
        "check": "changed",
        "title": "People with administrator rights have signed an agreement",
        "why": "New this year and without an answer.",
        "do": "Ask everyone who looks after your computers, also an outside firm, to sign the agreement. Then tick.",
        "url": f"{HOST}/Assessment/Question/4-3-1",
        "stops_publishing": True,
        "effort": "hours",
        "start_by": date(2026, 6, 29),
    }
    return Fix(**(values | changes))


def report(**changes: Any) -> Report:
    questions = (
        Question(
            ref="1.1.2",
            title="Register of data",
            url=f"{HOST}/q/1",
            mandatory=True,
            status="complete",
            carried_over=False,
            answer=Answer(kind="document", answered=True),
            updated_on=date(2026, 5, 3),
            because=("completed",),
        ),
        Question(ref="1.1.10", mandatory=False, status="incomplete", answer=Answer(kind="text", answered=False)),
        Question(ref="4.3.1", mandatory=True, status="incomplete", new_or_changed="new", because=("New",)),
        Question(ref="6.3.2"),
    )
    values: dict[str, Any] = {
        "scanned_at": "2026-06-23T08:15:30Z",
        "today": date(2026, 6, 23),
        "source": "toolkit",
        "account": "meadow",
        "organisation": Organisation(name="Meadow View Care Home", code="VX001"),
        "assessment": Assessment(year="2025-26", standard="Standards Met"),
        "deadline": date(2026, 6, 30),
        "verdict": "not_ready",
        "verdict_because": ("4.3.1 is mandatory and not complete.",),
        "counts": Counts(
            questions=4,
            mandatory=2,
            mandatory_complete=1,
            mandatory_incomplete=1,
            unknown=1,
            carried_over=0,
            changed=1,
            expected_mandatory=45,
        ),
        "questions": questions,
        "fixes": (
            fix(),
            fix(
                id="carried:2.1.1",
                rank=2,
                ref="2.1.1",
                check="carried_over",
                title="Induction",
                do="Open the question, read the answer and save it again.",
                stops_publishing=False,
                effort="minutes",
                start_by=date(2026, 6, 30),
            ),
            fix(
                id="training:3.2.1",
                rank=3,
                ref="3.2.1",
                check="training",
                title="Training",
                effort="weeks",
                start_by=date(2026, 6, 5),
            ),
            fix(
                id="publish",
                rank=4,
                ref=None,
                check="publish",
                title="Publish",
                do="Press publish.",
                url=None,
                effort="minutes",
                start_by=None,
                state="accepted",
            ),
        ),
        "sites": (Site(code="VX002", name="Annexe", included=False),),
        "publication": Publication(status="Not Published", year="2025-26"),
        "problems": (Problem(kind="unknown page", detail="This page is of no known kind.", url=f"{HOST}/odd"),),
        "remarks": ("The page counts 44 mandatory questions.",),
        "support": ("Somebody near you: help.example.", "Others. They know a lot.\nhttps://help.example/others"),
    }
    return Report(**(values | changes))


def decided(**changes: Any) -> Report:
    """A report told again, in which a person has accepted, assigned and filtered, and other scans came before."""
    first, second, third, last = report().fixes
    fixes = (
        replace(first, assigned_to="Priya Shah", due=date(2026, 6, 25), first_seen="2026-05-12T08:00:00Z"),
        replace(second, assigned_to="Tom"),
        third,
        replace(
            last,
            ref="9.9.9",
            title="Paper from head office",
            accepted_because="Head office has it.",
            accepted_until=date(2026, 6, 27),
        ),
    )
    values: dict[str, Any] = {
        "fixes": fixes,
        "course": (
            Milestone(day=date(2026, 4, 14), complete=11, incomplete=20, unknown=14),
            Milestone(day=date(2026, 5, 12), complete=29, incomplete=16, unknown=0),
        ),
        "recalled_from": date(2026, 6, 21),
        "filtered_by": "what stops publishing",
    }
    return report(**(values | changes))
