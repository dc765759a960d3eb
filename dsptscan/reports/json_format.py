"""The report as JSON, `dsptscan/report/1` and `dsptscan/rollup/1`. The schemas beside this file say the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dsptscan.model import Fix, Question, Report


def as_document(report: Report) -> dict[str, Any]:
    """The report in the shape of the contract. Dates are YYYY-MM-DD; None is null and means "not known"."""
    return {
        "schema": "dsptscan/report/1",
        "scanned_at": report.scanned_at,
        "today": report.today.isoformat(),
        "source": report.source,
        "organisation": {"name": report.organisation.name, "code": report.organisation.code},
        "account": report.account,
        "assessment": {
            "year": report.assessment.year,
            "standard": report.assessment.standard,
            "deadline": report.deadline.isoformat(),
            "days_left": report.days_left,
        },
        "verdict": report.verdict,
        "verdict_because": list(report.verdict_because),
        "counts": asdict(report.counts),
        "questions": [_question(question) for question in report.questions],
        "fixes": [_fix(fix) for fix in report.fixes],
        "sites": [asdict(site) for site in report.sites],
        "publication": _publication(report),
        "problems": [{"kind": item.kind, "url": item.url, "detail": item.detail} for item in report.problems],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "ref": question.ref,
        "title": question.title,
        "url": question.url,
        "mandatory": question.mandatory,
        "status": question.status,
        "carried_over": question.carried_over,
        "new_or_changed": question.new_or_changed,
        "answer_kind": question.answer.kind,
        "answered": question.answer.answered,
        "updated_on": _day(question.updated_on),
        "because": list(question.because),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "id": fix.id,
        "rank": fix.rank,
        "ref": fix.ref,
        "check": fix.check,
        "title": fix.title,
        "why": fix.why,
        "do": fix.do,
        "url": fix.url,
        "stops_publishing": fix.stops_publishing,
        "effort": fix.effort,
        "start_by": _day(fix.start_by),
        "state": fix.state,
        "first_seen": fix.first_seen,
    }


def _publication(report: Report) -> dict[str, Any] | None:
    said = report.publication
    if said is None:
        return None
    return {"status": said.status, "published_on": _day(said.published_on), "certificate": said.certificate}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class Json:
    name: str = "json"
    needs_output: bool = False

    def render(self, report: Report, *, width: int, colour: bool) -> str:
        """One document. All of it is ASCII, so that no console and no pipe can spoil it."""
        return json.dumps(as_document(report), indent=2) + "\n"

    def render_rollup(self, reports: Sequence[Report], *, width: int, colour: bool) -> str:
        """One document holding every report, in the order scanned."""
        document = {"schema": "dsptscan/rollup/1", "reports": [as_document(report) for report in reports]}
        return json.dumps(document, indent=2) + "\n"


FORMAT = Json()
