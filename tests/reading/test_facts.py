"""What a page says of the whole: publication, organisation, year, standard."""

from __future__ import annotations

from datetime import date

import pytest

from dsptscan.model import Organisation, Publication
from tests.reading.small_pages import HEADING, listed, problems, read, reading, whole

ROWS = ("1.1.1 Who? <b>Completed</b>", "1.1.2 What? <b>Completed</b>")


def publication(text: str) -> Publication | None:
    return reading(listed(*ROWS, before=f"{HEADING}<p>{text}</p>")).publication


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("Published on 12 June 2026", "Published", date(2026, 6, 12)),
        ("Published 12/06/2026 at Standards Met", "Standards Met", date(2026, 6, 12)),
        (
            "Your 2025-26 assessment was published on 12 June 2026 at the level Standards Met.",
            "Standards Met",
            date(2026, 6, 12),
        ),
        ("Last published: 12 June 2026", "Published", date(2026, 6, 12)),
        ("Assessment published 12 June 2026", "Published", date(2026, 6, 12)),
        ("Standards Met published 12 June 2026", "Standards Met", date(2026, 6, 12)),
        ("You published your 2025-26 assessment on 12 June 2026.", "Published", date(2026, 6, 12)),
        ("Published by J. Smith on 12/06/2026", "Published", date(2026, 6, 12)),
        ("Publication date: 12 June 2026", "Published", date(2026, 6, 12)),
        (
            "<dl><dt>Date published</dt><dd>12 June 2026</dd><dt>Status</dt><dd>Standards Met</dd>"
            "<dt>Year</dt><dd>2025-26</dd></dl>",
            "Standards Met",
            date(2026, 6, 12),
        ),
        (
            "<table><tr><th>Year</th><th>Status</th><th>Published</th></tr>"
            "<tr><td>2024-25</td><td>Approaching Standards</td><td>20/06/2025</td></tr>"
            "<tr><td>2025-26</td><td>Standards Met</td><td>12/06/2026</td></tr></table>",
            "Standards Met",
            date(2026, 6, 12),
        ),
        (
            "<table><tr><th>Date of publication</th><td>12/06/2026</td></tr>"
            "<tr><th>Status</th><td>25/26 Standards Met</td></tr></table>",
            "Standards Met",
            date(2026, 6, 12),
        ),
        ("Last published: 12 June 2025", "24/25 Published", date(2025, 6, 12)),
        (
            "<table><tr><th>Year</th><th>Status</th><th>Published</th></tr>"
            "<tr><td>2024-25</td><td>Standards Met</td><td>20/06/2025</td></tr></table>",
            "24/25 Standards Met",
            date(2025, 6, 20),
        ),
        ("Status: Published", "Published", None),
        ("Not published", "Not Published", None),
        ("Not yet published", "Not Published", None),
        ("Publication status: Not Published", "Not Published", None),
        ("This assessment has not been published.", "Not Published", None),
        ("Unpublished", "Not Published", None),
    ],
)
def test_publication(text: str, status: str, day: date | None) -> None:
    found = publication(text)
    assert found is not None
    assert (found.status, found.published_on) == (status, day)


@pytest.mark.parametrize(
    "text",
    ["Publish Assessment", "You must publish by 30 June 2026", "Publish your assessment before 30 June 2026",
     "When you have published, save the certificate", "Guide published 12 June 2026",
     "News: new help published on 12 June 2026",
     "Page published 12 June 2026", "Once published on 30 June 2026 it cannot be changed",
     "The policy was published in 2026",
     "Ready to publish", "How publishing works",
     "Publication deadline: 30 June 2026", "Next publication: 30 June 2026",
     "<table><tr><th>Guide</th><th>Published</th></tr><tr><td>Help 2025-26</td><td>20/06/2026</td></tr></table>",
     "<table><tr><th>Deadline</th><td>30/06/2026</td></tr><tr><th>Status</th><td>Standards Met</td></tr></table>"],
)  # fmt: skip
def test_words_about_publishing_are_no_publication(text: str) -> None:
    assert publication(text) is None


@pytest.mark.parametrize(
    ("text", "year"), [("Published on 12 June 2026", "2025-26"), ("Published 12/06/2025", "2024-25")]
)
def test_the_year_a_publication_counts_for(text: str, year: str) -> None:
    found = publication(text)
    assert found is not None
    assert found.year == year


def test_not_published_wins_over_last_years_publication() -> None:
    found = publication("Not published</p><p>Last year's assessment was published on 12 June 2025")
    assert found is not None
    assert found.status == "Not Published"


def test_the_certificate() -> None:
    found = publication("Published on 12 June 2026 <a href='/certificate'>Download certificate</a>")
    assert found is not None
    assert found.certificate is not None
    assert found.certificate.endswith("/certificate")


@pytest.mark.parametrize(
    "text",
    ["Alder House (VK3M1)", "Alder House, VK3M1", "Alder House - VK3M1", "Alder House – VK3M1", "Alder House [VK3M1]",
     "Alder House, ODS code VK3M1", "Alder House (ODS code: VK3M1)", "Signed in as: Alder House (VK3M1)",
     "Organisation: Alder House (VK3M1)", "Alder House · code VK3M1", "Alder House <span>VK3M1</span>",
     "Organisation name: Alder House</p><p>Organisation code: VK3M1"],
)  # fmt: skip
def test_organisation(text: str) -> None:
    assert read(f"<p>{text}</p>{listed(*ROWS)}").facts.organisation == Organisation(name="Alder House", code="VK3M1")


