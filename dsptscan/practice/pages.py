"""The pages of the practice sign-in. Invented; the real ones are not known."""

from __future__ import annotations

import html
from collections.abc import Sequence

from dsptscan.practice.ways import SecondStep

LOGIN = "/Account/Login"
NHSMAIL = "/Account/NhsMail"
SECOND_STEP = "/Account/SecondStep"
TERMS = "/Account/Terms"
CHOOSE = "/Organisation/Choose"
PROFILE = "/Organisation/Profile"
ANTI_FORGERY = "__RequestVerificationToken"  # what the cookie and the hidden field are called

_BANNER = """<div role="dialog" style="position:fixed;inset:0;background:#fff;z-index:9">
<form method="post" action="/Cookies/Accept"><p>This practice site uses cookies to improve your on-site experience.</p>
<button name="cookies" value="yes">Accept cookies</button></form></div>"""
_ASKED: dict[SecondStep, str] = {
    "email_code": "We sent you a code by e-mail. Enter the security code.",
    "app_code": "Enter the code that your authenticator app shows.",
    "phone": "Approve the sign in on your phone. This page goes on by itself.",
}


def page(title: str, body: str, *, head: str = "", style: bool = False) -> bytes:
    """A whole page; `style` links to the layout's stylesheet."""
    link = '<link rel="stylesheet" href="/Content/style.css">' if style else ""
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title} - practice toolkit</title>
{link}{head}</head>
<body><!-- Invented page: practice only, not the real site -->
<main><h1>{title}</h1>{body}</main></body></html>""".encode()


def login_page(
    hidden: str,
    return_url: str,
    error: str = "",
    *,
    banner: bool = False,
    by_script: bool = False,
    labels_only: bool = False,
    nhsmail: bool = False,
) -> bytes:
    """The sign-in page. `by_script`: its form is only there with scripts; `labels_only`: only words tell its boxes."""
    message = f'<p class="error" role="alert">{html.escape(error)}</p>' if error else ""
    form = f"""<form action="{LOGIN}" method="post">
<input type="hidden" name="{ANTI_FORGERY}" value="{html.escape(hidden)}">
<input type="hidden" name="ReturnUrl" value="{html.escape(return_url)}">
{_boxes(labels_only)}
<p><button type="submit">Log in</button> <a href="/Account/ForgotPassword">Forgot your password</a></p>
</form>"""
    if by_script:
        form = f'<div id="form"></div><script>document.getElementById("form").innerHTML = `{form}`</script>'
    if nhsmail:
        form += f'<p><a href="{NHSMAIL}">Log in with NHSmail</a></p>'
    return page("Log in", f"{_BANNER if banner else ''}{message}{form}", style=True)


def _boxes(labels_only: bool) -> str:
    if labels_only:
        return (
            '<p><label for="f1">Your e-mail address</label> <input id="f1" name="Email"></p>'
            '<p><label for="f2">Organisation code (if you have one)</label> <input id="f2" name="f2"></p>'
            '<p><label for="f3">Password</label> <input id="f3" type="password" name="Password"></p>'
        )
    return (
        '<p><label>E-mail address <input type="email" name="Email" autocomplete="username"></label></p>'
        '<p><label>Password <input type="password" name="Password" autocomplete="current-password"></label></p>'
    )


def second_step_page(kind: SecondStep, error: str = "") -> bytes:
    """The page that asks for a code, or for approval on a phone; that one asks again by itself until it has it."""
    message = f'<p role="alert">{html.escape(error)}</p>' if error else ""
    if kind == "phone":
        return page("Check your phone", f"<p>{_ASKED[kind]}</p>", head='<meta http-equiv="refresh" content="1">')
    box = '<p><label>Code <input name="Code" autocomplete="one-time-code" autofocus></label></p>'
    form = f'<form action="{SECOND_STEP}" method="post">{box}<button>Continue</button></form>'
    return page("Security code", f"{message}<p>{_ASKED[kind]}</p>{form}", style=True)


def terms_page() -> bytes:
    form = f'<form action="{TERMS}" method="post"><button autofocus>I agree</button></form>'
    return page("Our terms of use have changed", f"<p>Read them, please.</p>{form}")


def choose_page(organisations: Sequence[tuple[str, str]], by: str) -> bytes:
    """The page to choose an organisation: by links, by a form with radio buttons, or by a list to choose from."""
    told = [(html.escape(code), html.escape(name)) for code, name in organisations]
    if by == "link":
        rows = "".join(
            f'<tr><td>{name}</td><td>{code}</td><td><a href="{CHOOSE}/{code}">Select</a></td></tr>'
            for code, name in told
        )
        return page("Choose an organisation", f"<table><tr><th>Name<th>Code<th></tr>{rows}</table>")
    if by == "list":
        options = "".join(f'<option value="{code}">{name} ({code})</option>' for code, name in told)
        chosen = f'<label>Organisation <select name="Code"><option value="">Choose</option>{options}</select></label>'
    else:
        chosen = "".join(
            f'<p><label><input type="radio" name="Code" value="{code}"> {name} ({code})</label></p>'
            for code, name in told
        )
    form = f'<form action="{CHOOSE}" method="post">{chosen}<button>Continue</button></form>'
    return page("Choose an organisation", form)


def profile_page() -> bytes:
    body = '<form method="post"><p>Tell us about your organisation.</p><button>Continue to questions</button></form>'
    return page("Organisation profile", body)


def signed_out_page() -> bytes:
    """A session that has ended, told on a page in place of the one asked for."""
    return page("You have been signed out", f'<p>You were away too long. <a href="{LOGIN}">Log in again</a></p>')
