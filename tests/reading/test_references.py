"""What is a question's reference, and what only looks like one."""

from __future__ import annotations

import pytest

from dsptscan.reading.document import clean, parse
from dsptscan.reading.references import references_in
from tests.reading.small_pages import WORDS, document, questions, whole


def refs(text: str) -> list[str]:
    return [reference.ref for reference in references_in(clean(text), WORDS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.1.5", ["1.1.5"]),
        ("10.2.1", ["10.2.1"]),
        ("1.3.13 Keys", ["1.3.13"]),
        ("1.1.5.", ["1.1.5"]),
        ("1.1.5: Who leads?", ["1.1.5"]),
        ("1.1.5) Who leads?", ["1.1.5"]),
        ("(1.1.5) Who leads?", ["1.1.5"]),
        ("[1.1.5]", ["1.1.5"]),
        ("#1.1.5", ["1.1.5"]),
        ("1.1.5 – Who leads?", ["1.1.5"]),
        ("1.1.5-Who leads?", ["1.1.5"]),
        ("1.1.5, 1.1.6 and 2.1.1", ["1.1.5", "1.1.6", "2.1.1"]),
        ("Question 1.1.5", ["1.1.5"]),
        ("Q1.1.5", ["1.1.5"]),
        ("Q 1.1.5", ["1.1.5"]),
        ("q1.1.5 Who leads?", ["1.1.5"]),
        ("Ref 1.1.5", ["1.1.5"]),
        ("Ref: 1.1.5", ["1.1.5"]),
        ("Item no. 1.1.5", ["1.1.5"]),
        ("The answer to 1.1.5 is missing.", ["1.1.5"]),
        ("Tell us (see 1.1.5).", ["1.1.5"]),
        ("Who leads? (1.1.5)", ["1.1.5"]),
        ("1.\u200b1.\u200b5", ["1.1.5"]),
        ("\ufeff1.1.5", ["1.1.5"]),
        ("1.1\u00ad.5", ["1.1.5"]),
        ("\u200e1.1.5\u200f", ["1.1.5"]),
        ("1.1.5\u00a0Who leads?", ["1.1.5"]),
        ("9.6.10", ["9.6.10"]),
        ("4.5.3 updated 12/03/2026", ["4.5.3"]),
    ],
)
def test_a_reference(text: str, found: list[str]) -> None:
    assert refs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "1.1", "1", "1.1.", "1.1.1.1", "0.1.1", "11.1.1", "12.1.1", "1.0.1", "1.1.0", "01.1.1", "1.01.1", "1.1.05",
        "1.1.20", "1.1.115", "1..1.1", "1 .1 .1", "1,1,1",
        "version 8.2.14", "Version: 4.3.1", "v1.1.5", "V 4.3.1", "release 9.1.2", "Release - 9.1.2", "build 10.1.1",
        "ver. 4.3.1", "Edge 9.1.2", "Java 8.2.1", "TLS 1.1.5", "Windows 10.2.1", "iOS 10.2.1", "jquery 3.2.1",
        "10.1.1.24", "IP 10.1.1.2", "served by 10.2.1.7", "4.3.1rc1", "4.3.1-2", "4.3.1b", "1.1.5.2",
        "12.3.2026", "1.1.2026", "03.02.26", "1.1.26", "on 2.2.24", "3.4.2025 to 5.6.2025",
        "policy-1.1.5", "policy_1.1.5.docx", "policy 1.1.5.docx", "register-4.3.1.xlsx", "app.4.3.1.min.js",
        "1.1.5.pdf",
        "/files/1.1.5", "https://example.org/1.1.5", "help@1.1.5", "C:\\1.1.5", "www.site.org/4.3.1/help",
    ],
)  # fmt: skip
def test_no_reference(text: str) -> None:
    assert refs(text) == []


@pytest.mark.parametrize(
    ("text", "leading"),
    [
        ("1.1.5 Who leads?", True),
        ("Question 1.1.5 Who leads?", True),
        ("(1.1.5) Who leads?", True),
        ("• 1.1.5 Who leads?", True),
        ("Evidence item 1.1.5", True),
        ("Who leads? 1.1.5", False),
        ("See also 1.1.5", False),
    ],
)
def test_whether_a_text_begins_with_it(text: str, leading: bool) -> None:
    assert [reference.leading for reference in references_in(text, WORDS)] == [leading]


@pytest.mark.parametrize(
    "markup",
    [
        "<b>1.1</b>.<i>5</i>",
        "<span>1.1</span><span>.5</span>",
        "<span>1</span>.<span>1</span>.<span>5</span>",
        "<font>1.1.</font><font>5</font>",
        "<b>1.1<wbr>.5</b>",
        "1.&#8203;1.&#8203;5",
        "1&#46;1&#46;5",
    ],
)
def test_mark_up_may_cut_it(markup: str) -> None:
    row = "<li><span>{0}</span> <a href='/q'>Who leads on data security?</a> <b>Completed</b></li>"
    found = questions(f"<h1>Assessment</h1><ul>{row.format(markup)}{row.format('1.1.6')}</ul>")
    assert list(found) == ["1.1.5", "1.1.6"]


@pytest.mark.parametrize(
    "markup",
    [
        "<td>4.2.1 <small>9</small></td>",
        "<td>4.2.1<div>9</div></td>",
        "<td>4.2.1</td><td>9</td>",
        "<td><span>4.2.1</span> <span>.9</span></td>",
    ],
)
def test_a_number_beside_it_is_no_part_of_it(markup: str) -> None:
    texts = [leaf.text for leaf in document(f"<table><tr>{markup}</tr></table>").leaves]
    assert "4.2.19" not in texts
    assert texts[0].startswith("4.2.1")


def test_what_no_person_sees_holds_no_reference() -> None:
    hidden = (
        "<script>1.1.5</script><style>1.1.6</style><template>1.2.1</template><!-- 1.2.2 --><noscript>2.1.1</noscript>"
    )
    assert [leaf.text for leaf in parse(whole(hidden + "<p>3.1.1</p>")).leaves] == ["3.1.1"]
