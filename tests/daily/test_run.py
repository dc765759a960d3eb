"""One scheduled run: limits, patience, the diary, the message. Nothing here waits."""

from __future__ import annotations

import json
import stat
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dsptscan.daily.diary import Diary
from dsptscan.daily.ping import Ping, opener
from dsptscan.daily.run import A_DAY, WAITS, Daily
from dsptscan.errors import NoConnection, NotSetUp, SignInRefused, ToolkitUnavailable, WrongUsage
from dsptscan.model import Report
from dsptscan.notify import Targets
from dsptscan.outbox import Outbox
from dsptscan.vault import Vault
from tests.daily.test_messages import NEW, ONE, TODAY, TWO, read
from tests.mail_server import MailServer, mail_server
from tests.secret_service import SecretService

AWAY = NoConnection("Nothing answers.", "Wait.")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@dataclass
class Story:
    """`happens` is what each try ends in, one after the other; `scans` is the history."""

    folder: Path
    targets: Targets
    happens: list[Report | Exception] = field(default_factory=list)
    scans: list[Report] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    spared: list[Report | None] = field(default_factory=list)

    def daily(self, **more: Any) -> Daily:
        values: dict[str, Any] = {
            "diary": Diary(self.folder),
            "last_scan": lambda _: self.scans[-1] if self.scans else None,
            "targets": self.targets,
            "outbox": Outbox(self.folder),
            "ping": Ping(None),
            "today": TODAY,
            "sleep": self.slept.append,
            "now": lambda: datetime(2026, 6, 10, 9, 0, tzinfo=UTC),
        }
        return Daily(**(values | more))

    def scan(self, before: Report | None) -> Report:
        self.spared.append(before)
        end = self.happens.pop(0)
        if isinstance(end, Exception):
            raise end
        self.scans.append(end)
        return end

    def run(self, *happens: Report | Exception, **more: Any) -> Report:
        self.happens = list(happens)
        return self.daily(**more).run("oaktree", self.scan)


@pytest.fixture
def story(tmp_path: Path, keyring_here: SecretService, server: MailServer) -> Iterator[Story]:
    targets = Targets(tmp_path, Vault)
    targets.add("office", server.address)
    yield Story(tmp_path, targets)
    for one in targets.list():
        targets.remove(one.name)


def test_it_is_quiet_until_something_changes(story: Story, server: MailServer) -> None:
    story.run(read(ONE))
    story.run(read(ONE), today=date(2026, 6, 11))
    assert server.mails == []
    story.run(read(ONE, NEW), today=date(2026, 6, 12))
    assert server.subjects == ["Your DSPT (oaktree): 1 new thing to do, 18 days left"]
    assert story.spared[0] is None
    assert story.spared[2] == story.scans[1]


def test_full_spares_nothing(story: Story) -> None:
    story.run(read(ONE))
    story.run(read(ONE), full=True)
    assert story.spared == [None, None]


def test_two_a_day_and_no_more_unless_a_person_asks(story: Story) -> None:
    for _ in range(A_DAY):
        story.run(read(ONE))
    with pytest.raises(WrongUsage):
        story.run(read(ONE))
    assert len(story.scans) == A_DAY
    story.run(read(ONE), asked=True)
    with pytest.raises(WrongUsage):
        story.run(read(ONE))
    story.run(read(ONE), today=date(2026, 6, 11))
    assert len(story.scans) == A_DAY + 2


def test_asking_does_not_use_up_the_day(story: Story) -> None:
    for _ in range(3):
        story.run(read(ONE), asked=True)
    for _ in range(A_DAY):
        story.run(read(ONE))
    assert len(story.scans) == A_DAY + 3


def test_without_a_network_it_waits_and_tries_again_within_the_hour(story: Story) -> None:
    story.run(AWAY, AWAY, read(ONE))
    assert story.slept == list(WAITS[:2])
    assert sum(WAITS) <= 60 * 60
    with pytest.raises(NoConnection):
        story.run(*[AWAY] * (len(WAITS) + 1), today=date(2026, 6, 11))
    assert story.slept[2:] == list(WAITS)
    entry = Diary(story.folder).last("oaktree")
    assert entry is not None
    assert (entry.state, entry.said, entry.day) == ("unavailable", "Nothing answers.", date(2026, 6, 11))
    assert entry.read_at is not None


def test_nobody_waits_who_asked_and_nothing_is_tried_again_that_answered(story: Story) -> None:
    with pytest.raises(NoConnection):
        story.run(AWAY, asked=True)
    with pytest.raises(ToolkitUnavailable):
        story.run(ToolkitUnavailable("It asks for fewer requests.", "Wait."))
    assert story.slept == []


def test_a_refusal_is_told_once(story: Story, server: MailServer) -> None:
    story.run(read(ONE))
    for day in (11, 12, 13):
        with pytest.raises(SignInRefused):
            story.run(SignInRefused("It was refused.", "Sign in."), today=date(2026, 6, day))
    assert server.subjects == ["Your DSPT (oaktree): sign-in refused, 19 days left"]
    story.run(read(ONE), today=date(2026, 6, 14))
    assert server.subjects[1:] == ["Your DSPT (oaktree): it can be read again, 16 days left"]


