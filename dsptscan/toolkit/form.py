"""The sign-in form: found by what its fields mean, never by their names, and filled by script."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import JSHandle, Page

from dsptscan.errors import DsptscanError, ToolkitUnavailable
from dsptscan.toolkit.links import origin_of

# The form with one password box that is not for choosing a new password. Its user name box is an e-mail or text box
# that can be seen: best one that says by its kind, by what it may be filled with, or by its label that it is for user
# names or e-mail; else the last one before the password.
_FIND = """() => {
  const boxes = form => [...form.elements].filter(e => e.tagName === 'INPUT' && !e.disabled);
  const secret = form => boxes(form).filter(e => e.type === 'password' && e.autocomplete !== 'new-password');
  for (const form of document.forms) {
    const secrets = secret(form);
    if (secrets.length !== 1) continue;
    const all = boxes(form);
    const seen = e => !e.checkVisibility || e.checkVisibility();
    const names = all.filter(e => ['text', 'email', 'tel'].includes(e.type) && seen(e));
    const label = e => [...(e.labels ?? []), ...(e.getAttribute('aria-labelledby') ?? '').split(/\\s+/)
      .map(id => document.getElementById(id))].map(l => l?.textContent ?? '').join(' ') + ' '
      + (e.getAttribute('aria-label') ?? '') + ' ' + e.placeholder;
    const before = names.filter(e => all.indexOf(e) < all.indexOf(secrets[0]));
    const said = names.find(e => e.type === 'email' || /username|email/.test(e.autocomplete))
      ?? names.find(e => /\\be-?mail\\b|\\buser ?(name|id)\\b|\\blog-?in (name|id)\\b/i.test(label(e)));
    const user = said ?? before.at(-1) ?? names[0];
    if (!user) continue;
    const button = [...form.elements].find(e => ['submit', 'image'].includes(e.type) && !e.disabled) ?? null;
    return {form, user, password: secrets[0], button};
  }
  return null;
}"""
_ACTION = """({form, button}) => {
  const written = button?.getAttribute('formaction') ?? form.getAttribute('action');
  const method = button?.getAttribute('formmethod') ?? form.getAttribute('method') ?? 'get';
  return {action: new URL(written || document.URL, document.baseURI).href, method: method.toLowerCase(),
          here: location.origin};
}"""
_FILL = """({user, password}, [name, secret, origin]) => {
  if (location.origin !== origin) return false;
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  for (const [box, value] of [[user, name], [password, secret]]) {
    set.call(box, value);
    for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, {bubbles: true}));
  }
  return true;
}"""
_SUBMIT = """({form, button}) => {
  form.removeAttribute('target');
  if (button) { button.removeAttribute('formtarget'); button.click(); } else { form.requestSubmit(); }
}"""
_BOXES = "() => [...document.querySelectorAll('input')].some(e => e.type === 'password')"


@dataclass(frozen=True, slots=True)
class Form:
    """A sign-in form on a page, and the address it posts to."""

    handle: JSHandle
    action: str

    def send(self, username: str, password: str, origin: str) -> None:
        """Fill both boxes and press the button. Raises ToolkitUnavailable without the password in it."""
        failed: DsptscanError | None = None
        try:
            filled = self.handle.evaluate(_FILL, [username, password, origin])
            if filled:
                self.handle.evaluate(_SUBMIT)
            else:
                failed = _elsewhere()
        except BrowserError:
            failed = ToolkitUnavailable("The sign-in form could not be filled in.", "Try again in a little while.")
        if failed is not None:  # raised here, outside: the browser's own error could repeat what it was given
            raise failed


def find_form(page: Page, origin: str) -> Form | None:
    """The sign-in form on `page`, or None. Raises ToolkitUnavailable when it would send the password elsewhere."""
    handle = page.evaluate_handle(_FIND)
    if handle.evaluate("found => found === null"):
        return None
    says = handle.evaluate(_ACTION)
    if says["here"] != origin or origin_of(says["action"]) != origin_of(origin):
        raise _elsewhere()
    if says["method"] != "post":
        raise ToolkitUnavailable(
            "The sign-in form would put the password into an address, so it was not given.",
            "Check the address of the account.",
        )
    return Form(handle, says["action"].partition("#")[0])


def asks_for_password(page: Page) -> bool:
    """Whether any password box is on the page."""
    return bool(page.evaluate(_BOXES))


def _elsewhere() -> ToolkitUnavailable:
    return ToolkitUnavailable(
        "The sign-in form would send the password to another site, so it was not given.",
        "Check the address of the account; it may be a network's own sign-in page that answers.",
    )
