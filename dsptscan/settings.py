"""Where dsptscan keeps its files, the settings a person may write, and which addresses it accepts."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dsptscan.errors import NotSetUp, WrongUsage

BROWSERS = ("edge", "chrome", "chromium", "playwright")  # the order in which they are tried, too
DEFAULT_URL = "https://www.dsptoolkit.nhs.uk"
LOOPBACK = ("127.0.0.1", "::1", "localhost")

_SITE_CODE = re.compile(r"[A-Z0-9]{3,6}")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|::1|[0-9a-f:]+:[0-9a-f:.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The three folders of one user. None of them need exist yet."""

    config: Path
    data: Path
    logs: Path

    @classmethod
    def under(cls, home: Path) -> Folders:
        """All three under one folder."""
        return cls(config=home / "config", data=home / "data", logs=home / "logs")

    @classmethod
    def of_user(cls) -> Folders:
        """Where the operating system wants them, or under `DSPTSCAN_HOME` when that is set."""
        home = os.environ.get("DSPTSCAN_HOME")
        if home:
            return cls.under(Path(home).expanduser().absolute())
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("dsptscan", appauthor=False)
        return cls(config=dirs.user_config_path, data=dirs.user_data_path, logs=dirs.user_log_path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `config.toml` says; None where it says nothing.

    `words`: a file of the user's own words for the reader. `guidance`: a folder with their own hints, one file per
    toolkit year. `support`: a file that says whom to ask. `sites`: account name, in lower case -> codes of the sites
    that should be included in its submission. `keep_answers`: the history keeps what the answers say. `browser`: one of
    BROWSERS, or the program file of another. `ping`: an
    address that is called when the daily check starts and ends.
    """

    words: Path | None = None
    guidance: Path | None = None
    support: Path | None = None
    sites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keep_answers: bool = False
    browser: str | Path | None = None
    ping: str | None = None


# Each of these settings names something of the user's own, seen from the folder of config.toml.
_SETTINGS = {"words": "file", "guidance": "folder", "support": "file"}


def load_config(folders: Folders) -> Config:
    """Read `config.toml` from the config folder; without the file, the defaults.

    Raises NotSetUp naming the file and the line when it cannot be understood.
    """
    path = folders.config / "config.toml"
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise NotSetUp(
            f"The settings file {path} cannot be read ({error.strerror}).", "Check who may read that file."
        ) from None
    try:
        text = raw.decode("utf-8-sig")  # Notepad puts a mark in front that TOML does not allow
    except UnicodeDecodeError as error:
        raise _broken(path, raw[: error.start].count(b"\n") + 1, "it is not saved as UTF-8") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise _broken(path, line, str(error).partition(" (at ")[0]) from None
    places: dict[str, Path] = {}
    sites = _sites(path, text, values.pop("sites", {}))
    browser = _browser(path, text, values.pop("browser", None))
    keep_answers = values.pop("keep_answers", False)
    if not isinstance(keep_answers, bool):
        raise _broken(path, _line_of_key(text, "keep_answers"), "'keep_answers' must be true or false")
    ping = values.pop("ping", None)
    if ping is not None and not _may_be_called(ping):
        raise _broken(path, _line_of_key(text, "ping"), "'ping' must be an address in quotes that starts with https://")
    for key, value in values.items():
        line = _line_of_key(text, key)
        kind = _SETTINGS.get(key)
        if kind is None:
            raise _broken(path, line, f"there is no setting called {key!r}")
        if not isinstance(value, str) or not value:
            raise _broken(path, line, f"{key!r} must be the name of a {kind}, in quotes")
        place = folders.config / Path(value).expanduser()
        if not (place.is_dir() if kind == "folder" else place.is_file()):
            raise _broken(path, line, f"{key!r} names {place}, and that {kind} is not there")
        places[key] = place
    return Config(**places, sites=sites, keep_answers=keep_answers, browser=browser, ping=ping)


def _browser(path: Path, text: str, told: Any) -> str | Path | None:
    if told is None:
        return None
    if isinstance(told, str) and told.lower() in BROWSERS:
        return told.lower()
    line = _line_of_key(text, "browser")
    wanted = f"{', '.join(BROWSERS)} or the name of a program file, in quotes"
    if not isinstance(told, str) or not told:
        raise _broken(path, line, f"'browser' must be {wanted}")
    place = path.parent / Path(told).expanduser()
    if not place.is_file():
        raise _broken(path, line, f"'browser' names {place}, and that file is not there; it must be {wanted}")
    return place


def _sites(path: Path, text: str, told: Any) -> dict[str, tuple[str, ...]]:
    """The table [sites], checked: each account's name with a list of codes."""
    if not isinstance(told, dict):
        raise _broken(path, _line_of_key(text, "sites"), "'sites' must be a table: [sites], below it a line an account")
    start = _line_of_key(text, "sites")
    sites: dict[str, tuple[str, ...]] = {}
    for name, codes in told.items():
        line = _line_of_key(text, name, after=start)
        if isinstance(codes, dict):
            raise _broken(path, line, f"'sites.{name}': put an account name with a dot in quotes")
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise _broken(path, line, f"'sites.{name}' must be a list of site codes, each in quotes")
        for code in codes:
            if not _SITE_CODE.fullmatch(code.strip().upper()):
                raise _broken(path, line, f"'sites.{name}' holds {code[:20]!a}, which is no site code")
        if name.lower() in sites:
            raise _broken(path, line, f"'sites.{name}' is there twice")
        sites[name.lower()] = tuple(dict.fromkeys(code.strip().upper() for code in codes))
    return sites


def _may_be_called(address: Any) -> bool:
    """https, or http on this computer; nothing that a person pasted by mistake."""
    if not isinstance(address, str) or not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(address)))


def _broken(path: Path, line: int, why: str) -> NotSetUp:
    return NotSetUp(f"The settings file {path} is wrong in line {line}: {why}.", "Correct that line, or delete it.")


def _line_of_key(text: str, key: str, after: int = 0) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if number > after and re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}\b", line):
            return number
    return max(after, 1)


def check_url(url: str) -> str:
    """The origin (scheme, host, port) of a toolkit address that may be used.

    https always; http for this computer only (127.0.0.1, ::1, localhost). Raises WrongUsage otherwise.
    The message never repeats the address: people paste passwords into the wrong box.
    """
    url = url.strip()
    help_ = f"Give the address as {DEFAULT_URL}"
    if not url.isascii() or not url.isprintable() or set(url) & set(' \\"<>^`{|}'):
        raise WrongUsage("The toolkit's address holds characters that do not belong in an address.", help_)
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise WrongUsage("The toolkit's address is not a web address.", help_) from None
    scheme = parts.scheme.lower()
    if "@" in parts.netloc:
        raise WrongUsage("The toolkit's address must not hold a user name or a password.", help_)
    if scheme not in ("https", "http") or not parts.netloc:
        raise WrongUsage("The toolkit's address must start with https://.", help_)
    if not _HOST.fullmatch(host) or port == 0:
        raise WrongUsage("The toolkit's address is not a web address.", help_)
    if scheme == "http" and host not in LOOPBACK:
        raise WrongUsage("The toolkit's address must start with https://, so that nobody can read along.", help_)
    shown = f"[{host}]" if ":" in host else host
    default = 443 if scheme == "https" else 80
    return f"{scheme}://{shown}" if port in (None, default) else f"{scheme}://{shown}:{port}"


def is_loopback(url: str) -> bool:
    """True when the address is one of this computer's own."""
    return urlsplit(url).hostname in LOOPBACK
