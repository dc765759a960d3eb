from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from dsptscan import vault
from dsptscan.accounts import Account, Accounts
from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.settings import Folders
from tests.secret_service import SecretService, running_secret_service

SECRET = "correct horse £ battery ☃"


class Memory(KeyringBackend):
    """Keeps passwords in itself; can be told to fail."""

    priority = -1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fails_at: str | None = None

    def _maybe_fail(self, at: str) -> None:
        if at == self.fails_at:
            raise RuntimeError(f"broken while holding {SECRET}")

    def get_password(self, service: str, username: str) -> str | None:
        self._maybe_fail("get")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._maybe_fail("set")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._maybe_fail("delete")
        del self.kept[service, username]


class PlaintextKeyring(Memory):
    """Named as the plain file of keyrings.alt is."""


class Inherited(PlaintextKeyring):
    """Weak because of what it is made from."""


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders.under(tmp_path)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def accounts(folders: Folders, memory: Memory) -> Accounts:
    return Accounts(folders, memory)


def account(name: str = "meadow", **more: object) -> Account:
    return Account(name=name, username="manager@meadow.example", **more)


def test_add_list_get_password_remove(accounts: Accounts, memory: Memory, folders: Folders) -> None:
    accounts.add(account("b"), SECRET)
    accounts.add(account("a", url="http://127.0.0.1:8080/Account/Login"), "other")
    assert [one.name for one in accounts.list()] == ["a", "b"]
    assert accounts.get("a").url == "http://127.0.0.1:8080"
    assert accounts.password("b") == SECRET
    assert memory.kept == {("dsptscan", "a"): "other", ("dsptscan", "b"): SECRET}
    accounts.remove("a")
    assert [one.name for one in accounts.list()] == ["b"]
    assert ("dsptscan", "a") not in memory.kept
    with pytest.raises(WrongUsage, match="no account called a"):
        accounts.get("a")


def test_the_file_holds_no_password_and_is_the_users_alone(accounts: Accounts, folders: Folders) -> None:
    accounts.add(account(), "hunter2")
    files = [path for path in folders.config.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["accounts.json"]
    assert b"hunter2" not in files[0].read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
        assert stat.S_IMODE(folders.config.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["a", "Meadow-View_2.b", "x" * 64, "9"])
def test_good_names(accounts: Accounts, name: str) -> None:
    assert accounts.add(account(name), "p").name == name


@pytest.mark.parametrize("name", ["", "x" * 65, "a b", "a/b", "..", ".a", "-a", "a\n", "é", "a\x1b[31m", "a."])
def test_bad_names(accounts: Accounts, name: str) -> None:
    with pytest.raises(WrongUsage):
        accounts.add(account(name), "p")


def test_an_existing_name_keeps_everything(accounts: Accounts, memory: Memory) -> None:
    accounts.add(account(), SECRET)
    for name in ("meadow", "Meadow"):
        with pytest.raises(WrongUsage) as caught:
            accounts.add(account(name), "other")
        assert "remove" in caught.value.next_step
    assert accounts.password("meadow") == SECRET
    assert len(accounts.list()) == len(memory.kept) == 1


def test_address_and_user_name_are_checked(accounts: Accounts, memory: Memory) -> None:
    with pytest.raises(WrongUsage):
        accounts.add(account(url="http://www.dsptoolkit.nhs.uk"), "p")
    with pytest.raises(WrongUsage):
        accounts.add(Account(name="a", username=" "), "p")
    with pytest.raises(WrongUsage):
        accounts.add(account(), "")
    assert memory.kept == {}
    assert accounts.list() == ()


def test_a_keyring_that_cannot_keep_leaves_no_account(accounts: Accounts, memory: Memory) -> None:
    memory.fails_at = "set"
    with pytest.raises(NotSetUp) as caught:
        accounts.add(account(), SECRET)
    assert accounts.list() == ()
    assert SECRET not in repr(caught.getrepr(chain=True, showlocals=False))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("earlier", [None, "left from before"])
def test_a_file_that_cannot_be_written_leaves_the_keyring(
    accounts: Accounts, memory: Memory, monkeypatch: pytest.MonkeyPatch, earlier: str | None
) -> None:
    if earlier:
        memory.kept["dsptscan", "meadow"] = earlier
    before = dict(memory.kept)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dsptscan.account_file.write_private", full)
    with pytest.raises(NotSetUp, match="No space left"):
        accounts.add(account(), SECRET)
    assert memory.kept == before


def test_a_password_that_cannot_be_deleted_keeps_the_account(accounts: Accounts, memory: Memory) -> None:
    accounts.add(account(), SECRET)
    memory.fails_at = "delete"
    with pytest.raises(NotSetUp):
        accounts.remove("meadow")
    assert [one.name for one in accounts.list()] == ["meadow"]
    assert accounts.password("meadow") == SECRET


def test_an_account_whose_password_is_gone(accounts: Accounts, memory: Memory) -> None:
    accounts.add(account(), SECRET)
    memory.kept.clear()
    with pytest.raises(NotSetUp, match="no password"):
        accounts.password("meadow")
    accounts.remove("meadow")
    assert accounts.list() == ()


HEAD = '{"schema": "dsptscan/accounts/1", "accounts": [\n'
GOOD = {"name": "a", "username": "u", "url": "https://x.example"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{\n  oops\n}", 2),
        ("", 1),
        ("[]", 1),
        ('{\n"accounts": []}', 1),
        ('{"schema": "dsptscan/accounts/1",\n"accounts": {}}', 2),
        ('{"schema": "dsptscan/accounts/1",\n"accounts": [3]}', 2),
        (HEAD + '{"name": "a"}]}', 2),
        (HEAD + json.dumps(GOOD | {"extra": 1}) + "]}", 2),
        (HEAD + json.dumps(GOOD | {"needs_scripts": 1}) + "]}", 2),
        (
            HEAD + json.dumps(GOOD | {"url": "http://x.example"}) + "]}",
            2,
        ),
        (HEAD + json.dumps(GOOD | {"name": "a b"}) + "]}", 2),
        (
            HEAD + json.dumps(GOOD) + ",\n" + json.dumps(GOOD) + "]}",
            3,
        ),
        ("[" * 100_000, 1),
    ],
)
def test_a_broken_file_names_its_line_and_is_kept(accounts: Accounts, folders: Folders, text: str, line: int) -> None:
    folders.config.mkdir(parents=True)
    path = folders.config / "accounts.json"
    path.write_text(text)
    for use in (accounts.list, lambda: accounts.get("a"), lambda: accounts.add(account(), "p")):
        with pytest.raises(NotSetUp, match=rf"line {line}:"):
            use()
    assert path.read_text() == text


