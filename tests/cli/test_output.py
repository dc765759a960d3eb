"""Every format, saved and printed on consoles of different letters."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from dsptscan.cli.output import put_out
from dsptscan.errors import WrongUsage
from dsptscan.model import Organisation
from dsptscan.reports import NAMES, find
from tests.reports.examples import report

ROOT = Path(__file__).parents[2]
MARK = b"\xef\xbb\xbf"
NAME = "T\u0177 Glas Caf\u00e9"
READERS: dict[str, Callable[[str], str]] = {
    "json": lambda text: json.loads(text)["organisation"]["name"],
    "csv": lambda text: next(iter(csv.DictReader(io.StringIO(text))))["Organisation"],
    "html": lambda text: BeautifulSoup(text, "lxml").select("h1")[0].get_text(),
    "markdown": lambda text: text.splitlines()[0].removeprefix("# ").removesuffix(", account meadow"),
    "table": lambda text: text.splitlines()[2].removesuffix(", account meadow"),
}


def rendered(name: str) -> str | bytes:
    return find(name).render(report(organisation=Organisation(name=NAME)), width=120, colour=False)


@pytest.mark.parametrize("name", NAMES)
def test_each_format_in_a_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "result"
    put_out(rendered(name), path)
    data = path.read_bytes()
    assert data.startswith(MARK) is (name == "csv"), "Excel takes a file without the mark for something else"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if name == "xlsx":
        assert data == rendered(name)
    else:
        assert READERS[name](data.decode("utf-8-sig")) == ("Ty Glas Caf\u00e9" if name == "table" else NAME)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "ascii"])
@pytest.mark.parametrize("name", READERS)
def test_each_format_redirected(monkeypatch: pytest.MonkeyPatch, name: str, encoding: str) -> None:
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding=encoding, errors="strict"))
    put_out(rendered(name), None)
    text = pipe.getvalue().decode(encoding)
    assert "\ufeff" not in text
    assert "?" not in text
    accents = name in ("json", "html") or (encoding == "utf-8" and name != "table")
    assert READERS[name](text) == (NAME if accents else "Ty Glas Cafe" if encoding == "ascii" else "Ty Glas Caf\u00e9")


def test_the_whole_program_redirected_on_windows(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    shutil.copytree(ROOT / "fixtures" / "tables" / "ready", pages)
    for file in pages.glob("*.html"):
        file.write_text(file.read_text("utf-8").replace("Rosewood House", NAME), "utf-8")
    env = {**os.environ, "DSPTSCAN_HOME": str(tmp_path), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "dsptscan", "scan", "--pages", str(pages), "--today", "2026-06-23"]
    done = subprocess.run(
        [*command, "--format", "csv"], cwd=ROOT, env=env, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 10, done.stderr
    assert READERS["csv"](done.stdout.decode("cp1252")) == "Ty Glas Caf\u00e9"


def test_a_format_that_cannot_be_printed_says_so_first(run: Callable[..., Any], story: Any) -> None:
    result = run("scan", "--pages", ".", "--format", "xlsx")
    assert result.exit_code == 2
    assert "--output" in result.stderr
    assert story.calls == []


@pytest.mark.parametrize("result", ["text \u0177\n", b"bytes \xff"])
def test_what_cannot_be_written_whole_leaves_the_old_file(
    result: str | bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report"
    put_out(result, path)
    before = path.read_bytes()
    assert before == (result.encode("utf-8") if isinstance(result, str) else result)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WrongUsage, match="No space left on device"):
        put_out("other", path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["report"]


def test_several_accounts_in_every_format(
    run: Callable[..., Any], add: Callable[..., None], story: Any, tmp_path: Path
) -> None:
    add("a")
    add("b")
    for name in NAMES:
        path = tmp_path / name
        result = run("scan", "--all", "--format", name, "--output", str(path))
        assert result.exit_code == 11, result.output
        assert path.stat().st_size > 500
