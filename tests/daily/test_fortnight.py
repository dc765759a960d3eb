"""A fortnight of daily checks: real browser, real keyring, real mail server, and exactly the messages that matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from click.testing import CliRunner, Result

from dsptscan.cli import main
from dsptscan.practice import PracticeToolkit
from dsptscan.recollection import FRESH, WEEK
from dsptscan.store import History
from tests.daily.fortnight import BEFORE, told
from tests.mail_server import MailServer, mail_server
from tests.secret_service import SecretService

pytestmark = pytest.mark.slow

NAME = "rosewood"
QUESTIONS = 77
FIRST_READ = 11


@dataclass
class Days:
    """What each day of June ended in: exit code, question pages asked for, subjects of the mails that came."""

    code: dict[int, int] = field(default_factory=dict)
    pages: dict[int, int] = field(default_factory=dict)
    mails: dict[int, list[str]] = field(default_factory=dict)
    result: dict[int, Result] = field(default_factory=dict)
    open: dict[int, set[str]] = field(default_factory=dict)
    server: MailServer = field(default_factory=MailServer)
    toolkit: PracticeToolkit | None = None


@pytest.fixture(scope="module")
def days(secret_service: SecretService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Days]:
    """The fortnight, played once."""
    home: Path = tmp_path_factory.mktemp("home")
    story, played = told(), Days()
    with pytest.MonkeyPatch.context() as patch, mail_server() as server, PracticeToolkit(BEFORE) as toolkit:
        import keyring.core

        patch.setenv("DSPTSCAN_HOME", str(home))
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service.address)
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.SecretService.Keyring")
        patch.setattr(keyring.core, "_keyring_backend", None)
        run = _runner()
        played.server, played.toolkit = server, toolkit
        words = ("--username", toolkit.username, "--url", toolkit.url, "--password-stdin")
        assert run("account", "add", NAME, *words, typed=toolkit.password + "\n").exit_code == 0
        assert run("notify", "add", "office", "--address-stdin", typed=server.address + "\n").exit_code == 0
        password = toolkit.desk.password

        def check(day: int, done: set[str], **more: Any) -> None:
            story.play(toolkit, done, **more)
            before, mails = len(toolkit.log), len(server.mails)
            result = run("scan", "--scheduled", "--all", "--pace", "off", "--today", f"2026-06-{day:02d}")
            asked = toolkit.log[before:]
            played.result[day] = result
            played.code[day] = result.exit_code
            played.pages[day] = sum("/evidenceitem/" in request.path.casefold() for request in asked)
            played.mails[day] = server.subjects[mails:]
            kept = History(home / "data").last(NAME)
            assert kept is not None
            questions = kept.report.questions
            played.open[day] = {q.ref for q in questions if q.status != "complete"}

        everything = set(story.address)
        check(11, set())
        check(12, set())
        check(15, {"1.3.13", "5.1.1"})  # over the weekend two were put right
        check(16, {"1.3.13", "5.1.1"})
        check(17, {"1.3.13", "5.1.1"}, odd={"2.1.1"})
        toolkit.desk.password = "changed meanwhile"
        check(18, {"1.3.13", "5.1.1"})
        check(19, {"1.3.13", "5.1.1"})
        toolkit.desk.password = password
        assert run("account", "check", NAME).exit_code == 0  # a person has acted
        server.closed = True
        check(22, {"1.3.13", "5.1.1"})
        server.closed = False
        check(23, everything)
        check(24, everything, published="Status: Published 2025-26 Standards Met on 24/06/2026.")
        yield played
        run("account", "remove", NAME)
        run("notify", "remove", "office")


def _runner() -> Callable[..., Result]:
    def runs(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=typed, catch_exceptions=False)

    return runs


def test_exactly_these_messages_arrived(days: Days) -> None:
    assert days.mails == {
        11: [],
        12: [],
        15: [f"Your DSPT ({NAME}): 2 things done, 15 days left"],
        16: [f"Your DSPT ({NAME}): 14 days left"],
        17: [f"Your DSPT ({NAME}): something could not be read, 13 days left"],
        18: [f"Your DSPT ({NAME}): sign-in refused, 12 days left"],
        19: [],
        22: [],  # the mail server was away
        23: [
            f"Your DSPT ({NAME}): 1 thing done, 8 days left",
            f"Your DSPT ({NAME}): ready to publish, 7 days left",
        ],
        24: [f"Your DSPT ({NAME}): published"],
    }


def test_what_the_messages_say(days: Days) -> None:
    texts = dict(zip(days.server.subjects, days.server.texts, strict=True))
    done = texts[f"Your DSPT ({NAME}): 2 things done, 15 days left"]
    assert "- Done: 1.3.13 " in done
    assert "The most urgent of " in done
    assert "1. 10.2.1 " in done
    assert f"dsptscan fixes --account {NAME}" in done
    assert "- Could not be read: 2.1.1 " in texts[f"Your DSPT ({NAME}): something could not be read, 13 days left"]
    late = texts[f"Your DSPT ({NAME}): 1 thing done, 8 days left"]
    assert "could not be sent on 22 June 2026" in late
    assert "Your pages could be read again." in late
    ready = texts[f"Your DSPT ({NAME}): ready to publish, 7 days left"]
    assert "- New: Publish your assessment" in ready
    assert "It was published on 24 June 2026." in texts[f"Your DSPT ({NAME}): published"]
    everything = "".join([*days.server.subjects, *days.server.texts])
    assert days.toolkit is not None
    assert days.toolkit.password not in everything
    assert not any("VM9R7" in subject for subject in days.server.subjects)


def test_each_day_asks_for_no_more_than_it_needs(days: Days) -> None:
    gaps = len(days.open[12])
    assert days.pages[11] == QUESTIONS
    assert days.pages[12] == gaps
    assert days.pages[15] == gaps  # the two that were put right have changed, and are looked at once more
    assert days.pages[16] == gaps - 2
    assert days.pages[17] == gaps - 2 + 1
    assert (days.pages[18], days.pages[19]) == (0, 0)
    old = {ref for ref in told().address if FRESH + crc32(ref.encode()) % WEEK < 22 - FIRST_READ}
    # 2.1.1 was looked at on the 17th, and its line has changed back.
    assert days.pages[22] == len((old - {"1.3.13", "5.1.1"}) | days.open[22] | {"2.1.1"})
    assert 0 < len(old) < QUESTIONS
    assert days.pages[23] == QUESTIONS  # "ready" is never said from memory
    assert days.pages[24] == 0


def test_the_report_says_what_was_read_and_what_is_remembered(days: Days) -> None:
    said = days.result[12].stderr
    assert f"Of {QUESTIONS} questions, {len(days.open[12])} were read today." in said
    assert "remembered as read on 11 June 2026" in said
    assert "from 11 June 2026 to 15 June 2026" in days.result[16].stderr
    assert "remembered" not in days.result[23].stderr


def test_the_exit_codes_are_those_of_a_scan(days: Days) -> None:
    assert days.code == {11: 11, 12: 11, 15: 11, 16: 11, 17: 7, 18: 4, 19: 4, 22: 11, 23: 10, 24: 0}


def test_nothing_was_written_in_the_toolkit(days: Days) -> None:
    assert days.toolkit is not None
    assert days.toolkit.writes == []
