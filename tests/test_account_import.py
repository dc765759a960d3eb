from __future__ import annotations

from pathlib import Path

import pytest

from dsptscan.account_import import accounts_in
from dsptscan.errors import WrongUsage
from dsptscan.settings import DEFAULT_URL


def write(tmp_path: Path, content: bytes | str) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "name,username\noak,oak@example.org\nelm,elm@example.org\n",
        "\ufeffName;Username\r\noak;oak@example.org\r\n\r\nelm;elm@example.org",
        "username\tname\noak@example.org\toak\n elm@example.org \t elm \n\t\n",
        b"name,username,organisation\r\noak,oak@example.org,\r\nelm,elm@example.org,\xa0\r\n".replace(b"\xa0", b""),
    ],
)
def test_lists_as_spreadsheets_save_them(tmp_path: Path, content: bytes | str) -> None:
    found = accounts_in(write(tmp_path, content))
    assert [(one.name, one.username, one.url, one.organisation) for one in found] == [
        ("oak", "oak@example.org", DEFAULT_URL, None),
        ("elm", "elm@example.org", DEFAULT_URL, None),
    ]


def test_every_column(tmp_path: Path) -> None:
    (one,) = accounts_in(
        write(tmp_path, "organisation,url,username,name\nvm9r7,https://t.example/x,me@t.example,oak\n")
    )
    assert (one.organisation, one.url) == ("VM9R7", "https://t.example")


@pytest.mark.parametrize("column", ["password", "Password", "Passwort", "PIN"])
def test_a_column_of_passwords_is_refused_and_not_repeated(tmp_path: Path, column: str) -> None:
    with pytest.raises(WrongUsage, match="no password from a file") as caught:
        accounts_in(write(tmp_path, f"name,username,{column}\noak,oak@example.org,hunter2\n"))
    assert "hunter2" not in str(caught.value) + caught.value.next_step


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "columns"),
        ("oak,oak@example.org\n", "columns"),
        ("name,username,colour\noak,o@e.example,red\n", "columns"),
        ("name,name,username\noak,oak,o@e.example\n", "columns"),
        ("name,username\n", "no account"),
        ("name,username\noak,o@e.example\na b,b@e.example\n", "Line 3"),
        ("name,username\noak,\n", "Line 2"),
        ("name,username\noak,o@e.example,hunter2\n", "Line 2"),
        ("name,username,url\noak,o@e.example,http://t.example\n", "Line 2"),
        ("name,username,organisation\noak,o@e.example,V\n", "Line 2"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said) as caught:
        accounts_in(write(tmp_path, content))
    assert "hunter2" not in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="cannot be read"):
        accounts_in(tmp_path / "missing.csv")
