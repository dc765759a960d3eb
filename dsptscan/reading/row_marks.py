"""A fingerprint of what the lists say of each question, to notice from one day to the next that it has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dsptscan.reading.page import PageReading
from dsptscan.reading.rows import Row


def row_marks(lists: Sequence[PageReading]) -> dict[str, str]:
    """Reference -> fingerprint of its title, status, dates and marks in all rows. The answer is no part of it."""
    rows: dict[str, list[Row]] = {}
    for page in lists:
        for row in page.rows.rows if page.rows else ():
            rows.setdefault(row.ref, []).append(row)
    return {ref: _fingerprint(found) for ref, found in rows.items()}


def _fingerprint(rows: list[Row]) -> str:
    told = sorted(repr(_said(row)) for row in rows)
    return hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:24]


def _said(row: Row) -> tuple[object, ...]:
    marks = row.marks
    return (
        row.title,
        row.url,
        row.red,
        row.shape,
        sorted((mark.meaning, mark.text, mark.where, mark.year or "") for mark in marks.marks),
        sorted(marks.saved),
        sorted(text for _, text in marks.strange),
        (marks.negated, marks.qualified, sorted(marks.earlier), sorted(marks.unsure), sorted(marks.classes)),
        (row.answer.answer.kind, row.answer.answer.answered),
    )
