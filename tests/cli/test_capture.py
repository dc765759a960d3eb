from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dsptscan.capture import Captured
from dsptscan.errors import PersonNeeded

Run = Callable[..., Any]

PAGE = """<!DOCTYPE html><!-- saved from url=(0061)https://www.dsptoolkit.nhs.uk/Organisation/VX7Q2/Assessment -->
<!-- Invented page: made up for tests, not the real site -->
<html><head><title>Assessment 2025-26</title></head><body><h1>Hollybrook Lodge (VX7Q2): assessment 2025-26</h1>
<p>This assessment has 1 mandatory question.</p><ul>
<li><a href="/Assessment/48017">1.1.1 Who looks after data</a> <b>Mandatory</b> <em>Completed</em></li>
<li><a href="/Assessment/48024">1.1.2 A register of data</a> <em>Not completed</em> <textarea>wibbleton</textarea></li>
</ul></body></html>"""
SECRETS = ("Hollybrook", "VX7Q2", "48017", "wibbleton")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "Hollybrook Lodge.html").write_text(PAGE)
    return folder


@dataclass
class Walk:
    """Stands for `dsptscan.capture`, which would start a browser."""

    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    happens: Captured | Exception = field(default_factory=lambda: Captured(79, "Words of the site\nMandatory\n", ()))

    def capture_account(self, account: Any, password: str, folder: Path, **options: Any) -> Captured:
        self.calls.append((account.name, {"password": password, "folder": folder, **options}))
        if isinstance(self.happens, Exception):
            raise self.happens
        return self.happens


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> Walk:
    played = Walk()
    module = ModuleType("dsptscan.capture")
    vars(module)["capture_account"] = played.capture_account
    monkeypatch.setitem(sys.modules, "dsptscan.capture", module)
    return played


def test_saved_pages_need_no_account_and_no_keyring(
    run: Run, saved: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    result = run("capture", str(tmp_path / "copies"), "--pages", str(saved))
    assert result.exit_code == 0, result.output
    assert not home.exists()
    assert {path.name for path in (tmp_path / "copies").iterdir()} == {"page-001.html", "kept.txt", "form.md"}


def test_what_was_kept_is_printed_and_the_user_is_asked_to_look(run: Run, saved: Path, tmp_path: Path) -> None:
    result = run("capture", str(tmp_path / "copies"), "--pages", str(saved))
    assert result.stdout == (tmp_path / "copies" / "kept.txt").read_text("utf-8")
    assert "1.1.1 Who looks after data" in result.stdout
    assert "Nothing has been sent. Look through the copies" in result.stderr
    assert "The copies read the same as the pages." in result.stderr


def test_no_file_and_no_name_tells_a_secret(run: Run, saved: Path, tmp_path: Path) -> None:
    result = run("capture", str(tmp_path / "copies"), "--pages", str(saved))
    files = list((tmp_path / "copies").iterdir())
    told = "".join(path.name + path.read_text("utf-8") for path in files) + result.stdout
    assert [secret for secret in SECRETS if secret.casefold() in told.casefold()] == []


@pytest.mark.skipif(
    os.name == "nt", reason="Windows has no file modes; there the rights of the user's own folder keep others out"
)
def test_the_files_are_the_users_alone(run: Run, saved: Path, tmp_path: Path) -> None:
    run("capture", str(tmp_path / "copies"), "--pages", str(saved))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "copies").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "copies").stat().st_mode) == 0o700


def test_the_form_asks_ten_questions_and_answers_some(run: Run, saved: Path, tmp_path: Path) -> None:
    run("capture", str(tmp_path / "copies"), "--pages", str(saved))
    form = (tmp_path / "copies" / "form.md").read_text("utf-8")
    assert [line.split(".")[0] for line in form.splitlines() if line[:4].strip("# ").isdigit()] == [
        f"## {n}" for n in range(1, 11)
    ]
    assert 'done: "Completed" in <em> x 1' in form
    assert "Year: 2025-26" in form
    assert "Questions: 2, mandatory: 1" in form
    assert "a list of questions, at `/Organisation/XX0X0/Assessment`" in form


def test_an_empty_folder_will_do(run: Run, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    assert run("capture", str(tmp_path / "copies"), "--pages", str(saved)).exit_code == 0


def test_a_folder_in_use_is_left_alone(run: Run, saved: Path) -> None:
    before = {path: path.read_bytes() for path in saved.iterdir()}
    assert run("capture", str(saved), "--pages", str(saved)).exit_code == 2
    assert {path: path.read_bytes() for path in saved.iterdir()} == before


@pytest.mark.parametrize(
    "words",
    [
        ("{saved}", "--pages", "{saved}"),
        ("{saved}/copies", "--pages", "{saved}"),
        ("{saved}/Hollybrook Lodge.html", "--pages", "{saved}"),
        ("{new}", "--pages", "{new}"),
        ("{new}", "--pages", "{saved}/nowhere"),
        ("{new}", "meadow", "--pages", "{saved}"),
        ("{saved}/Hollybrook Lodge.html/copies", "--pages", "{saved}"),
        ("{new}", "unknown"),
        ("{new}", "--pace", "fast"),
        (),
    ],
)
def test_wrong_usage(run: Run, saved: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    given = [word.format(saved=saved, new=tmp_path / "new") for word in words]
    assert run("capture", *given).exit_code == 2


def test_without_an_account(run: Run, tmp_path: Path) -> None:
    assert run("capture", str(tmp_path / "copies")).exit_code == 3


def test_the_only_account_is_the_default(run: Run, add: Run, walk: Walk, tmp_path: Path) -> None:
    add("meadow", password="hunter2")
    result = run("capture", str(tmp_path / "copies"), "--pace", "off", "--visible")
    assert result.exit_code == 0, result.output
    ((name, options),) = walk.calls
    del options["progress"], options["attendance"]
    assert name == "meadow"
    assert options == {
        "password": "hunter2",
        "folder": tmp_path / "copies",
        "words": None,
        "visible": True,
        "paced": False,
    }
    assert result.stdout.startswith("Words of the site")
    assert "79 redacted copies are in" in result.stderr
    assert "hunter2" not in result.output


def test_several_accounts_are_named(run: Run, add: Run, walk: Walk, tmp_path: Path) -> None:
    add("meadow")
    add("hill")
    result = run("capture", str(tmp_path / "copies"))
    assert result.exit_code == 2
    assert "meadow" in result.stderr
    assert run("capture", str(tmp_path / "copies"), "hill").exit_code == 0
    assert [name for name, _ in walk.calls] == ["hill"]


def test_no_hurry_on_other_computers(run: Run, add: Run, walk: Walk, tmp_path: Path) -> None:
    add("meadow", url="https://www.dsptoolkit.nhs.uk")
    assert run("capture", str(tmp_path / "copies"), "--pace", "off").exit_code == 2
    assert walk.calls == []


def test_a_failure_keeps_its_code(run: Run, add: Run, walk: Walk, tmp_path: Path) -> None:
    add("meadow")
    walk.happens = PersonNeeded("The toolkit wants a code.", "Sign in yourself.")
    assert run("capture", str(tmp_path / "copies")).exit_code == 5


def test_differences_are_told(run: Run, add: Run, walk: Walk, tmp_path: Path) -> None:
    add("meadow")
    walk.happens = Captured(1, "", tuple(f"1.1.{n}: status" for n in range(1, 21)))
    told = run("capture", str(tmp_path / "copies")).stderr
    assert "1 redacted copy is in" in told
    assert "do not read the same" in told
    assert "1.1.12: status" in told
    assert "and 8 more" in told
