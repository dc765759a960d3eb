"""After publishing: the certificate that was saved, and what the public search says."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from dsptscan.aftermath import Aftermath, Certificates, ending_of
from dsptscan.model import Assessment, Publication, Reading
from dsptscan.scan import report_on
from tests.checks.examples import YEAR, question

THIS = Publication(status="Standards Met", published_on=date(2026, 6, 12), year=YEAR)
LAST = Publication(status="Standards Met", published_on=date(2025, 6, 20), year="2024-25")


def titles(aftermath: Aftermath | None) -> list[str]:
    reading = Reading(
        assessment=Assessment(year=YEAR, standard="Standards Met"), questions=(question(),), publication=THIS
    )
    report = report_on(
        reading, today=date(2026, 6, 23), source="toolkit", account="home", confirmed=1, aftermath=aftermath
    )
    return [fix.title for fix in report.fixes if fix.check == "share"]


@pytest.mark.parametrize(
    ("aftermath", "found"),
    [
        (None, []),
        (Aftermath(), []),
        (Aftermath(certificate_saved=True, public=(LAST, THIS)), []),
        (Aftermath(certificate_saved=False), ["Save your certificate"]),
        (Aftermath(public=()), ["The public search shows something else"]),
        (Aftermath(public=(LAST,)), ["The public search shows something else"]),
    ],
)
def test_only_what_is_known_is_a_fix(aftermath: Aftermath | None, found: list[str]) -> None:
    assert titles(aftermath) == found


def test_a_certificate_is_kept_by_account_and_year(tmp_path: Path) -> None:
    kept = Certificates(tmp_path / "certificates")
    assert kept.saved("home", YEAR) is None
    place = kept.save("home", YEAR, b"%PDF-1.7 ...")
    assert (place.name, place.read_bytes()) == (f"home-{YEAR}.pdf", b"%PDF-1.7 ...")
    assert kept.saved("home", YEAR) == place
    assert kept.saved("home", "2024-25") is kept.saved("other", YEAR) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the profile folder private by itself")
def test_a_certificate_is_the_users_alone(tmp_path: Path) -> None:
    place = Certificates(tmp_path / "certificates").save("home", YEAR, b"%PDF")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("content", "ending"),
    [(b"%PDF-1.4", "pdf"), (b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff\xe0", "jpg"), (b"\n<!DOCTYPE html>", "html")],
)
def test_its_ending_says_what_it_is(content: bytes, ending: str) -> None:
    assert ending_of(content) == ending
