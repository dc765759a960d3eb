"""The reader's own tree is the one that BeautifulSoup builds with lxml."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from bs4.element import Tag as SoupTag

from dsptscan.reading.decoding import decode
from dsptscan.reading.markup import Tag, tree_of
from tests.chance import chance

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").rglob("*.html"))
ODD = [
    "",
    " ",
    "<",
    "only text",
    "<!-- only a comment -->",
    "\x00",
    "\ufeff<p>after a mark</p>",
    "<?xml version='1.0'?><html/>",
    "<p {a}b=1 {c>x</p></q></div>y",
    "<svg xlink:href='a' xmlns:b='c'><b:d/></svg>",
    "<b><i>x</b>y</i>z",
    "<table><p>x<tr><td>y</table></table>",
    "<select><option>a<option selected>b<b>c</b></select><textarea>\n <b>x</b></textarea>",
    "<title>a<rt>b</rt></title><ruby>a<rt>b</rt></ruby>",
    "<ruby>a<rt>b<textarea>c</textarea><select><option>d</select>",
    "<p>a<!-- parts --> b<?pi parts?>c</p><style>p > b { color: red }</style><td class=' x  y ' headers='a  b'>",
    "<div>" * 300 + "deep" + "</div>" * 300,
]
BREAKING = ("</p>", "</div>", "<table>", "<b>", "<!--", '"', "<script>", "<select>", "&#0;", "<title>x", "<a href=x>")
Node = tuple[str, dict[str, str], list["Node | str"]]


def _text(piece: str) -> str:
    return piece if piece.strip() else " "


def _of_soup(tag: SoupTag) -> list[Node | str]:
    found: list[Node | str] = []
    for child in tag.contents:
        if isinstance(child, SoupTag):
            attrs = {str(k): " ".join(v) if isinstance(v, list) else str(v) for k, v in child.attrs.items()}
            found.append((child.name, attrs, _of_soup(child)))
        elif not isinstance(child, PreformattedString):
            found.append(_text(str(child)))
    return found


def _of_tree(tag: Tag) -> list[Node | str]:
    return [_text(c) if isinstance(c, str) else (c.name, c.attrs, _of_tree(c)) for c in tag.contents]


def _same(html: str) -> None:
    page = html.encode("utf-8", errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(page, "lxml", from_encoding="utf-8")
    tree = tree_of(page)
    assert _of_tree(tree) == _of_soup(soup)
    tags = soup.find_all(True)
    assert [tag.name for tag in tree.below()] == [tag.name for tag in tags]
    for mine, theirs in list(zip(tree.below(), tags, strict=True))[::5]:
        before, other = mine.before(), theirs.find_previous_sibling(True)
        assert (before.name if before else None) == (other.name if other else None)
        assert len(mine.below()) == len(theirs.find_all(True))
        if mine.name in ("title", "textarea", "option"):
            assert mine.text().split() == theirs.get_text().split()


@pytest.mark.parametrize("html", ODD)
def test_odd_pages(html: str) -> None:
    _same(html)


@pytest.mark.parametrize("seed", range(8))
def test_saved_pages_whole_and_broken(seed: int) -> None:
    rng = chance(seed)
    for path in rng.sample(FIXTURES, 6):
        page = decode(path.read_bytes())[:40_000]
        _same(page)
        for piece in (
            "</p>",
            "</div>",
            "<table>",
            "<b>",
            "<!--",
            '"',
            "<script>",
            "<select>",
            "&#0;",
            "<title>x",
            "<a href=x>",
        ):
            at = rng.randrange(len(page))
            page = page[:at] + piece + page[at + rng.randrange(30) :]
        _same(page)
