"""Messages, with a real mail server and a real keyring."""

from __future__ import annotations

import builtins
import json
import logging
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsptscan.errors import NotSetUp, WrongUsage
from dsptscan.notify import KEY, Message, Targets
from dsptscan.outbox import MOST, Outbox
from dsptscan.vault import SERVICE, Vault
from tests.mail_server import PASSWORD, MailServer, mail_server
from tests.secret_service import SecretService

MESSAGE = Message(subject="Your DSPT: 1 new thing to do – ä", body="First line\n\n- 1.1.1 Registers: <b>&\n")
DAY = date(2026, 6, 1)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def targets(tmp_path: Path, keyring_here: SecretService) -> Iterator[Targets]:
    made = Targets(tmp_path / "config", Vault)
    yield made
    for one in made.list():
        made.remove(one.name)


def test_a_message_arrives(targets: Targets, server: MailServer) -> None:
    target = targets.add("office", server.address)
    assert target.kind == "E-Mail"
    assert targets.send(target, MESSAGE)
    assert server.subjects == [MESSAGE.subject]
    assert server.texts[0].replace("\r\n", "\n").strip() == MESSAGE.body.strip()
    assert server.mails[0]["To"] == "manager@home.example"


def test_the_address_is_in_the_keyring_alone(targets: Targets, server: MailServer, tmp_path: Path) -> None:
    targets.add("office", server.address)
    import keyring

    assert keyring.get_password(SERVICE, "notify:office") == server.address
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["notify.json"]
    assert json.loads(files[0].read_text())["targets"] == [{"name": "office", "kind": "E-Mail"}]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    targets.remove("office")
    assert keyring.get_password(SERVICE, KEY + "office") is None
    assert targets.list() == ()


def test_nothing_of_the_address_is_ever_said(
    targets: Targets, server: MailServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    target = targets.add("office", server.address)
    assert targets.send(target, MESSAGE)
    server.closed = True
    assert not targets.send(target, MESSAGE)
    with pytest.raises(WrongUsage) as refused:
        targets.add("bad", "nonsense://scan:hunter2@127.0.0.1")
    logging.getLogger("apprise").warning("from here on it may speak again")
    logged = [
        record.getMessage() for record in caplog.records if not record.name.startswith("mail")
    ]  # the server's own
    said = "".join([*capfd.readouterr(), *logged, str(refused.value), refused.value.next_step])
    assert "speak again" in said
    assert [piece for piece in ("hunter2", PASSWORD, "127.0.0.1") if piece in said] == []


def test_a_wrong_password_and_no_server_are_no_success(targets: Targets, server: MailServer) -> None:
    wrong = targets.add("wrong", server.address.replace("hunter2", "hunter3"))
    assert not targets.send(wrong, MESSAGE)
    gone = targets.add("gone", server.address.replace(str(server.port), "9"))
    assert not targets.send(gone, MESSAGE)
    assert server.mails == []


@pytest.mark.parametrize("name", ["", "a b", "notify:x", "-x", "ä", "x" * 65, "../x"])
def test_a_name_that_cannot_be(targets: Targets, server: MailServer, name: str) -> None:
    with pytest.raises(WrongUsage):
        targets.add(name, server.address)


def test_a_name_that_is_there(targets: Targets, server: MailServer) -> None:
    targets.add("office", server.address)
    with pytest.raises(WrongUsage):
        targets.add("Office", server.address)
    with pytest.raises(WrongUsage) as unknown:
        targets.get("desk")
    assert "office" in unknown.value.next_step


def test_a_list_that_cannot_be_understood_is_left_alone(targets: Targets, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    path = tmp_path / "config" / "notify.json"
    path.write_text("[]")
    with pytest.raises(NotSetUp):
        targets.list()
    assert path.read_text() == "[]"
    path.unlink()


def test_without_the_extra_it_is_told(targets: Targets, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *more: Any, **others: Any) -> Any:
        if name == "apprise":
            raise ImportError(name)
        return real(name, *more, **others)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotSetUp) as told:
        targets.add("office", "mailto://x")
    assert "dsptscan[notify]" in told.value.next_step


def test_what_cannot_be_sent_waits_and_comes_first(targets: Targets, server: MailServer, tmp_path: Path) -> None:
    targets.add("office", server.address)
    outbox = Outbox(tmp_path / "data")
    server.closed = True
    (waiting,) = outbox.deliver([MESSAGE], targets, DAY)
    assert (waiting.to, waiting.subject, waiting.tries, waiting.since) == ("office", MESSAGE.subject, 1, DAY)
    path = tmp_path / "data" / "outbox.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert outbox.deliver([], targets, date(2026, 6, 2))[0].tries == 2
    second = Message(subject="second", body="second")
    assert [one.subject for one in outbox.deliver([second], targets, date(2026, 6, 2))] == [MESSAGE.subject, "second"]
    server.closed = False
    third = Message(subject="third", body="third")
    assert outbox.deliver([third], targets, date(2026, 6, 3)) == ()
    assert server.subjects == [MESSAGE.subject, "second", "third"]
    assert "could not be sent on 1 June 2026" in server.texts[0]
    assert "could not be sent on 2 June 2026" in server.texts[1]
    assert server.texts[2].strip() == "third"
    assert not path.exists()


def test_one_target_does_not_hold_up_another(targets: Targets, server: MailServer, tmp_path: Path) -> None:
    targets.add("away", server.address.replace(str(server.port), "9"))
    targets.add("office", server.address)
    outbox = Outbox(tmp_path / "data")
    left = outbox.deliver([MESSAGE], targets, DAY)
    assert [one.to for one in left] == ["away"]
    assert len(server.mails) == 1
    outbox.deliver([], targets, DAY)
    assert len(server.mails) == 1


def test_only_the_last_ones_wait_and_none_for_a_target_that_is_gone(
    targets: Targets, server: MailServer, tmp_path: Path
) -> None:
    targets.add("office", server.address)
    server.closed = True
    outbox = Outbox(tmp_path / "data")
    many = [Message(subject=str(number), body="x") for number in range(MOST + 3)]
    assert [one.subject for one in outbox.deliver(many, targets, DAY)] == [str(n) for n in range(3, MOST + 3)]
    targets.remove("office")
    assert outbox.deliver([], targets, DAY) == ()


@pytest.mark.parametrize("text", ["", "{", '{"schema": "other"}', '{"schema": "dsptscan/outbox/1", "waiting": [{}]}'])
def test_a_damaged_outbox_stops_nothing(targets: Targets, server: MailServer, tmp_path: Path, text: str) -> None:
    targets.add("office", server.address)
    (tmp_path / "outbox.json").write_text(text)
    assert Outbox(tmp_path).deliver([MESSAGE], targets, DAY) == ()
    assert len(server.mails) == 1
