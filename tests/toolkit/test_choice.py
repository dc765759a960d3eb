"""Which browser is tried, and what a person may say about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dsptscan.errors import NotSetUp
from dsptscan.toolkit import choice
from dsptscan.toolkit.choice import Choice, choices


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty config.toml, and a Chromium that is found."""
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path))
    monkeypatch.delenv("DSPTSCAN_BROWSER", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: "/there/chromium" if name == "chromium" else None)
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.touch()
    return path


def test_the_order() -> None:
    assert [(one.name, one.channel, one.path) for one in choices()] == [
        ("Microsoft Edge", "msedge", None),
        ("Google Chrome", "chrome", None),
        ("Chromium", None, "/there/chromium"),
        ("Playwright's Chromium", None, None),
    ]


def test_without_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(choice, "_PLACES", ())
    assert [one.name for one in choices()] == ["Microsoft Edge", "Google Chrome", "Playwright's Chromium"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("edge", "Microsoft Edge"),
        ("chrome", "Google Chrome"),
        ("chromium", "Chromium"),
        ("playwright", "Playwright's Chromium"),
    ],
)
def test_a_browser_named_in_the_settings_is_the_only_one(settings: Path, said: str, name: str) -> None:
    settings.write_text(f'browser = "{said}"\n')
    assert [(one.name, one.named) for one in choices()] == [(name, "config.toml")]


def test_a_program_file(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = settings.with_name("my-browser")
    program.touch()
    settings.write_text('browser = "my-browser"\n')
    assert choices() == [Choice("my-browser", path=str(program), named="config.toml")]
    other = settings.with_name("other")
    other.touch()
    monkeypatch.setenv("DSPTSCAN_BROWSER", str(other))
    assert choices() == [Choice("other", path=str(other), named="DSPTSCAN_BROWSER")]


def test_one_that_is_not_there(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.write_text('browser = "chromium"\n')
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(choice, "_PLACES", ())
    with pytest.raises(NotSetUp, match=r"config\.toml asks for Chromium"):
        choices()
    monkeypatch.setenv("DSPTSCAN_BROWSER", "nowhere")
    with pytest.raises(NotSetUp, match="DSPTSCAN_BROWSER"):
        choices()
