"""The documents are true: what they tell people to type exists, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dsptscan.cli import main
from dsptscan.errors import DsptscanError

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_first_screen_of_the_readme_says_how_to_start() -> None:
    first_screen = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:40])
    for command in ("make demo", "make test", "pipx install dsptscan"):
        assert command in first_screen


def commands(group: click.Group, path: str = "dsptscan") -> dict[str, set[str]]:
    """Every command as typed, with the options it has."""
    context = click.Context(group)
    found: dict[str, set[str]] = {}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= commands(command, f"{path} {name}")
        else:
            found[f"{path} {name}"] = {
                "--help",
                *(o for item in command.params for o in (*item.opts, *item.secondary_opts)),
            }
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_documents_name_commands_and_options_that_exist(document: Path) -> None:
    known = commands(main)
    text = document.read_text("utf-8")
    if document.name == "README.md":
        assert "dsptscan scan" in text
    for typed in re.findall(r"(?:^    |`)(dsptscan (?!account`|is |reads )[a-z][^`\n]*)", text, re.MULTILINE):
        command = max((name for name in known if f"{typed} ".startswith(f"{name} ")), key=len, default=None)
        assert command, typed
        assert set(re.findall(r"(?<!\S)--[a-z-]+", typed)) <= known[command], typed
    every_option = set[str]().union(*known.values())
    assert set(re.findall(r"^\| `(--[a-z-]+)", text, re.MULTILINE)) <= every_option


def test_the_exit_codes_are_told() -> None:
    raised = {kind.exit_code for kind in DsptscanError.__subclasses__()}
    told = set(re.findall(r"^\| (\d+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert told == {str(code) for code in raised | {0, 1, 7, 10, 11}}
    explained = "".join(
        re.findall(r"^(?:## |- \*\*).*", (ROOT / "docs" / "troubleshooting.md").read_text("utf-8"), re.M)
    )
    assert told <= set(re.findall(r"\d+", explained))


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{document.name}: {target}"
        for document in DOCUMENTS
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
        if not (document.parent / target).exists()
    ]
    assert dead == []