@pytest.mark.parametrize(
    "text", ["Help (FAQ)", "Assessment 2025-26", "Standard 1 - ABC", "Saved by K. Osei (08:19)", "Level: SM"]
)
def test_no_organisation(text: str) -> None:
    assert read(f"<p>{text}</p>{listed(*ROWS)}").facts.organisation.code is None


@pytest.mark.parametrize(
    ("heading", "year"),
    [("Assessment 2025-26", "2025-26"), ("DSPT 25/26", "2025-26"), ("Your 2025/2026 assessment", "2025-26"),
     ("Assessment", None), ("Assessment 2025", None)],
)  # fmt: skip
def test_year(heading: str, year: str | None) -> None:
    page = read(listed(*ROWS, before=f"<h1>{heading}</h1>"), title="Toolkit")
    assert page.facts.years == ((year,) if year else ())


@pytest.mark.parametrize(
    "text", ["Last year's answers (2024-25)", "Carried over from 2024-25", "Published 2024-25", "Archive: 2023-24"]
)
def test_another_year_on_the_page_is_not_its_own(text: str) -> None:
    assert read(listed(*ROWS, after=f"<p>{text}</p>")).facts.years == ("2025-26",)
    assert read(listed(*ROWS, before=f"<h1>Questions</h1><p>{text}</p>"), title="Toolkit").facts.years == ()


SEEN = [
    ("Level: Standards Met", "Standards Met"),
    ("Standards Met", "Standards Met"),
    ("You are working towards Approaching Standards", "Approaching Standards"),
    ("Publish a Standards Met assessment", None),
]


@pytest.mark.parametrize(("text", "standard"), SEEN)
def test_standard(text: str, standard: str | None) -> None:
    assert read(listed(*ROWS, before=f"{HEADING}<p>{text}</p>")).facts.standard == standard


@pytest.mark.parametrize("text", ["<h2>2025/26 Standards Met</h2>", "<p>Standards Met · Deadline 30 June 2026</p>"])
def test_standard_in_passing(text: str) -> None:
    assert read(listed(*ROWS, before=HEADING + text)).facts.standard == "Standards Met"


@pytest.mark.parametrize(
    ("markup", "enabled"),
    [
        ("<button>Publish assessment</button>", True),
        ("<button disabled>Publish assessment</button>", False),
        ("<a href=/p>Publish assessment</a>", True),
        ("<input type=submit value=Publish>", True),
    ],
)
def test_the_publish_button(markup: str, enabled: bool) -> None:
    facts = read(listed(*ROWS, after=markup)).facts
    assert facts.publish is not None
    assert (facts.publish.enabled, facts.standard) == (enabled, "Standards Met")


def test_nothing_said() -> None:
    facts = read(whole("")).facts
    assert (facts.organisation, facts.publications, facts.publish) == (Organisation(), (), None)


OTHER_PAGE = [
    "<p>Oak Lodge (VYY02)</p><h1>1.1.2 What?</h1>",
    "<header>Oak Lodge <span>VYY02</span></header><h1>1.1.2 What?</h1>",
    "<h1>1.1.2 What?</h1><p>Oak Lodge (VYY02)</p>",
    "<h1>1.1.2 What?</h1><p>Organisation: Oak Lodge (VYY02)</p>",
    "<h1>1.1.2 What?</h1><footer>Signed in for Oak Lodge (VYY02)</footer>",
    "<h1>1.1.2 What?</h1><dl><dt>Organisation code</dt><dd>VYY02</dd></dl>",
]


@pytest.mark.parametrize("page", OTHER_PAGE)
def test_a_question_of_another_organisation(page: str) -> None:
    mine = listed(*ROWS, before=f"{HEADING}<p>Alder House (VK3M1)</p>")
    box = '<label for="a">Answer</label><textarea id="a">Yes</textarea>'
    assert "two_organisations" in problems(mine, page + box)
    assert problems(mine, page.replace("VYY02", "VK3M1") + box) == set()


@pytest.mark.parametrize(
    "text", ["Use a mail filter (SPF1) or better", "Sophos (SEP14)", "See Guide 4 (G2024)", "Windows 11 (W11H2)"]
)
def test_a_questions_own_words_name_no_organisation(text: str) -> None:
    mine = listed(*ROWS, before=f"{HEADING}<p>Alder House (VK3M1)</p>")
    assert (
        problems(mine, f'<h1>1.1.2 What?</h1><p>{text}</p><label for="a">Answer</label><textarea id="a"></textarea>')
        == set()
    )


def test_the_certificate_of_another_year_is_none_of_this_one() -> None:
    this, last = "<p>2025-26: published on 12 June 2026 {}</p>", "<p>2024-25: published on 20 June 2025 {}</p>"
    link = "<a href='/c/{}'>Download certificate (PDF)</a>"
    both = publication(this.format(link.format("b")) + last.format(link.format("a")))
    assert both is not None
    assert (both.certificate or "").endswith("/c/b")
    only_last = publication(this.format("") + last.format(link.format("a")))
    assert only_last is not None
    assert only_last.certificate is None
