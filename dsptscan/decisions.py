"""What a person decided about a fix: to accept it for now, or who takes care of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dsptscan.model import Fix


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`because`: why the fix is accepted, None when it is not; `until` is the last day on which it is. `person` takes
    care of it, by the day `due`."""

    ref: str | None = None
    because: str | None = None
    until: date | None = None
    person: str | None = None
    due: date | None = None

    def accepts(self, today: date) -> bool:
        return self.because is not None and (self.until is None or today <= self.until)


def decided(fixes: Iterable[Fix], decisions: Mapping[str, Decision], today: date) -> list[Fix]:
    """The fixes with what was decided about them, as it stands on a day. What else they say is not changed."""
    return [_with(fix, decisions.get(fix.id, Decision()), today) for fix in fixes]


def _with(fix: Fix, decision: Decision, today: date) -> Fix:
    accepted = decision.accepts(today)
    return replace(
        fix,
        state="accepted" if accepted else "open",
        accepted_because=decision.because if accepted else None,
        accepted_until=decision.until if accepted else None,
        assigned_to=decision.person,
        due=decision.due,
    )
