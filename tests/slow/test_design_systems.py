"""Mark-up that nobody here wrote: the components of the NHS and GOV.UK design systems, as their own packages ship them.

Each package brings for every component what went in (its parameters) and what came out (its HTML). The reader gets the
HTML; what it should say of it is told from the parameters. Nothing of the packages is kept in this repository.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dsptscan.model import Page, Question
from dsptscan.reading.assemble import assemble
from dsptscan.reading.page import read_page
from dsptscan.reading.words import bundled, normal

pytestmark = pytest.mark.slow
PACKAGES = {"nhsuk-frontend": "nhsuk", "govuk-frontend": "govuk"}
REF = "1.2.3"
Options = dict[str, Any]
Case = tuple[str, object, object]  # the example's name, what is read, what is right


@dataclass(frozen=True)
class Example:
    """One example of a component: its parameters and its HTML."""

    name: str
    options: Options
    html: str


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm, which brings the design systems; make test-slow installs it on Debian as root")
    folder = tmp_path_factory.mktemp("packages")
    done = subprocess.run(
        [npm, "pack", "--silent", *PACKAGES], cwd=folder, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not in every Python 3.11
    for archive in folder.glob("*.tgz"):
        shutil.unpack_archive(archive, folder / re.sub(r"-[\d.]+\.tgz$", "", archive.name), **safely)
    return folder


Examples = Callable[[str], list[Example]]


@pytest.fixture(params=sorted(PACKAGES))
def examples(packages: Path, request: pytest.FixtureRequest) -> Examples:
    """All examples of a component in one package."""
    home = packages / request.param / "package" / "dist" / PACKAGES[request.param] / "components"

    def of(component: str) -> list[Example]:
        found = json.loads((home / component / "fixtures.json").read_text("utf-8"))["fixtures"]
        return [Example(one["name"], one.get("context") or one["options"], one["html"]) for one in found]

    return of


def question_page(content: str) -> Question:
    """What is read of a component on the page of one question."""
    text = (
        f"<!doctype html><html lang=en><head><title>{REF} A question - Toolkit</title></head><body><main>"
        f'<h1>{REF} A question</h1><form method="post">{content}<button>Save</button></form></main></body></html>'
    )
    reading = assemble([read_page(Page(name="question.html", html=text), bundled())])
    (found,) = reading.questions
    assert found.ref == REF
    return found


def list_page(content: str) -> dict[str, str]:
    """The status of every question on a list page."""
    text = (
        "<!doctype html><html lang=en><head><title>Assessment 2025-26</title></head><body><main>"
        f"<h1>Assessment 2025-26</h1>{content}</main></body></html>"
    )
    reading = assemble([read_page(Page(name="list.html", html=text), bundled())])
    return {question.ref: question.status for question in reading.questions}


def items_of(options: Options) -> list[Options]:
    return [item for item in options.get("items") or [] if isinstance(item, dict) and not item.get("divider")]


def is_checked(item: Options, options: Options) -> bool:
    """Checked by itself, or by the value or values of the whole component."""
    if item.get("checked") is not None:
        return bool(item["checked"])
    chosen = options.get("values") or [options.get("value")]
    return item.get("value") is not None and item.get("value") in chosen


def label_of(options: Options) -> str:
    for place in (options.get("label"), (options.get("fieldset") or {}).get("legend"), options.get("legend")):
        if isinstance(place, str):
            return place
        if isinstance(place, dict) and (place.get("text") or place.get("html")):
            return str(place.get("text") or re.sub(r"<[^>]+>", "", place["html"]))
    return ""


def is_an_answer(options: Options) -> bool:
    """Whether the label leaves it open that this is the answer: a box for comments or a filter is none."""
    meanings = bundled().meanings(normal(label_of(options)))
    return not {"answer.comments", "answer.other"} & meanings


def compare(cases: Iterable[Case], least: int) -> None:
    """Every example read right, and enough of them looked at to prove something."""
    every = list(cases)
    assert [case for case in every if case[1] != case[2]] == []
    assert len(every) >= least


def answer_of(one: Example) -> tuple[object, object]:
    answer = question_page(one.html).answer
    return answer.kind, answer.answered


def test_tick_boxes(examples: Examples) -> None:
    def cases() -> Iterator[Case]:
        for one in examples("checkboxes"):
            items = items_of(one.options)
            if items and is_an_answer(one.options):
                kind = "tick" if len(items) == 1 else "choice"
                yield one.name, answer_of(one), (kind, any(is_checked(item, one.options) for item in items))

    compare(cases(), least=25)


def test_radios(examples: Examples) -> None:
    def cases() -> Iterator[Case]:
        for one in examples("radios"):
            items = items_of(one.options)
            if items and is_an_answer(one.options):
                yield one.name, answer_of(one), ("choice", any(is_checked(item, one.options) for item in items))

    compare(cases(), least=25)


@pytest.mark.parametrize(("component", "least"), [("input", 25), ("textarea", 8), ("character-count", 20)])
def test_text(examples: Examples, component: str, least: int) -> None:
    def cases() -> Iterator[Case]:
        for one in examples(component):
            value = one.options.get("value")
            if is_an_answer(one.options):
                yield one.name, answer_of(one), ("text", value is not None and str(value).strip() != "")

    compare(cases(), least)


def test_files(examples: Examples) -> None:
    """A saved page never holds a chosen file, so none of them is answered."""
    found = [one for one in examples("file-upload") if not one.options.get("value")]
    compare(((one.name, answer_of(one), ("document", False)) for one in found), least=12)


def test_dates(examples: Examples) -> None:
    """Three boxes are a date. With some of them filled it is open whether that is an answer."""

    def cases() -> Iterator[Case]:
        for one in examples("date-input"):
            values, (kind, answered) = list(date_values(one.options)), answer_of(one)
            if len(values) == 3:
                whole = all(values) or not any(values)
                yield one.name, (kind, answered if whole else None), ("date", all(values) if whole else None)

    compare(cases(), least=20)


def date_values(options: Options) -> Iterator[str]:
    """What stands in each box. The boxes are named, or are day, month and year."""
    given = options.get("values") or {}
    boxes = [name for name in ("day", "month", "year") if options.get(name) is not False]
    items = items_of(options) or [{"name": name, **(options.get(name) or {})} for name in boxes]
    for item in items:
        name = item.get("name") or ""
        value = item.get("value")
        if value is None and isinstance(given, dict):
            value = given.get(name, given.get(f"{options.get('namePrefix')}-{name}"))
        yield "" if value is None else str(value)


def test_selects(examples: Examples) -> None:
    def cases() -> Iterator[Case]:
        for one in examples("select"):
            chosen = [item for item in items_of(one.options) if is_selected(item, one.options)]
            if items_of(one.options) and is_an_answer(one.options):
                kind, answered = answer_of(one)
                real = bool(chosen) and str(chosen[-1].get("value", "x")) != ""
                yield one.name, (kind, answered is True), ("choice", real)

    compare(cases(), least=10)


def is_selected(item: Options, options: Options) -> bool:
    if item.get("selected") is not None:
        return bool(item["selected"])
    value = options.get("value")
    return value is not None and item.get("value", item.get("text")) == value


def words_of(part: object) -> str:
    """The words of a parameter that is a text, or a text or HTML in a table."""
    if isinstance(part, dict):
        part = part.get("text") or re.sub(r"<[^>]+>", " ", str(part.get("html") or ""))
    return " ".join(str(part or "").split())


def numbered(content: str, texts: list[str]) -> str:
    """The HTML with a question's number put before each of these texts, in their order."""
    at = 0
    for number, text in enumerate(texts, 1):
        shown = html.escape(text, quote=False)
        place = next((p for s in (shown, html.escape(text), text) if (p := content.find(s, at)) >= 0), -1)
        assert place >= 0, text
        content = f"{content[:place]}1.1.{number} {content[place:]}"
        at = place + len(shown) + 6
    return content


