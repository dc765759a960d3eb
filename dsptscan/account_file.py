"""The file of accounts: names, user names and addresses, never a password."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from dsptscan.atomic import private_folder, write_private
from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.settings import DEFAULT_URL, check_url

SCHEMA = "dsptscan/accounts/1"
CODE = re.compile(r"[A-Z0-9]{3,10}")  # of an organisation
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_-])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One sign-in to the toolkit. `organisation` is the code to choose where a user has several.

    `keep_session`: the session is kept for the next time. `nhsmail`: a person signs in with NHSmail; there is no
    password.
    """

    name: str
    username: str
    url: str = DEFAULT_URL
    organisation: str | None = None
    expected_mandatory: int | None = None
    needs_scripts: bool = False
    keep_session: bool = False
    nhsmail: bool = False


def checked(account: Account) -> Account:
    """`account` with its address made an origin and its code in capitals. Raises WrongUsage for what cannot be."""
    if not _NAME.fullmatch(account.name):
        raise WrongUsage(
            "That account name cannot be used.",
            "Use up to 64 letters (a to z), digits, hyphens, underscores and dots, with a letter or digit first.",
        )
    username = account.username.strip()
    if not username or not username.isprintable():
        raise WrongUsage("The user name is empty or holds characters that cannot be typed.", "Give it with --username.")
    code = account.organisation.strip().upper() if account.organisation else None
    if code is not None and not CODE.fullmatch(code):
        raise WrongUsage(
            "That is no code of an organisation.", "Give it as the toolkit shows it: letters and digits, such as AB123."
        )
    if account.expected_mandatory is not None and account.expected_mandatory < 1:
        raise WrongUsage("The number of mandatory questions must be 1 or more.", "Give the number you counted.")
    kept = {field.name: getattr(account, field.name) for field in fields(account)}
    return Account(**(kept | {"username": username, "url": check_url(account.url), "organisation": code}))


def read_accounts(path: Path) -> tuple[Account, ...]:
    """The accounts in the file at `path`, by name; none without the file.

    Raises NotSetUp naming the line that is wrong. The file is never changed here.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise NotSetUp(f"The file {path} cannot be read ({error.strerror}).", "Check who may read it.") from None
    try:
        text = raw.decode("utf-8-sig")
        document = json.loads(text)
    except UnicodeDecodeError as error:
        raise _broken(path, raw[: error.start].count(b"\n") + 1, "it is not saved as UTF-8") from None
    except json.JSONDecodeError as error:
        raise _broken(path, error.lineno, error.msg) from None
    except RecursionError:
        raise _broken(path, 1, "it is nested too deeply") from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise _broken(path, _line_of(text, '"schema"'), f"it does not say that it is {SCHEMA}")
    entries = document.get("accounts")
    if not isinstance(entries, list):
        raise _broken(path, _line_of(text, '"accounts"'), "'accounts' is not a list")
    accounts: dict[str, Account] = {}
    for entry in entries:
        account = _account(path, text, entry)
        if account.name.lower() in accounts:
            raise _broken(path, _line_of(text, json.dumps(account.name), last=True), "the name is there twice")
        accounts[account.name.lower()] = account
    return tuple(sorted(accounts.values(), key=lambda account: account.name))


def write_accounts(path: Path, accounts: tuple[Account, ...]) -> None:
    """Write the file in one step. Raises NotSetUp, with the old file left as it was."""
    ordered = sorted(accounts, key=lambda account: account.name)
    document = {"schema": SCHEMA, "accounts": [asdict(account) for account in ordered]}
    try:
        private_folder(path.parent)
        write_private(path, (json.dumps(document, indent=2) + "\n").encode())
    except OSError as error:
        raise NotSetUp(
            f"The file {path} cannot be written ({error.strerror}). Nothing was changed.",
            "Check that the folder is yours and the disk is not full.",
        ) from None


def _account(path: Path, text: str, entry: Any) -> Account:
    name = entry.get("name") if isinstance(entry, dict) else None
    line = _line_of(text, json.dumps(name)) if isinstance(name, str) else _line_of(text, '"accounts"')
    if not isinstance(entry, dict):
        raise _broken(path, line, "one of the accounts is not written in curly brackets")
    allowed = {
        "name": (str,),
        "username": (str,),
        "url": (str,),
        "organisation": (str, type(None)),
        "expected_mandatory": (int, type(None)),
        "needs_scripts": (bool,),
        "keep_session": (bool,),
        "nhsmail": (bool,),
    }
    for key, value in entry.items():
        if key not in allowed:
            raise _broken(path, line, f"the account has {key!r}, which this version does not know")
        if type(value) not in allowed[key]:
            raise _broken(path, line, f"{key!r} of the account is of the wrong kind")
    for key in ("name", "username"):
        if key not in entry:
            raise _broken(path, line, f"an account has no {key!r}")
    try:
        return checked(Account(**entry))
    except WrongUsage as error:
        raise _broken(path, line, error.message.rstrip(".")) from None


def _line_of(text: str, words: str, *, last: bool = False) -> int:
    position = text.rfind(words) if last else text.find(words)
    return text.count("\n", 0, max(position, 0)) + 1


def _broken(path: Path, line: int, why: str) -> NotSetUp:
    return NotSetUp(
        f"The list of accounts {path} is wrong in line {line}: {why}. The file was left as it is.",
        "Correct that line, or move the file away and add the accounts again.",
    )


def shown(name: str) -> str:
    """A name safe to print: typed names can hold anything."""
    return name if _NAME.fullmatch(name) else ascii(name[:64])
