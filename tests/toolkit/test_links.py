"""Which links must not be followed."""

from __future__ import annotations

import pytest

from dsptscan.toolkit.links import forbidden

PAGE = "https://toolkit.example/Assessment"


@pytest.mark.parametrize(
    ("url", "text", "has_reference"),
    [
        ("/Assessment/Publish", "", False),
        ("/assessment/PUBLISH/", "1.1.1 A title", True),
        ("/Evidence/Delete/12", "1.1.1 A title", True),
        ("/Evidence/delete-12", "1.1.1 A title", True),
        ("/Evidence/Save.aspx", "1.1.1 A title", True),
        ("/Evidence/%44elete/12", "1.1.1 A title", True),
        ("/Evidence?confirm=1", "1.1.1 A title", True),
        ("/Evidence?id=1&REMOVE", "1.1.1 A title", True),
        ("/Evidence?handler=Delete", "1.1.1 A title", True),
        ("/Account/LogOff", "", False),
        ("/Account/Log-Out", "", False),
        ("/Account/sign_out", "", False),
        ("/Incidents", "", False),
        ("/Assessment/PublishAssessment", "", False),
        ("/Assessment/save-answer", "", False),
        ("/Account/LogOffNow", "", False),
        ("/x", "Publish assessment", False),
        ("/x", "Report an incident", False),
        ("/x", "Log  out", False),
        ("/x", "Sign-out", False),
        ("/x", "Upload", False),
        ("https://other.example/x", "", False),
        ("http://toolkit.example/x", "", False),
        ("https://toolkit.example:8443/x", "", False),
        ("//other.example/x", "", False),
        ("javascript:publish()", "", False),
        ("mailto:a@example.org", "", False),
        ("data:text/html,x", "", False),
        ("#main", "", False),
        ("/Assessment#main", "", False),
        ("http://[broken", "", False),
    ],
)
def test_forbidden(url: str, text: str, has_reference: bool) -> None:
    assert forbidden(url, text, has_reference, page_url=PAGE)


@pytest.mark.parametrize(
    ("url", "text", "has_reference"),
    [
        ("/Assessment/EvidenceItem/48512", "1.3.7 How do you delete or remove records?", True),
        ("/questions/1-3-7-delete-records-securely", "1.3.7 Delete records", True),
        ("/Assessment", "Assessment", False),
        ("/Published", "Published assessments", False),
        ("/Assessment?returnUrl=/Assessment/Publish", "", False),
        ("https://TOOLKIT.example:443/Assessment/2", "", False),
        ("/Unconfirmed/saved", "unpublished", False),
        ("?page=2", "Next", False),
    ],
)
def test_allowed(url: str, text: str, has_reference: bool) -> None:
    assert forbidden(url, text, has_reference, page_url=PAGE) is None
