"""What stands between the practice sign-in form and the first page: steps, each done once a session."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from dsptscan.practice.pages import (
    CHOOSE,
    PROFILE,
    SECOND_STEP,
    TERMS,
    choose_page,
    profile_page,
    second_step_page,
    terms_page,
)
from dsptscan.practice.records import Answer
from dsptscan.practice.ways import Way

_PATHS = {"second_step": SECOND_STEP, "terms": TERMS, "organisation": CHOOSE, "profile": PROFILE}
_WRONG_CODE = "That code is not right."


class Gate:
    """The steps each session still has before it. `code` is the one that a second step wants."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.code = f"{secrets.randbelow(1_000_000):06}"
        self.chosen: str | None = None
        self._approved = False
        self._before: dict[str, list[str]] = {}
        self._lock = threading.Lock()
        self._pages: dict[str, Callable[[], bytes]] = {
            "second_step": lambda: second_step_page(way.second_step or "email_code"),
            "terms": terms_page,
            "organisation": lambda: choose_page(way.organisations, way.choose_by),
            "profile": profile_page,
        }

    def approve(self) -> None:
        """What a person does on the phone."""
        self._approved = True

    def begin(self, session: str) -> str | None:
        """A new session: the path of its first step, or None."""
        with self._lock:
            self._before[session] = list(self.way.steps)
        return self.next_path(session)

    def next_path(self, session: str) -> str | None:
        """Where a session has to go first, if anywhere."""
        with self._lock:
            steps = self._before.get(session, [])
            return _PATHS[steps[0]] if steps else None

    def page_of_first_step(self, session: str) -> bytes:
        """The page of the step that comes next."""
        with self._lock:
            return self._pages[self._before[session][0]]()

    def answer(self, session: str, method: str, target: str, fields: dict[str, str], home: str) -> Answer | None:
        """The answer to a request of a session that has steps before it; None when it has none."""
        with self._lock:
            steps = self._before.get(session, [])
            if not steps:
                return None
            step, path = steps[0], urlsplit(target).path
            if not path.casefold().startswith(_PATHS[step].casefold()):
                return Answer(302, headers=(("Location", _PATHS[step]),))
            if not self._done(step, method, path, fields):
                if step == "second_step" and method == "POST":
                    return Answer(200, second_step_page(self.way.second_step or "email_code", _WRONG_CODE))
                return Answer(200, self._pages[step]())
            steps.pop(0)
            following = _PATHS[steps[0]] if steps else home
        return Answer(302, headers=(("Location", following),))

    def _done(self, step: str, method: str, path: str, fields: dict[str, str]) -> bool:
        if step == "second_step":
            if self.way.second_step == "phone":
                return self._approved
            return method == "POST" and fields.get("Code", "").strip() == self.code
        if step == "terms":
            return method == "POST"
        if step == "organisation":
            by_link = self.way.choose_by == "link" and method == "GET"
            code = path.rpartition("/")[2] if by_link else fields.get("Code", "") if method == "POST" else ""
            if code in {known for known, _ in self.way.organisations}:
                self.chosen = code
                return True
        return False  # a profile is finished elsewhere
