from __future__ import annotations

import base64
import hashlib
import re

import pytest
from bs4 import BeautifulSoup, Tag

from dsptscan.model import Milestone, Organisation, Publication, Question, Report
from dsptscan.reports import find
from dsptscan.reports.addresses import web_address
from dsptscan.reports.clean import visible
from dsptscan.reports.groups import still_open
from tests.reports.conformance import Conformance, Result
from tests.reports.examples import decided, fix, report
from tests.reports.hostile import HOSTILE, poisoned

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "article", "section", "div"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "span",
        "strong",
        "b",
        "a",
        "ul",
        "li",
        "figure",
        "figcaption",
        "details",
        "summary",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "path", "circle"),
}


def read(result: Result) -> BeautifulSoup:
    assert isinstance(result, str)
    return BeautifulSoup(result, "lxml")


def page(given: Report) -> BeautifulSoup:
    return read(find("html").render(given, width=80, colour=False))


def texts(tags: list[Tag]) -> list[str]:
    return [" ".join(tag.get_text(" ").split()) for tag in tags]


def skeleton(given: Report) -> list[tuple[str, tuple[str, ...]]]:
    """Every tag with the names of its attributes, but for links, which only fit addresses become."""
    return [(tag.name, tuple(tag.attrs)) for tag in page(given).find_all(True) if tag.name != "a"]


class TestHtml(Conformance):
    name = "html"

    def words(self, result: Result) -> str:
        body = read(result)
        assert body.style
        body.style.decompose()
        targets = [str(link["href"]) for link in body.find_all("a")]
        return " ".join([*body.get_text(" ").split(), *targets])

    def check_harmless(self, result: Result, given: list[Report]) -> None:
        assert isinstance(result, str)
        assert result.isascii()
        assert all(line.isprintable() for line in result.splitlines())
        body = read(result)
        assert {tag.name for tag in body.find_all(True)} <= TAGS
        assert len(body.find_all("style")) == len(body.select("head > title")) == len(body.find_all("main")) == 1
        for tag in body.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "src", "srcset")]
            assert tag.get("http-equiv") in (None, "Content-Security-Policy")
        for link in body.find_all("a"):
            assert re.match(r"https?://(?:\w+\.)+\w+(?:/|$)|#[\w-]+$", str(link["href"])), link
        rows = body.select("table.fixes:not(.accepted) tbody tr")
        assert len(rows) == sum(len(still_open(one)) for one in given)


# Where nothing is left of a text, or it makes a link of its own, the page has other parts.
SAME = [name for name, text in HOSTILE.items() if visible(text) and not web_address(text)]


@pytest.mark.parametrize("name", SAME)
def test_hostile_text_changes_nothing_but_the_text(name: str) -> None:
    assert skeleton(poisoned(HOSTILE[name])) == skeleton(poisoned("harmless"))


def test_it_is_a_whole_page_on_its_own() -> None:
    result = find("html").render(report(), width=80, colour=False)
    assert isinstance(result, str)
    assert result.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    head = read(result).head
    assert head
    assert head.title
    assert head.title.get_text() == "Not ready: Meadow View Care Home (VX001), 23 June 2026"
    assert not head.find_all(["script", "link"])
    assert "url(" not in result
    assert "@import" not in result


