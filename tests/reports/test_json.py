from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from dsptscan.errors import WrongUsage
from dsptscan.model import Organisation, Report
from dsptscan.reports import NAMES, find, schema
from tests.reports.conformance import BARE, Conformance, Result
from tests.reports.examples import decided, report

ONE = Draft202012Validator(schema("report"))
MANY = Draft202012Validator(
    schema("rollup"),
    registry=Registry().with_resource("urn:dsptscan:report:1", Resource.from_contents(schema("report"))),
)


class TestJson(Conformance):
    name = "json"
    # Its shape is a contract with programs: one report as it was read, without what people decided or when it is told.
    leaves_out = frozenset({"verdict", "rest", "assigned", "accepted", "filter", "course"})

    def words(self, result: Result) -> str:
        return json.dumps(json.loads(result), ensure_ascii=False)

    def says(self, result: Result, text: str) -> bool:
        return json.dumps(text, ensure_ascii=False) in self.words(result)

    def check_harmless(self, result: Result, given: list[Report]) -> None:
        assert isinstance(result, str)
        assert result.isascii()
        assert all(line.isprintable() for line in result.splitlines())
        document = json.loads(result)
        for told, one in zip(document.get("reports", [document]), given, strict=True):
            assert told["organisation"]["name"] == one.organisation.name, "a program gets the text as it is"


def written(given: Any) -> Any:
    return json.loads(find("json").render(given, width=80, colour=True))


def test_formats_by_name() -> None:
    assert [find(name).name for name in NAMES] == list(NAMES)
    with pytest.raises(WrongUsage) as caught:
        find("pdf")
    assert "table, json, csv, xlsx, html, markdown" in caught.value.next_step


@pytest.mark.parametrize("name", ["report", "rollup"])
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("given", [report(), BARE])
def test_the_report_fits_its_schema(given: Any) -> None:
    ONE.validate(written(given))


def test_the_rollup_fits_its_schema() -> None:
    document = json.loads(find("json").render_rollup([report(), BARE], width=80, colour=False))
    MANY.validate(document)
    assert document["reports"] == [written(report()), written(BARE)]
    with pytest.raises(ValidationError):
        MANY.validate({"schema": "dsptscan/rollup/1", "reports": [{}]})


def test_the_values() -> None:
    document = written(report())
    assert list(document) == list(schema("report")["required"])
    assert document["assessment"] == {
        "year": "2025-26",
        "standard": "Standards Met",
        "deadline": "2026-06-30",
        "days_left": 7,
    }
    assert document["organisation"] == {"name": "Meadow View Care Home", "code": "VX001"}
    assert document["account"] == "meadow"
    assert document["questions"][0] == {
        "ref": "1.1.2",
        "title": "Register of data",
        "url": "https://www.dsptoolkit.nhs.uk/q/1",
        "mandatory": True,
        "status": "complete",
        "carried_over": False,
        "new_or_changed": None,
        "answer_kind": "document",
        "answered": True,
        "updated_on": "2026-05-03",
        "because": ["completed"],
    }
    assert document["fixes"][0]["start_by"] == "2026-06-29"
    assert document["fixes"][3]["start_by"] is None
    assert document["sites"] == [{"code": "VX002", "name": "Annexe", "included": False, "published": None}]
    assert document["publication"] == {"status": "Not Published", "published_on": None, "certificate": None}
    assert written(BARE)["publication"] is None


def test_what_people_decided_adds_no_key() -> None:
    assert written(decided()).keys() == written(report()).keys()
    assert written(decided())["fixes"][0].keys() == written(report())["fixes"][0].keys()


def test_nothing_but_ascii_leaves_and_nothing_is_lost() -> None:
    name = "T\u0177 \u202eGlas\x1b[31m"
    text = find("json").render(report(organisation=Organisation(name=name)), width=80, colour=False)
    assert isinstance(text, str)
    assert text.isascii()
    assert "\x1b" not in text
    assert json.loads(text)["organisation"]["name"] == name


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("verdict",), "fine"),
        (("verdict",), None),
        (("today",), "23/06/2026"),
        (("scanned_at",), "2026-06-23T08:15:30+01:00"),
        (("extra",), 1),
        (("assessment", "extra"), 1),
        (("assessment", "deadline"), None),
        (("assessment", "standard"), "Standards Exceeded"),
        (("counts", "unknown"), None),
        (("questions", 0, "ref"), "11.1.1"),
        (("questions", 0, "status"), None),
        (("questions", 0, "url"), "/q/1"),
        (("fixes", 0, "check"), "other"),
        (("fixes", 0, "rank"), 0),
        (("fixes", 0, "effort"), None),
        (("sites", 0, "code"), None),
        (("problems", 0, "extra"), 1),
    ],
)
def test_the_schema_refuses(path: tuple[Any, ...], value: Any) -> None:
    document = written(report())
    at = document
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(ValidationError):
        ONE.validate(document)


def test_days_left_can_be_negative() -> None:
    document = written(report(today=date(2026, 7, 2)))
    ONE.validate(document)
    assert document["assessment"]["days_left"] == -2
