"""Facts about the repository itself: small files, a complete lock, nothing that ties it to one machine."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dsptscan

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
# Put together from parts, so that this file does not hold what it looks for.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("debian", "org"), ("npmjs", "org"))]
MACHINE_PATH = re.compile(r"(?<![\w.~}$-])/(?:" + "|".join(["work", "tmp", "root"]) + r")/\w")


def package_files() -> dict[str, int]:
    """Lines of each module of the package."""
    return {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in sorted((ROOT / "dsptscan").rglob("*.py"))
    }


def tracked_files() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no telling which files belong to it")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def locked(lock: Path) -> list[str]:
    """The lock's entries, each joined to one line."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def test_no_file_is_long() -> None:
    sizes = package_files()
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert statistics.median(size for size in sizes.values() if size) < 130


def test_nothing_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {host}" for host in HOSTS if host in text]
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert found == []


@pytest.mark.parametrize("folder", ["work", "tmp", "root"])
def test_a_machine_path_would_be_found(folder: str) -> None:
    assert MACHINE_PATH.search(f"cd '/{folder}/project'")
    assert not MACHINE_PATH.search(f"their/{folder}/project")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_hashes_and_no_address(lock: Path) -> None:
    entries = locked(lock)
    assert len(entries) > 10
    for entry in entries:
        assert re.match(r"^[a-z0-9-]+==[\w.]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in lock.read_text("utf-8")


def names(entries: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(entry.partition(" --hash")[0].strip()).name) for entry in entries}


def test_all_that_the_project_asks_for_is_locked() -> None:
    runtime = names(PYPROJECT["project"]["dependencies"])
    dev = names(PYPROJECT["dependency-groups"]["dev"]) | names(PYPROJECT["build-system"]["requires"])
    assert runtime <= names(locked(ROOT / "requirements" / "runtime.txt"))
    assert runtime | dev <= names(locked(ROOT / "requirements" / "dev.txt"))


def test_both_locks_agree() -> None:
    """Same version, same hashes; only the marker may be wider where the tests need a package on every system."""
    markers = re.compile(r" ; .*?(?= *--hash)")
    runtime, dev = (
        {markers.sub("", entry) for entry in locked(ROOT / "requirements" / name)}
        for name in ("runtime.txt", "dev.txt")
    )
    assert runtime <= dev


def test_the_lock_holds_for_all_systems() -> None:
    """What only Windows needs stands there too, with a marker."""
    entries = locked(ROOT / "requirements" / "runtime.txt")
    assert any(entry.startswith("pywin32-ctypes") and "sys_platform == 'win32'" in entry for entry in entries)
    assert any(entry.startswith("secretstorage") and "sys_platform == 'linux'" in entry for entry in entries)


def test_the_installed_package_is_this_one() -> None:
    assert dsptscan.__version__ == PYPROJECT["project"]["version"]
    assert Path(dsptscan.__file__).parent == ROOT / "dsptscan"
    assert names(PYPROJECT["project"]["dependencies"]) == names(
        [line for line in requires("dsptscan") or [] if "extra ==" not in line]
    )


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{dsptscan.__version__}]" in text or "## [Unreleased]" in text
