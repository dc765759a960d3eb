"""What changed from one scan to a later one. Nothing is called fixed that the later one could not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsptscan.model import Fix, Question, Report
from dsptscan.past import read_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The fixes by what became of them.

    `fixed`: the later scan read what they are about, and they are gone. `new`: first found after the earlier scan.
    `reopened`: found before the earlier scan, gone in it, and back. `still`: in both, or the earlier could not tell.
    `unsure`: gone, but the later scan could not read what they are about. `answers`: questions whose answer is another.
    """

    fixed: tuple[Fix, ...] = ()
    new: tuple[Fix, ...] = ()
    reopened: tuple[Fix, ...] = ()
    still: tuple[Fix, ...] = ()
    unsure: tuple[Fix, ...] = ()
    answers: tuple[str, ...] = ()


def compare(
    before: Report, after: Report, marks_before: Mapping[str, str], marks_after: Mapping[str, str]
) -> Difference:
    """Compare two scans of the same account. The marks are the fingerprints of their answers."""
    gone = [fix for fix in before.fixes if fix.id not in {now.id for now in after.fixes}]
    there = {fix.id for fix in before.fixes}
    came = [fix for fix in after.fixes if fix.id not in there]
    seen = [fix for fix in came if fix.first_seen is not None and fix.first_seen <= before.scanned_at]
    reopened = [fix for fix in seen if _could_tell(before, fix)]
    return Difference(
        fixed=tuple(fix for fix in gone if _could_tell(after, fix)),
        unsure=tuple(fix for fix in gone if not _could_tell(after, fix)),
        new=tuple(fix for fix in came if fix not in seen),
        reopened=tuple(reopened),
        still=tuple(fix for fix in after.fixes if fix.id in there or (fix in seen and fix not in reopened)),
        answers=tuple(q.ref for q in after.questions if _other(marks_before.get(q.ref), marks_after.get(q.ref))),
    )


def _could_tell(report: Report, fix: Fix) -> bool:
    """Whether a scan that does not have the fix shows that it is done."""
    if fix.check == "publish":
        return report.verdict == "published"
    if fix.ref is not None:
        return any(_was_read(question) for question in report.questions if question.ref == fix.ref)
    return read_whole(report) and (fix.check != "sites" or bool(report.sites))


def _was_read(question: Question) -> bool:
    return question.status != "unknown" and not (question.mandatory is None and question.status != "complete")


def _other(before: str | None, after: str | None) -> bool:
    """Whether two fingerprints differ; those of different keys say nothing."""
    if before is None or after is None or before.partition(":")[0] != after.partition(":")[0]:
        return False
    return before != after
