"""What is printed holds no password that was used, however it is spelled there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dsptscan.cli.hiding import forget, keep_out, without_secrets
from tests.secrets.spellings import Search, spellings

SECRET = "Zq7£K\"x&9 %wT+m/é?\\j'"


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    forget()


@pytest.mark.parametrize("name", spellings(SECRET))
def test_every_spelling_is_starred_out(name: str) -> None:
    keep_out(SECRET)
    spelling = spellings(SECRET)[name]
    code = "latin-1" if name in ("latin-1", "UTF-16 LE", "UTF-16 BE") else "utf-8"
    hidden = without_secrets(f"before {spelling.decode(code)} behind")
    assert list(Search(SECRET).find(hidden.encode(code))) == []
    assert hidden.startswith("before ")
    assert hidden.endswith(" behind")


@pytest.mark.parametrize("password", ["", "z", "zq"])
def test_a_short_password_tears_no_holes(password: str) -> None:
    assert keep_out(password) == password
    assert without_secrets("Nothing was changed in the toolkit.") == "Nothing was changed in the toolkit."


def test_the_next_run_knows_nothing() -> None:
    keep_out(SECRET)
    forget()
    assert without_secrets(SECRET) == SECRET