# What the design systems' own task lists and tags say of what is not done; all else that they say proves nothing.
TOLD = {
    "completed": "complete",
    "complete": "complete",
    **dict.fromkeys(("incomplete", "not started", "in progress", "cannot start yet", "not yet started"), "incomplete"),
}


def as_told(said: str, status: str | None) -> tuple[str | None, str]:
    """What was read beside what is right: for words that prove nothing, anything but complete."""
    expected = TOLD.get(said.casefold(), "not complete")
    return ("not complete" if expected == "not complete" and status != "complete" else status), expected


def name_of(task: Options) -> str:
    return words_of(task.get("title") or task.get("heading"))


def test_task_lists(examples: Examples) -> None:
    def cases() -> Iterator[Case]:
        for one in examples("task-list"):
            tasks = [item for item in items_of(one.options) if name_of(item)]
            found = list_page(numbered(one.html, [name_of(task) for task in tasks]))
            for number, task in enumerate(tasks, 1):
                status = task.get("status") or {}
                said = words_of(status.get("tag") or status if isinstance(status, dict) else status)
                yield (f"{one.name}: {said}", *as_told(said, found.get(f"1.1.{number}")))

    compare(cases(), least=15)


DONE = '<strong class="tag">Completed</strong>'


def test_tags(examples: Examples) -> None:
    """A row with each tag as it is, and with other words in the same mark-up, beside two rows that are done."""

    def cases() -> Iterator[Case]:
        for one in examples("tag"):
            own = words_of(one.options)
            for said in (own, "Completed", "Incomplete", "Cannot start yet") if own else ():
                tag = one.html if said == own else re.sub(r">[^<>]*\w[^<>]*<", f">{said}<", one.html)
                rows = f"<li>1.1.1 One {tag}</li><li>1.1.2 Two {DONE}</li><li>1.1.3 Three {DONE}</li>"
                yield (f"{one.name}: {said}", *as_told(said, list_page(f"<ul>{rows}</ul>").get("1.1.1")))

    compare(cases(), least=40)


