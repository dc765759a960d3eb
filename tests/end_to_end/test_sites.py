"""The list of sites behind a link in the menu: opened once, read, and told in the report."""

from __future__ import annotations

from datetime import date

import pytest

from dsptscan.accounts import Account
from dsptscan.model import Report
from dsptscan.practice import PracticeToolkit
from dsptscan.scan import scan_account

REAL = "https://www.dsptoolkit.nhs.uk"
TODAY = date(2026, 6, 23)
MENU = (
    '<nav><a href="/Assessment">Assessment</a> <a href="/Branches">View branches</a>'
    ' <a href="/Sites/Publish">Sites</a></nav>'
)
LIST = "".join(f"<li>{ref} Invented question <b>Mandatory</b> <b>Completed</b>" for ref in ("1.1.1", "1.1.2"))
SITES = (
    "<table><tr><th>Branch<th>ODS code<th>Included</tr><tr><td>Elm Lodge<td>VM195<td>Yes</tr>"
    "<tr><td>Oak House<td>VK3M1<td>No</tr></table>"
)


def page(path: str, body: str) -> str:
    return (
        f"<!-- saved from url=(0042){REAL}{path} -->\n<!-- Invented page: not the real site -->\n"
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Toolkit</title></head>'
        f"<body>{MENU}<p>Rosewood Group (AG0Y)</p>{body}</body></html>"
    )


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, list[str]]:
    folder = tmp_path_factory.mktemp("layout") / "group"
    folder.mkdir()
    (folder.parent / "layout.toml").write_text('title = "Sites"\nhome = "/Home"\nnot_shown = []\n')
    (folder / "home.html").write_text(page("/Home", "<h1>Home</h1>"))
    (folder / "list.html").write_text(page("/Assessment", f"<h1>Assessment 2025-26</h1><ul>{LIST}</ul>"))
    (folder / "sites.html").write_text(page("/Branches", f"<h1>Your branches</h1>{SITES}"))
    with PracticeToolkit(folder) as toolkit:
        account = Account(name="group", username=toolkit.username, url=toolkit.url, expected_mandatory=2)
        report = scan_account(
            account,
            toolkit.password,
            today=TODAY,
            paced=False,
            expected_sites=("VM195", "VZ009"),
            progress=lambda *step: None,
        )
        return report, [request.path for request in toolkit.log if request.signed_in]


def test_the_sites_are_told(live: tuple[Report, list[str]]) -> None:
    report, _ = live
    assert [(s.code, s.name, s.included) for s in report.sites] == [
        ("VM195", "Elm Lodge", True),
        ("VK3M1", "Oak House", False),
    ]
    assert (report.organisation.code, report.verdict, report.problems) == ("AG0Y", "ready", ())
    assert [fix.title for fix in report.fixes] == [
        "Site VZ009 is not in the toolkit's list",
        "Oak House (VK3M1) is not included",
        "Publish your assessment",
    ]


def test_their_page_is_opened_once_and_no_link_to_publishing(live: tuple[Report, list[str]]) -> None:
    _, asked = live
    assert [path for path in asked if path not in ("/Home", "/Assessment")] == ["/Branches"]
