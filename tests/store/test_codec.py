"""Records come back from plain values as they went in, and what older versions wrote stays readable."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest

from dsptscan.model import Answer, Assessment, Organisation, Report
from dsptscan.past import Memory
from dsptscan.store.codec import from_plain, to_plain
from tests.reports.examples import report


def there_and_back(given: Report) -> Report:
    return from_plain(Report, json.loads(json.dumps(to_plain(given))))


@pytest.mark.parametrize(
    "given",
    [
        report(),
        report(
            account=None,
            source="pages",
            organisation=Organisation(),
            assessment=Assessment(),
            publication=None,
            questions=(),
            fixes=(),
            sites=(),
            problems=(),
            recalled_from=date(2026, 6, 20),
        ),
    ],
)
def test_a_report_comes_back_as_it_was(given: Report) -> None:
    assert there_and_back(given) == given


def test_a_mapping_comes_back() -> None:
    memory = Memory(first_seen={"1.1.1-answer": "2026-06-01T10:00:00Z"})
    assert from_plain(Memory, json.loads(json.dumps(to_plain(memory)))) == memory


@dataclass(frozen=True)
class Old:
    name: str
    gone: int = 3


@dataclass(frozen=True)
class New:
    name: str
    since: date | None = None
    days: tuple[date, ...] = ()
    answer: Answer | None = None


def test_what_an_older_version_wrote_has_the_defaults_of_what_is_new() -> None:
    assert from_plain(New, to_plain(Old("a"))) == New("a")


@pytest.mark.parametrize(
    "value",
    [None, 3, [], "text", {}, {"since": "2026-06-01"}, {"name": "a", "since": "yesterday"}, {"name": "a", "days": 3}],
)
def test_what_is_no_such_record_is_told_as_that(value: object) -> None:
    with pytest.raises(ValueError, match="this is no New"):
        from_plain(New, value)
