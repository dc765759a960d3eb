"""What a page's own style sheets say of its elements, as far as it matters here: hidden or not, and the colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from dsptscan.reading.markup import Tag

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BLOCK = re.compile(r"([^{}]*)([{}])")
_DECLARED = re.compile(
    r"(?:^|;)\s*(display|visibility|color)\s*:\s*([^;!]+?)\s*(!\s*important)?\s*(?=;|$)", re.IGNORECASE
)
_VARIABLE = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USE = re.compile(r"var\(\s*(--[\w-]+)[^)]*\)")
_TELLS = re.compile(r"(?:^|[;{\s])(?:display|visibility|color)\s*:", re.IGNORECASE)
_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
_STEP = re.compile(
    rf"(?P<tag>\*|{_NAME})|#(?P<id>{_NAME})|\.(?P<cls>{_NAME})"
    rf"|\[\s*(?P<attr>{_NAME})\s*(?:(?P<op>[~^$*|]?=)\s*[\"']?(?P<val>[^\"'\]]*)[\"']?\s*)?\]"
    rf"|:not\(\s*(?:\.(?P<nocls>{_NAME})|\[\s*(?P<noattr>{_NAME})\s*\])\s*\)|:(?P<pseudo>link|any-link)\b"
)
_JOINT = re.compile(r"\s*>\s*|\s+")
_OTHER_MEDIA = re.compile(
    r"\bprint\b|max-width|max-height|\bdark\b|prefers-|speech|forced-colors|orientation", re.IGNORECASE
)
_MOST_RULES = 4000
Test = Callable[[Tag], bool]
Weight = tuple[bool, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Rule:
    """The last step of a selector, and the steps before it, nearest first; `near`: that one is the parent."""

    last: tuple[Test, ...]
    before: tuple[tuple[bool, tuple[Test, ...]], ...]
    weight: tuple[int, int, int, int]
    says: tuple[tuple[str, str, bool], ...]


@dataclass(slots=True)
class Styles:
    """The rules of a page's style sheets, by the name they can be found under: "#id", ".class", "tag" or "*"."""

    rules: dict[str, list[_Rule]] = field(default_factory=dict)
    count: int = 0
    classes: set[str] = field(default_factory=set)  # every class that a sheet speaks of
    variables: dict[str, str] = field(default_factory=dict)

    def of(self, tag: Tag) -> dict[str, str]:
        """The properties that hold for an element itself; what it inherits is not among them."""
        if not self.rules:
            return _written(tag)
        attrs = tag.attrs
        keys = chain(
            ("*", tag.name), (f".{name}" for name in classes_of(tag)), (f"#{attrs['id']}",) if "id" in attrs else ()
        )
        best: dict[str, tuple[Weight, str]] = {}
        for key in keys:
            for rule in self.rules.get(key, ()):
                if _matches(rule, tag):
                    for name, value, important in rule.says:
                        weight = (important, *rule.weight)
                        if name not in best or best[name][0] <= weight:
                            best[name] = (weight, value)
        found = {name: self._value(value) for name, (_, value) in best.items()}
        strong = {name for name, (weight, _) in best.items() if weight[0]}
        return found | {name: value for name, value in _written(tag).items() if name not in strong}

    def _value(self, text: str) -> str:
        return _USE.sub(lambda use: self.variables.get(use[1], ""), text) if "var(" in text else text


def styles_of(top: Tag) -> Styles:
    """Read the style sheets that stand in a page. Those it only names are not there to be read."""
    styles = Styles()
    for sheet in top.below("style"):
        if not _OTHER_MEDIA.search(sheet.attrs.get("media", "")):
            _read("".join(sheet.strings()), styles)
    return styles


def _read(sheet: str, styles: Styles) -> None:
    sheet = _COMMENT.sub(" ", sheet)
    if "--" in sheet:
        styles.variables |= {m[1]: m[2].strip().casefold() for m in _VARIABLE.finditer(sheet)}
    around: list[bool] = []  # for every block one is in: whether it counts
    head = ""
    for match in _BLOCK.finditer(sheet):
        text, sign = match[1], match[2]
        if sign == "{":
            head = text.rsplit(";", 1)[-1].strip()
            counts = not around or around[-1]
            if head.startswith("@"):
                counts = counts and head.startswith(("@media", "@layer", "@supports")) and not _OTHER_MEDIA.search(head)
            around.append(counts)
        elif around:
            counts = around.pop()
            if counts and text.strip() and not head.startswith("@") and styles.count < _MOST_RULES:
                _add(head, text, styles)
            head = ""


