"""A small invented toolkit of three questions, and the real command run on it in this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from dsptscan.cli import main
from dsptscan.practice import PracticeToolkit

REAL = "https://www.dsptoolkit.nhs.uk"
CODE, NAME = "VM9R7", "Rosewood House"
REFS = ("1.1.1", "1.1.2", "1.1.3")
LOGIN = "/Account/Login"


def page(path: str, body: str, head: str = "") -> str:
    """A saved page of the small site."""
    return (
        f"<!-- saved from url=(0042){REAL}{path} -->\n<!-- Invented page: not the real site -->\n"
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Toolkit</title>'
        f'<link rel="stylesheet" href="/Content/style.css">{head}</head>'
        f'<body><nav><a href="/Assessment">Assessment</a></nav><p>{NAME} ({CODE})</p>{body}</body></html>'
    )


def row(ref: str) -> str:
    return f'<li><a href="/Q/{ref}">{ref} Invented question</a> <b>Mandatory</b> <b>Completed</b></li>'


LIST = f"<h1>Assessment 2025-26</h1><ul>{''.join(row(ref) for ref in REFS)}</ul>"


def write_small_site(layout: Path, **changed: str) -> Path:
    """The saved pages below `layout`; `changed` replaces "home", "list" or a question by its reference."""
    folder = layout / "small"
    folder.mkdir(parents=True)
    (layout / "layout.toml").write_text('title = "Small"\nhome = "/Home"\nnot_shown = []\n')
    (layout / "style.css").write_text("a { color: rgb(0, 0, 255) }")
    answer = "<h1>{0} Invented question</h1><form><label>Answer <textarea>Yes.</textarea></label></form>"
    pages = {
        "home": page("/Home", "<h1>Home</h1>"),
        "list": page("/Assessment", LIST),
        **{ref: page(f"/Q/{ref}", answer.format(ref)) for ref in REFS},
    }
    for name, html in (pages | changed).items():
        (folder / f"{name}.html").write_text(html)
    return folder


@dataclass(frozen=True)
class Commands:
    """The command line of one user with one account, `practice`, on a practice toolkit."""

    toolkit: PracticeToolkit

    def run(self, *words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=typed, catch_exceptions=False)

    def add(self, *more: str) -> None:
        words = ("--username", self.toolkit.username, "--url", self.toolkit.url)
        secret = () if "--nhsmail" in more else ("--password-stdin",)
        added = self.run("account", "add", "practice", *words, *secret, *more, typed=self.toolkit.password + "\n")
        assert added.exit_code == 0, added.output
        counted = self.run("account", "set", "practice", "--expected-mandatory", str(len(REFS)))
        assert counted.exit_code == 0, counted.output

    def scan(self, *more: str) -> Result:
        return self.run("scan", "--pace", "off", "--today", "2026-06-23", *more)


Open = Callable[..., Commands]


def posts(toolkit: PracticeToolkit, path: str = LOGIN) -> int:
    """How often a form was sent to `path`."""
    return sum(request.method == "POST" and request.path == path for request in toolkit.log)


def deeds(toolkit: PracticeToolkit) -> list[tuple[str, str]]:
    """Every request that was no reading and no step of signing in."""
    return [(request.method, request.path) for request in toolkit.writes]
