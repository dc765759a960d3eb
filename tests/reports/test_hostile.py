"""The hostile reports are what they should be: full of the text."""

from __future__ import annotations

import json

from dsptscan.reports.json_format import as_document
from tests.reports.hostile import poisoned


def test_the_text_stands_in_every_field() -> None:
    given = poisoned("POISON")
    for told in (
        given.scanned_at,
        given.account,
        given.organisation.name,
        given.organisation.code,
        given.assessment.year,
        given.filtered_by,
        *given.verdict_because,
        *given.remarks,
        *given.support,
        *(part for item in given.sites for part in (item.code, item.name, item.published)),
        *(part for item in given.problems for part in (item.kind, item.detail, item.url)),
        *(
            part
            for item in given.fixes
            for part in (item.id, item.ref, item.title, item.why, item.do, item.url, item.first_seen)
        ),
        *(part for item in given.fixes for part in (item.accepted_because, item.assigned_to)),
        *(part for item in given.questions for part in (item.ref, item.title, item.url, *item.because)),
        *(part for item in given.questions for part in (item.answer.text, item.answer.comment)),
    ):
        assert told == "POISON"
    assert given.publication
    assert {given.publication.status, given.publication.certificate, given.publication.year} == {"POISON"}
    assert given.verdict == "not_ready"
    assert [fix.state for fix in given.fixes] == ["open", "open", "open", "accepted"]
    assert json.dumps(as_document(given)).count("POISON") > 40
