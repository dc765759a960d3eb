"""Facts about the practice pages: invented, labelled, reproducible, and a truth that adds up."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures"
MAKE = FIXTURES / "make"
GUIDANCE = FIXTURES.parent / "dsptscan" / "guidance"
SCENARIOS = ("nearly-there", "ready", "new-year")
VERDICTS = {"nearly-there": ("not_ready", 11), "ready": ("ready", 10), "new-year": ("not_ready", 11)}
# When the toolkit of the scenario's year opened, and how many questions it has, all and mandatory.
OPENED = {"nearly-there": "2025-09-01", "ready": "2025-09-01", "new-year": "2026-09-01"}
SIZES = {"nearly-there": (77, 45), "ready": (77, 45), "new-year": (78, 47)}
LIST_ALONE = "new-year"
LAYOUTS = sorted(path.parent.name for path in FIXTURES.glob("*/layout.toml"))
FOLDERS = [FIXTURES / layout / scenario for layout in LAYOUTS for scenario in SCENARIOS]
REFERENCE = re.compile(r"(?<![\d.])(?:10|[1-9])\.\d{1,2}\.\d{1,2}(?![\d.]*\d)")
# Version numbers and the like that look like references. Those that are no reference of ours:
DECOYS = {"8.2.14", "8.4.2", "10.3.7"}
EMAIL = re.compile(r"[\w.+-]+@([\w.-]+\w)")
ADDRESS = re.compile(r"<!-- saved from url=\((\d{4})\)(\S+) -->|<link rel=\"canonical\" href=\"([^\"]+)\">")

folders = pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f"{f.parent.name}-{f.name}")
scenarios = pytest.mark.parametrize("scenario", SCENARIOS)


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.html")):
        data = path.read_bytes()
        yield path.name, data.decode("windows-1252" if b"charset=windows-1252" in data else "utf-8")


def truth(scenario: str) -> list[dict[str, str]]:
    with (MAKE / "truth" / f"{scenario}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def test_there_are_four_layouts() -> None:
    assert LAYOUTS == ["accordion", "cards", "tables", "webforms"]


def test_rendering_again_gives_the_same_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, MAKE / "render.py", "--out", tmp_path], check=True)

    def content(root: Path) -> dict[str, bytes]:
        made = [path for folder in FOLDERS for path in (root / folder.relative_to(FIXTURES)).iterdir()]
        return {path.relative_to(root).as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in made}

    again, kept = content(tmp_path), content(FIXTURES)
    assert again.keys() == kept.keys()
    assert [name for name in kept if again[name] != kept[name]] == []


@scenarios
def test_the_truth_adds_up(scenario: str) -> None:
    rows = truth(scenario)
    mandatory = [row for row in rows if row["mandatory"] == "yes"]
    counts = toml(MAKE / "truth" / "scenarios.toml")[scenario]["counts"]
    assert counts == {
        "questions": len(rows),
        "mandatory": len(mandatory),
        "mandatory_complete": sum(row["status"] == "complete" for row in mandatory),
        "mandatory_incomplete": sum(row["status"] == "incomplete" for row in mandatory),
        "unknown": 0,
        "carried_over": sum(row["carried_over"] == "yes" for row in rows),
        "changed": sum(row["new_or_changed"] != "" for row in rows),
    } | ({} if scenario == LIST_ALONE else {"expected_mandatory": len(mandatory)})
    assert (len(rows), len(mandatory)) == SIZES[scenario]
    assert len({row["ref"] for row in rows}) == len(rows)


@scenarios
def test_the_truth_keeps_to_what_the_values_mean(scenario: str) -> None:
    today = toml(MAKE / "truth" / "scenarios.toml")[scenario]["today"]
    for row in truth(scenario):
        said = row["ref"], row
        assert row["answered"] == "yes" or row["carried_over"] == "no", said
        assert row["answered"] == "yes" or row["status"] == "incomplete", said
        assert row["carried_over"] == "no" or row["updated_on"] < OPENED[scenario], said
        assert row["updated_on"] <= today, said
        assert row["answered"] == "no" or row["updated_on"], said


@scenarios
def test_truth_and_state_were_written_apart_and_agree(scenario: str) -> None:
    written = toml(MAKE / "states" / f"{scenario}.toml")
    held = written["questions"]
    if "like" in written:
        held = toml(MAKE / "states" / f"{written['like']}.toml")["questions"] | held
    asked = {question["ref"]: question for question in toml(MAKE / "content.toml")["question"]}
    if "asked" in written:
        asked = {ref: {**question, "novelty": ""} for ref, question in asked.items() if ref not in written["gone"]}
        asked |= {ref: {**asked[ref], **otherwise} for ref, otherwise in written["asked"].items()}
        asked |= {question["ref"]: question for question in written["question"]}
    assert {row["ref"] for row in truth(scenario)} == asked.keys() == held.keys()
    for row in truth(scenario):
        state, question = held[row["ref"]], asked[row["ref"]]
        assert (row["status"] == "complete") == (state["shown"] == "done"), row
        assert (row["carried_over"] == "yes") == (state["history"] == "carried"), row
        assert (row["answered"] == "yes") == (state["history"] != "never" and not state.get("empty")), row
        assert row["updated_on"] == (str(state["saved"].date()) if "saved" in state else ""), row
        assert (row["mandatory"] == "yes") == question["mandatory"], row
        assert (row["answer_kind"], row["new_or_changed"]) == (question["kind"], question.get("novelty", "")), row


@folders
def test_expected_is_the_table_written_by_hand(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    said = [(q["ref"], q["status"], q["updated_on"] or "") for q in expected["questions"]]
    assert said == [(row["ref"], row["status"], row["updated_on"]) for row in truth(folder.name)]
    assert expected["scenario"] == folder.name
    assert (expected["verdict"], expected["exit_code"]) == VERDICTS[folder.name]


@folders
def test_every_page_is_labelled_invented_and_has_an_address(folder: Path) -> None:
    found = {}
    for name, text in pages(folder):
        assert "<!-- Invented page:" in text[:2000], name
        assert "invented" in re.split(r"Build|Release|Version", text)[-1].casefold(), name
        address = ADDRESS.search(text[:2000])
        assert address is not None, name
        assert address[1] is None or int(address[1]) == len(address[2]), name
        found[name] = (address[2] or address[3]).removeprefix("https://www.dsptoolkit.nhs.uk")
    assert len(set(found.values())) == len(found)
    assert toml(folder.parent / "layout.toml")["home"] in found.values()


@folders
def test_the_pages_hold_exactly_the_questions_of_the_truth(folder: Path) -> None:
    found = {ref for _, text in pages(folder) for ref in REFERENCE.findall(re.sub(r"<!--.*?-->", "", text))}
    assert found - DECOYS == {row["ref"] for row in truth(folder.name)}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_new_year_is_the_list_alone(layout: str) -> None:
    """No page of a question, no link to a page that is not there, and nobody counts the mandatory questions."""
    told = dict(pages(FIXTURES / layout / LIST_ALONE))
    lists = sum(name not in ("home.html", "organisation.html", "default.html") for name in told)
    assert lists == (11 if layout == "cards" else 1)
    for name, text in told.items():
        assert not re.search(r"EvidenceItem|/standard-\d+/\d|Standard\.aspx", text), name
        seen = re.sub(r"<[^>]+>", "", text)
        assert not re.search(r"\d of \d+ (?:mandatory|required)|(?:mandatory|required)\W{0,40}\d+ of", seen, re.I), name


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_new_year_asks_what_no_guidance_knows(layout: str) -> None:
    known = {ref for path in GUIDANCE.rglob("*.toml") for ref in toml(path).get("questions", {})}
    expected = json.loads((FIXTURES / layout / LIST_ALONE / "expected.json").read_text("utf-8"))
    unknown = [q for q in expected["questions"] if q["mandatory"] and q["ref"] not in known]
    assert {"1.3.16", "8.4.5"} <= {q["ref"] for q in unknown if q["new_or_changed"] == "new"}
    assert not (GUIDANCE / expected["assessment"]["year"]).exists()


@folders
def test_no_page_names_an_address_somebody_could_have(folder: Path) -> None:
    for name, text in pages(folder):
        assert [host for host in EMAIL.findall(text) if not host.endswith(".example")] == [], name


@folders
def test_pages_are_small(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.html")}
    assert max(sizes.values()) < 200_000
    assert sorted(sizes.values())[len(sizes) // 2] < 30_000 or len(sizes) == 2
