"""What a page explains itself stays in its copy: keys, letters, colours; and the examinations read the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dsptscan.model import Page
from dsptscan.reading.redaction.redact import redact
from dsptscan.reading.words import bundled
from dsptscan.saved_pages import load_pages
from dsptscan.scan import scan_pages
from tests.reading.small_pages import HEADING, questions, whole
from tests.truth import FIXTURES

UNSEEN = FIXTURES / "unseen"
LAYOUTS = sorted(folder for folder in UNSEEN.iterdir() if folder.is_dir())
# Of these less is read in the copy, because what decides there are the provider's own words: figures in a listing of
# fixed width, hints that no other question has, a history. Nothing more may become complete.
LESS = ("f2-09-line-printer-listing", "g1-02-nhsuk-task-lists", "g1-04-red-links", "k3-04-bootstrap5-accordion-cards")


def copied(body: str, head: str = "") -> str:
    (copy,) = redact([Page(name="a.html", html=whole(body, head=head))], bundled()).copies
    return str(copy.html)


def row(ref: str, *cells: str) -> str:
    return f"<tr><td>{ref}</td><td>Which register?</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def test_letters_of_the_key_stay_and_initials_do_not() -> None:
    key = "<p>M = mandatory, O = yours to choose. A = answered this year, N = not answered.</p>"
    rows = row("1.1.1", "M", "A", "KMW") + row("1.1.2", "M", "N", "") + row("1.1.6", "O", "A", "PJD")
    page = f"{HEADING}{key}<table>{rows}</table>"
    copy = copied(page)
    assert ("KMW" in copy, "PJD" in copy) == (False, False)
    told = [(q.mandatory, q.status) for q in questions(page).values()]
    assert [(q.mandatory, q.status) for q in questions(copy).values()] == told
    assert told == [(True, "complete"), (True, "incomplete"), (False, "complete")]


def test_sentences_that_explain_marks_stay() -> None:
    key = "<p>A control with no red flag is closed: the response is accepted and nothing more is needed.</p>"
    rows = row("1.1.1", "Tamsin Orr") + row("1.1.2", "<b>Not answered</b>") + row("1.1.3", "Tamsin Orr")
    copy = copied(f"{HEADING}{key}<table>{rows}</table>")
    assert "with no red flag is closed" in copy
    assert "Tamsin" not in copy


def test_colours_of_the_pages_own_style_stay() -> None:
    style = "<style>a { color: #003087 } a.todo { color: #d5281b }</style>"
    key = "<p>Questions in <span>red links</span> are not complete.</p>"
    rows = "".join(
        f'<li><a {kind} href="/q/{ref}">{ref} Which?</a></li>'
        for ref, kind in (("1.1.1", ""), ("1.1.2", 'class="todo"'))
    )
    copy = copied(f"{HEADING}{key}<ul>{rows}</ul>", style)
    assert "color: #d5281b" in copy
    assert questions(copy)["1.1.2"].status == "incomplete"


def test_names_after_a_title_or_before_a_sentence_go_and_the_sentence_stays() -> None:
    said = "Saved as not applicable on 15/05/2026 by J. Okafor-Lunt. This counts as answered."
    more = "Answer recorded 03.01.2026 by Mrs G. Tattersall."
    begun = "Moira Tallis began an answer on 8 February 2026 but has not submitted it."
    page = HEADING + "".join(f"<h3>1.1.{i} Which?</h3><p>{text}</p>" for i, text in enumerate((said, more, begun), 1))
    copy = copied(page)
    assert [name for name in ("Okafor", "Tattersall", "Moira", "Tallis") if name in copy] == []
    assert [q.status for q in questions(copy).values()] == [q.status for q in questions(page).values()]


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_copies_of_the_examinations_read_as_the_pages_do(layout: Path, tmp_path: Path) -> None:
    for copy in redact(list(load_pages(layout)), bundled()).copies:
        (tmp_path / copy.name).write_text(str(copy.html), encoding="utf-8")
    today = date(2026, 6, 10)
    pages, copies = scan_pages(layout, today=today), scan_pages(tmp_path, today=today)
    if layout.name in LESS:
        complete = {q.ref for q in pages.questions if q.status == "complete"}
        assert {q.ref for q in copies.questions if q.status == "complete"} <= complete
        return
    told = [(q.ref, q.status, q.mandatory) for q in pages.questions]
    assert [(q.ref, q.status, q.mandatory) for q in copies.questions] == told
