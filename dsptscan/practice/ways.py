"""Every way the practice sign-in can go, and everything that can go wrong with a toolkit, as switches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SecondStep = Literal["email_code", "app_code", "phone"]
Refusal = Literal["refused", "locked", "expired_password"]
FaultName = Literal[
    "maintenance", "403", "429", "500", "502", "503", "reset", "loop", "captive_redirect", "captive_page"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the practice toolkit behaves. With no switch on: user name and password, then home.

    `refusal`: what the form says to the right password, too. `second_step`, `terms`, `organisations` (code and name)
    and `profile` come after the form, in this order; each is dealt with on a page of its own, but for the profile,
    which stays in the way. `second_step_in_place`: the form is answered by that page itself. `choose_by`: how an
    organisation is chosen. `nhsmail`: the address of another site that signs people in, beside the form;
    `nhsmail_only`: the form leads there. `ends_after`: how many pages a session shows before it ends, for the first,
    the second, ... session; `ends_with` says how that looks. `slow`: seconds before a sign-in page comes. `fault`
    happens at the sign-in page, or to every page behind it.
    """

    refusal: Refusal | None = None
    second_step: SecondStep | None = None
    second_step_in_place: bool = False
    terms: bool = False
    organisations: tuple[tuple[str, str], ...] = ()
    choose_by: Literal["link", "form", "list"] = "link"
    profile: bool = False
    nhsmail: str | None = None
    nhsmail_only: bool = False
    signed_in_already: bool = False
    cookie_banner: bool = False
    scripts_needed: bool = False
    labels_only: bool = False
    ends_after: tuple[int, ...] = ()
    ends_with: Literal["redirect", "page"] = "redirect"
    slow: float = 0.0
    fault: FaultName | None = None
    fault_at: Literal["sign_in", "answer", "reading"] = "sign_in"

    @property
    def steps(self) -> tuple[str, ...]:
        """What stands between the form and the first page, in order."""
        asked = {
            "second_step": self.second_step is not None,
            "terms": self.terms,
            "organisation": bool(self.organisations),
            "profile": self.profile,
        }
        return tuple(step for step, there in asked.items() if there)
