"""The password store: which one is used and why, and what became of every other one that is known."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import Any

from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from dsptscan.doctor.interface import Line, Visit
from dsptscan.errors import NotSetUp
from dsptscan.vault import Vault, usable_keyring, weakness

_ABOUT = "Password store"
_NOBODY = "no account: the doctor looks"  # cannot be an account's name, for it has spaces


def probe(visit: Visit) -> Iterator[Line]:
    try:
        chosen = usable_keyring()
        Vault(chosen).read(_NOBODY)
    except NotSetUp as error:
        yield Line.of(_ABOUT, error, tuple(_others(None)))
        return
    named = "PYTHON_KEYRING_BACKEND names it" if os.environ.get("PYTHON_KEYRING_BACKEND") else "the best one here"
    yield Line.good(_ABOUT, f"{_name(type(chosen))} is used, {named}. It answers.", tuple(_others(type(chosen))))


def _others(chosen: type[KeyringBackend] | None) -> Iterator[str]:
    for installed in entry_points(group="keyring.backends"):
        with contextlib.suppress(Exception):  # one that cannot be loaded cannot be chosen either
            installed.load()
    for kind in sorted(set(_kinds(KeyringBackend)), key=_name):
        if kind is chosen or issubclass(kind, ChainerBackend) or kind.__module__.startswith("dsptscan."):
            continue
        yield f"{_name(kind)}: {_why_not(kind)}"


def _why_not(kind: type[KeyringBackend]) -> str:
    found = weakness(kind)
    if found is not None:
        return "refused, it keeps no password" if found == "nothing" else "refused, it would keep passwords in a file"
    try:
        priority = kind.priority
    except Exception as error:  # each backend has its own way to say that it is not at home here
        return f"not here ({error})"
    return f"comes after the chosen one (priority {priority:g})"


def _kinds(kind: type[Any]) -> Iterator[type[KeyringBackend]]:
    for below in kind.__subclasses__():
        if not getattr(below, "__abstractmethods__", None):
            yield below
        yield from _kinds(below)


def _name(kind: type[KeyringBackend]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
