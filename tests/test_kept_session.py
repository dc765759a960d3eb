from __future__ import annotations

import importlib.util
import stat
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dsptscan.accounts import Account
from dsptscan.cli.memory_keyring import MemoryKeyring
from dsptscan.errors import NotSetUp
from dsptscan.kept_session import LONGEST, KeptSessions
from dsptscan.settings import Folders
from dsptscan.toolkit.attendance import Kept
from dsptscan.vault import Vault

ACCOUNT = Account(name="nul", username="me@example.org", url="https://toolkit.example", organisation="VM9R7")
KEPT = Kept("https://toolkit.example/Home", [{"name": "Session", "value": "s3cret", "domain": "toolkit.example"}])


@pytest.fixture
def vault() -> Vault:
    return Vault(MemoryKeyring())


@pytest.fixture
def kept(tmp_path: Path, vault: Vault) -> KeptSessions:
    return KeptSessions(Folders.under(tmp_path), lambda: vault)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_comes_back_and_is_encrypted(kept: KeptSessions, tmp_path: Path) -> None:
    kept.save(ACCOUNT, KEPT)
    assert kept.load(ACCOUNT) == KEPT
    (file,) = files(tmp_path)
    assert not {b"s3cret", b"Session", b"toolkit.example", b"nul"} & {
        word for word in (b"s3cret", b"Session", b"toolkit.example", b"nul") if word in file.read_bytes()
    }
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def cut(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    file.write_bytes(file.read_bytes()[:-5])
    return ACCOUNT


def without_key(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    vault.delete("nul (session key)")
    return ACCOUNT


def other_key(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    vault.write("nul (session key)", "x" * 43 + "=")
    return ACCOUNT


def no_key_at_all(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    vault.write("nul (session key)", "no key")
    return ACCOUNT


def other_host(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    return replace(ACCOUNT, url="https://other.example")


def other_user(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    return replace(ACCOUNT, username="somebody@example.org")


def other_organisation(file: Path, kept: KeptSessions, vault: Vault) -> Account:
    return replace(ACCOUNT, organisation="VK3M1")


@pytest.mark.parametrize(
    "spoil", [cut, without_key, other_key, no_key_at_all, other_host, other_user, other_organisation]
)
def test_on_any_doubt_it_is_gone(kept: KeptSessions, vault: Vault, tmp_path: Path, spoil: Any) -> None:
    kept.save(ACCOUNT, KEPT)
    assert kept.load(spoil(files(tmp_path)[0], kept, vault)) is None
    assert files(tmp_path) == []
    assert vault.read("nul (session key)") is None
    assert kept.load(ACCOUNT) is None


def test_an_old_one_is_gone(kept: KeptSessions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    kept.save(ACCOUNT, KEPT)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + LONGEST + 5)
    assert kept.load(ACCOUNT) is None
    assert files(tmp_path) == []


def test_each_time_it_has_a_new_key(kept: KeptSessions, vault: Vault) -> None:
    kept.save(ACCOUNT, KEPT)
    first = vault.read("nul (session key)")
    kept.save(ACCOUNT, KEPT)
    assert vault.read("nul (session key)") != first


def test_without_the_part_that_encrypts(kept: KeptSessions, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "cryptography" else found(name))
    for act in (lambda: kept.load(ACCOUNT), lambda: kept.save(ACCOUNT, KEPT)):
        with pytest.raises(NotSetUp) as caught:
            act()
        assert "dsptscan account set nul --no-keep-session" in caught.value.next_step
