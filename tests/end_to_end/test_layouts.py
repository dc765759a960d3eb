"""A live scan of every layout and scenario: what it finds, what it asks the toolkit for, what it prints."""

from __future__ import annotations

import re
from collections import Counter

from jsonschema import Draft202012Validator

from dsptscan.reports import schema
from dsptscan.reports.words import VERDICTS
from dsptscan.scan import exit_code
from tests.end_to_end.conftest import Played
from tests.truth import FIELDS

LOGIN = "/Account/Login"
DEEDS = re.compile(r"publish|submit|save|confirm|delete|remove|upload|log-?o(?:ff|ut)|sign-?o(?:ff|ut)", re.IGNORECASE)


def test_it_finds_what_a_person_would_say(played: Played) -> None:
    said, found = played.truth.said, played.document
    assert {field: played.truth.wrong(found, field) for field in FIELDS} == {field: [] for field in FIELDS}
    assert len(found["questions"]) == len(said["questions"])
    assert (found["organisation"], found["verdict"]) == (said["organisation"], said["verdict"])
    assert played.truth.counts(found["counts"]) == played.truth.counts(said["counts"])
    assert {name: found["assessment"][name] for name in said["assessment"]} == said["assessment"]
    assert exit_code(played.report) == said["exit_code"]
    assert found["problems"] == []


def test_nothing_but_reading_arrives_after_one_sign_in(played: Played) -> None:
    writing = [(request.method, request.path) for request in played.toolkit.log if request.method != "GET"]
    assert writing == [("POST", LOGIN)]
    assert played.toolkit.writes == []
    assert [request.path for request in played.toolkit.log if DEEDS.search(request.path)] == []


def test_no_page_is_asked_for_twice(played: Played) -> None:
    counted = Counter(request.path for request in played.toolkit.log if request.method == "GET")
    assert {path: times for path, times in counted.items() if times > 1} == {}


def test_every_page_is_read_and_nothing_else(played: Played) -> None:
    asked = {request.path.casefold() for request in played.toolkit.log}
    assert asked == {LOGIN.casefold(), "/content/style.css", *played.toolkit.saved.pages}
    assert {request.status for request in played.toolkit.log if request.method == "GET"} == {200}
    assert all(r.signed_in for r in played.toolkit.log if r.path not in (LOGIN, "/Content/style.css"))


def test_addresses_are_on_the_toolkits_host(played: Played) -> None:
    urls = [one["url"] for one in (*played.document["questions"], *played.document["fixes"]) if one["url"]]
    assert [url for url in urls if not url.startswith(f"{played.url}/")] == []
    asked = [question["ref"] for question in played.document["questions"] if question["url"]]
    lists_lead_nowhere = played.folder.name == "new-year" and played.folder.parent.name != "accordion"
    assert asked == ([] if lists_lead_nowhere else [question["ref"] for question in played.document["questions"]])


def test_the_report_fits_its_schema(played: Played) -> None:
    Draft202012Validator(schema("report"), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(played.document)
    assert (played.document["source"], played.document["account"]) == ("toolkit", "practice")


def test_the_table_is_printed(played: Played) -> None:
    lines = played.result.stdout.splitlines()
    assert lines[0] == VERDICTS[played.report.verdict]
    assert f"{played.truth.said['assessment']['days_left']} days left" in played.result.stdout
    for fix in played.report.fixes:
        assert any(re.match(rf"\s*{fix.rank}\s+{re.escape(fix.ref or '')}", line) for line in lines), fix.id
        assert fix.url is None or fix.url in played.result.stdout
    assert max(len(line) for line in lines if "http" not in line) <= 120


def test_remarks_go_to_standard_error(played: Played) -> None:
    assert [said for said in played.report.remarks if said not in played.result.stderr.splitlines()] == []
    assert ("Nothing is known beforehand" in played.result.stderr) == (played.folder.name == "new-year")


def test_progress_goes_to_standard_error(played: Played) -> None:
    assert played.result.stderr.startswith("This is a practice site")
    assert "Signing in" in played.result.stderr
    assert "Signing in" not in played.result.stdout


def test_the_password_is_nowhere_and_nothing_is_left_behind(played: Played) -> None:
    assert played.toolkit.password not in played.result.output
    assert list(played.home.iterdir()) == []