def _add(selectors: str, body: str, styles: Styles) -> None:
    styles.classes.update(re.findall(r"\.([\w-]+)", selectors))
    if not _TELLS.search("{" + body):
        return
    says = tuple((m[1].casefold(), m[2].casefold(), bool(m[3])) for m in _DECLARED.finditer(body))
    for selector in selectors.split(","):
        rule = _rule(selector.strip(), says, styles.count)
        if rule:
            styles.count += 1
            styles.rules.setdefault(rule[0], []).append(rule[1])


def _rule(selector: str, says: tuple[tuple[str, str, bool], ...], number: int) -> tuple[str, _Rule] | None:
    """A selector with the name it is found under; None when it holds what is not understood here."""
    steps: list[tuple[bool, tuple[Test, ...]]] = []
    ids = names = tags = 0
    key, near = "*", False
    position = 0
    while position < len(selector):
        key, tests = "*", []
        while match := _STEP.match(selector, position):
            position = match.end()
            part = {k: v for k, v in match.groupdict().items() if v is not None}
            ids, names = ids + ("id" in part), names + bool({"cls", "attr", "nocls", "noattr", "pseudo"} & set(part))
            tags += "tag" in part and part["tag"] != "*"
            if "id" in part:
                key = "#" + _plain(part["id"])
            elif "cls" in part and not key.startswith("#"):
                key = "." + _plain(part["cls"])
            elif "tag" in part and part["tag"] != "*":
                key = part["tag"].casefold()
            tests.append(_test(part))
        if not tests:
            return None
        steps.append((near, tuple(tests)))
        if position == len(selector):
            break
        joint = _JOINT.match(selector, position)
        if not joint:
            return None
        near, position = ">" in joint[0], joint.end()
    if not steps:
        return None
    before = []
    for i in range(len(steps) - 1, 0, -1):
        before.append((steps[i][0], steps[i - 1][1]))
    return key, _Rule(steps[-1][1], tuple(before), (ids, names, tags, number), says)


def _plain(name: str) -> str:
    return name.replace("\\", "")


def _test(part: dict[str, str]) -> Test:
    name = _plain(
        part.get("id") or part.get("cls") or part.get("nocls") or part.get("noattr") or part.get("attr") or ""
    )
    wanted = part.get("tag", "").casefold()
    op, value = part.get("op", ""), part.get("val", "")
    tests: dict[str, Test] = {
        "tag": lambda tag: wanted == "*" or tag.name == wanted,
        "id": lambda tag: tag.attrs.get("id") == name,
        "cls": lambda tag: name in classes_of(tag),
        "nocls": lambda tag: name not in classes_of(tag),
        "noattr": lambda tag: name not in tag.attrs,
        "pseudo": lambda tag: tag.name == "a" and "href" in tag.attrs,
        "attr": lambda tag: _holds(tag, name.casefold(), op, value),
    }
    return tests[next(kind for kind in tests if kind in part)]


def _holds(tag: Tag, name: str, op: str, wanted: str) -> bool:
    if name not in tag.attrs:
        return False
    value = tag.attrs[name]
    return {
        "": True,
        "=": value == wanted,
        "~=": wanted in value.split(),
        "^=": value.startswith(wanted),
        "$=": value.endswith(wanted),
        "*=": wanted in value,
        "|=": value == wanted or value.startswith(wanted + "-"),
    }[op]


def classes_of(tag: Tag) -> Iterable[str]:
    """An element's classes."""
    return tag.attrs["class"].split() if "class" in tag.attrs else ()


def _matches(rule: _Rule, tag: Tag) -> bool:
    if not all(test(tag) for test in rule.last):
        return False
    element: Tag | None = tag
    for near, tests in rule.before:
        element = element.parent if element is not None else None
        while element is not None and not near and not all(test(element) for test in tests):
            element = element.parent
        if element is None or not all(test(element) for test in tests):
            return False
    return True


def _written(tag: Tag) -> dict[str, str]:
    """What stands in the element's own style attribute."""
    style = tag.attrs.get("style", "")
    if ":" not in style:
        return {}
    return {m[1].casefold(): m[2].casefold() for m in _DECLARED.finditer(style)}
