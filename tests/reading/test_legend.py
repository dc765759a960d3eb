"""The key of a page: what signs, letters, icons and colours stand for."""

from __future__ import annotations

import pytest

from dsptscan.model import Page, Question
from dsptscan.reading.assemble import assemble
from dsptscan.reading.page import read_page
from tests.reading.small_pages import HEADING, OPENED, WORDS, questions, whole


def told(body: str) -> dict[str, tuple[bool | None, str]]:
    return {ref: (question.mandatory, question.status) for ref, question in questions(HEADING + body).items()}


STARRED = "<ul><li>1.1.1 Who? * <b>Completed</b></li><li>1.1.2 What? <b>Completed</b></li></ul>"


LINES = ["<p>* mandatory</p>", "<p>* = mandatory</p>", "<p>* Mandatory question</p>"]
SENTENCES = [
    "<p>* means mandatory</p>",
    "<p>Questions marked with an asterisk are mandatory.</p>",
    "<p>Mandatory questions are marked *.</p>",
    "<p>Questions marked (*) are required.</p>",
    "<dl><dt>*<dd>Mandatory</dl>",
    "<p><b>*</b> mandatory</p>",
]


@pytest.mark.parametrize("key", LINES + SENTENCES)
def test_a_star(key: str) -> None:
    assert told(STARRED + key) == {"1.1.1": (True, "complete"), "1.1.2": (False, "complete")}
    assert told(f"{key}<p>Choose a question.</p>{STARRED}") == {
        "1.1.1": (True, "complete"),
        "1.1.2": (False, "complete"),
    }


@pytest.mark.parametrize("key", [*(line for line in LINES), *SENTENCES])
def test_a_star_whose_key_stands_right_before_the_list(key: str) -> None:
    assert told(key + STARRED) == {"1.1.1": (True, "complete"), "1.1.2": (False, "complete")}


def test_a_star_without_a_key_says_nothing() -> None:
    assert [mandatory for mandatory, _ in told(STARRED).values()] == [None, None]


@pytest.mark.parametrize(
    "key",
    [
        "<p>M = mandatory, O = optional</p>",
        "<p>M: mandatory; O: optional</p>",
        "<p>M – mandatory</p><p>O – optional</p>",
    ],
)
def test_letters(key: str) -> None:
    rows = "<tr><td>1.1.1<td>Who?<td>M<td>Done</tr><tr><td>1.1.2<td>What?<td>O<td>Done</tr>"
    assert told(f"{key}<table>{rows}</table>") == {"1.1.1": (True, "complete"), "1.1.2": (False, "complete")}


ICON_KEYS = {
    "image": ("<img src=/i/t.png alt=''>", "<img src=/i/c.png alt=''>"),
    "image of another folder": ("<img src=./A_files/t.png?v=2 alt=''>", "<img src=./A_files/c.png alt=''>"),
    "svg symbol": ("<svg><use href='#t'></use></svg>", "<svg><use href='#c'></use></svg>"),
    "icon font": ("<i class='fa fa-t'></i>", "<i class='fa fa-c'></i>"),
    "icon font, classes turned round": ("<i class='fa-t fa'></i>", "<i class='fa-c fa'></i>"),
    "dot": ("<span class='dot x'></span>", "<span class='dot y'></span>"),
}


@pytest.mark.parametrize("name", ICON_KEYS)
def test_icons(name: str) -> None:
    tick, cross = ICON_KEYS[name]
    key = f"<p>{tick} Completed</p><p>{cross} Not completed</p>"
    body = f"{key}<ul><li>{tick} 1.1.1 Who?</li><li>{cross} 1.1.2 What?</li></ul>"
    assert [status for _, status in told(body).values()] == ["complete", "incomplete"]


def test_an_icon_whose_key_says_two_things_says_nothing() -> None:
    key = "<p><i class=dot></i> Completed</p><p><i class=dot></i> Not completed</p>"
    body = f"{key}<ul><li><i class=dot></i> 1.1.1 Who?</li><li><i class=dot></i> 1.1.2 What?</li></ul>"
    assert "complete" not in [status for _, status in told(body).values()]


def test_an_icon_without_a_key_says_nothing() -> None:
    body = "<ul><li><i class='fa fa-check'></i> 1.1.1 Who?</li><li><i class='fa fa-times'></i> 1.1.2 What?</li></ul>"
    assert [status for _, status in told(body).values()] == ["unknown", "unknown"]


def test_a_key_lends_its_words_to_no_row() -> None:
    """A key right before the first row is not part of it."""
    body = "<div><p>M = mandatory, O = optional</p><p>1.1.1 Who? M</p><p>1.1.2 What? O</p></div>"
    assert [mandatory for mandatory, _ in told(body).values()] == [True, False]


def colours(key: str, second: str) -> dict[str, Question]:
    body = f"{HEADING}{key}<ul><li><a href=/1>1.1.1 Who?</a></li><li><a href=/2>1.1.2 What?</a> {second}</li></ul>"
    page = Page(name="a", html=whole(body), link_colours={"/1": "rgb(29, 112, 184)", "/2": "rgb(212, 53, 28)"})
    return {q.ref: q for q in assemble([read_page(page, WORDS)], OPENED).questions}


@pytest.mark.parametrize("key", ["", "<p>Questions in red are not complete.</p>", "<p>Red: still to answer.</p>"])
def test_a_red_link(key: str) -> None:
    found = colours(key, "")
    assert (found["1.1.1"].status, found["1.1.2"].status) == ("unknown", "incomplete")


def test_a_red_link_beside_completed_is_a_contradiction() -> None:
    assert colours("", "Completed")["1.1.2"].status == "unknown"
