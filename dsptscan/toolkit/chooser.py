"""Several organisations under one sign-in: which there are, and choosing the one of the account's settings."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import ElementHandle, JSHandle, Page

from dsptscan.errors import PersonNeeded
from dsptscan.toolkit.links import forbidden_address, origin_of

# Whatever chooses: a link, a button, a radio button, an entry of a list. Its code stands in its own words, else in the
# smallest part of the page around it that holds one code only, else in its value or address.
_OFFERS = """() => {
  const CODE = /(?<![A-Za-z0-9])(?=[A-Z0-9]*\\d)(?:[A-Z][A-Z0-9]{2,9}|8[A-Z0-9]{2,9})(?![A-Za-z0-9])/g;
  const codes = text => [...new Set((text ?? '').match(CODE) ?? [])];
  const words = element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), said = [];
    while (walker.nextNode()) said.push(walker.currentNode.data);
    return said.join(' ').replace(/\\s+/g, ' ').trim();
  };
  const own = element => [words(element), ...[...(element.labels ?? [])].map(words),
    element.getAttribute('aria-label') ?? '', element.type === 'submit' ? element.value ?? '' : ''].join(' ').trim();
  const found = new Map();
  for (const element of document.querySelectorAll('a[href], button, input[type=submit], input[type=radio], option')) {
    if (element.closest('nav, header, footer')) continue;
    let text = own(element);
    let seen = codes(text);
    for (let part = element.parentElement; !seen.length && part && part !== document.body; part = part.parentElement) {
      if (part.tagName === 'SELECT') break;
      text = words(part);
      seen = codes(text);
    }
    if (seen.length === 0) {
      text = own(element);
      seen = codes(element.getAttribute('href') ?? element.value);
    }
    if (seen.length !== 1 || found.has(seen[0])) continue;
    const inside = own(element);
    const rest = codes(inside).length ? text : text.replace(inside, ' ');
    const name = rest.replaceAll(seen[0], ' ').replace(/\\(\\s*\\)|\\[\\s*\\]/g, ' ').replace(/\\s+/g, ' ').trim();
    found.set(seen[0], {code: seen[0], name: name.replace(/^[\\W_]+|[\\s,:;–-]+$/gu, ''), element});
  }
  return [...found.values()];
}"""
_READY = """element => {
  if (element.tagName === 'A') return {get: element.href};
  if (element.tagName === 'OPTION') { element.selected = true; element = element.closest('select'); }
  if (element.type === 'radio') element.checked = true;
  const form = element.form;
  if (!form) return null;
  const button = ['submit', 'image'].includes(element.type) ? element
    : [...form.elements].find(e => ['submit', 'image'].includes(e.type) && !e.disabled) ?? null;
  const written = button?.getAttribute('formaction') ?? form.getAttribute('action');
  const action = new URL(written || document.URL, document.baseURI);
  const method = (button?.getAttribute('formmethod') ?? form.getAttribute('method') ?? 'get').toLowerCase();
  if (method !== 'post') {
    action.search = new URLSearchParams(new FormData(form, button));
    return {get: action.href};
  }
  form.removeAttribute('target');
  button?.removeAttribute('formtarget');
  return {post: action.href, send: () => button ? button.click() : form.requestSubmit()};
}"""


@dataclass(frozen=True, slots=True)
class Offer:
    """One organisation that can be chosen."""

    code: str
    name: str
    element: ElementHandle

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.name else self.code


def offers_on(page: Page) -> list[Offer]:
    """The organisations that the page offers, in page order."""
    handles = page.evaluate_handle(_OFFERS)
    offers = []
    for number in range(int(handles.evaluate("found => found.length"))):
        handle = handles.get_property(str(number))
        element = handle.get_property("element").as_element()
        if element is not None:
            offers.append(Offer(str(handle.evaluate("o => o.code")), str(handle.evaluate("o => o.name"))[:80], element))
    return offers


def offer_for(code: str | None, offers: list[Offer], account: str) -> Offer:
    """The one with the account's code. Raises PersonNeeded saying which there are."""
    for offer in offers:
        if code is not None and offer.code == code:
            return offer
    there = ", ".join(str(offer) for offer in offers) or "none that dsptscan can tell by its code"
    what = "The toolkit asks for which organisation." if code is None else f"The toolkit does not offer {code}."
    raise PersonNeeded(
        f"{what} There are: {there}.",
        f"Say which one, once, with its code: dsptscan account set {account} --organisation CODE"
        if offers
        else "Scan again with --visible and choose it yourself, in the window that opens.",
    )


@dataclass(frozen=True, slots=True)
class Choosing:
    """How an offer is taken: `get` is an address to open; else a form is sent to `post`."""

    get: str | None
    post: str
    handle: JSHandle

    def send(self) -> None:
        """Send the form, as its button would."""
        self.handle.evaluate("choosing => choosing.send()")


def choosing(offer: Offer, origin: str) -> Choosing:
    """How to take `offer`. Raises PersonNeeded when that would lead elsewhere, or to an address that is never used."""
    handle = offer.element.evaluate_handle(_READY)
    told = handle.evaluate("c => c && {get: c.get ?? null, post: c.post ?? ''}")
    address = str((told["get"] or told["post"]) if told else "").partition("#")[0]
    if not address or origin_of(address) != origin_of(origin) or forbidden_address(address):
        raise PersonNeeded(
            f"dsptscan cannot choose {offer} by itself.",
            "Scan again with --visible and choose it yourself, in the window that opens.",
        )
    return Choosing(address if told["get"] else None, address, handle)
