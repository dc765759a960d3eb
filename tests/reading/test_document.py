"""Bytes into a tree: encodings, the address, whole or cut, what is seen, pages as browsers save them."""

from __future__ import annotations

import pytest

from dsptscan.reading.document import Document, clean, parse
from tests.reading.small_pages import document, read, whole

HOST = "https://www.dsptoolkit.nhs.uk"
WORD = "Résumé – ‘née’ ✓"


def texts(found: Document) -> list[str]:
    return [leaf.text for leaf in found.leaves]


@pytest.mark.parametrize(
    ("encoding", "declared", "mark"),
    [
        ("utf-8", '<meta charset="utf-8">', b""),
        ("utf-8", "", b""),
        ("utf-8", "", b"\xef\xbb\xbf"),
        ("utf-8", '<meta charset="windows-1252">', b"\xef\xbb\xbf"),
        ("utf-16-le", "", b"\xff\xfe"),
        ("utf-16-be", "", b"\xfe\xff"),
        ("utf-8", '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">', b""),
    ],
)
def test_encodings(encoding: str, declared: str, mark: bytes) -> None:
    html = f"<!DOCTYPE html><html><head>{declared}<title>{WORD}</title></head><body><p>{WORD}</p></body></html>"
    found = parse(mark + html.encode(encoding))
    assert (found.title, texts(found), found.whole) == (clean(WORD), [clean(WORD)], True)


@pytest.mark.parametrize(
    "declared",
    [
        '<meta charset="windows-1252">',
        pytest.param('<meta charset="iso-8859-1">'),
        pytest.param(""),
    ],
)
def test_windows_1252(declared: str) -> None:
    html = f"<html><head>{declared}<title>T</title></head><body><p>Caf\xe9 – it’s</p></body></html>"
    assert texts(parse(html.encode("windows-1252"))) == ["Café – it's"]


def test_bytes_that_fit_no_encoding_do_no_harm() -> None:
    found = parse(b'<meta charset="utf-8"><p>1.1.5 \xff\xfe\x00 Who?</p></body></html>')
    assert found.leaves[0].text.startswith("1.1.5")


@pytest.mark.parametrize(
    "html", ["", " ", "\n", "<", "no mark-up", b"", b"\x00\x01", b"\xff\xfe", "<html></html>", "<!-- x"]
)
def test_hardly_a_page(html: str | bytes) -> None:
    assert parse(html).title == ""


SAVED = "<!-- saved from url=(0040)https://www.dsptoolkit.nhs.uk/Assessment -->"
CANONICAL = '<link rel="canonical" href="https://www.dsptoolkit.nhs.uk/Canonical">'


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (f"<!DOCTYPE html>\n{SAVED}\n<p>", f"{HOST}/Assessment"),
        (f"{SAVED}<html>{CANONICAL}", f"{HOST}/Assessment"),
        (f"<!DOCTYPE html><html><head>{CANONICAL}", f"{HOST}/Canonical"),
        (f"<!DOCTYPE html><!--{'x' * 1800}-->{SAVED}", f"{HOST}/Assessment"),
        (f"<!DOCTYPE html><!--{'x' * 2000}-->{SAVED}", None),
        ("<!-- saved from url=(0014)about:internet -->", None),
        ("<!-- saved from url=(0029)file:///C:/Users/x/page.html -->", None),
        ('<link rel="canonical" href="/Canonical">', None),
        ('<link rel="stylesheet" href="https://www.dsptoolkit.nhs.uk/style.css">', None),
        ("<!-- SAVED FROM URL=(0040)https://www.dsptoolkit.nhs.uk/Assessment?y=2025-26&z=1 -->",
         f"{HOST}/Assessment?y=2025-26&z=1"),
    ],
)  # fmt: skip
def test_the_address(html: str, address: str | None) -> None:
    assert parse(html).address == address


def test_the_address_of_a_live_page_wins() -> None:
    assert parse(f"{SAVED}<p>", f"{HOST}/live").address == f"{HOST}/live"


@pytest.mark.parametrize(
    "end",
    ["</body></html>", "</BODY></HTML>\r\n", "</body>", "</html>", "</body>\n</html>\n\n", "</body ></html >",
     "</body></html><!-- made in 0.2 s -->\n", "</html></body>"],
)  # fmt: skip
def test_whole(end: str) -> None:
    assert parse(f"<html><body><p>x</p>{end}").whole


@pytest.mark.parametrize(
    "end", ["", "</bo", "</body", "</body></html><p>more", "<!-- </body></html> --><p>", "<p>a</p>"]
)
def test_cut_off(end: str) -> None:
    assert not parse(f"<html><body><p>x</p>{end}").whole


def test_every_cut_is_seen() -> None:
    page = whole("<p>1.1.5</p>")
    assert parse(page).whole
    assert [n for n in range(len(page) - len("</body>") - len("</html>")) if parse(page[:n]).whole] == []


@pytest.mark.parametrize(
    "markup",
    ["<script>Completed</script>", "<style>Completed</style>", "<template>Completed</template>", "<!-- Completed -->",
     "<noscript>Completed</noscript>", "<textarea>Completed</textarea>", "<select><option>Completed</option></select>",
     "<iframe>Completed</iframe>", "<object>Completed</object>", "<datalist><option>Completed</option></datalist>",
     '<input value="Completed">', '<input type="hidden" value="Completed">', '<p data-x="Completed"></p>',
     "<![CDATA[Completed]]>", "<?php Completed ?>"],
)  # fmt: skip
def test_what_is_no_text_of_the_page(markup: str) -> None:
    assert texts(document(markup)) == []


@pytest.mark.parametrize(
    "markup",
    ['<img alt="Completed">', '<p aria-label="Completed"></p>', '<i title="Completed"></i>', "<p>Completed</p>",
     '<svg><title>Completed</title></svg>', "<p>Com<b>ple</b>ted</p>", "<details>Completed</details>"],
)  # fmt: skip
def test_what_a_screen_reader_says_is_text(markup: str) -> None:
    assert "".join(texts(document(markup))) == "Completed"


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [('<b hidden>x</b>', True), ('<b style="display:none">x</b>', True), ('<b style="DISPLAY : NONE">x</b>', True),
     ('<b style="visibility:hidden">x</b>', True), ('<b style="color:red">x</b>', False),
     ('<b class="visually-hidden">x</b>', False), ('<b aria-hidden="true">x</b>', False)],
)  # fmt: skip
def test_hidden(markup: str, hidden: bool) -> None:
    (element,) = [e for e in document(markup.replace("x<", "<textarea></textarea>x<")).elements if e.name == "b"]
    assert element.hidden is hidden


def test_deep_nesting_and_broken_tags_are_read_as_far_as_they_go() -> None:
    deep = "<div>" * 3000 + "<p>1.1.5 Who?</p>"
    assert parse(whole(deep)).title
    assert read("<ul><li>1.1.1 A <b>Completed<li>1.1.2 B <b>To do</i></ul></table>").kind == "assessment"


def test_what_nests_deeper_than_anyone_can_follow_is_not_whole() -> None:
    def nested(depth: int) -> bool:
        return parse("<html><body>" + "<div>" * depth + "1.1.1 Completed" + "</div>" * depth + "</body></html>").whole

    assert nested(100)
    assert not nested(200)
