"""What may happen to saved pages on their way to us: each change the design names, as a function.

Every change takes a folder and a source of chance, and gives a changed copy of the folder. None of them tells that a
question is complete which was not, so none of them may make the reader say so.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import html

from tests.properties.changing_words import replace_status_words
from tests.properties.pages import Folder, elements, parse, parsed, remove, rows, written

Change = Callable[[Folder, Random, frozenset[str]], Folder]
Tree = html.HtmlElement

_BLOCKS = (
    "a", "article", "blockquote", "button", "center", "dd", "details", "div", "dl", "dt", "fieldset", "form", "h3",
    "label", "li", "main", "p", "section", "summary", "table", "tbody", "td", "tr", "ul",
)  # fmt: skip
_INLINE = ("abbr", "b", "code", "em", "font", "i", "ins", "mark", "small", "span", "strong", "sup", "u", "x-tag")
_VOID = ("br", "hr", "img", "input", "wbr")
_NEW_ELEMENTS = (
    "a", "b", "br", "button", "dd", "div", "h2", "h3", "hr", "i", "img", "input", "label", "li", "p", "small", "span",
    "svg", "td", "textarea",
)  # fmt: skip
_WRAPPERS = ("article", "b", "center", "details", "div", "fieldset", "font", "form", "main", "section", "span", "x-box")
# The page itself, what nobody sees, and answer boxes: what stands in those is the provider's, and no other tag is one.
_KEPT = {
    "body", "head", "html", "iframe", "input", "noscript", "object", "option", "script", "select", "style", "template",
    "textarea", "title",
}  # fmt: skip
# What stands on every page and says nothing of any question's status.
WORDS_OF_NO_STATUS = (
    "Lorem ipsum dolor", "Read the guide first", "Owner: Priya Shah", "Ref 48031", "Tip", "Help with this question",
    "12", "2 files", "–", "Priority 2", "See also 3.1.1 and the guide", "Standard wording", "24/25", "1 of 3",
    "Page 2 of 2", "i", "More", "Show all", "http://example.org/a.b.c", "1.2.3.4", "Care home", "Version 4.5.1", "?",
    "30 June 2026", "!", ":", "Notes", "Level", "not", "Every home must publish by the end of June.", "Question",
    "Answer", "and", "(a)", "9", "45 questions",
)  # fmt: skip


def cut(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """Cut one page at any byte."""
    name = rng.choice(sorted(folder))
    content = folder[name]
    return {**folder, name: content[: rng.randrange(len(content))] if content else content}


def _on_one_page(change: Callable[[Tree, Random, frozenset[str]], None]) -> Change:
    """A change of the tree of one page, or of every page in the same way."""

    def changed(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
        name = rng.choice(sorted(folder))
        trees = parsed(save_again({name: folder[name]}, rng, known))
        for root in trees.values():
            change(root, rng, known)
        new = {name: written(root) for name, root in trees.items()}
        return {**folder, **new} if all(_stays(root, new[name]) for name, root in trees.items()) else folder

    changed.__name__, changed.__doc__ = change.__name__.strip("_"), change.__doc__
    return changed


def _stays(root: Tree, content: bytes) -> bool:
    """Whether a parser reads the tree that was written.

    It moves what may not stand where it stands, like a heading in a paragraph: that is another change than was meant.
    """
    again = parse(content)
    return [(e.tag, len(e)) for e in root.iter()] == [(e.tag, len(e)) for e in again.iter()]


def remove_questions(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """Take whole questions out, on one page or wherever they stand."""
    trees = parsed(folder)
    found = [(name, row) for name, root in trees.items() for row in rows(root, known)]
    if not found:
        return folder
    touched = set()
    for name, row in rng.sample(found, rng.randint(1, min(len(found), rng.choice([1, 3, 20, 200])))):
        touched.add(name)
        for part in row:
            remove(part)
    return {**folder, **{name: written(trees[name]) for name in touched}}


@_on_one_page
def double_questions(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Put questions there twice: beside themselves, at the other end of a list, or in the place of any other."""
    found = rows(root, known)
    for row in rng.sample(found, min(len(found), rng.choice([1, 2, 40]))):
        where = rng.choice([row, row, rng.choice(found)])
        for part in reversed(row):
            copy = deepcopy(part)
            copy.tail = None
            where[-1].addnext(copy)


