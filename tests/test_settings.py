from __future__ import annotations

from pathlib import Path

import pytest

from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.settings import Config, Folders, check_url, is_loopback, load_config


def test_all_folders_stand_under_dsptscan_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path))
    folders = Folders.of_user()
    assert {folders.config.parent, folders.data.parent, folders.logs.parent} == {tmp_path}
    assert len({folders.config, folders.data, folders.logs}) == 3


def test_without_it_they_are_where_the_system_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DSPTSCAN_HOME", raising=False)
    assert "dsptscan" in str(Folders.of_user().config)


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.dsptoolkit.nhs.uk", "https://www.dsptoolkit.nhs.uk"),
        (" https://WWW.dsptoolkit.nhs.uk:443/Account/Login?x=1#y ", "https://www.dsptoolkit.nhs.uk"),
        ("https://proxy.example:8443/", "https://proxy.example:8443"),
        ("http://127.0.0.1:8080/Account", "http://127.0.0.1:8080"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:9/", "http://[::1]:9"),
    ],
)
def test_an_address_becomes_its_origin(typed: str, origin: str) -> None:
    assert check_url(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "www.dsptoolkit.nhs.uk",
        "http://www.dsptoolkit.nhs.uk",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example",
        "https://me:hunter2@www.dsptoolkit.nhs.uk",
        "https://",
        "https://:443",
        "https://host:99999",
        "https://host:0",
        "https://host:port",
        "https://evil.example\\@www.dsptoolkit.nhs.uk",
        "https://a b",
        "https://[::1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://dsptoolkit.nhs.uk\n.evil.example",
        "https://dsptооlkit.nhs.uk",
    ],
)
def test_other_addresses_are_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        check_url(typed)
    assert "hunter2" not in caught.value.message + caught.value.next_step


def test_loopback() -> None:
    assert is_loopback("http://[::1]:9")
    assert is_loopback("https://127.0.0.1:9")
    assert not is_loopback("https://www.dsptoolkit.nhs.uk")


def config(tmp_path: Path, raw: bytes) -> Folders:
    folders = Folders.under(tmp_path)
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_bytes(raw)
    return folders


def test_no_config_file_is_fine(tmp_path: Path) -> None:
    assert load_config(Folders.under(tmp_path)) == Config()


def test_words_are_found_beside_the_config_file(tmp_path: Path) -> None:
    folders = config(tmp_path, b'\xef\xbb\xbfwords = "my-words.toml"\r\n')
    (folders.config / "my-words.toml").write_text("")
    assert load_config(folders) == Config(words=folders.config / "my-words.toml")


def test_all_settings_together(tmp_path: Path) -> None:
    folders = config(tmp_path, b'words = "w.toml"\nguidance = "years"\nsupport = "help.toml"\n')
    for name in ("w.toml", "help.toml"):
        (folders.config / name).write_text("")
    (folders.config / "years").mkdir()
    assert load_config(folders) == Config(
        words=folders.config / "w.toml", guidance=folders.config / "years", support=folders.config / "help.toml"
    )


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b'\nguidance = "config.toml"\n', 2),
        (b"\nguidance = [1]\n", 2),
        (b'support = "."\n', 1),
        (b'support = ""\n', 1),
        (b"# fine\nwords = \n", 2),
        (b"# fine\n\nwords = 3\n", 3),
        (b'\nwordz = "x"\n', 2),
        (b'words = "not-there.toml"\n', 1),
        (b"a\nb\n", 1),
        (b"# \xff\n", 1),
        (b"# fine\n# \xe9\n", 2),
        (b'# fine\nwords = """\n', 2),
        (b'sites = "VM195"\n', 1),
        (b'\nkeep_answers = "yes"\n', 2),
        (b'[sites]\n\noak = "VM195"\n', 3),
        (b'[sites]\noak = ["VM195", 3]\n', 2),
        (b'[sites]\nelm = ["VM195"]\noak = ["Oak Lodge"]\n', 3),
        (b'[sites]\noak.tree = ["VM195"]\n', 2),
        (b'[sites]\noak = ["VM195"]\nOak = ["VM196"]\n', 3),
    ],
)
def test_a_broken_config_names_file_and_line(tmp_path: Path, raw: bytes, line: int) -> None:
    folders = config(tmp_path, raw)
    with pytest.raises(NotSetUp) as caught:
        load_config(folders)
    assert f"line {line}:" in caught.value.message
    assert "config.toml" in caught.value.message
    assert (folders.config / "config.toml").read_bytes() == raw


def test_the_sites_of_an_account(tmp_path: Path) -> None:
    folders = config(tmp_path, b'[sites]\nOakTree = ["vm195", " VK3M1", "VM195"]\n"elm.1" = []\n')
    assert load_config(folders) == Config(sites={"oaktree": ("VM195", "VK3M1"), "elm.1": ()})


def test_a_wrong_list_of_sites_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotSetUp) as caught:
        load_config(config(tmp_path, b'[sites]\noak = ["VM195", "Oak Lodge"]\n'))
    assert "'sites.oak' holds 'Oak Lodge'" in caught.value.message
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("raw", "kept"), [(b"", False), (b"keep_answers = true\n", True), (b'[sites]\nkeep_answers = ["VM195"]\n', False)]
)
def test_answers_are_kept_only_when_that_is_set(tmp_path: Path, raw: bytes, kept: bool) -> None:
    assert load_config(config(tmp_path, raw)).keep_answers is kept
