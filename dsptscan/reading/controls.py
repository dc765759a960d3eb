"""Form controls and what they are for, told by their labels and never by their order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.words import Words, normal

_NO_ANSWER = {"hidden", "submit", "button", "image", "reset", "search", "password"}
_TYPED = {"text", "url", "email", "number", "tel", ""}
_ROLES = ("other", "kinds", "comments", "documents", "choices", "dates", "ticks", "labels")
_DATE_NAME = re.compile(r"(?:^|[-_.\[])(?:day|month|year)\b", re.IGNORECASE)
_CHOOSES_A_ROW = re.compile(
    r"(?:select |choose |row |item |question )*[\[(#]?(?:10|[1-9])\.\d{1,2}\.\d{1,2}[\])]?"
    r"|(?:select|choose|pick|toggle)\b.*\b(?:row|item|object|record|line|selection|question|for an action|all)\b.*",
    re.IGNORECASE,
)
_HOLDERS = {"td", "dd", "fieldset", "tr", "li", "form"}
_HINTS = 5  # texts that may stand with one control
_LABELS = 4  # labels of one control; a broken page may have thousands
_PARTS_OF_A_DATE = {"day", "month", "year", "dd", "mm", "yyyy"}


@dataclass(frozen=True, slots=True)
class Control:
    """A box on the page. `kind`: tick, radio, select, file, date, text.

    `role`: answer, comment, document, date, other, or unlabelled for a text box that nothing tells apart. `filled`
    is None when it cannot be told (a list whose first entry is shown without having been chosen).
    """

    element: Element
    kind: str
    role: str
    label: str
    filled: bool | None
    value: str


@dataclass(frozen=True, slots=True)
class Named:
    """Labels of a page that are not what they seem, as `answer_labels` and `state_labels` of `fields` give them."""

    answers: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)


class Labels:
    """The labels of a page's controls: by `for`, wrapping, `aria-*`, fieldset, table row, or what stands before."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._by_for: dict[str, list[Element]] = {}
        for element in document.named("label").every:
            if element.attrs.get("for"):
                self._by_for.setdefault(element.attrs["for"], []).append(element)
        self.used: set[int] = set()  # leaves of labels that say which control they name
        self._near: set[int] = set()  # leaves that merely stand before a control
        self.private: set[int] = set()
        self.named = Named()

    def of(self, control: Element) -> list[str]:
        """A control's labels, nearest first."""
        attrs, texts = control.attrs, []
        named = [self.document.ids.get(i) for i in attrs.get("aria-labelledby", "").split()]
        texts.append(" ".join(self._take(e) for e in named if e is not None))
        texts.append(attrs.get("aria-label", ""))
        texts += [self._take(e) for e in self._by_for.get(attrs.get("id", ""), [])[:_LABELS]]
        for ancestor in control.ancestors():
            if ancestor.name == "label":
                texts.append(self._take(ancestor))
            if ancestor.name == "fieldset" or ancestor.attrs.get("role") in ("group", "radiogroup"):
                texts += [self._take(e) for e in ancestor.elements if e.name == "legend"]
                texts.append(ancestor.attrs.get("aria-label", ""))
                break
        if not any(texts) and kind_of(control) == "tick":
            texts.append(attrs.get("title", ""))  # nearer than whatever stands before it, which may be another row
        own = [text for text in texts if text]
        return own or [t for t in (self._before(control), attrs.get("placeholder", ""), attrs.get("title", "")) if t]

    def elements(self, control: Element) -> list[Element]:
        """The label elements for a control and around it; they are not taken."""
        around = [a for a in control.ancestors() if a.name == "label"][:1]
        return [*self._by_for.get(control.attrs.get("id", ""), [])[:_LABELS], *around]

    @property
    def taken(self) -> set[int]:
        """All leaves that are labels of controls or stand in boxes."""
        return self.used | self._near | self.private

    def takes(self, leaf: int) -> bool:
        """Whether a leaf is the label of a control or stands in a box."""
        return leaf in self.used or leaf in self._near or leaf in self.private

    def content(self, element: Element) -> str:
        """What stands in a box that is no form control: the provider's own words."""
        self.private.update(range(element.start, element.end))
        return self.document.text(element)

    def _take(self, element: Element) -> str:
        self.used.update(range(element.start, element.end))
        return self.document.text(element)

    def _before(self, control: Element) -> str:
        """The cell, term or text that stands right before a control without a label of its own."""
        element = control
        for _ in range(5):
            parent = element.parent
            if parent is None:
                return ""
            for child in (parent.children[i] for i in range(element.place - 1, -1, -1)):
                text = child.text if isinstance(child, Leaf) else self.document.text(child)
                if isinstance(child, Element) and any(e.name in ("input", "textarea", "select") for e in child.walk()):
                    return ""
                if text:
                    self._near.update(range(child.start, child.end) if isinstance(child, Element) else [child.index])
                    return text
            element = parent
        return ""


def beside(control: Control) -> range:
    """The leaves of the small part of a page that holds a control and nothing else to fill in: its label, its hints."""
    holder = control.element
    while (
        holder.parent is not None and holder.name not in _HOLDERS and holder.parent.end - holder.parent.start <= _HINTS
    ):
        if sum(kind_of(e) is not None for e in holder.parent.walk()) > 1:
            break
        holder = holder.parent
    return range(holder.start, holder.end)