def test_the_browser_is_told_to_load_and_run_nothing() -> None:
    body = page(report())
    policy = body.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy
    parts = dict(part.strip().split(" ", 1) for part in str(policy["content"]).split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["base-uri"] == parts["form-action"] == "'none'"
    assert body.style
    digest = base64.b64encode(hashlib.sha256(body.style.get_text().encode()).digest()).decode()
    assert parts["style-src"] == f"'sha256-{digest}'"
    assert set(parts) == {"default-src", "style-src", "base-uri", "form-action"}


def test_it_looks_like_nobody_elses() -> None:
    result = str(find("html").render(report(), width=80, colour=False)).casefold()
    for colour in ("#005eb8", "#003087", "#0072ce", "#41b6e6", "frutiger"):
        assert colour not in result
    assert "dsptscan is unofficial" in result


def test_the_groups_in_their_order() -> None:
    heads = texts(page(report(fixes=(*decided().fixes, fix(id="u", rank=5, check="unreadable")))).find_all("h2"))
    assert heads == [
        "Not ready",
        "How far the mandatory questions are",
        "Look first: it could not be read 1 fix",
        "Start now: it needs others 1 fix",
        "Finish in one sitting 2 fixes",
        "Accepted for now, and still there 1 fix",
        "What was read, and what could not be",
        "Publication and sites",
        "Remarks",
        "Help",
    ]


def test_a_table_of_fixes() -> None:
    table = page(decided()).find_all("table")[1]
    assert texts([table.caption]) == ["Finish in one sitting. 1 takes minutes, 1 takes hours."]
    heads = table.thead.find_all("th")
    assert texts(heads) == ["#", "Question", "What to do", "Effort and start", "Who", "By when"]
    assert {head["scope"] for head in heads} == {"col"}
    first, second = table.tbody.find_all("tr")
    assert texts(first.find_all(["td", "th"])) == [
        "1",
        f"4.3.1 {fix().title}",
        f"Stops publishing {fix().do} Why: {fix().why} Open since 12 May 2026.",
        "hours by 29 Jun 2026",
        "Priya Shah",
        "25 Jun 2026",
    ]
    assert first.th["scope"] == "row"
    assert first.th.a["href"] == fix().url
    assert texts(second.select("td.pen")) == [""], "to fill in by pen"
    assert not first.select("td.pen")


def test_late_is_said_in_words() -> None:
    assert texts(page(report()).select(".late")) == ["now (late)"]


def test_accepted_ones_stand_apart_with_the_reason() -> None:
    (table,) = page(decided()).select("table.accepted")
    (row,) = table.tbody.find_all("tr")
    assert "Accepted until 27 June 2026: Head office has it." in row.get_text()
    assert "Stops publishing" in row.get_text()


def test_the_same_quick_ones_as_in_the_table() -> None:
    table = str(find("table").render(report(), width=200, colour=False))
    said = re.search(r"you can finish (\d+) fix", table)
    assert said
    lead = page(report()).find_all("table")[1].caption.get_text()
    assert f"{said[1]} takes minutes" in lead


def test_the_picture_of_progress() -> None:
    pictures = page(report()).select(".standards svg")
    assert [picture["aria-label"] for picture in pictures] == [
        "Standard 1: 1 complete",
        "Standard 4: 1 not complete",
        "Standard 6: 1 not certain",
    ]
    for picture in pictures:
        assert picture["role"] == "img"
        assert picture.title.get_text() == picture["aria-label"]
    assert [[box["class"] for box in picture.find_all("rect")] for picture in pictures] == [
        [["complete"]],
        [["incomplete"]],
        [["unknown"]],
    ]
    assert texts(page(report()).select(".tally")) == ["1 of 1", "0 of 1", "0 of 1"]


def test_a_question_that_may_be_mandatory_is_not_certain() -> None:
    body = page(report(questions=(Question(ref="1.1.1", mandatory=None, status="complete"),)))
    assert [picture["aria-label"] for picture in body.select(".standards svg")] == ["Standard 1: 1 not certain"]


def test_many_boxes_stand_in_lines() -> None:
    questions = tuple(Question(ref=f"1.1.{n}", mandatory=True, status="complete") for n in range(1, 46))
    (picture,) = page(report(questions=questions)).select(".standards svg")
    assert len(picture.find_all("rect")) == 45
    wide, high = map(float, str(picture["viewbox"]).split()[2:])
    assert wide < 400
    assert high == 16 + 2 * 18


def test_the_way_over_past_scans() -> None:
    body = page(decided())
    (picture,) = body.select("svg.columns")
    bars = picture.find_all("rect")
    assert len({bar["x"] for bar in bars}) == 3, "two scans before, and this one"
    full = [sum(float(bar["height"]) for bar in bars if bar["x"] == x) for x in dict.fromkeys(b["x"] for b in bars)]
    assert full == pytest.approx([138, 138, 138 * 2 / 45], abs=0.3)
    said = texts(body.select("figcaption"))[0]
    assert said == (
        "Mandatory questions complete from scan to scan: 11 of 45 on 14 April 2026, 29 of 45 on 12 May 2026,"
        " 1 of 2 on 21 June 2026."
    )
    assert not page(report()).select("svg.columns")
    today = (Milestone(day=report().today, complete=1, incomplete=1, unknown=1),)
    assert not page(report(course=today)).select("svg.columns"), "a scan of the same day is no way"


def test_what_was_read_and_what_could_not_be() -> None:
    body = page(report())
    said = body.get_text(" ")
    assert "Questions listed: 4. Read for certain: 3. Not certain: 1." in said
    unsure, failed = body.find(string="Questions that are not certain"), body.find(string="What could not be read")
    assert unsure
    assert failed
    assert texts(failed.find_next("ul").find_all("li")) == ["This page is of no known kind."]
    assert failed.find_next("a")["href"] == "https://www.dsptoolkit.nhs.uk/odd"
    assert texts(unsure.find_next("ul").find_all("li")) == ["6.3.2"]
    assert len(body.select("table.questions tbody tr")) == 4


def test_a_ready_of_another_day_does_not_look_like_one() -> None:
    assert page(report(verdict="ready")).select(".card.ready")
    told = page(decided(verdict="ready"))
    assert not told.select(".ready")
    assert texts(told.select(".card.past h2")) == ["Was ready on 21 June 2026"]
    assert texts(told.select(".notice")) == [
        "As read on 21 June 2026, 2 days ago. The days are counted from 23 June 2026.",
        "Not all fixes are shown, only: what stops publishing.",
    ]


def test_once_published_it_leads_to_the_certificate() -> None:
    said = Publication(status="Standards Met", published_on=report().today, certificate="https://a.example/c")
    body = page(report(verdict="published", publication=said, fixes=()))
    assert body.find("a", string="Your certificate")["href"] == "https://a.example/c"
    assert "Nothing to put right was found" in body.get_text()


def test_letters_of_all_languages_are_kept() -> None:
    result = str(find("html").render(report(organisation=Organisation(name="T\u0177 Glas")), width=80, colour=False))
    assert result.isascii()
    assert read(result).h1.get_text() == "T\u0177 Glas"


def test_many_accounts_begin_with_a_table_of_all() -> None:
    given = [report(), report(account="other", verdict="cannot_tell"), decided(verdict="ready")]
    body = read(find("html").render_rollup(given, width=80, colour=False))
    assert texts(body.find_all("h1")) == ["3 accounts"]
    rows = [texts(row.find_all(["td", "th"])) for row in body.select("#accounts tbody tr")]
    assert rows[1] == ["other", "Meadow View Care Home (VX001)", "Cannot tell", "7", "1 of 2", "3", "3"]
    assert rows[2][2] == "Was ready on 21 June 2026"
    targets = [str(link["href"]).removeprefix("#") for link in body.select("#accounts a")]
    assert [body.find(id=target).name for target in targets] == ["article"] * 3
    ids = [tag["id"] for tag in body.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(body.find_all(id="help")) == 1, "whom to ask stands at the foot, once"
