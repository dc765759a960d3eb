"""Redacted copies: they read as the pages do, and nothing of a provider's is left in them."""

from __future__ import annotations

import html
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsptscan.model import Page, Question
from dsptscan.reading.document import parse
from dsptscan.reading.own_words import with_own
from dsptscan.reading.page import read_page
from dsptscan.reading.redaction.redact import Redaction, redact
from dsptscan.reading.redaction.standins import StandIns, shape
from dsptscan.reading.redaction.vocabulary import Vocabulary
from dsptscan.reading.words import bundled
from dsptscan.saved_pages import load_pages
from dsptscan.scan import scan_pages
from tests.truth import FIXTURES, SCENARIOS

TODAY = date(2026, 6, 23)
# The examinations are not among them: of those only status and mandatory are compared (test_redacted_keys.py).
PASSED_OVER = {"make", "unseen"}
FOLDERS = sorted(
    {p.parent for p in FIXTURES.rglob("*") if p.suffix.lower() in (".html", ".htm") and not PASSED_OVER & {*p.parts}}
)
MAKE = FIXTURES / "make"


def name_of(folder: Path) -> str:
    return folder.relative_to(FIXTURES).as_posix()


# Each takes seconds: each practice layout once is enough for every day, the rest runs with the slow tests.
QUICK = [folder for folder in SCENARIOS if folder.name == "nearly-there"]
EVERY_FOLDER = [pytest.param(f, marks=() if f in QUICK else pytest.mark.slow, id=name_of(f)) for f in FOLDERS]
EVERY_SCENARIO = [folder for folder in EVERY_FOLDER if folder.values[0] in SCENARIOS]


@cache
def redacted(folder: Path) -> Redaction:
    return redact(list(load_pages(folder)), bundled())


def written(redaction: Redaction, folder: Path) -> Path:
    folder.mkdir()
    for copy in redaction.copies:
        (folder / copy.name).write_text(str(copy.html), encoding="utf-8")
    return folder


def fields(question: Question) -> tuple[Any, ...]:
    """What must read the same."""
    answer = question.answer
    return (
        question.ref, question.status, question.mandatory, question.carried_over, question.new_or_changed,
        question.updated_on, answer.kind, answer.answered,
    )  # fmt: skip


@pytest.mark.parametrize("folder", EVERY_FOLDER)
def test_the_copies_read_as_the_pages_do(folder: Path, tmp_path: Path) -> None:
    pages = scan_pages(folder, today=TODAY)
    copies = scan_pages(written(redacted(folder), tmp_path / "copies"), today=TODAY)
    assert [fields(question) for question in copies.questions] == [fields(question) for question in pages.questions]
    assert (copies.verdict, copies.counts, copies.assessment) == (pages.verdict, pages.counts, pages.assessment)
    assert [problem.kind for problem in copies.problems] == [problem.kind for problem in pages.problems]


def everything(redaction: Redaction) -> str:
    texts = [str(copy.html) for copy in redaction.copies]
    return "\n".join([*texts, *redaction.texts, *redaction.names, *redaction.addresses, *redaction.status_words])


def forms(secret: str) -> set[str]:
    """A secret as it may be written in a page, in lower case."""
    plain = {secret, secret.replace("'", "’"), " ".join(secret.split())}
    escaped = {html.escape(s) for s in plain} | {html.escape(s, quote=False) for s in plain}
    encoded = {quote(s) for s in plain} | {quote_plus(s) for s in plain} | {quote(s, safe="") for s in plain}
    return {form.casefold() for form in plain | escaped | encoded}


