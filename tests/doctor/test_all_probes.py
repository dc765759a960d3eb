"""What holds for every probe, whatever it meets; and the whole visit as a person sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring.core
import pytest
from click.testing import CliRunner, Result

from dsptscan.cli import main
from dsptscan.doctor import run
from dsptscan.doctor.interface import Line, Visit
from dsptscan.doctor.run import PROBES, examine
from dsptscan.errors import DsptscanError, GuardStopped, NotSetUp
from dsptscan.settings import DEFAULT_URL, Folders
from tests.doctor.conftest import Seen
from tests.secret_service import SecretService

Comes = Callable[..., Visit]


def nothing(seen: Seen, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new computer."""


def everything_broken(seen: Seen, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.config.mkdir(parents=True)
    folders.data.touch()
    (folders.config / "config.toml").write_text("what = is this")
    (folders.config / "accounts.json").write_text("{")
    seen[DEFAULT_URL] = NotSetUp("There is no browser.", "Install one.")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.module")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


def guard_stopped(seen: Seen, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    seen[DEFAULT_URL] = GuardStopped("The guard stopped it.", "Tell your support.")


@pytest.mark.parametrize("situation", [nothing, everything_broken, guard_stopped])
@pytest.mark.parametrize("about", PROBES)
def test_every_line_says_good_or_what_to_do(
    visit: Comes,
    seen: Seen,
    folders: Folders,
    keyring_here: SecretService,
    monkeypatch: pytest.MonkeyPatch,
    situation: Any,
    about: str,
) -> None:
    situation(seen, folders, monkeypatch)
    lines = list(examine(visit(), {about: PROBES[about]}))
    assert lines or about in ("Sign-in", "Last scan")  # of which there may be nothing to say
    for line in lines:
        assert line.about == about
        assert line.says.endswith(".")
        assert (line.state == "good") == (line.todo == "")
        assert (line.exit_code in (3, 8)) == (line.state == "wrong")
        for text in (line.says, line.todo, *line.details):
            text.encode("cp1252")
            assert "mistake in dsptscan" not in text


def test_a_probe_that_fails_is_a_line(visit: Comes) -> None:
    def raises(error: Exception) -> Callable[[Visit], Iterator[Line]]:
        def probe(_: Visit) -> Iterator[Line]:
            yield Line.good("Before", "This is lost, for the probe did not come to its end.")
            raise error

        return probe

    probes = {
        "Bug": raises(KeyError("hunter2")),
        "Known": raises(NotSetUp("It is not there.", "Get it.")),
        "Guard": raises(GuardStopped("Stopped.", "Tell us.")),
        "After": lambda _: [Line.good("After", "Still looked at.")],
    }
    bug, known, guard, after = examine(visit(), probes)
    assert (bug.exit_code, "KeyError" in bug.says, "hunter2" in bug.says) == (3, True, False)
    assert (known.says, known.todo, known.exit_code) == ("It is not there.", "Get it.", 3)
    assert guard.exit_code == 8
    assert after.state == "good"


# At the command line


@pytest.fixture
def doctor(
    seen: Seen, folders: Folders, keyring_here: SecretService, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.setenv("DSPTSCAN_HOME", str(folders.config.parent))
    return lambda *words: CliRunner().invoke(main, ["doctor", *words], catch_exceptions=False)


def test_a_new_computer(doctor: Callable[..., Result]) -> None:
    result = doctor()
    assert result.exit_code == 3
    lines = result.stdout.splitlines()
    starts = [line[:7].strip() for line in lines if line[:7].strip()]
    assert starts == ["good", "good", "good", "WRONG", *["good"] * 4, "First p"]  # no account, so no last scan
    assert "WRONG  Accounts        There is no account yet." in lines
    assert " " * 23 + "What to do: Add one with: dsptscan account add NAME" in lines
    assert result.stderr == ""


def test_all_is_well(doctor: Callable[..., Result], visit: Comes, folders: Folders) -> None:
    made = visit("doctor-ash")
    made.accounts.open_keyring().write("doctor-ash", "hunter2")
    result = doctor("--account", "doctor-ash")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("Everything that a scan needs is here.\n")
    assert "hunter2" not in result.output
    assert max(map(len, result.stdout.splitlines())) <= 120
    made.accounts.open_keyring().delete("doctor-ash")


def test_the_guards_own_code(doctor: Callable[..., Result], seen: Seen) -> None:
    seen[DEFAULT_URL] = GuardStopped("The guard stopped it.", "Tell your support.")
    assert doctor().exit_code == 8


@pytest.mark.parametrize("words", [("--account", "nobody"), ("--sign-in",), ("--sign-in", "--account", "nobody")])
def test_wrong_usage(doctor: Callable[..., Result], visit: Comes, seen: Seen, words: tuple[str, ...]) -> None:
    visit("oak", "elm")
    result = doctor(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "elm, oak" in result.stderr
    assert seen.asked == []


def test_signing_in_is_asked_for(doctor: Callable[..., Result], visit: Comes, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[str, str]] = []

    def check(account: Any, password: str) -> str:
        tried.append((account.name, password))
        if len(tried) > 1:
            raise DsptscanError("Refused.", "Wait.")
        return "The toolkit shows Oak (VX001)."

    monkeypatch.setattr("dsptscan.doctor.sign_in.check_account", check)
    vault = visit("doctor-fir").accounts.open_keyring()
    vault.write("doctor-fir", "hunter2")
    assert doctor().exit_code == 0
    assert tried == []
    result = doctor("--sign-in")
    assert (result.exit_code, tried) == (0, [("doctor-fir", "hunter2")])
    assert "good   Sign-in         Signed in with doctor-fir" in result.stdout
    result = doctor("--sign-in")
    assert (result.exit_code, "WRONG  Sign-in         Refused." in result.stdout) == (3, True)
    vault.delete("doctor-fir")


def test_every_probe_has_its_own_file() -> None:
    files = {path.stem for path in Path(run.__file__).parent.glob("*.py")} - {"__init__", "interface", "run"}
    assert {probe.__module__.rpartition(".")[2] for probe in PROBES.values()} == files
