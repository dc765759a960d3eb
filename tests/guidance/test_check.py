"""What the build asks before it makes a package (tests/slow/test_wheel.py sees it fail a build)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUNDLED = ROOT / "dsptscan" / "guidance"


def check(*folder: Path) -> subprocess.CompletedProcess[str]:
    """As the build does it: no library but Python's own (-S), and this copy of the program (-I: no PYTHONPATH)."""
    command = [sys.executable, "-I", "-S", str(ROOT / "tools" / "check_guidance.py"), *map(str, folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUNDLED, tmp_path / "guidance"))


def test_the_bundled_files_are_sound() -> None:
    done = check()
    assert done.returncode == 0, done.stderr
    for file in BUNDLED.rglob("*.toml"):
        assert file.relative_to(BUNDLED).as_posix() in done.stdout


@pytest.mark.parametrize(
    ("file", "was", "becomes", "told"),
    [
        ("2023-24/social-care.toml", "number = 42", "number = 0", 'mandatory."Standards Met".number must be'),
        ("2025-26/social-care.toml", "evidence =", "evidense =", 'questions."1.1.1".evidense is not a known key'),
        ("2025-26/social-care.toml", '["wmca", ', '["wcma", ', 'questions."1.1.1".sources names wcma'),
        ("2025-26/social-care.toml", '"v8"', "v8", "line"),
        ("support.toml", "foot = true", 'foot = "yes"', "support.local.foot must be true or false"),
    ],
)
def test_a_broken_file_is_told_with_its_key(copy: Path, file: str, was: str, becomes: str, told: str) -> None:
    text = (copy / file).read_text("utf-8")
    assert was in text
    (copy / file).write_text(text.replace(was, becomes, 1), "utf-8")
    done = check(copy)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Wrong guidance: {file}: ")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_nobody_would_look_for_is_told(copy: Path) -> None:
    (copy / "2025-26").rename(copy / "2025-27")
    assert "2025-27/social-care.toml stands where nobody looks for it" in check(copy).stderr


def test_a_missing_file_is_told(copy: Path) -> None:
    (copy / "support.toml").unlink()
    assert "support.toml cannot be read" in check(copy).stderr
