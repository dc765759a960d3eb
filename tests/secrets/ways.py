"""Every way the password can take through the program. A new one is an entry in WAYS."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dsptscan.practice import Answer, PracticeToolkit
from tests.toolkit.processes import browser_of

NAME = "oaktree"
DAY = ("--today", "2026-06-23")
SCAN = ("scan", NAME, "--pace", "off", *DAY)
TRACE = {"DSPTSCAN_TRACEBACK": "1"}

Toolkit = Callable[[PracticeToolkit], None]


@dataclass(frozen=True, kw_only=True)
class Way:
    """One command and what befalls it.

    `words` follow `dsptscan`; in them and in `typed`, {secret}, {url}, {user} and {new} stand for the password, the
    toolkit's address, the user name and a folder that is not there yet. `typed` goes to standard input, or to a
    terminal if `terminal`. `toolkit` changes the practice toolkit, `planted` is Python run before the command,
    `during` happens while the toolkit holds the sign-in back; it gets the process and the mark on all of its.
    """

    words: tuple[str, ...] = SCAN
    code: int
    browser: bool = True
    env: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    terminal: bool = False
    locked: bool = False
    toolkit: Toolkit = lambda _: None
    planted: str = ""
    during: Callable[[subprocess.Popen[bytes], str], None] | None = None


def another_password(toolkit: PracticeToolkit) -> None:
    toolkit.desk.password = "changed since"


def leads_astray(toolkit: PracticeToolkit) -> None:
    """The first page behind the sign-in sends the browser on to an address that publishes."""
    toolkit.extra[toolkit.saved.home] = Answer(302, headers=(("Location", "/Assessment/Publish"),))


def breaks_off(toolkit: PracticeToolkit) -> None:
    toolkit.extra[toolkit.saved.home] = Answer(200, b"<p>half a page" * 500, drop=True)


def ctrl_c(process: subprocess.Popen[bytes], mark: str) -> None:
    os.killpg(process.pid, signal.SIGINT)


def asked_to_end(process: subprocess.Popen[bytes], mark: str) -> None:
    process.terminate()


def browser_dies(process: subprocess.Popen[bytes], mark: str) -> None:
    (browser,) = browser_of(mark)
    os.kill(browser, signal.SIGKILL)


# A mistake of ours that takes the password into an error, in every spelling that comes to mind.
BUG_IN_SIGN_IN = """
import base64, json, urllib.parse
from dsptscan.toolkit.form import Form
def send(self, username, password, *rest):
    raw = password.encode()
    told = [password, raw, urllib.parse.quote(password), urllib.parse.urlencode({"p": password}), json.dumps(password)]
    told += [base64.b64encode(b"x" * n + raw + b"y") for n in range(3)] + [raw.hex(), password.encode("utf-16-le")]
    try:
        raise KeyError(password)
    except KeyError:
        raise ValueError("planted", told)
Form.send = send
"""
BUG_IN_KEYRING = """
import keyring.backends.SecretService as store
def fails(self, service, username, password=None):
    raise RuntimeError(f"planted {password}")
store.Keyring.set_password = fails
"""

# The first are for every change, the others take their time.
QUICK = {
    "a scan": Way(code=11),
    "a scan that is refused": Way(code=4, toolkit=another_password),
    "an account added": Way(
        words=("account", "add", "new", "--username", "{user}", "--url", "{url}", "--password-stdin"),
        code=0,
        browser=False,
        typed="{secret}\n",
    ),
    "a mistake of ours while signing in": Way(code=1, env=TRACE, planted=BUG_IN_SIGN_IN),
}
SLOW = {
    "Ctrl-C while signing in": Way(code=130, env=TRACE, during=ctrl_c),
    "a browser that dies while signing in": Way(code=6, env=TRACE, during=browser_dies),
    "an account added at the prompt": Way(
        words=("account", "add", "new", "--username", "{user}", "--url", "{url}"),
        code=0,
        browser=False,
        typed="{secret}\n",
        terminal=True,
    ),
    "a password store that fails": Way(
        words=("account", "add", "new", "--username", "{user}", "--url", "{url}", "--password-stdin"),
        code=3,
        browser=False,
        typed="{secret}\n",
        env=TRACE,
        planted=BUG_IN_KEYRING,
    ),
    "an account checked": Way(words=("account", "check", NAME), code=0),
    "an account removed": Way(words=("account", "remove", NAME), code=0, browser=False),
    "a scan as JSON": Way(words=(*SCAN, "--format", "json", "--output", "{new}"), code=11),
    "a scan that is refused, with a trace": Way(code=4, toolkit=another_password, env=TRACE),
    "a page that breaks off": Way(code=6, toolkit=breaks_off, env=TRACE),
    "the guard": Way(code=8, toolkit=leads_astray, env=TRACE),
    "no browser": Way(code=3, env={"DSPTSCAN_BROWSER": "/nonexistent"} | TRACE, browser=False),
    "a program that is no browser": Way(code=3, env={"DSPTSCAN_BROWSER": "/bin/false"} | TRACE),
    "DEBUG": Way(code=3, env={"DEBUG": "pw:*"} | TRACE, browser=False),
    "DEBUG of others": Way(code=11, env={"DEBUG": "express", "NODE_DEBUG": "net,stream", "DEBUG_FILE": "{new}"}),
    "DEBUGP": Way(code=3, env={"DEBUGP": "1"}, browser=False),
    "a locked password store": Way(code=3, locked=True, env=TRACE, browser=False),
    "an end asked for while signing in": Way(code=143, during=asked_to_end),
    "redacted copies": Way(words=("capture", "{new}", NAME, "--pace", "off"), code=0),
    "the doctor": Way(words=("doctor", "--sign-in"), code=0),
    "the doctor, refused": Way(words=("doctor", "--sign-in"), code=3, toolkit=another_password, env=TRACE),
}
WAYS = QUICK | SLOW
