"""The sites a page lists: pages of every build that say the same, and what must not be taken for sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsptscan.reading.page import read_page
from dsptscan.saved_pages import load_pages
from tests.reading.small_pages import HEADING, WORDS, listed, problems, read, reading
from tests.truth import SCENARIOS, name_of

Told = tuple[str, str | None, bool | None, str | None]
ROWS = ("1.1.1 Who? <b>Completed</b>", "1.1.2 What? <b>Completed</b>")


def sites(body: str, title: str = "Toolkit") -> list[Told]:
    return [(s.code, s.name, s.included, s.published) for s in read(body, title).sites]


# Three sites: the first included, the second not, of the third nothing is said.
THREE: list[Told] = [
    ("VM195", "Alder House", True, None),
    ("VK3M1", "Oak Lodge", False, None),
    ("8KM29", "The Elms, Leeds", None, None),
]
H = "<h1>Your sites</h1>"
BUILDS = {
    "table": "<table><tr><th>Code<th>Name<th>Included</tr><tr><td>VM195<td>Alder House<td>Yes</tr>"
    "<tr><td>VK3M1<td>Oak Lodge<td>No</tr><tr><td>8KM29<td>The Elms, Leeds<td>Not known</tr></table>",
    "table without heading cells": "<table><tr><td>Name<td>ODS code<td>In this submission</tr>"
    "<tr><td>Alder House<td>VM195<td>&#10003;</tr><tr><td>Oak Lodge<td>VK3M1<td>&#10007;</tr>"
    "<tr><td>The Elms, Leeds<td>8KM29<td></tr></table>",
    "table with links and pictures": "<table><thead><tr><th>Site<th>Submission<th></tr></thead><tbody>"
    "<tr><td><a href=/s/1>Alder House (VM195)</a><td><img src=t.png alt=Included><td><a href=/e>View</a></tr>"
    "<tr><td><a href=/s/2>Oak Lodge (VK3M1)</a><td><img src=c.png alt='Not included'><td><a href=/e>View</a></tr>"
    "<tr><td><a href=/s/3>The Elms, Leeds (8KM29)</a><td><td><a href=/e>View</a></tr></tbody></table>",
    "table for narrow screens": "<table>"
    "<tr><td data-label=Site>Alder House<td data-label=Code>VM195<td data-label=Included>Yes</tr>"
    "<tr><td data-label=Site>Oak Lodge<td data-label=Code>VK3M1<td data-label=Included>No</tr>"
    "<tr><td data-label=Site>The Elms, Leeds<td data-label=Code>8KM29<td data-label=Included>Unsure</tr></table>",
    "a table each": "".join(
        f"<table><tr><th>Name<td>{name}</tr><tr><th>ODS code<td>{code}</tr><tr><th>Included<td>{said}</tr></table>"
        for name, code, said in (
            ("Alder House", "VM195", "Yes"),
            ("Oak Lodge", "VK3M1", "No"),
            ("The Elms, Leeds", "8KM29", "Ask"),
        )
    ),
    "list with tags": "<ul><li>Alder House (VM195) <b>Included</b><li>Oak Lodge (VK3M1) <b>Not included</b>"
    "<li>The Elms, Leeds (8KM29)</ul>",
    "tags before": "<ul><li><b>Included</b> <a href=/1>VM195 Alder House</a>"
    "<li><b>Excluded</b> <a href=/2>VK3M1 Oak Lodge</a><li><a href=/3>8KM29 The Elms, Leeds</a></ul>",
    "one line each": "<ul><li>VM195 - Alder House - Included<li>VK3M1 - Oak Lodge - Not included"
    "<li>8KM29 - The Elms, Leeds</ul>",
    "cards": "<div><div><h3>Alder House</h3><p>ODS code: VM195</p><p>Included in this submission</p></div>"
    "<div><h3>Oak Lodge</h3><p>ODS code: VK3M1</p><p>Not included in this submission</p></div>"
    "<div><h3>The Elms, Leeds</h3><p>ODS code: 8KM29</p><p>Ask us</p></div></div>",
    "terms": "<dl><dt>Name<dd>Alder House<dt>Code<dd>VM195<dt>Included<dd>Yes</dl>"
    "<dl><dt>Name<dd>Oak Lodge<dt>Code<dd>VK3M1<dt>Included<dd>No</dl>"
    "<dl><dt>Name<dd>The Elms, Leeds<dt>Code<dd>8KM29<dt>Included<dd>Not yet known</dl>",
    "one list of terms": "<dl><dt>Alder House (VM195)<dd>Included<dt>Oak Lodge (VK3M1)<dd>Left out"
    "<dt>The Elms, Leeds (8KM29)<dd>-</dl>",
    "lines": "<p>VM195 Alder House: included<br>VK3M1 Oak Lodge <b>Left out</b><br>8KM29 The Elms, Leeds</p>",
    "headings above lists": "<h2>Alder House</h2><ul><li>Code: VM195<li>Included: yes</ul>"
    "<h2>Oak Lodge</h2><ul><li>Code: VK3M1<li>Included: no</ul>"
    "<h2>The Elms, Leeds</h2><ul><li>Code: 8KM29<li>Beds: 40</ul>",
    "headings with lines": "<h2>Alder House (VM195)</h2><p>Included: Yes</p><h2>Oak Lodge (VK3M1)</h2>"
    "<p>Included: No</p><h2>The Elms, Leeds (8KM29)</h2><p>Included: to be decided</p>",
    "radio buttons": "".join(
        f"<fieldset><legend>{name} ({code})</legend><input type=radio name={code} id={code}a {yes}>"
        f"<label for={code}a>Included</label><input type=radio name={code} id={code}b {no}>"
        f"<label for={code}b>Not included</label></fieldset>"
        for name, code, yes, no in (
            ("Alder House", "VM195", "checked", ""),
            ("Oak Lodge", "VK3M1", "", "checked"),
            ("The Elms, Leeds", "8KM29", "", ""),
        )
    ),
    "lists to choose from": "<table><tr><th>Branch<th>Code<th>Choice</tr>"
    + "".join(
        f"<tr><td>{name}<td>{code}<td><select aria-label=Choice><option value=''>Choose</option>"
        f"<option value=1 {yes}>Included</option><option value=2 {no}>Not included</option></select></tr>"
        for name, code, yes, no in (
            ("Alder House", "VM195", "selected", ""),
            ("Oak Lodge", "VK3M1", "", "selected"),
            ("The Elms, Leeds", "8KM29", "", ""),
        )
    )
    + "</table>",
    "under headings": "<h3>Included in this submission</h3><ul><li>Alder House (VM195)</ul>"
    "<h3>Not included</h3><ul><li>Oak Lodge (VK3M1)</ul><h3>Not sure</h3><ul><li>The Elms, Leeds (8KM29)</ul>",
    "grid": "<div role=table><div role=row><span role=columnheader>Site</span><span role=columnheader>Code</span>"
    "<span role=columnheader>Included</span></div><div role=row><span role=cell>Alder House</span>"
    "<span role=cell>VM195</span><span role=cell>Yes</span></div><div role=row><span role=cell>Oak Lodge</span>"
    "<span role=cell>VK3M1</span><span role=cell>No</span></div><div role=row><span role=cell>The Elms, Leeds</span>"
    "<span role=cell>8KM29</span><span role=cell>?</span></div></div>",
}  # fmt: skip


@pytest.mark.parametrize("build", BUILDS)
def test_the_same_sites_in_every_build(build: str) -> None:
    assert sites(H + BUILDS[build]) == THREE


@pytest.mark.parametrize("build", BUILDS)
def test_the_same_beside_questions(build: str) -> None:
    page = listed(*ROWS, before=f"{HEADING}<p>Rosewood Group (AG0Y)</p>", after=f"<h2>Your sites</h2>{BUILDS[build]}")
    found = reading(page)
    assert [(s.code, s.included) for s in found.sites] == [(code, included) for code, _, included, _ in THREE]
    assert found.organisation.code == "AG0Y"
    assert {q.status for q in found.questions} == {"complete"}
    assert found.problems == ()


def tick(name: str, code: str, checked: str = "") -> str:
    return f'<div><input type="checkbox" id="{code}" {checked}><label for="{code}">{name} ({code})</label></div>'


BOXES = tick("Alder House", "VM195", "checked") + tick("Oak Lodge", "VK3M1")
CHOSEN = [("VM195", "Alder House", True, None), ("VK3M1", "Oak Lodge", False, None)]


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Confirm publication</h1><fieldset><legend>Choose which sites to publish for</legend>{BOXES}</fieldset>",
        H + BOXES,
        H + "<label><input type=checkbox checked> Alder House <small>VM195</small></label><br>"
        "<label><input type=checkbox> Oak Lodge <small>VK3M1</small></label>",
        H + "<p>Tick the sites to publish for.</p><form>"
        "<input type=checkbox id=a checked><label for=a>Alder House (VM195)</label>"
        "<input type=checkbox id=b><label for=b>Oak Lodge (VK3M1)</label></form>",
        "<h1>Choose sites</h1><ul><li><input type=checkbox value=VM195 id=a checked><label for=a>Alder House</label>"
        "<li><input type=checkbox value=VK3M1 id=b><label for=b>Oak Lodge</label></ul>",
        "<h1>Branches</h1><table><tr><th>Include<th>Name<th>Code</tr>"
        "<tr><td><input type=checkbox checked><td>Alder House<td>VM195</tr>"
        "<tr><td><input type=checkbox><td>Oak Lodge<td>VK3M1</tr></table>",
        H + "<ul><li>Alder House (VM195) <label><input type=checkbox checked> Include</label>"
        "<li>Oak Lodge (VK3M1) <label><input type=checkbox> Include</label></ul>",
        H + "<ul><li>Alder House (VM195) <label><input type=checkbox> Exclude</label>"
        "<li>Oak Lodge (VK3M1) <label><input type=checkbox checked> Exclude</label></ul>",
    ],
)  # fmt: skip
def test_a_ticked_site_is_included(page: str) -> None:
    assert sites(page) == CHOSEN


def test_a_box_for_something_else_says_nothing() -> None:
    none_ticked = BOXES.replace("checked", "")
    exported = none_ticked.replace("id=", 'aria-label="Export" id=')
    assert [included for _, _, included, _ in sites(f"{H}{none_ticked}<button>Export</button>")] == [None, None]
    assert [included for _, _, included, _ in sites(f"<h1>Choose sites</h1>{exported}")] == [None, None]
    marked = "<ul><li><input type=checkbox>Elm (VM195) <b>Included</b></ul>"
    assert [included for _, _, included, _ in sites(H + marked)] == [True]


@pytest.mark.parametrize(
    ("row", "included"),
    [
        ("<b>Included</b>", True),
        ("<b>INCLUDED IN THIS SUBMISSION</b>", True),
        ("✓ Included", True),
        ("Included: Yes", True),
        ("This site is included in your submission", True),
        ("Included in 2025-26", True),
        ("Included by K. Osei", True),
        ("<b>Not included</b>", False),
        ("not yet included", False),
        ("Excluded from this submission", False),
        ("Included: No", False),
        ("Included? No", False),
        ("This site will not be included in your submission", False),
        ("Included, but waiting for approval", None),
        ("not <b>included</b>", None),
        ("will be <b>included</b>", None),
        ("✗ Included", None),
        ("Included in 2024-25", None),
        ("Included in last year's submission", None),
        ("Included?", None),
        ("Can be included", None),
        ("<b>Included</b> <b>Not included</b>", None),
        ("<s>Included</s>", None),
        ("Completed", None),
        ("", None),
    ],
)
def test_what_a_row_says(row: str, included: bool | None) -> None:
    page = f"<h1>Your sites 2025-26</h1><ul><li>Oak Lodge (VM195) {row}<li>Elm (VK3M1)</ul>"
    assert [site.included for site in read(page).sites] == [included, None]


@pytest.mark.parametrize(
    ("above", "included"),
    [
        ("<h2>Sites included in this submission</h2>", True),
        ("<p>The following sites are included in your submission:</p>", True),
        ("<p>You publish for these sites:</p>", True),
        ("<h2>Included</h2>", True),
        ("<p>You are about to publish for:</p>", True),
        ("<p>You will not publish for:</p>", False),
        ("<h2>Which sites do you publish for?</h2>", None),
        ("<h2>Included (1)</h2>", True),
        ("<h2>Not included</h2>", False),
        ("<p>These sites are not included:</p>", False),
        ("<h2>Sites that can be included</h2>", None),
        ("<h2>Which sites are included?</h2>", None),
        ("<h2>Sites included last year</h2>", None),
        ("<h2>Sites included in 2024-25</h2>", None),
        ("<h2>All sites</h2>", None),
    ],
)
def test_what_stands_above_a_list_holds_for_all_of_it(above: str, included: bool | None) -> None:
    assert [s.included for s in read(f"<h1>Sites 2025-26</h1>{above}<ul><li>Elm (VM195)</ul>").sites] == [included]


@pytest.mark.parametrize(
    ("heading", "own", "included"), [("Included", "Not included", False), ("Not included", "Included", None)]
)
def test_a_row_may_deny_its_heading(heading: str, own: str, included: bool | None) -> None:
    assert sites(f"{H}<h2>{heading}</h2><ul><li>Elm (VM195) <b>{own}</b></ul>") == [("VM195", "Elm", included, None)]


def test_in_a_column_of_ticks_no_tick_means_no() -> None:
    rows = "<tr><td>Elm<td>VM195<td>{}</tr><tr><td>Oak<td>VK3M1<td></tr>"
    page = f"<table><tr><th>Site<th>Code<th>Included</tr>{rows}</table>"
    assert [included for _, _, included, _ in sites(page.format("✓"))] == [True, False]
    assert [included for _, _, included, _ in sites(page.format("No"))] == [False, None]
    assert [included for _, _, included, _ in sites(page.format(""))] == [None, None]


def test_the_column_of_this_year_counts() -> None:
    page = (
        "<h1>Sites 2025-26</h1><table><tr><th>Site<th>Code<th>Included in 2024-25<th>Included in 2025-26</tr>"
        "<tr><td>Elm<td>VM195<td>Yes<td>No</tr><tr><td>Oak<td>VK3M1<td>No<td>Yes</tr></table>"
    )
    assert [site.included for site in read(page).sites] == [False, True]


@pytest.mark.parametrize(
    ("columns", "cells", "published"),
    [
        ("<th>Published", "<td>12/06/2025", "12/06/2025"),
        ("<th>Published", "<td>No", "Published: No"),
        ("<th>Status", "<td>Standards Met", "Standards Met"),
        ("<th>Status<th>Date published", "<td>25/26 Standards Met<td>12/06/2026", "25/26 Standards Met, 12/06/2026"),
        ("<th>Notes", "<td>Not published", "Not published"),
        ("<th>Notes", "<td>Ring the helpdesk", None),
        ("<th>Action", "<td><a href=/p>Publish</a>", None),
    ],
)  # fmt: skip
def test_what_is_said_of_publication_is_said_of_the_site(columns: str, cells: str, published: str | None) -> None:
    table = f"<table><tr><th>Site<th>Code{columns}</tr><tr><td>Elm<td>VM195{cells}</tr></table>"
    found = reading(listed(*ROWS, before=HEADING, after=f"<p>Not published</p><h2>Your sites</h2>{table}"))
    assert [(s.name, s.published) for s in found.sites] == [("Elm", published)]
    assert found.publication is not None
    assert (found.publication.status, found.publication.published_on) == ("Not Published", None)


NO_SITES = [
    "<h1>Your sites</h1><p>You have no sites yet.</p>",
    "<h1>Your sites</h1><p>Rosewood Group (AG0Y)</p><p>Ask the helpdesk to add sites.</p>",
    "<h1>Care homes</h1><p>Rosewood House (VM195)</p>",
    "<header>Rosewood Group (VM195)</header><h1>Your sites</h1>",
    "<h1>Your organisation</h1><dl><dt>Site name<dd>Elm<dt>Site code<dd>VM195<dt>Published<dd>No</dl>",
    "<h1>Search</h1><table><tr><th>Code<th>Organisation name<th>Status</tr><tr><td>VM195<td>Elm<td>Not Published</tr>"
    "<tr><td>VK3M1<td>Oak<td>Standards Met</tr></table>",
    "<h1>Choose an organisation</h1><label><input type=radio checked> Elm (AG0Y)</label>"
    "<label><input type=radio> Oak (AG1X)</label>",
    "<h1>Devices</h1><table><tr><th>Code<th>Item<th>Location</tr><tr><td>LT001<td>Laptop<td>Office</tr>"
    "<tr><td>LT002<td>Laptop<td>Attic</tr></table>",
    "<h1>Courses</h1><table><tr><th>Code<th>Course<th>Included</tr><tr><td>TR101<td>Fire<td>Yes</tr>"
    "<tr><td>TR102<td>Data<td>No</tr></table>",
    "<h1>Related web sites</h1><ul><li>Guides (G2024)<li>Filters (SPF12)</ul>",
    "<h1>News</h1><p>All sites must be included. Sites VM195 and VK3M1 were missing last year.</p>",
    "<h1>1.3.13 How do you lock your sites?</h1><h2>Your sites</h2><ul><li>Elm (VM195) <b>Included</b>"
    "<li>Oak (VK3M1)</ul><label>Answer<textarea>Elm (VM195)</textarea></label>",
    listed("1.1.1 Who? <b>Completed</b>", "1.1.2 Which sites? Answer: Elm (VM195) <b>Completed</b>"),
    "<h1>Sites</h1><p>Version V2025</p><p>Ring us at Leeds LS12 3AB before 30TH June</p>",
]  # fmt: skip


@pytest.mark.parametrize("page", NO_SITES)
def test_no_sites(page: str) -> None:
    assert sites(page) == []


def test_the_parent_is_no_site_and_gives_its_code_to_none() -> None:
    rows = "".join(
        f"<tr><td>{name}<td>{code}<td>AG0Y<td>LS12 3AB</tr>" for name, code in (("Elm", "VM195"), ("Oak", "A9K2P"))
    )
    page = f"{H}<table><tr><th>Site<th>ODS code<th>Parent code<th>Postcode</tr>{rows}</table>"
    assert sites(page) == [("VM195", "Elm", None, None), ("A9K2P", "Oak", None, None)]
    card = "<li><strong>{}</strong><p>Headquarters: AG0Y</p><p>Code: {}</p>"
    assert sites(f"{H}<ul>{card.format('Elm', 'VM195')}{card.format('Oak', 'VK3M1')}</ul>") == [
        ("VM195", "Elm", None, None),
        ("VK3M1", "Oak", None, None),
    ]


def test_sites_are_not_the_organisation() -> None:
    found = reading(listed(*ROWS, before=HEADING + "<p>Rosewood Group (AG0Y)</p>"), H + BUILDS["table"])
    assert found.organisation.code == "AG0Y"
    assert found.problems == ()


def test_pages_put_together() -> None:
    assessment = listed(*ROWS, before=f"{HEADING}<p>Rosewood Group (AG0Y)</p>")
    row = "<li>{} ({}) <b>{}</b>"
    first = f"{H}<ul>{row.format('Elm', 'VM195', 'Included')}{row.format('Oak', 'VK3M1', 'Not included')}</ul>"
    second = f"{H}<ul>{row.format('Elm', 'VM195', '')}{row.format('Oak', 'VK3M1', 'Included')}</ul>"
    found = reading(assessment, first, second)
    assert [(s.code, s.included) for s in found.sites] == [("VM195", True), ("VK3M1", None)]
    assert [said for said in found.remarks if "VK3M1" in said] == [
        "The pages disagree on whether the site VK3M1 is included."
    ]


def test_a_page_of_sites_stands_in_nobodys_way() -> None:
    told = "<p>Your headquarters publishes for these sites.</p><p>2 of 3 sites complete. Page 1 of 2</p>"
    page = f"{H}{told}{BUILDS['table']}"
    assert problems(listed(*ROWS, before=HEADING), page) == set()
    assert len(read(page).sites) == 3


@pytest.mark.parametrize("folder", SCENARIOS, ids=name_of)
def test_a_home_without_sites_has_none(folder: Path) -> None:
    assert [page.name for page in load_pages(folder) if read_page(page, WORDS).sites] == []
