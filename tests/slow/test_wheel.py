"""What people install: the wheel and the source archive, built here and used from a fresh virtual environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def run(*command: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Away from the repository and its environment, as a user would have it. Output is shown when a test fails."""
    leave_out = {"PYTHONPATH", "VIRTUAL_ENV", "DSPTSCAN_HOME"}
    env = {name: value for name, value in os.environ.items() if name not in leave_out}
    env |= {"HOME": str(home), "COLUMNS": "200", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run(
        [str(part) for part in command], cwd=home, env=env, capture_output=True, text=True, timeout=300
    )
    print(done.stdout, done.stderr)
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel made from that archive."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs folder of a fresh environment that holds the locked dependencies and the wheel, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=300)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    lock = ROOT / "requirements" / "runtime.txt"
    for what in (["--require-hashes", "--requirement", str(lock)], ["--no-deps", str(wheel)]):
        command = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--no-input", *what]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stdout + done.stderr
    return programs


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dsptscan").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert source <= names
    assert {"dsptscan/py.typed", "dsptscan/reading/words.toml", "dsptscan/reports/report.schema.json"} <= names
    assert any(name.startswith("dsptscan/guidance/") and name.endswith(".toml") for name in names)


def test_the_wheel_holds_every_scenario_but_not_what_makes_them(wheel: Path) -> None:
    start = "dsptscan/practice/fixtures/"
    packed = {name.removeprefix(start) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(start)}
    on_disk = {
        path.relative_to(ROOT / "fixtures").as_posix() for path in (ROOT / "fixtures").rglob("*") if path.is_file()
    }
    assert packed == {name for name in on_disk if not name.startswith(("make/", "more/", "unreadable/", "unseen/"))}
    assert any(name.endswith("nearly-there/expected.json") for name in packed)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dsptscan"}


def test_no_wheel_is_built_with_guidance_that_cannot_be_read(tmp_path: Path) -> None:
    """A copy with one misspelt key: the build names the file and the key."""
    project = tmp_path / "project"
    for name in ("dsptscan", "tools", "fixtures/tables"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project / name)
    file = project / "dsptscan" / "guidance" / "2025-26" / "social-care.toml"
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(project)]
    sound = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    file.write_text(file.read_text("utf-8").replace("hint =", "hunt =", 1), "utf-8")
    broken = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert broken.returncode != 0
    assert '2025-26/social-care.toml: questions."1.1.1".hint is missing' in broken.stdout + broken.stderr


def test_the_source_archive_is_enough_to_go_on_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"Makefile", "README.md", "LICENSE", "tools/set-up", "requirements/dev.txt", "tests/slow/test_wheel.py"}
    assert wanted <= names
    assert not any(name.startswith(".venv") for name in names)


def test_help_and_the_version(installed: Path, wheel: Path, tmp_path: Path) -> None:
    helped = run(installed / "dsptscan", "--help", home=tmp_path)
    assert helped.returncode == 0
    for command in ("demo", "scan", "account", "explain"):
        assert command in helped.stdout
    details = next(name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".dist-info/METADATA"))
    version = message_from_string(zipfile.ZipFile(wheel).read(details).decode())["Version"]
    printed = run(installed / "python", "-c", "import dsptscan; print(dsptscan.__version__)", home=tmp_path)
    assert printed.stdout.strip() == version


def test_saved_pages_are_read(installed: Path, tmp_path: Path) -> None:
    pages = ROOT / "fixtures" / "tables" / "nearly-there"
    done = run(
        installed / "dsptscan", "scan", "--pages", pages, "--today", "2026-06-23", "--format", "json", home=tmp_path
    )
    report = json.loads(done.stdout)
    assert done.returncode == 11
    assert report["verdict"] == "not_ready"
    assert report["counts"]["questions"] == 77


def test_the_demo_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """The practice toolkit finds its pages in the package, and the user's keyring is not needed."""
    done = run(installed / "dsptscan", "demo", home=tmp_path)
    assert done.returncode == 0
    assert "Not ready" in done.stdout
    assert "Stops publishing." in done.stdout
