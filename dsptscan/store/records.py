"""What the history gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dsptscan.model import Report, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One scan as it was saved.

    `organisation` is the code of the one it was of, "" if that is not known. `fingerprints`: reference -> keyed
    fingerprint of the answer then, where one was made.
    """

    number: int
    organisation: str
    report: Report
    fingerprints: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list of scans. `day` is the date it counted from; `fixes` are those that were open."""

    number: int
    day: date
    scanned_at: str
    verdict: Verdict
    mandatory: int
    complete: int
    incomplete: int
    unknown: int
    fixes: int
