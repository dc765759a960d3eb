"""What the check needs to have set when a scheduler starts it, which knows nothing of the user's session."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PLACES = ("DSPTSCAN_HOME", "DSPTSCAN_BROWSER", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
_AS_IT_IS = ("PYTHON_KEYRING_BACKEND",)
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
BUS = "DBUS_SESSION_BUS_ADDRESS"
RUNTIME = "XDG_RUNTIME_DIR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Variables for an entry, none of them a secret, and what to say of them."""

    environment: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


def program(executable: str = sys.executable, platform: str = sys.platform) -> tuple[str, ...]:
    """The words that start this dsptscan, without a window of its own on Windows."""
    path = Path(executable)
    if platform == "win32" and path.with_name("pythonw.exe").is_file():
        path = path.with_name("pythonw.exe")
    return (str(path), "-m", "dsptscan")


def surroundings(
    environ: Mapping[str, str] | None = None, platform: str = sys.platform, runtime: Path | None = None
) -> Surroundings:
    """What of the user's variables goes into an entry. `runtime`: where the system keeps what runs of this user."""
    environ = os.environ if environ is None else environ
    found = {name: str(Path(environ[name]).expanduser().absolute()) for name in _PLACES if environ.get(name)}
    found |= {name: environ[name] for name in _AS_IT_IS if environ.get(name)}
    remarks: list[str] = []
    for name in (*_PROXIES, *map(str.upper, _PROXIES)):
        value = environ.get(name)
        if value and platform != "win32":
            if "@" in value:
                remarks.append(f"{name} may hold a password, so it does not go into the entry.")
            else:
                found[name] = value
    if platform != "win32":
        found["PATH"] = _path(environ.get("PATH", ""))
    if platform.startswith("linux"):
        told, said = _session(environ, runtime or Path(f"/run/user/{os.getuid()}"))
        found |= told
        remarks += said
    return Surroundings(environment=tuple(sorted(found.items())), remarks=tuple(remarks))


def _path(path: str) -> str:
    there = (part for part in path.split(os.pathsep) if part.startswith("/") and Path(part).is_dir())
    return os.pathsep.join(dict.fromkeys([*there, "/usr/local/bin", "/usr/bin", "/bin"]))


def _session(environ: Mapping[str, str], system: Path) -> tuple[dict[str, str], list[str]]:
    """The way to the Secret Service: the session's bus. An address that stays the same from login to login, if any."""
    told = environ.get(RUNTIME)
    for runtime in dict.fromkeys(filter(None, (Path(told) if told else None, system))):
        if _is_socket(runtime / "bus"):
            return {RUNTIME: str(runtime), BUS: f"unix:path={runtime / 'bus'}"}, []
    where = {RUNTIME: told} if told else {}
    address = environ.get(BUS)
    if address:
        return {**where, BUS: address}, [
            "The way to your password store changes each time you log in on this computer. If the check says that the"
            " keyring does not answer, run `dsptscan schedule install` again."
        ]
    return where, [
        "No way to a password store was found, for nobody is logged in to a desktop here. Set up the check from there."
    ]


def _is_socket(path: Path) -> bool:
    try:
        return stat.S_ISSOCK(path.stat().st_mode)
    except OSError:
        return False
