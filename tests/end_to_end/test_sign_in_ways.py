"""Every way a sign-in can go, as one table: the real command, a real browser, a real keyring, the practice toolkit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dsptscan.practice import Way
from dsptscan.practice.pages import CHOOSE
from tests.end_to_end.small_site import CODE, NAME, REFS, deeds, playing, posts

pytestmark = pytest.mark.usefixtures("own_home")
READY, REFUSED, PERSON, AWAY = 10, 4, 5, 6
TWO = ((CODE, NAME), ("VK3M1", "Elm Lodge"))
QUESTIONS = {f"/Q/{ref}" for ref in REFS}


@dataclass(frozen=True)
class Case:
    """What is switched on in the practice toolkit, and how the scan must end.

    `asked` are words of the account's settings, `sent` how often the sign-in form is sent, `said` stands on standard
    error.
    """

    way: Way
    code: int
    said: str = ""
    sent: int = 1
    asked: tuple[str, ...] = ()


def faulty(name: Any, at: Any = "sign_in") -> Way:
    return Way(fault=name, fault_at=at)


CASES = {
    "accepted": Case(Way(), READY),
    "refused": Case(Way(refusal="refused"), REFUSED, "did not accept the user name and password"),
    "locked": Case(Way(refusal="locked"), REFUSED, "the account is locked"),
    "password-expired": Case(Way(refusal="expired_password"), PERSON, "The password has expired"),
    "terms": Case(Way(terms=True), PERSON, "its terms"),
    "profile": Case(Way(profile=True), PERSON, "The organisation's profile is not finished"),
    "code-by-email": Case(Way(second_step="email_code"), PERSON, "a second step"),
    "code-by-email-in-place": Case(Way(second_step="email_code", second_step_in_place=True), PERSON, "--visible"),
    "code-of-an-app": Case(Way(second_step="app_code"), PERSON, "--visible"),
    "approval-on-a-phone": Case(Way(second_step="phone"), PERSON, "--visible"),
    "nhsmail-beside-the-form": Case(Way(nhsmail="http://localhost:9/signin"), READY),
    "nhsmail-only": Case(
        Way(nhsmail="http://localhost:9/signin", nhsmail_only=True), PERSON, "another site (localhost)"
    ),
    "nhsmail-account": Case(Way(nhsmail="http://localhost:9/"), PERSON, "NHSmail", sent=0, asked=("--nhsmail",)),
    "organisations-none-set": Case(Way(organisations=TWO), PERSON, f"{NAME} ({CODE}), Elm Lodge (VK3M1)", asked=()),
    "organisations-by-link": Case(Way(organisations=TWO), READY, asked=("--organisation", CODE.lower())),
    "organisations-by-form": Case(Way(organisations=TWO, choose_by="form"), READY, asked=("--organisation", CODE)),
    "organisations-by-list": Case(Way(organisations=TWO, choose_by="list"), READY, asked=("--organisation", CODE)),
    "organisations-another": Case(
        Way(organisations=TWO), PERSON, "does not offer VZ009", asked=("--organisation", "VZ009")
    ),
    "already-signed-in": Case(Way(signed_in_already=True), READY, sent=0),
    "cookie-banner": Case(Way(cookie_banner=True), READY),
    "scripts-needed": Case(Way(scripts_needed=True), READY),
    "scripts-needed-and-set": Case(Way(scripts_needed=True), READY, asked=("--needs-scripts",)),
    "labels-only": Case(Way(labels_only=True), READY),
    "slow": Case(Way(slow=1.0), READY),
    "time-out-once": Case(Way(ends_after=(3,)), READY, sent=2),
    "time-out-once-on-a-page": Case(Way(ends_after=(3,), ends_with="page"), READY, sent=2),
    "time-out-twice": Case(Way(ends_after=(3, 1)), AWAY, "ended the session", sent=2),
    "maintenance": Case(faulty("maintenance"), AWAY, "closed for work", sent=0),
    "403": Case(faulty("403"), AWAY, "Do not scan again for now", sent=0),
    "429": Case(faulty("429"), AWAY, "Wait at least 3 minutes", sent=0),
    "500": Case(faulty("500"), AWAY, "a fault", sent=0),
    "502": Case(faulty("502"), AWAY, "a fault", sent=0),
    "503": Case(faulty("503"), AWAY, "a fault", sent=0),
    "reset-in-the-middle": Case(faulty("reset"), AWAY, "broke off", sent=0),
    "reset-after-the-form": Case(faulty("reset", "answer"), AWAY, "broke off"),
    "500-after-the-form": Case(faulty("500", "answer"), AWAY, "a fault"),
    "429-behind": Case(faulty("429", "reading"), AWAY, "Wait at least 3 minutes"),
    "circle": Case(faulty("loop"), AWAY, "in a circle", sent=0),
    "circle-behind": Case(faulty("loop", "reading"), AWAY, "in a circle"),
    "captive-portal-elsewhere": Case(faulty("captive_redirect"), AWAY, "another site (portal.example)", sent=0),
    "captive-portal-in-its-place": Case(faulty("captive_page"), AWAY, "network's own sign-in page", sent=0),
}


# One of each kind for every day; those that differ little from one of these are left to the slow tests.
QUICK = {
    "accepted", "refused", "code-by-email", "nhsmail-only", "organisations-by-form", "scripts-needed", "labels-only",
    "time-out-once", "maintenance", "reset-after-the-form", "captive-portal-in-its-place",
}  # fmt: skip
assert set(CASES) >= QUICK


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=name, marks=[] if name in QUICK else [pytest.mark.slow]) for name, case in CASES.items()],
)
def test_a_way_to_sign_in(case: Case, tmp_path: Path) -> None:
    added = [word for word in case.asked if word == "--nhsmail"]
    with playing(tmp_path, *added, way=case.way) as commands:
        if case.asked and not added:
            assert commands.run("account", "set", "practice", *case.asked).exit_code == 0
        result = commands.scan()
    toolkit = commands.toolkit
    assert result.exit_code == case.code, result.output
    assert case.said in result.stderr
    assert posts(toolkit) == case.sent
    assert deeds(toolkit) == []
    assert toolkit.password not in result.output
    read = {request.path for request in toolkit.log} & QUESTIONS
    if case.code == READY:
        assert read == QUESTIONS
        assert result.stdout.startswith("Ready to publish")
        assert (toolkit.gate.chosen, posts(toolkit, CHOOSE)) == (
            (CODE, int(case.way.choose_by != "link")) if case.way.organisations else (None, 0)
        )
    else:
        assert result.stdout == ""
        assert result.stderr.count("What to do: ") == 1
    if case.code != READY and not case.way.ends_after:
        assert read == set()
