"""A person's own words file: it adds, overrides, moves a phrase; a mistake in it is named with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsptscan.cli import main
from dsptscan.errors import NotSetUp
from dsptscan.reading.own_words import with_own
from dsptscan.reading.words import bundled, normal
from tests.reading.small_pages import listed, whole


def meanings(text: str, own: str) -> frozenset[str]:
    return with_own(own, "my-words.toml").meanings(normal(text))


def test_it_adds() -> None:
    own = '[status]\ncomplete = ["Ratified"]\n'
    assert meanings("RATIFIED.", own) == {"status.complete"}
    assert bundled().meanings("ratified") == frozenset()
    assert "status.complete" in meanings("Completed", own)


def test_a_phrase_in_it_means_only_what_it_says_there() -> None:
    own = '[status]\nincomplete = ["Completed"]\n'
    assert meanings("completed", own) & {"status.complete", "status.incomplete"} == {"status.incomplete"}
    assert meanings("Not completed", own) == {"status.incomplete"}


def test_it_may_use_placeholders() -> None:
    own = '[carried_over]\nyes = ["taken from the return of {year}"]\n[status]\ncomplete = ["ok since {date}"]\n'
    words = with_own(own, "w")
    said = words.split("Taken from the return of 2024/25").said[0][2]
    assert (said.meanings, said.year) == ({"carried_over.yes"}, "2024-25")
    assert words.split("OK since 3 June 2026").said[0][2].meanings == {"status.complete"}


def test_it_adds_to_what_a_page_is() -> None:
    words = with_own('[pages.maintenance]\nphrases = ["gone fishing"]\n', "w")
    assert "gone fishing" in words.pages["maintenance"]
    assert "maintenance" in words.pages["maintenance"]
    assert list(words.pages) == list(bundled().pages)


@pytest.mark.parametrize("own", ["", "# nothing yet\n", "[status]\n", "[status]\ncomplete = []\n"])
def test_an_empty_one_changes_nothing(own: str) -> None:
    assert with_own(own, "w").phrases == bundled().phrases


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    assert meanings("Ratified", '\r\n[status]\r\ncomplete = ["Ratified"]\r\n') == {"status.complete"}


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ('# fine\n[stats]\ncomplete = ["x"]\n', 2),
        ('# fine\n\n[status]\ncompleted = ["x"]\n', 4),
        ('[status]\ncomplete = "x"\n', 2),
        ("[status]\ncomplete = [1]\n", 2),
        pytest.param('[status]\nincomplete = ["x"]\ncomplete = [""]\n', 3),
        ('[status]\ncomplete = ["..."]\n', 2),
        pytest.param('[status]\ncomplete = ["*"]\n', 2),
        ('[status]\n\n\ncomplete = ["x"\n[stats]\n', 5),
        pytest.param('[status]\n\n\ncomplete = ["x"\n', 4),
        ('status = "x"\n', 1),
        ('[pages.login]\nphrases = ["x"]\n', 1),
        ('[pages.sign_in]\nphrases = "x"\n', 1),
        ('[status]\ncomplete = ["x"]\n[status]\n', 3),
    ],
)
def test_a_mistake_is_named_with_its_line(own: str, line: int) -> None:
    with pytest.raises(NotSetUp) as caught:
        with_own(own, "my-words.toml")
    assert f"line {line}" in caught.value.message.replace(",", "")
    assert "my-words.toml" in caught.value.next_step


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('words = "my-words.toml"\n', encoding="utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    rows = [f"{ref} Who? <b>Mandatory</b> <i>{word}</i>" for ref, word in (("1.1.1", "Completed"), ("2.1.1", "Parked"))]
    (pages / "a.html").write_text(whole(listed(*rows)), encoding="utf-8")
    return tmp_path


def scan(home: Path, own: str | bytes) -> tuple[int, str, str]:
    file = home / "config" / "my-words.toml"
    file.write_bytes(own.encode() if isinstance(own, str) else own)
    done = CliRunner().invoke(main, ["scan", "--pages", str(home / "pages"), "--format", "json"])
    return done.exit_code, done.stdout, done.stderr


def test_a_scan_uses_it(home: Path) -> None:
    def status(own: str) -> str:
        report = json.loads(scan(home, own)[1])
        return str({question["ref"]: question["status"] for question in report["questions"]}["2.1.1"])

    assert status("") == "unknown"
    assert status('[status]\nincomplete = ["parked"]\n') == "incomplete"
    assert status('[status]\ncomplete = ["parked"]\n') == "complete"


@pytest.mark.parametrize("own", ['[status]\n\ncomplete = "parked"\n', b'[status]\n\ncomplete = ["\xff"]\n'])
def test_a_scan_with_a_broken_one_ends_with_3(home: Path, own: str | bytes) -> None:
    code, output, errors = scan(home, own)
    assert (code, output) == (3, "")
    assert "my-words.toml" in errors
    assert "Traceback" not in errors
    if isinstance(own, str):
        assert "line 3" in errors


def test_a_scan_without_the_file_that_is_named_ends_with_3(home: Path) -> None:
    done = CliRunner().invoke(main, ["scan", "--pages", str(home / "pages")])
    assert done.exit_code == 3
    assert "my-words.toml" in done.stderr
