"""Markdown is read here as one of its readers does: made into HTML, with tables."""

from __future__ import annotations

import re

import markdown
import pytest
from bs4 import BeautifulSoup

from dsptscan.model import Report
from dsptscan.reports import find
from dsptscan.reports.clean import visible
from dsptscan.reports.groups import accepted, still_open
from dsptscan.reports.markdown_format import escaped
from tests.reports.conformance import Conformance, Result
from tests.reports.examples import decided, fix, report
from tests.reports.hostile import HOSTILE

TAGS = {"h1", "h2", "h3", "p", "ul", "li", "strong", "em", "a", "table", "thead", "tbody", "tr", "th", "td"}


def read(result: Result) -> BeautifulSoup:
    assert isinstance(result, str)
    made = markdown.markdown(result, extensions=["tables", "attr_list", "def_list", "fenced_code", "footnotes"])
    return BeautifulSoup(made, "lxml")


def drawn(given: Report) -> str:
    text = find("markdown").render(given, width=80, colour=False)
    assert isinstance(text, str)
    return text


class TestMarkdown(Conformance):
    name = "markdown"

    def words(self, result: Result) -> str:
        page = read(result)
        targets = [str(link["href"]) for link in page.find_all("a")]
        return " ".join([*page.get_text(" ").split(), *targets])

    def check_harmless(self, result: Result, given: list[Report]) -> None:
        assert isinstance(result, str)
        assert all(line.isprintable() for line in result.splitlines())
        ours = re.sub(r"\(<https?://[^<>\s]+>\)", "", result)
        assert not set(ours) & set("<>"), "whatever reader it meets, no tag can begin"
        page = read(result)
        assert {tag.name for tag in page.find_all(True)} <= TAGS | {"html", "body"}
        for tag in page.find_all(True):
            assert set(tag.attrs) <= ({"href"} if tag.name == "a" else {"style"} if tag.name in ("th", "td") else set())
        for link in page.find_all("a"):
            assert re.match(r"https?://[\w.]+(?:/|$)", str(link["href"]))
        rows = sum(
            len(table.find_all("tr")) - 1 for table in page.find_all("table") if "What to do" in table.get_text()
        )
        assert rows == sum(len(still_open(one)) for one in given)
        for table in re.findall(r"(?:^\|.*\n)+", result, re.MULTILINE):
            assert len({line.count("|") for line in table.splitlines()}) == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("place", ["{}", "- {}", "> {}", "words {} words", "| a |\n| --- |\n| {} |"])
def test_escaped_text_is_read_as_it_was(place: str, text: str) -> None:
    page = read(place.format(escaped(text)))
    assert visible(text) in " ".join(page.get_text(" ").split()).replace("\u00a0", " ")


def test_the_groups_and_their_tables() -> None:
    page = read(drawn(decided()))
    heads = [head.get_text() for head in page.find_all("h2")]
    assert heads[:3] == ["Start now: it needs others", "Finish in one sitting", "Accepted for now, and still there"]
    table = page.find_all("table")[1]
    assert [cell.get_text() for cell in table.find_all("th")] == [
        "#",
        "Question",
        "What to do",
        "Effort",
        "Start by",
        "Who",
        "By when",
    ]
    row = [cell.get_text() for cell in table.find_all("tr")[1].find_all("td")]
    assert row[0] == "1"
    assert row[1] == f"4.3.1 {fix().title}"
    assert row[2].startswith("Stops publishing. Ask everyone")
    assert row[3:] == ["hours", "29 Jun 2026", "Priya Shah", "25 June 2026"]
    assert table.find("a")["href"] == fix().url


def test_accepted_ones_stand_apart() -> None:
    table = read(drawn(decided())).find_all("table")[2]
    assert len(table.find_all("tr")) == 1 + len(accepted(decided()))
    assert "Accepted until 27 June 2026: Head office has it." in table.get_text()


def test_many_accounts_begin_with_a_table_of_all() -> None:
    text = find("markdown").render_rollup([report(), report(account="other")], width=80, colour=False)
    page = read(text)
    assert page.find("h1").get_text() == "2 accounts"
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in page.find("table").find_all("tr")[1:]]
    assert rows[1] == ["other", "Meadow View Care Home (VX001)", "Not ready", "7", "1 of 2", "3", "3"]
    assert len(page.find_all("h2")) == 2


def test_brackets_in_an_address_do_not_end_the_link() -> None:
    url = "https://www.dsptoolkit.nhs.uk/(X(1)S(abc))/Q?a=1&copy=2"
    page = read(drawn(report(fixes=(fix(url=url),))))
    assert page.find("a")["href"] == url
