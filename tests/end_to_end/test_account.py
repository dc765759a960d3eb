"""A person's own account, from adding it to the report: processes of their own, a real keyring, a real browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator

from dsptscan.practice import PracticeToolkit
from dsptscan.reports import schema
from dsptscan.reports.json_format import as_document
from dsptscan.store import History
from tests.secret_service import SecretService
from tests.truth import FIELDS, FIXTURES, truth

FOLDER = FIXTURES / "webforms" / "nearly-there"  # few pages, so that the usual pace takes seconds
PASSWORD = 'Pä55 "w\\rd"&+<%20>'
NAME = "rosewood"
TYPED = re.compile(r"<textarea[^>]*>([^<]*)</textarea>", re.IGNORECASE)

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def run(secret_service: SecretService, home: Path) -> Run:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DSPTSCAN", "PYTHON", "DEBUG"))}
    keyring = {"DBUS_SESSION_BUS_ADDRESS": secret_service.address, "XDG_CONFIG_HOME": str(home / "xdg")}

    def runs(*words: str, typed: str = "") -> Done:
        return subprocess.run(
            [sys.executable, "-m", "dsptscan", *words],
            env={**kept, **keyring, "DSPTSCAN_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return runs


@dataclass(frozen=True)
class Told:
    """What each command of one story ended in, and the toolkit it met."""

    toolkit: PracticeToolkit
    url: str
    added: Done
    checked: Done
    after_check: int
    scanned: Done
    refused: Done


@pytest.fixture(scope="module")
def story(run: Run, home: Path) -> Iterator[Told]:
    """Add, check, scan; then the toolkit's password changes and the scan is tried again."""
    with PracticeToolkit(FOLDER) as toolkit:
        toolkit.desk.password = PASSWORD
        words = ("--username", toolkit.username, "--url", toolkit.url, "--password-stdin")
        added = run("account", "add", NAME, *words, typed=PASSWORD + "\n")
        checked = run("account", "check", NAME)
        after_check = len(toolkit.log)
        scanned = run("scan", "--format", "json", "--today", "2026-06-23")
        toolkit.desk.password = "another"
        refused = run("scan", NAME)
        yield Told(toolkit, toolkit.url, added, checked, after_check, scanned, refused)


def test_it_is_added(story: Told) -> None:
    assert (story.added.returncode, story.added.stderr.count("Traceback")) == (0, 0)


def test_the_check_signs_in_and_looks_at_the_first_page_only(story: Told) -> None:
    assert story.checked.returncode == 0, story.checked.stderr
    assert "VM9R7" in story.checked.stdout
    asked = [(request.method, request.path) for request in story.toolkit.log[: story.after_check]]
    assert [one for one in asked if "style" not in one[1]] == [
        ("GET", "/Account/Login"),
        ("POST", "/Account/Login"),
        ("GET", "/dspt/Default.aspx"),
    ]


def test_the_scan_prints_one_document_that_fits_its_schema(story: Told) -> None:
    expected = truth(FOLDER)
    assert story.scanned.returncode == expected.said["exit_code"], story.scanned.stderr
    document = json.loads(story.scanned.stdout)
    Draft202012Validator(schema("report"), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    assert (document["account"], document["source"], document["today"]) == (NAME, "toolkit", "2026-06-23")
    assert {field: expected.wrong(document, field) for field in FIELDS} == {field: [] for field in FIELDS}
    assert document["counts"] == expected.said["counts"]
    assert document["organisation"] == expected.said["organisation"]


def test_the_scan_is_kept_without_the_answers(story: Told, home: Path) -> None:
    document = json.loads(story.scanned.stdout)
    kept = History(home / "data").last(NAME)
    assert kept is not None
    assert as_document(kept.report) == document
    assert len(kept.fingerprints) > 10
    assert {fix["first_seen"] for fix in document["fixes"]} == {document["scanned_at"]}
    boxes = {text.strip() for page in FOLDER.glob("*.html") for text in TYPED.findall(page.read_text("cp1252"))}
    typed = [text for text in boxes if len(text) > len("Not applicable")]  # that is in our own words too
    assert len(typed) > 5
    held = b"".join(path.read_bytes() for path in (home / "data").iterdir())
    assert [text for text in typed if json.dumps(text)[1:-1].encode() in held] == []


def test_the_usual_pace_is_at_most_four_pages_a_second(story: Told) -> None:
    at = [r.at for r in story.toolkit.log[story.after_check :] if r.signed_in and "style" not in r.path]
    assert len(at) > 10
    assert [start for start in at if _within_a_second(start, at) > 5] == []


def _within_a_second(start: datetime, at: list[datetime]) -> int:
    return sum(start <= when < start + timedelta(seconds=1) for when in at)


def test_a_password_that_no_longer_fits_is_tried_once(story: Told) -> None:
    assert story.refused.returncode == 4
    assert story.refused.stdout == ""
    assert story.refused.stderr.count("What to do: ") == 1
    posts = [request for request in story.toolkit.log if request.method == "POST"]
    assert len(posts) == 3  # check, scan, refused scan


def test_nothing_was_written(story: Told) -> None:
    assert story.toolkit.writes == []


def test_the_password_is_nowhere_but_in_the_keyring(story: Told, home: Path) -> None:
    forms = [PASSWORD, quote(PASSWORD), json.dumps(PASSWORD)[1:-1], "Pä55"]
    for done in (story.added, story.checked, story.scanned, story.refused):
        assert [form for form in forms if form in done.stdout + done.stderr] == []
    held = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert held
    assert [path for path, content in held.items() for form in forms if form.encode() in content] == []


def test_it_is_removed(story: Told, run: Run) -> None:
    assert run("account", "remove", NAME).returncode == 0
    gone = run("scan")
    assert (gone.returncode, gone.stdout) == (3, "")
    assert "dsptscan account add" in gone.stderr