def planted(scenario: Path) -> set[str]:
    """All that the invented home typed, uploaded or is called, and the tokens of its pages."""
    content = tomllib.loads((MAKE / "content.toml").read_text("utf-8"))
    states = [tomllib.loads(path.read_text("utf-8")) for path in (MAKE / "states").glob("*.toml")]
    found = {content["organisation"][key] for key in ("name", "code", "address", "email", "manager")}
    found |= {content["helpdesk"]["phone"], content["helpdesk"]["email"], "Thornbury", "Okafor", "Rosewood", "Wexcombe"}
    for question in content["question"]:
        found |= {question.get(key, "") for key in ("file", "location", "extra_answer")}
        found |= {question.get("answer", "")} if question["kind"] == "text" else set()
    found |= {held.get("comment", "") for state in states for held in state["questions"].values()}
    for page in load_pages(scenario):
        text = page.html.decode("utf-8", "replace") if isinstance(page.html, bytes) else page.html
        found |= set(re.findall(r'(?:csrf|Token|VIEWSTATE)[^>]*?value="([^"]{10,})"', text))
        found |= set(re.findall(r"\b48\d{3}\b", text))
    return {secret for secret in found if len(secret) > 3}


@pytest.mark.parametrize("folder", EVERY_SCENARIO)
def test_nothing_planted_is_left(folder: Path) -> None:
    known = Vocabulary(bundled())
    secrets = {secret for secret in planted(folder) if not known.only_common(secret)}
    assert len(secrets) > 40
    copies = everything(redacted(folder)).casefold()
    assert [secret for secret in secrets if any(form in copies for form in forms(secret))] == []


HOSTILE = Path(__file__).with_name("hostile.html")
NAMES = (
    "Zanthippe", "Quorndon", "zqtoken77ab99cd", "Hollybrook", "VX7Q2", "wibbleton", "Frobisher", "plumtree",
    "Kestrelwick", "07700900123", "07700 900123", "gribblefax",
)  # fmt: skip


@pytest.mark.parametrize("times", [1, 2, 5])
def test_names_hide_nowhere(times: int) -> None:
    """One page with the same few secrets in every corner that mark-up has, alone or come again."""
    page = HOSTILE.read_bytes()
    copies = everything(redact([Page(name=f"{i}.html", html=page) for i in range(times)], bundled())).casefold()
    assert [name for name in NAMES if any(form in copies for form in forms(name))] == []
    assert "who looks after data in the home" in copies
    for word in ("Mandatory", "Completed", "Not completed", "1.1.1", "1.1.3", "2025-26"):
        assert word.casefold() in copies


