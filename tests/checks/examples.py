"""Questions and situations made by hand, with guidance of their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dsptscan.checks.interface import Situation
from dsptscan.checks.run import find_fixes
from dsptscan.guidance import YearGuidance
from dsptscan.guidance.loader import parse
from dsptscan.model import Answer, Assessment, Fix, Question, Reading

YEAR = "2025-26"
DEADLINE = date(2026, 6, 30)
TODAY = date(2026, 6, 23)
OPENED = date(2025, 9, 1)
KNOWN: dict[str, dict[str, object]] = {
    "1.1.1": {},
    "1.1.2": {"effort": "days", "period_months": 12},
    "1.1.3": {"effort": "hours"},
    "1.3.1": {"effort": "days", "period_months": 36},
    "1.3.7": {"effort": "weeks", "depends_on": ["1.3.1"]},
    "3.1.1": {"effort": "hours", "period_months": 12},
    "3.2.1": {"effort": "weeks", "period_months": 12, "depends_on": ["3.1.1"]},
    "4.5.3": {"effort": "weeks", "also_text": True},
    "10.2.1": {"effort": "weeks"},
}


def guidance(known: dict[str, dict[str, object]] = KNOWN) -> YearGuidance:
    """Guidance for a year in which `known` is known. 45 mandatory questions for Standards Met."""
    lines = [
        'version = "v0"',
        f'[opened]\nday = {OPENED}\nconfidence = "high"',
        f'[deadline]\nday = {DEADLINE}\nconfidence = "high"',
        '[mandatory."Standards Met"]\nnumber = 45\nconfidence = "high"',
    ]
    for ref, values in known.items():
        lines.append(f'[questions."{ref}"]\nhint = "Do {ref}."\nconfidence = "high"')
        # What these values hold is written in TOML as in Python, but for true.
        lines += [f"{name} = {value!r}".replace("= True", "= true") for name, value in values.items()]
    return parse("\n".join(lines), YEAR, "social-care")


def question(ref: str = "1.1.1", **changes: Any) -> Question:
    """A mandatory question that is complete, answered this year, and nothing to do about. `kind`, `answered`,
    `ticked`, `text`, `comment` and `days` change its answer."""
    answer = {"kind": "text", "answered": True} | {
        name: changes.pop(name) for name in ("kind", "answered", "ticked", "text", "comment", "days") if name in changes
    }
    values: dict[str, Any] = {
        "title": f"Title {ref}",
        "url": f"https://www.dsptoolkit.nhs.uk/q/{ref}",
        "mandatory": True,
        "status": "complete",
        "carried_over": False,
        "updated_on": date(2026, 3, 10),
    }
    return Question(ref=ref, answer=Answer(**answer), **(values | changes))


def gap(ref: str = "1.1.1", **changes: Any) -> Question:
    """A mandatory question that nobody has answered."""
    return question(ref, **({"status": "incomplete", "answered": False, "updated_on": None} | changes))


def situation(*questions: Question, days_left: int = 7, reading: Reading | None = None, **changes: Any) -> Situation:
    values: dict[str, Any] = {
        "reading": reading or Reading(assessment=Assessment(year=YEAR), questions=questions),
        "today": DEADLINE - timedelta(days=days_left),
        "deadline": DEADLINE,
        "opened": OPENED,
        "guidance": guidance(),
    }
    return Situation(**(values | changes))


def the_fix(*questions: Question, **changes: Any) -> Fix | None:
    """The one fix of a situation, or None."""
    fixes = find_fixes(situation(*questions, **changes))
    assert len(fixes) <= 1, fixes
    return fixes[0] if fixes else None
