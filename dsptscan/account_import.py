"""A list of accounts from a CSV file: names, user names and addresses. Passwords never come from a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dsptscan.account_file import Account, checked
from dsptscan.errors import WrongUsage
from dsptscan.settings import DEFAULT_URL

REQUIRED = ("name", "username")
OPTIONAL = ("url", "organisation")
_SECRET = ("password", "passwort", "passcode", "pin", "secret")
_HOW = f"The first line names the columns: {','.join((*REQUIRED, *OPTIONAL))} (the last two may be left out)."


def accounts_in(path: Path) -> tuple[Account, ...]:
    """The accounts that the file at `path` lists. Raises WrongUsage naming the line that is wrong."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise WrongUsage(f"The file {path} cannot be read ({error.strerror}).", "Check its name.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")  # as older spreadsheets save
    first = text.partition("\n")[0].casefold()
    if any(word in first for word in _SECRET):
        raise WrongUsage(
            "The file has a column for passwords. dsptscan takes no password from a file, so nothing was read.",
            "Delete that column, and give each password with: dsptscan account set NAME --new-password",
        )
    delimiter = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    columns = [cell.strip().casefold() for cell in rows[0]] if rows else []
    unknown = [column for column in columns if column not in (*REQUIRED, *OPTIONAL)]
    if not set(REQUIRED) <= set(columns) or unknown or len(set(columns)) != len(columns):
        raise WrongUsage("The columns of the file are not those of a list of accounts.", _HOW)
    accounts = [_account(number, columns, row) for number, row in enumerate(rows[1:], 2) if any(map(str.strip, row))]
    if not accounts:
        raise WrongUsage("The file lists no account.", _HOW)
    return tuple(accounts)


def _account(number: int, columns: list[str], row: list[str]) -> Account:
    if len(row) > len(columns):
        raise WrongUsage(f"Line {number} of the file has more cells than columns.", _HOW)
    told = {column: cell.strip() for column, cell in zip(columns, row, strict=False)}
    try:
        return checked(
            Account(
                name=told.get("name", ""),
                username=told.get("username", ""),
                url=told.get("url") or DEFAULT_URL,
                organisation=told.get("organisation") or None,
            )
        )
    except WrongUsage as error:
        raise WrongUsage(f"Line {number} of the file: {error.message}", error.next_step) from None