def test_a_persons_own_scan_meanwhile_counts(story: Story, server: MailServer) -> None:
    """What a person has seen on the screen is no news the next morning."""
    story.run(read(ONE))
    with pytest.raises(SignInRefused):
        story.run(SignInRefused("It was refused.", "Sign in."))
    story.scans.append(read(ONE, TWO, scanned_at="2026-06-10T12:00:00Z"))
    story.run(read(ONE, TWO), today=date(2026, 6, 11))
    assert len(server.mails) == 1


@pytest.mark.parametrize("ran_before", [True, False])
def test_a_persons_own_scan_takes_no_mark_away(story: Story, server: MailServer, ran_before: bool) -> None:
    """Seven days before the deadline somebody scans at breakfast; the message comes all the same, and once."""
    if ran_before:
        story.run(read(ONE), today=date(2026, 6, 22))
    else:
        story.scans.append(read(ONE))
    seventh = date(2026, 6, 23)
    story.scans.append(read(ONE, day=seventh))
    story.run(read(ONE, day=seventh), today=seventh)
    story.run(read(ONE, day=seventh), today=seventh)
    assert server.subjects == ["Your DSPT (oaktree): 7 days left"]


def test_a_locked_keyring_is_a_clear_state(story: Story, server: MailServer) -> None:
    with pytest.raises(NotSetUp):
        story.run(NotSetUp("The keyring is locked.", "Unlock it."))
    entry = Diary(story.folder).last("oaktree")
    assert entry is not None
    assert (entry.state, entry.said, entry.next_step) == ("not_set_up", "The keyring is locked.", "Unlock it.")
    assert server.mails == []


def test_a_bug_is_noted_without_its_text(story: Story) -> None:
    with pytest.raises(KeyError):
        story.run(KeyError("hunter2"))
    assert "hunter2" not in (story.folder / "daily.json").read_text()
    entry = Diary(story.folder).last("oaktree")
    assert entry is not None
    assert entry.state == "bug"


def test_a_message_that_cannot_be_sent_fails_nothing(story: Story, server: MailServer) -> None:
    story.run(read(ONE))
    server.closed = True
    assert story.run(read(ONE, NEW)).fixes == (ONE, NEW)
    server.closed = False
    story.run(read(ONE, NEW), today=date(2026, 6, 11))
    assert server.subjects == ["Your DSPT (oaktree): 1 new thing to do, 20 days left"]
    assert "could not be sent on 10 June 2026" in server.texts[0]


def test_an_account_that_was_not_tried_is_noted(story: Story) -> None:
    story.daily().left_alone("oaktree", ToolkitUnavailable("It is away.", "Wait."))
    entry = Diary(story.folder).last("oaktree")
    assert entry is not None
    assert (entry.state, entry.today) == ("unavailable", 0)


def test_a_run_that_was_killed_is_seen(story: Story) -> None:
    Diary(story.folder).begin("oaktree", TODAY, datetime(2026, 6, 10, 7, 40, tzinfo=UTC))
    entry = Diary(story.folder).last("oaktree")
    assert entry is not None
    assert entry.state is None
    story.run(read(ONE))
    entry = Diary(story.folder).last("oaktree")
    assert entry is not None
    assert (entry.state, entry.today) == ("read", 2)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"schema": "x"}', '{"schema": "dsptscan/daily/1", "accounts": {"oaktree": 1}}']
)
def test_a_damaged_diary_stops_nothing(story: Story, text: str) -> None:
    path = story.folder / "daily.json"
    path.write_text(text)
    story.run(read(ONE))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["accounts"]["oaktree"]["state"] == "read"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A real web server that notes what is called, and redirects one path elsewhere."""
    called: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(f"{self.command} {self.path} {self.headers['User-Agent']}")
            self.send_response(302 if "moved" in self.path else 200)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", called
        server.shutdown()


def test_the_dead_mans_switch_is_told_start_and_end(listener: tuple[str, list[str]]) -> None:
    address, called = listener
    with Ping(f"{address}/abc").around():
        assert called == ["GET /abc/start dsptscan"]
    assert called == ["GET /abc/start dsptscan", "GET /abc dsptscan"]


@pytest.mark.parametrize("how", ["raise", "tell"])
def test_the_dead_mans_switch_is_told_of_a_failure(listener: tuple[str, list[str]], how: str) -> None:
    address, called = listener
    ping = Ping(f"{address}/abc/")

    def runs() -> None:
        with ping.around():
            ping.failed()
            if how == "raise":
                raise AWAY

    if how == "raise":
        with pytest.raises(NoConnection):
            runs()
    else:
        runs()
    assert called == ["GET /abc/start dsptscan", "GET /abc/fail dsptscan"]


def test_a_switch_that_does_not_answer_or_leads_elsewhere_fails_nothing(listener: tuple[str, list[str]]) -> None:
    address, called = listener
    with Ping(f"{address}/moved").around(), Ping("http://127.0.0.1:9").around(), Ping(None).around():
        pass
    assert called == ["GET /moved/start dsptscan", "GET /moved dsptscan"]


def test_what_went_wrong_reaches_the_switch(story: Story, listener: tuple[str, list[str]]) -> None:
    address, called = listener
    ping = Ping(address)
    daily = story.daily(ping=ping)
    with ping.around():
        daily.left_alone("oaktree", AWAY)
    assert called[-1] == "GET /fail dsptscan"


def test_a_ping_opens_nothing_but_the_web(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(urllib.error.URLError):
        opener().open((tmp_path / "file").as_uri())