BOXES = """<!DOCTYPE html><html><head><title>Assessment 2025-26</title></head><body><h1>Assessment 2025-26</h1>
<p>Organisation: {name}</p><ul><li><a href="/q/1">1.1.1 Who looks after data</a> <b>Mandatory</b> <em>Completed</em>
<label for="a">Your answer</label><textarea id="a">{box}</textarea><label>Comments <input value="{comment}"></label>
<input type="hidden" name="token" value="{token}"></li><li><a href="/q/2">1.1.2 A register of data</a>
<em>Not completed</em> <dl><dt>Your answer</dt><dd>{shown}</dd>
<dt>Document</dt><dd><a href="/files/{file}.pdf">{file}.pdf</a></dd></dl>
</li></ul></body></html>"""
words_of_ours = st.text(st.sampled_from("bcdfghjklmnpqrstwöéßλж"), min_size=6, max_size=14)
typed = st.lists(words_of_ours, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(box=typed, comment=typed, token=words_of_ours, shown=typed, file=words_of_ours, name=typed.map(str.title))
def test_no_answer_survives(**answers: str) -> None:
    page = BOXES.format(**answers)
    pages = [Page(name="1.html", html=page), Page(name="2.html", html=page)]
    copies = everything(redact(pages, bundled())).casefold()
    words = {word for answer in answers.values() for word in answer.casefold().split()}
    assert [word for word in words if word in copies or quote(word).casefold() in copies] == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_in_a_box(text: str) -> None:
    """No letter and no digit of it stays where it was, and neither its length nor its punctuation is changed."""
    masked = shape(text, strict=True)
    assert len(masked) == len(text)
    assert set(filter(str.isalnum, masked)) <= set("xXzZ0") or re.search(r"\.\w+", text)
    assert [c for c in masked if c in ".,;:!? "] == [c for c in text if c in ".,;:!? "]
    assert bool(masked.strip()) == bool(text.strip())


def test_stand_ins_are_the_same_for_the_same_and_different_for_others() -> None:
    stand_ins = StandIns()
    codes = [stand_ins.of(f"V{n:02d}AB") for n in range(60)]
    assert len(set(codes)) == 60
    assert codes[7] == stand_ins.of("V07AB")
    assert stand_ins.of("v07ab") == codes[7].lower()
    assert all(len(code) == 5 for code in codes)
    assert stand_ins.of("Data register 2026.xlsx").endswith(".xlsx")


def test_links_between_the_copies_match() -> None:
    redaction = redacted(FIXTURES / "cards" / "ready")
    copies = [parse(str(copy.html)) for copy in redaction.copies]
    addresses = {copy.address for copy in copies}
    assert len(addresses) == len(copies)
    reading = next(r for c in redaction.copies if (r := read_page(c, bundled())).rows and r.rows)
    assert {row.url for row in reading.rows.rows if reading.rows} <= addresses
    assert "VM9R7" not in str(addresses)


def test_the_address_it_was_saved_from() -> None:
    url = "https://www.dsptoolkit.nhs.uk/Organisation/VX7Q2/Assessment?user=mary.smith&page=2"
    page = "<!DOCTYPE html><html><head><title>Assessment</title></head><body><p>VX7Q2</p></body></html>"
    (copy,) = redact([Page(name="live", html=page, url=url)], bundled()).copies
    length, address = re.findall(r"saved from url=\((\d+)\)(\S+)", str(copy.html)[:2000])[0]
    assert int(length) == len(address)
    assert address == "https://www.dsptoolkit.nhs.uk/Organisation/XX0X0/Assessment?user=xxxx.xxxxx&page=2"
    assert copy.name == "page-001.html"


@pytest.mark.parametrize("origin", ["http://127.0.0.1:50123", "http://localhost:8000"])
def test_a_practice_sites_own_address_is_not_told(origin: str) -> None:
    page = f'<html><body><a href="{origin}/Help">Help</a><a href="https://example.org/Help">Help</a></body></html>'
    (copy,) = redact([Page(name="live", html=page, url=f"{origin}/Assessment")], bundled()).copies
    assert 'href="https://www.dsptoolkit.nhs.uk/Help"' in str(copy.html)
    assert "saved from url=(0040)https://www.dsptoolkit.nhs.uk/Assessment " in str(copy.html)
    assert "example.org" not in str(copy.html)
    assert "50123" not in str(copy.html)


def test_scripts_and_a_cut_end_can_still_be_seen() -> None:
    whole = "<html><head><script>secret()</script></head><body><h1>Assessment</h1></body></html>"
    for page, complete in ((whole, True), (whole[:-20], False)):
        (copy,) = redact([Page(name="p", html=page)], bundled()).copies
        document = parse(str(copy.html))
        assert document.has_scripts
        assert document.whole is complete
        assert "secret" not in str(copy.html)


def test_a_status_word_nobody_taught_the_reader_stays_and_is_told() -> None:
    rows = "".join(
        f'<tr><td>{ref}</td><td><a href="/q/{ref}">Title of question {ref}</a></td><td>{word}</td><td>{by}</td></tr>'
        for ref, word, by in (
            ("1.1.1", "Completed", "Mary Quorndon"),
            ("1.1.2", "Attained", "Mary Quorndon"),
            ("1.1.3", "Attained", "Mary Quorndon"),
            ("1.1.4", "Mary Quorndon", "Mary Quorndon"),
            ("1.1.5", "Mary Quorndon", "Mary Quorndon"),
        )
    )
    head = "<tr><th>Number</th><th>Question</th><th>Status</th><th>Owner</th></tr>"
    page = f"<html><body><h1>Assessment 2025-26</h1><table>{head}{rows}</table></body></html>"
    redaction = redact([Page(name="p", html=page)], bundled())
    assert redaction.status_words == ("Attained",)
    assert "<td>Attained</td>" in str(redaction.copies[0].html)
    assert "quorndon" not in everything(redaction).casefold()


def test_a_persons_own_words_stay() -> None:
    page = "<html><body><h1>Assessment 2025-26</h1><ul><li>1.1.1 One two <b>Gedaan</b></li></ul></body></html>"
    words = with_own('[status]\ncomplete = ["gedaan"]', "mine.toml")
    assert "Gedaan" in str(redact([Page(name="p", html=page)], words).copies[0].html)
    assert "Gedaan" not in str(redact([Page(name="p", html=page)], bundled()).copies[0].html)


def test_the_colours_the_browser_saw_come_along() -> None:
    page = '<html><body><ul><li><a href="/q/48017">1.1.1 One two</a></li></ul></body></html>'
    (copy,) = redact([Page(name="p", html=page, link_colours={"/q/48017": "rgb(212, 53, 28)"})], bundled()).copies
    (address,) = re.findall(r'href="([^"]+)" style="color: rgb\(212, 53, 28\)"', str(copy.html))
    assert copy.link_colours == {address: "rgb(212, 53, 28)"}
    assert "48017" not in address


@pytest.mark.parametrize(
    "page", ["", "<", "no mark-up", "<html>", "<p>" * 3000, "<!-- only", b"\xff\xfe\x00", "<textarea>"]
)
def test_no_page_breaks_it(page: str | bytes) -> None:
    (copy,) = redact([Page(name="p", html=page)], bundled()).copies
    assert "Redacted copy" in str(copy.html)


def test_no_pages_no_copies() -> None:
    assert redact([], bundled()).copies == ()


def test_a_list_of_sites_still_tells_which_are_included_and_names_none() -> None:
    rows = "<tr><td>Alder House<td>VM195<td>Yes</tr><tr><td>Oak Lodge<td>VK3M1<td>Not included</tr>"
    page = Page(name="p", html=f"<h1>Your sites</h1><table><tr><th>Site<th>Code<th>Included</tr>{rows}</table>")
    redaction = redact([page], bundled())
    assert [site.included for site in read_page(redaction.copies[0], bundled()).sites] == [True, False]
    copies = everything(redaction)
    assert [secret for secret in ("Alder", "Lodge", "VM195", "VK3M1") if secret in copies] == []


def test_a_hidden_banner_before_the_page_takes_nothing_away() -> None:
    banner = '<div class="cookies" style="display: none"><p>We use cookies. <a href="/p">More</a></p></div>'
    rows = "".join(f'<li><a href="/q/{ref}">{ref} Which?</a> <b>Completed</b></li>' for ref in ("1.1.1", "1.1.2"))
    page = f'{banner}<div class="bar"><div>Menu</div></div><div class="page"><ul>{rows}</ul></div>'
    copy = str(redact([Page(name="a.html", html=f"<html><body>{page}</body></html>")], bundled()).copies[0].html)
    assert copy.count("Completed") == 2
    assert "1.1.2" in copy


def test_icons_that_are_drawn_stay_apart_and_show_nothing() -> None:
    icons = '<svg><path d="M1 2l3 4"/></svg><svg><path d="M9 9l1 1"/></svg><svg><path d="M1 2l3 4"/></svg>'
    copy = str(redact([Page(name="a.html", html=f"<html><body>{icons}</body></html>")], bundled()).copies[0].html)
    drawn = re.findall(r'd="([^"]+)"', copy)
    assert drawn[0] == drawn[2] != drawn[1]
    assert "M1" not in copy
