from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mail_server import PASSWORD, MailServer, mail_server

Run = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def test_an_address_from_adding_to_removing(run: Run, server: MailServer, home: Path) -> None:
    added = run("notify", "add", "office", "--address-stdin", typed=server.address + "\n")
    assert added.exit_code == 0, added.output
    listed = run("notify", "list")
    assert "office" in listed.stdout
    assert "E-Mail" in listed.stdout
    tested = run("notify", "test")
    assert tested.exit_code == 0
    assert server.subjects == ["Your DSPT: a test"]
    removed = run("notify", "remove", "office")
    assert removed.exit_code == 0
    assert "No messages" in run("notify", "list").stderr
    said = "".join(result.output for result in (added, listed, tested, removed))
    assert [piece for piece in ("hunter2", PASSWORD, "127.0.0.1") if piece in said] == []
    assert all(b"hunter2" not in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_an_address_is_asked_for_hidden(run: Run, server: MailServer) -> None:
    added = run("notify", "add", "typed", typed=server.address + "\n")
    assert added.exit_code == 0
    assert "hunter2" not in added.output
    assert run("notify", "remove", "typed").exit_code == 0


def test_a_test_that_fails(run: Run, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSPTSCAN_TRACEBACK", "1")
    run("notify", "add", "shut", "--address-stdin", typed=server.address + "\n")
    server.closed = True
    failed = run("notify", "test", "shut")
    assert failed.exit_code == 3
    assert failed.stderr.count("What to do: ") == 1
    assert "hunter2" not in failed.output
    run("notify", "remove", "shut")


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (("add", "a b", "--address-stdin"), "mailto://x", 2),
        (("add", "a", "--address-stdin"), "", 2),
        (("add", "a", "--address-stdin"), "hunter2", 2),
        (("add", "a"), "", 2),
        (("remove", "nobody"), None, 2),
        (("test", "nobody"), None, 2),
        (("test",), None, 3),
    ],
)
def test_what_cannot_be_done(run: Run, words: tuple[str, ...], typed: str | None, code: int) -> None:
    result = run("notify", *words, typed=typed)
    assert result.exit_code == code
    assert result.stdout == ""
    assert "hunter2" not in result.output