def controls_in(parts: list[Element], labels: Labels, words: Words, states: Collection[int] = ()) -> list[Control]:
    """Every control of a question that a person may answer with, comment boxes among them.

    `states` are the ids of boxes that only show a state.
    """
    found = []
    for element in labels.document.those(kind_of).among(parts):
        kind = kind_of(element)
        if kind and id(element) not in states and not (element.attrs.get("role") == "search" or _in_search(element)):
            found.append(_control(element, kind, labels, words))
    return [_next_box_of_a_date(found[i - 1] if i else None, control) for i, control in enumerate(found)]


def _next_box_of_a_date(previous: Control | None, control: Control) -> Control:
    """Day, month and year often share one label, before the first box."""
    together = (
        previous and previous.element.parent is control.element.parent and previous.role in ("date", "unlabelled")
    )
    return replace(control, role="date") if together and control.role == "unlabelled" else control


def kind_of(element: Element) -> str | None:
    """What kind of control an element is: tick, radio, select, text, file or date; None when it is none."""
    role = element.attrs.get("role", "")
    if role in ("checkbox", "radio", "switch") and element.name != "input":
        return "radio" if role == "radio" else "tick"
    if element.attrs.get("contenteditable") in ("", "true") or (
        role == "textbox" and element.name not in ("input", "textarea")
    ):
        return "text"
    if element.name in ("textarea", "select"):
        return {"textarea": "text", "select": "select"}[element.name]
    if element.name != "input":
        return None
    given = element.attrs.get("type", "").casefold().strip()
    if given in _NO_ANSWER:
        return None
    named = {"checkbox": "tick", "radio": "radio", "file": "file", "date": "date", "datetime-local": "date"}
    return named.get(given, "text" if given in _TYPED or given not in named else None)


def _in_search(element: Element) -> bool:
    return any(a.attrs.get("role") == "search" or a.name == "search" for a in element.ancestors())


def _control(element: Element, kind: str, labels: Labels, words: Words) -> Control:
    attrs, texts = element.attrs, labels.of(element)
    filled: bool | None
    if kind in ("tick", "radio"):
        filled = "checked" in attrs or attrs.get("aria-checked") == "true"
        value = attrs.get("value", "")
    elif kind == "select":
        value = attrs.get("[value]", "")
        filled = _chosen(attrs, words)
    elif element.name not in ("input", "textarea"):
        value = labels.content(element)
        filled = bool(value.strip())
    else:
        value = attrs.get("[value]", attrs.get("value", "")) if kind != "file" else ""
        filled = bool(value.strip())
    return Control(element, kind, _role(element, kind, texts, words), texts[0] if texts else "", filled, value.strip())


def _chosen(attrs: dict[str, str], words: Words) -> bool | None:
    if "answer.empty" in words.meanings(normal(attrs.get("[value]", ""))) or not attrs.get("[given]", "").strip():
        return False
    return True if attrs.get("[chosen]") else None


def _role(element: Element, kind: str, texts: list[str], words: Words) -> str:
    if kind == "tick" and texts and all(_CHOOSES_A_ROW.fullmatch(text.strip()) for text in texts):
        return "other"  # it chooses the row
    own = normal(element.attrs.get("aria-label", ""))
    if kind == "tick" and own and {"labels.mandatory", "labels.optional"} & words.meanings(own):
        return "other"  # it says whether the question must be answered
    for text in texts:
        label = normal(text)
        if label in _PARTS_OF_A_DATE and kind in ("text", "select"):
            return "date"
        role = label_role(text, words)
        if role == "other" or (role == "comments" and kind == "text"):
            return {"comments": "comment"}.get(role, role)
        if kind == "text" and role == "documents":
            return "document"
        if kind == "text" and role == "dates":
            return "date"
        if kind == "text" and role:
            return "answer"
    if not texts:
        names = re.split(r"[^a-z]+", (attrs_name(element)).casefold())
        if any("comment" in n or n == "notes" for n in names):
            return "comment"
        return "answer" if kind != "text" else "unlabelled"
    # Three boxes with labels in another language are a date by their names; one alone is not.
    return "date" if kind == "text" and _DATE_NAME.search(attrs_name(element)) else "answer"


def attrs_name(element: Element) -> str:
    """A control's own names: weak evidence, used only where its label says nothing."""
    return element.attrs.get("name", "") + " " + element.attrs.get("id", "")


def label_role(text: str, words: Words) -> str:
    """What a label announces: a key of [answer] in words.toml ("labels" is an answer), or "" when not known."""
    return words.once(_label_role, text)


def _label_role(text: str, words: Words) -> str:
    meanings = set(words.meanings(normal(text)))
    if not meanings:
        split = words.split(text)
        meanings = {m for _, _, said in split.said for m in said.meanings}
    role = next((r for r in _ROLES if f"answer.{r}" in meanings), "")
    tokens = re.findall(r"[a-z]+", normal(text))
    if not role and {"useful", "helpful", "feedback", "survey"} & set(tokens):
        return "other"
    if not role and len(tokens) <= 12 and {"comment", "comments", "notes"} & set(tokens):
        return "comments"
    if not role and len(tokens) <= 14 and {"upload", "file", "document", "documents"} & set(tokens):
        return "documents"
    if not role and len(tokens) <= 4 and {"answer", "response"} & set(tokens):
        return "labels"
    return role