def test_error_summaries(examples: Examples) -> None:
    """A question named in an error summary is never complete, whatever its row says."""

    def cases() -> Iterator[Case]:
        for one in examples("error-summary"):
            errors = [words_of(error) for error in one.options.get("errorList") or [] if words_of(error)]
            if "<" in json.dumps(one.options):
                continue  # its words are cut into pieces by mark-up, so there is no place for a number
            for marked in ("", DONE):
                rows = [f"<li>1.1.{n} Title {marked if n <= len(errors) else DONE}</li>" for n in range(1, 7)]
                found = list_page(f"{numbered(one.html, errors)}<ul>{''.join(rows)}</ul>")
                for number in range(1, 7):
                    done = found.get(f"1.1.{number}") == "complete"
                    yield f"{one.name}, {number} of {len(errors)}, {marked}", done, number > len(errors)

    compare(cases(), least=50)


def test_summary_lists(examples: Examples) -> None:
    """The rows as they are prove nothing; with statuses for values they are read as a list."""

    def cases() -> Iterator[Case]:
        for one in examples("summary-list"):
            rows = [row for row in one.options.get("rows") or [] if isinstance(row, dict) and words_of(row.get("key"))]
            values = [row.get("value") for row in rows]
            content = numbered(one.html, [words_of(row["key"]) for row in rows])
            yield from ((one.name, status == "complete", False) for status in list_page(content).values())
            if not all(isinstance(value, dict) and value.get("text") for value in values):
                continue
            told = {}
            for number, value in enumerate(values, 1):
                said = ("Not started", "Completed")[number % 2]
                told[f"1.1.{number}"] = TOLD[said.casefold()]
                old = re.escape(html.escape(value["text"]))
                content = re.sub(rf"(?s)(1\.1\.{number} .*?<dd[^>]*>\s*){old}", rf"\g<1>{said}", content, count=1)
            found = list_page(content)
            yield from ((f"{one.name} {ref}", found.get(ref), status) for ref, status in told.items())

    compare(cases(), least=40)
