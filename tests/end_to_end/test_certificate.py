"""After publishing, with the real browser: the scan asks for the certificate, and the command saves it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsptscan.cli import main
from dsptscan.practice import Answer, PracticeToolkit
from tests.secret_service import SecretService
from tests.toolkit.site import page, write_site

NAME = "certified"
PDF = b"%PDF-1.7 invented \x00\xff certificate"
HOME = '<h1>Meadow House (VX001)</h1><p><a href="/Assessment">Assessment</a></p>'
PUBLISHED = "<p>This assessment was published on 12 June 2026.</p>"
LINK = '<p><a href="/Assessment/Certificate/2025-26">Download certificate</a></p>'
LIST = (
    "<h1>Assessment 2025-26</h1>{}<table><tr><th>Question</th><th>Level</th><th>Status</th></tr>"
    '<tr><td><a href="/Q/1">1.1.1 Invented question</a></td><td>Mandatory</td><td>Completed</td></tr></table>'
)


@pytest.fixture
def toolkit(
    tmp_path: Path, keyring_here: SecretService, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[PracticeToolkit]:
    said = getattr(request, "param", PUBLISHED + LINK)
    site = write_site(
        tmp_path / "layout", home=page(HOME), list=page(LIST.format(said)), question=page("<h1>1.1.1 Invented</h1>")
    )
    monkeypatch.setenv("DSPTSCAN_HOME", str(tmp_path / "home"))
    with PracticeToolkit(site) as running:
        running.extra["/Assessment/Certificate/2025-26"] = Answer(200, PDF, content_type="application/pdf")
        words = ("account", "add", NAME, "--username", running.username, "--url", running.url, "--password-stdin")
        assert run(*words, typed=running.password + "\n").exit_code == 0
        yield running
        run("account", "remove", NAME)


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=typed, catch_exceptions=False)


def to_share(result: Result) -> list[str]:
    return [fix["id"] for fix in json.loads(result.stdout)["fixes"] if fix["check"] == "share"]


def test_from_a_published_assessment_to_a_kept_certificate(toolkit: PracticeToolkit, tmp_path: Path) -> None:
    scan = ("scan", NAME, "--pace", "off", "--today", "2026-06-23", "--format", "json")
    before = run(*scan)
    assert (before.exit_code, to_share(before)) == (10, ["share-certificate"])
    copy = tmp_path / "copy.pdf"
    saved = run("certificate", "--pace", "off", "--output", str(copy))
    assert saved.exit_code == 0, saved.output
    kept = tmp_path / "home" / "data" / "certificates" / f"{NAME}-2025-26.pdf"
    assert kept.read_bytes() == copy.read_bytes() == PDF
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    after = run(*scan)
    assert (after.exit_code, to_share(after)) == (0, [])
    assert toolkit.writes == []


@pytest.mark.parametrize(
    ("toolkit", "code", "said"),
    [
        pytest.param("<p>Not published</p>", 2, "not published", marks=pytest.mark.slow),
        pytest.param(PUBLISHED, 7, "no link to its certificate", marks=pytest.mark.slow),
        (PUBLISHED + LINK.replace("Certificate/2025-26", "publish/certificate"), 7, "holds the word publish"),
        pytest.param(
            PUBLISHED + LINK.replace("/Assessment/Certificate/2025-26", "/Q/404"),
            7,
            "does not give a file",
            marks=pytest.mark.slow,
        ),
    ],
    indirect=["toolkit"],
)
def test_where_there_is_none(toolkit: PracticeToolkit, tmp_path: Path, code: int, said: str) -> None:
    result = run("certificate", "--pace", "off")
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert said in result.stderr
    assert result.stderr.count("What to do: ") == 1
    assert not (tmp_path / "home" / "data" / "certificates").exists()
    assert toolkit.writes == []