# The keyring


def choose(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


@pytest.mark.parametrize(
    "name",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        f"{__name__}.PlaintextKeyring",
        f"{__name__}.Inherited",
        "no.such.Module",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring",
    ],
)
def test_weak_or_missing_keyrings_are_refused(monkeypatch: pytest.MonkeyPatch, folders: Folders, name: str) -> None:
    choose(monkeypatch, name)
    with pytest.raises(NotSetUp) as caught:
        Accounts(folders).add(account(), "p")
    assert "gnome-keyring" in caught.value.next_step or sys.platform != "linux"
    assert Accounts(folders).list() == ()


def test_another_keyring_named_by_the_user_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, f"{__name__}.Memory")
    assert isinstance(vault.usable_keyring(), Memory)


def test_every_file_of_keyrings_alt_is_refused_by_its_module(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type("EncryptedKeyring", (Memory,), {"__module__": "keyrings.alt.file"})
    with pytest.raises(NotSetUp, match=r"keyrings\.alt\.file"):
        vault.strong(kind())


def test_a_chain_is_as_good_as_its_first_strong_link(monkeypatch: pytest.MonkeyPatch) -> None:
    good, weak = Memory(), PlaintextKeyring()
    chain = ChainerBackend()
    monkeypatch.setattr(ChainerBackend, "backends", [weak, good])
    assert vault.strong(chain) is good
    for links in ([], [weak], [weak, Inherited()]):
        monkeypatch.setattr(ChainerBackend, "backends", links)
        with pytest.raises(NotSetUp):
            vault.strong(chain)


def test_windows_is_told_of_the_credential_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(NotSetUp) as caught:
        vault.strong(PlaintextKeyring())
    assert "Credential Manager" in caught.value.next_step


def test_with_the_real_secret_service(keyring_here: SecretService, folders: Folders) -> None:
    accounts = Accounts(folders)
    accounts.add(account(), SECRET)
    assert type(vault.usable_keyring()).__module__ == "keyring.backends.SecretService"
    assert Accounts(folders).password("meadow") == SECRET
    accounts.remove("meadow")
    assert keyring.core.get_password("dsptscan", "meadow") is None
    with pytest.raises(WrongUsage):
        accounts.password("meadow")


def test_a_locked_secret_service(
    keyring_here: SecretService, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_secret_service() as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        accounts = Accounts(folders)
        accounts.add(account(), SECRET)
        service.lock()
        with pytest.raises(NotSetUp, match="locked"):
            accounts.password("meadow")


def test_no_secret_service_at_all(
    keyring_here: SecretService, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    with pytest.raises(NotSetUp):
        Accounts(folders).add(account(), SECRET)
