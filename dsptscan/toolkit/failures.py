"""What can go wrong between the browser and the toolkit, in plain words with one next step each."""

from __future__ import annotations

import math
import re

from dsptscan.errors import CannotTell, DsptscanError, NoConnection, PersonNeeded, SignInRefused, ToolkitUnavailable

_LATER = "Try again in a little while."
_LOOK = "Open the toolkit's address in your own browser and see whether it works there."
_NET = re.compile(r"net::(ERR_[A-Z0-9_]+)")

_NETWORK = (
    (("CONNECTION_REFUSED",), "Nothing answers at the toolkit's address.", "Check the address of the account."),
    (("NAME_NOT_RESOLVED",), "The toolkit's address was not found.", "Check the internet connection and the address."),
    (("INTERNET_DISCONNECTED", "NETWORK_CHANGED"), "There is no internet connection.", "Connect, then scan again."),
    (("CERT_", "SSL_"), "The toolkit's certificate is not accepted, so nothing was sent.", _LOOK),
    (("PROXY", "TUNNEL"), "The network's proxy did not let the browser through.", "Ask whoever runs your network."),
    (("TOO_MANY_REDIRECTS",), "The toolkit sends the browser round in a circle.", _LATER),
    (("TIMED_OUT",), "The toolkit did not answer in time.", _LATER),
)

# A computer that has only just woken up has no network yet.
_NOT_YET = (
    "NAME_NOT_RESOLVED", "INTERNET_DISCONNECTED", "NETWORK_CHANGED", "ADDRESS_UNREACHABLE", "CONNECTION_REFUSED",
    "CONNECTION_TIMED_OUT", "NETWORK_IO_SUSPENDED",
)  # fmt: skip


# Where people of health and care sign in with NHSmail. Any other site in the toolkit's place is nobody's sign-in.
_NHSMAIL_HOSTS = ("nhs.net", "nhs.uk", "microsoftonline.com", "microsoft.com", "live.com")


class SessionEnded(ToolkitUnavailable):
    """The toolkit ended the session in the middle of the scan, again after signing in once more."""

    def __init__(self) -> None:
        super().__init__(
            "The toolkit ended the session while its pages were being read.",
            "Make sure that nobody works in the toolkit with the same account, then scan again.",
        )


class OtherSignIn(PersonNeeded):
    """The account signs in at another site, such as NHSmail, where only a person may give the password."""

    def __init__(self, host: str = "") -> None:
        super().__init__(
            f"Signing in leads to another site ({host}), where dsptscan gives no password."
            if host
            else "This account signs in with NHSmail, where dsptscan gives no password.",
            "Scan again with --visible and sign in there yourself, in the window that opens.",
        )


def network_failure(text: str) -> ToolkitUnavailable:
    """The error for a browser's own failure text ("net::ERR_...", or its time-out), which is not repeated."""
    code = _NET.search(text)
    name = code.group(1) if code else ("TIMED_OUT" if "imeout" in text else "")
    kind = NoConnection if any(part in name for part in _NOT_YET) else ToolkitUnavailable
    for parts, message, next_step in _NETWORK:
        if any(part in name for part in parts):
            return kind(message, next_step)
    shown = f" ({name})" if name else ""
    return kind(f"The connection to the toolkit broke off{shown}.", _LATER)


def status_failure(status: int, wait: float | None = None) -> ToolkitUnavailable | None:
    """The error for an HTTP status that means the toolkit is not to be had now, else None.

    `wait`: the seconds the toolkit asked to be left alone, if it said so.
    """
    if status in (401, 403, 407):
        return ToolkitUnavailable(
            f"The toolkit refuses to show its pages to this computer ({status}).",
            "Do not scan again for now. Check in your own browser that you may see the pages.",
        )
    if status == 429:
        minutes = 60 if wait is None else max(1, math.ceil(wait / 60))
        how_long = "an hour" if minutes == 60 else "a minute" if minutes == 1 else f"{minutes} minutes"
        return ToolkitUnavailable(
            "The toolkit asks for fewer requests (429).", f"Wait at least {how_long}, then scan again."
        )
    if status >= 500:
        return ToolkitUnavailable(f"The toolkit has a fault or is closed for work on it ({status}).", _LATER)
    return None


def told_shortly(status: int, end: str) -> str:
    """Why one page could not be had, in a few words. `end` as the page's fetching says it."""
    if end == "late":
        return "no answer came in time"
    return "the connection broke off" if end == "broken" else f"the toolkit has a fault ({status})"


def left_the_site(host: str, *, signing_in: bool, form_sent: bool = True) -> DsptscanError:
    """The toolkit sent the browser to another host. `form_sent`: only after the sign-in form."""
    known = any(f".{host}".endswith("." + name) for name in _NHSMAIL_HOSTS)
    if signing_in and (form_sent or known):
        return OtherSignIn(host)
    return ToolkitUnavailable(
        f"Instead of the toolkit, another site ({host}) answers; perhaps a network's own sign-in page.",
        "Open any page in your own browser, sign in to the network if it asks, then scan again.",
    )


def no_file(why: str) -> CannotTell:
    return CannotTell(
        f"The certificate could not be saved: its link {why}.",
        "Open the certificate in your own browser and save it from there.",
    )


def circle() -> ToolkitUnavailable:
    return network_failure("net::ERR_TOO_MANY_REDIRECTS")


class Locked(SignInRefused):
    """The account is locked."""


def refused(account: str) -> SignInRefused:
    return SignInRefused(
        "The toolkit did not accept the user name and password. Do not try often: accounts lock.",
        "Sign in once in your own browser, correct the account here if need be, then run:"
        f" dsptscan account check {account}",
    )


_PERSON = {
    "second_factor": (
        "The toolkit asks for a second step, such as a code.",
        "Scan again with --visible and do that step yourself, in the window that opens.",
    ),
    "choose_organisation": (
        "The account has several organisations and the toolkit asks which one.",
        "Scan again with --visible and choose it yourself, in the window that opens.",
    ),
    "profile": ("The organisation's profile is not finished.", "Sign in in your own browser and finish the profile."),
    "terms": ("The toolkit asks for its terms to be accepted.", "Sign in in your own browser, read and accept them."),
    "expired_password": (
        "The password has expired.",
        "Change it in your own browser, then give dsptscan the new one: dsptscan account set {account} --new-password",
    ),
    "publish_confirmation": (
        "The toolkit shows a page that asks whether to publish.",
        "Sign in in your own browser and leave that page; dsptscan never answers it.",
    ),
}
_AWAY = {
    "maintenance": ("The toolkit is closed for work on it.", _LATER),
    "error": ("The toolkit shows an error page.", _LATER),
    "denied": ("The toolkit says that this account may not see the page.", "Check the account's rights."),
    "captive": (
        "Instead of the toolkit, the network's own sign-in page answers.",
        "Open any page in your own browser, sign in to the network, then scan again.",
    ),
}


def page_failure(kind: str, account: str) -> DsptscanError | None:
    """The error for a kind of page that ends a sign-in with `account`, or None when the kind is no obstacle."""
    if kind in _PERSON:
        message, next_step = _PERSON[kind]
        return PersonNeeded(message, next_step.format(account=account))
    if kind in _AWAY:
        return ToolkitUnavailable(*_AWAY[kind])
    if kind == "time_out":
        return SessionEnded()
    if kind == "locked":
        return Locked(
            "The toolkit says that the account is locked.",
            f"Have it unlocked by the toolkit's support, then run: dsptscan account check {account}",
        )
    return None