@_on_one_page
def reorder_questions(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Questions that stand side by side change places within their list."""
    for run in _runs(rows(root, known)):
        order = list(range(len(run)))
        rng.shuffle(order)
        first = run[0][0]
        parent, at = first.getparent(), first.getparent().index(first)
        parts = [part for i in order for part in run[i]]
        for row in run:
            for part in row:
                parent.remove(part)
        parent[at:at] = parts


def _runs(found: list[list[Tree]]) -> list[list[list[Tree]]]:
    runs: list[list[list[Tree]]] = []
    for row in found:
        if runs and runs[-1][-1][-1].getnext() is row[0]:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [run for run in runs if len(run) > 1]


def remove_pages(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """Take whole pages out; one always stays."""
    gone = set(rng.sample(sorted(folder), rng.randint(1, max(1, len(folder) - 1))))
    kept = {name: content for name, content in folder.items() if name not in gone}
    return kept or folder


def double_pages(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """Save pages a second time under other names."""
    twice = rng.sample(sorted(folder), rng.randint(1, len(folder)))
    return {**folder, **{rng.choice(["0 ", "zz "]) + name: folder[name] for name in twice}}


def reorder_pages(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """Give pages other names, so that they come in another order."""
    names = sorted(folder)
    rng.shuffle(names)
    return {f"{i:03d}.html": folder[name] for i, name in enumerate(names)}


def _renamed(names: list[str], rng: Random) -> Callable[[str], str]:
    """New names for old ones: each always the same, or each time another; some stay."""
    consistent, share = rng.random() < 0.5, rng.choice([0.05, 0.5, 1.0])
    fresh = ["x", "css-1ab9", "col", "q", "item", "row-4", "completed", "done", "is-complete", "tick"]
    fixed = {name: rng.choice(fresh) if rng.random() < share else name for name in names}

    def new(name: str) -> str:
        if consistent:
            return fixed[name]
        return rng.choice(fresh) if rng.random() < share else name

    return new


@_on_one_page
def rename_classes(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Classes get other names; a made-up name may look like a status, for a class proves nothing."""
    every = [e for e in elements(root) if e.get("class")]
    new = _renamed(sorted({name for e in every for name in e.get("class").split()}), rng)
    for element in every:
        element.set("class", " ".join(new(name) for name in element.get("class").split()))


@_on_one_page
def rename_ids(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Ids get other names; what refers to them follows or does not."""
    every = [e for e in elements(root) if e.get("id")]
    new = _renamed(sorted({e.get("id") for e in every}), rng)
    given = {}
    for number, element in enumerate(every):
        old, name = element.get("id"), new(element.get("id"))
        given[old] = name if name == old else f"{name}-{number}"
        element.set("id", given[old])
    if rng.random() < 0.5:
        return
    for element in elements(root):
        for key in ("for", "aria-labelledby", "aria-describedby", "headers", "aria-controls"):
            if element.get(key):
                element.set(key, " ".join(given.get(name, name) for name in element.get(key).split()))
        if (element.get("href") or "").startswith("#"):
            element.set("href", "#" + given.get(element.get("href")[1:], element.get("href")[1:]))


@_on_one_page
def rename_tags(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Elements get other tags: all of one name, or some of them, each another."""
    every = [e for e in elements(root) if e.tag not in _KEPT]
    if not every:
        return
    pool = [*_BLOCKS, *_INLINE]
    if rng.random() < 0.5:
        for name in rng.sample(sorted({e.tag for e in every}), 1):
            new = rng.choice([*pool, *_VOID])
            for element in [e for e in every if e.tag == name]:
                _rename(element, new)
        return
    name = rng.choice([None, *sorted({e.tag for e in every})])
    chosen = [e for e in every if name in (None, e.tag)]
    for element in rng.sample(chosen, min(len(chosen), rng.choice([1, 3, 30]))):
        _rename(element, rng.choice([*pool, *_VOID]))


def _rename(element: Tree, name: str) -> None:
    """Another tag. One that holds nothing stands before what the element held, as it does in a browser."""
    if name in _VOID and (len(element) or element.text):
        single = html.Element(name)
        for key, value in element.attrib.items():
            single.set(key, value)
        element.addprevious(single)
        element.drop_tag()
    else:
        element.tag = name


@_on_one_page
def wrap(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Put elements, rows or stretches of neighbours into new boxes."""
    every = [e for e in elements(root) if e.tag not in _KEPT and e.getparent() is not None]
    row_parts = [part for row in rows(root, known) for part in row]
    kind = rng.choice(["any", "rows", "stretch", "tag"])
    if kind == "stretch" and every:
        start = rng.choice(every)
        parent = start.getparent()
        at = parent.index(start)
        group = list(parent)[at : at + rng.randint(1, 6)]
        box = html.Element(rng.choice(_WRAPPERS))
        start.addprevious(box)
        box.extend(group)
        return
    chosen = {
        "any": rng.sample(every, min(len(every), rng.choice([1, 5, 50]))),
        "rows": row_parts if rng.random() < 0.5 else rng.sample(row_parts, min(len(row_parts), 3)),
        "tag": [e for e in every if every and e.tag == rng.choice(every).tag] if kind == "tag" else [],
        "stretch": [],
    }[kind]
    name = rng.choice(_WRAPPERS)
    for element in chosen:
        box = html.Element(name)
        element.addprevious(box)
        box.tail, element.tail = element.tail, None
        box.append(element)


@_on_one_page
def insert(root: Tree, rng: Random, known: frozenset[str]) -> None:
    """Text and elements without status words at the edges of elements, and inside rows more often than elsewhere."""
    every = elements(root)
    inside = [e for row in rows(root, known) for part in row for e in part.iter() if isinstance(e.tag, str)]
    places = inside if inside and rng.random() < 0.7 else every
    tag = rng.choice([None, *_NEW_ELEMENTS])
    text = rng.choice(WORDS_OF_NO_STATUS)
    same = rng.choice([None, None, rng.choice(places).tag])
    places = [p for p in places if same in (None, p.tag)]
    for place in rng.sample(places, min(len(places), rng.choice([1, 1, 10, 400]))):
        if place.tag not in _KEPT:
            _insert(place, tag, text, rng.choice(["first", "last", "before", "after"]))


def _insert(place: Tree, tag: str | None, text: str, where: str) -> None:
    if tag is None:
        if where in ("first", "last") and not len(place):
            place.text = f"{place.text or ''} {text}" if where == "last" else f"{text} {place.text or ''}"
        else:
            place.tail = f" {text} {place.tail or ''}"
        return
    new = html.Element(tag)
    if tag in ("img",):
        new.set("alt", text)
    elif tag in ("input", "textarea"):
        new.set("value", text)
    elif tag not in _VOID:
        new.text = f" {text} "  # a "9" right behind 8.2.1 would be another question to anybody
    if tag == "i":
        new.text, new.attrib["class"] = None, "icon icon-done"
    if where == "first":
        place.insert(0, new)
    elif where == "last":
        place.append(new)
    elif place.getparent() is not None:
        (place.addprevious if where == "before" else place.addnext)(new)
        if where == "after":
            place.tail, new.tail = None, place.tail


def save_again(folder: Folder, rng: Random, known: frozenset[str]) -> Folder:
    """The same pages as another program would write them: tags closed, entities for letters."""
    return {**folder, **{name: written(root) for name, root in parsed(folder).items()}}


_EVERY = (
    cut, remove_questions, double_questions, reorder_questions, remove_pages, double_pages, reorder_pages,
    rename_classes, rename_ids, rename_tags, wrap, insert, replace_status_words, save_again,
)  # fmt: skip
CHANGES: dict[str, Change] = {change.__name__: change for change in _EVERY}
