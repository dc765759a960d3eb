"""No page crashes the reader or keeps it busy, whatever is in it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsptscan.model import Page
from dsptscan.reading.assemble import assemble
from dsptscan.reading.page import PageReading, read_page
from dsptscan.reading.words import bundled
from dsptscan.scan import exit_code, scan_pages
from tests.chance import chance
from tests.properties.hanging import not_hanging
from tests.properties.pages import SCENARIOS, a_slice, outcome

quick = settings(deadline=None, derandomize=True, database=None, max_examples=60)
TODAY = date(2026, 6, 23)
LONGEST = 120  # seconds for a test; the slowest takes five or ten
ROW = "<tr><td>1.1.{n}</td><td>Title {n}</td><td>Mandatory</td><td>{status}</td></tr>"


@pytest.fixture(autouse=True)
def _no_test_hangs() -> Iterator[None]:
    with not_hanging(LONGEST):
        yield


def read(content: bytes | str) -> PageReading:
    """Read one page and put it together, as a scan would."""
    page = read_page(Page(name="page.html", html=content), bundled())
    assemble([page])
    return page


def table(rows: str) -> str:
    return f"<html><body><h1>Assessment 2025-26</h1><table>{rows}</table></body></html>"


TWO_ROWS = ROW.format(n=1, status="Completed") + ROW.format(n=2, status="Not completed")
LONG = "supercalifragilistic" * 500  # one word of 10,000 characters
ODD = {
    "nothing": "",
    "white space": " \n\t ",
    "no markup": "1.1.1 Completed",
    "only a comment": "<!-- nothing -->",
    "an unfinished tag": "<html><body><table><tr><td class=",
    "an unfinished comment": "<html><body><!-- <p>1.1.1 Completed</p>",
    "tags closed in the wrong order": "<p><b><i>1.1.1</b> Completed</i></p></div></table></p>" * 50,
    "two bodies": "<html><body>1.1.1 Completed</body></html><html><body>1.1.1 Not completed</body></html>",
    "nested forms and tables": "<form><table><form><tr><td>1.1.1</form><td>Completed</table>" * 50,
    "frames": "<html><frameset><frame src=x></frameset></html>",
    "XML": "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaa'>]><x>&a;<![CDATA[1.1.1 Completed]]></x>",
    "entities out of range": "<p>1.1.1 &#0; &#xFFFFFFFF; &#xD800; &nosuch; Completed</p>",
    "NUL in text and tags": "<p\0>1.1.1\0</p><td\0 class='\0'>Comp\0leted</td>",
    "deep nesting": "<div>" * 5000 + "1.1.1 Completed" + "</div>" * 5000,
    "deep nesting with rows": "<div>" * 3000 + table(TWO_ROWS) + "</div>" * 3000,
    "deep inline nesting": "<b><i>" * 2000 + "1.1.1" + "Completed",
    "lists in lists": "<ul><li>1.1.1 Completed" * 1500,
    "tables in tables": "<table><tr><td>1.1.1<td>Completed<td>" * 300,
    "a long word": table(TWO_ROWS) + f"<p>{LONG}</p><p>{LONG}1.1.3{LONG}</p>",
    "a long attribute": table(TWO_ROWS) + f'<p class="{"a " * 250_000}" title="{"not completed " * 40_000}">x</p>',
    "a long address": table(TWO_ROWS) + f'<a href="https://www.dsptoolkit.nhs.uk/{"a/" * 250_000}">1.1.3 Title</a>',
    "a long data address": table(TWO_ROWS) + f'<img alt="Completed" src="data:image/png;base64,{"A" * 500_000}">',
    "addresses that are none": '<p><a href="http://[1">1.1.1 Title</a></p><p><a href="//:x:y/%zz">1.1.2 Title</a></p>',
    "thousands of references in a paragraph": "<p>" + " ".join(f"{n % 9 + 1}.1.{n % 19 + 1}" for n in range(20_000)),
    "one reference thousands of times": "<p>1.1.1 Completed</p>" * 3000,
    "dots and digits": "<p>" + "1." * 20_000 + "</p>",
    "a long run of separators": "<p>" + "- " * 20_000 + "</p><p>1.1.1 " + ": ; | " * 5000 + "Completed</p>",
    "a long run of spaces": table(TWO_ROWS).replace("Title", "Title" + " " * 100_000 + "\u00a0" * 10_000),
    "years and dates without end": "<p>" + "2025-26, 30 June 2026, 1/7/26; " * 3000 + "</p>",
    "counters without end": "<p>3 of 7 complete.</p>" * 2000,
    "labels that name each other": "".join(
        f'<p id="i{n}" aria-labelledby="i{n + 1} i{n}" aria-describedby="i{n}">1.1.1</p>' for n in range(300)
    ),
    "huge spans": '<table><tr><td colspan="999999999" rowspan="-3">1.1.1</td><td colspan="x">Done</td></tr></table>',
    "headings of no level": '<p role="heading" aria-level="9999999999">1.1.1</p><b role="heading" aria-level="²">x</b>',
    "a chosen option in a list without options": "<select></select><select><option selected></select>1.1.1",
    "right to left and combining": "<p>1.1.1 \u202e\u0301\u0301 Completed \u200f</p>",
    "digits of other scripts": "<p>١.١.١ Completed</p><p>1.1.² 1.1.1 ³ of ⁷ complete</p><h1>Assessment २०२५-२६</h1>",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_page_is_read(name: str) -> None:
    read(ODD[name])
    read(ODD[name].encode("utf-8", errors="surrogatepass"))


@settings(quick)
@given(st.binary(max_size=3000))
def test_any_bytes(content: bytes) -> None:
    read(content)


@settings(quick)
@given(st.text(alphabet=st.sampled_from(list("<>/=\"'!-&;# \n\0abdtrhlis1.2:of☑✓é\ud800")), max_size=400))
def test_any_broken_tags(text: str) -> None:
    read("<html><body>" + text + "<p>1.1.1 Completed</p>" + text)


PIECES = (
    "<table>", "<tr>", "<td>", "</td>", "<th>", "</table>", "<li>", "<ul>", "</ul>", "<h2>", "</h2>", "<p>", "<form>",
    "<a href='#x'>", "</a>", "<input type=checkbox>", "<textarea>", "</textarea>", "<select>", "<label for=a>", "<dl>",
    "<details>", "<summary>", "<dt>", "<dd>", "<br>", "<img alt='Completed'>", "1.1.1", "1.1.2 Title", "Completed",
    "Not completed", "Mandatory", "3 of 7 complete", "Status", "Yes", "no", "*", "2025-26", "Page 1 of 2",
    "Saved 1 May 2026",
)  # fmt: skip


@settings(quick, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_order_of_pieces(pieces: list[str]) -> None:
    read("<html><body>" + " ".join(pieces) + "</body></html>")


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(quick, max_examples=12)
@given(seed=st.integers(0, 999_999), junk=st.binary(min_size=1, max_size=8))
def test_bytes_changed_anywhere(scenario: str, seed: int, junk: bytes) -> None:
    rng = chance(seed)
    (name, content), *_ = a_slice(scenario, seed % 10, counted=True).items()
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(content))
        content = content[:at] + junk + content[at + rng.randint(0, 5) :]
    outcome({name: content})


ENCODINGS = {
    "utf-8 with a mark": (codecs.BOM_UTF8, "utf-8"),
    "utf-16 little end first": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "utf-16 big end first": (codecs.BOM_UTF16_BE, "utf-16-be"),
    "utf-16 without a mark": (b"", "utf-16-le"),
    "windows-1252 not declared": (b"", "windows-1252"),
    "utf-32": (codecs.BOM_UTF32_LE, "utf-32-le"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">', '<meta charset="no-such-thing">'])
def test_any_encoding(encoding: str, declared: str) -> None:
    mark, codec = ENCODINGS[encoding]
    text = f"<html><head>{declared}<title>Assessment 2025-26</title></head><body><p>Caf\u00e9 \u2013 \u2019s</p>"
    text += table(TWO_ROWS).removeprefix("<html><body>")
    before = outcome({"page.html": text.encode()})
    after = outcome({"page.html": mark + text.encode(codec)})
    assert before.complete == {"1.1.1"}
    assert after.complete <= before.complete
    if mark and not codec.startswith("utf-32"):
        assert after == before


def test_a_folder_of_odd_pages_is_scanned(tmp_path: Path) -> None:
    for number, text in enumerate(ODD.values()):
        (tmp_path / f"{number}.html").write_bytes(text.encode("utf-8", errors="surrogatepass"))
    report = scan_pages(tmp_path, today=TODAY)
    assert report.verdict in ("not_ready", "cannot_tell")
    assert exit_code(report) == 7
