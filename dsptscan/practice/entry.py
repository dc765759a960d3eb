"""How the practice toolkit answers whatever belongs to signing in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from dsptscan.practice.desk import SESSION_COOKIE
from dsptscan.practice.faults import answer_of
from dsptscan.practice.pages import ANTI_FORGERY, LOGIN, NHSMAIL, login_page, page, signed_out_page
from dsptscan.practice.records import Answer

if TYPE_CHECKING:
    from dsptscan.practice.server import PracticeToolkit

_EXPIRED = "<p>Choose a new one.</p>" + 2 * '<label>New password <input type="password"></label>'


def sign_in(
    toolkit: PracticeToolkit, method: str, target: str, fields: dict[str, str], cookies: dict[str, str], signed_in: bool
) -> Answer:
    """The sign-in page, or the answer to its form."""
    desk, way = toolkit.desk, toolkit.way
    if way.slow:
        time.sleep(way.slow)
    at = "answer" if method == "POST" else "sign_in"
    if way.fault and way.fault_at == at:
        return answer_of(way.fault, target)
    query = parse_qs(urlsplit(target).query)
    return_url = fields.get("ReturnUrl") or query.get("ReturnUrl", [""])[0]
    error = ""
    if method == "POST":
        if way.nhsmail and way.nhsmail_only:
            return to_nhsmail(toolkit)
        session, error = desk.try_sign_in(fields, cookies.get(ANTI_FORGERY))
        if session is not None and way.refusal == "expired_password":
            return Answer(200, page("Your password has expired", _EXPIRED))
        if session is not None:
            return _inside(toolkit, session, desk.after_sign_in(return_url))
    elif signed_in or way.signed_in_already:
        headers = (("Location", desk.home),)
        return Answer(302, headers=headers if signed_in else (*headers, cookie(SESSION_COOKIE, desk.new_session())))
    cookie_value, hidden = desk.new_form()
    body = login_page(
        hidden,
        return_url,
        error,
        banner=way.cookie_banner,
        by_script=way.scripts_needed,
        labels_only=way.labels_only,
        nhsmail=way.nhsmail is not None,
    )
    return Answer(200, body, headers=(cookie(ANTI_FORGERY, cookie_value),))


def to_nhsmail(toolkit: PracticeToolkit) -> Answer:
    """The way to the other site, which leads back here with a ticket."""
    back = f"{toolkit.url}{NHSMAIL}"
    return Answer(302, headers=(("Location", f"{toolkit.way.nhsmail}?back={back}"),))


def from_nhsmail(toolkit: PracticeToolkit, fields: dict[str, str]) -> Answer:
    """Somebody comes back from the other site: in, if the ticket is good."""
    if not toolkit.tickets.good(fields.get("ticket", "")):
        return Answer(302, headers=(("Location", LOGIN),))
    return _inside(toolkit, toolkit.desk.new_session(), toolkit.desk.home)


def before_a_page(
    toolkit: PracticeToolkit, session: str, method: str, target: str, fields: dict[str, str]
) -> Answer | None:
    """What a signed-in visitor gets in place of the page asked for, if anything."""
    step = toolkit.gate.answer(session, method, target, fields, toolkit.desk.home)
    if step is not None:
        return step
    if not toolkit.desk.may_show(session):
        if toolkit.way.ends_with == "page":
            return Answer(200, signed_out_page())
        return Answer(302, headers=(("Location", LOGIN),))
    if toolkit.way.fault and toolkit.way.fault_at == "reading":
        return answer_of(toolkit.way.fault, target)
    return None


def cookie(name: str, value: str, extra: str = "") -> tuple[str, str]:
    return "Set-Cookie", f"{name}={value}; Path=/; HttpOnly; SameSite=Lax" + (f"; {extra}" if extra else "")


def _inside(toolkit: PracticeToolkit, session: str, onward: str) -> Answer:
    """A new session, sent to its first step, or to the first page."""
    step = toolkit.gate.begin(session)
    headers = (cookie(SESSION_COOKIE, session),)
    if step and toolkit.way.second_step_in_place:
        return Answer(200, toolkit.gate.page_of_first_step(session), headers=headers)
    return Answer(302, headers=(("Location", step or onward), *headers))
