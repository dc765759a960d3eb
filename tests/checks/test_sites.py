"""Several sites: which are left out, and which nobody sees."""

from __future__ import annotations

import pytest

from dsptscan.checks.run import find_fixes
from dsptscan.model import Assessment, Fix, Organisation, Reading, Site
from tests.checks.examples import YEAR, situation

ELM, OAK = Site(code="VM195", name="Elm Lodge"), Site(code="VK3M1", included=True)
OUT = Site(code="VM195", name="Elm Lodge", included=False)
GROUP = Organisation(name="Rosewood Group", code="AG0Y")


def fixes(*sites: Site, expected: tuple[str, ...] = (), published: bool = False) -> list[Fix]:
    reading = Reading(assessment=Assessment(year=YEAR), organisation=GROUP, sites=sites)
    return find_fixes(situation(reading=reading, expected_sites=expected, published=published))


LEFT_OUT = "Elm Lodge (VM195) is not included"
UNSEEN = "See whether all your sites are included"


@pytest.mark.parametrize(
    ("sites", "expected", "titles"),
    [
        ((), (), []),
        ((ELM, OAK), (), []),
        ((OUT, OAK), (), [LEFT_OUT]),
        ((Site(code="VM195", included=False),), (), ["Site VM195 is not included"]),
        ((OAK,), ("VK3M1",), []),
        ((ELM,), ("VM195",), []),
        ((OUT,), ("VM195",), [LEFT_OUT]),
        ((OAK,), ("VM195", "VK3M1", "VM195"), ["Site VM195 is not in the toolkit's list"]),
        ((OUT,), ("VZ001",), [LEFT_OUT, "Site VZ001 is not in the toolkit's list"]),
        ((OAK,), ("AG0Y",), []),
        ((), ("AG0Y",), []),
        ((), ("VM195",), [UNSEEN]),
        ((), ("VM195", "VK3M1"), [UNSEEN]),
    ],
)
@pytest.mark.parametrize("published", [False, True])
def test_which_sites_there_is_something_to_do_about(
    sites: tuple[Site, ...], expected: tuple[str, ...], titles: list[str], published: bool
) -> None:
    found = fixes(*sites, expected=expected, published=published)
    assert [fix.title for fix in found] == titles
    assert {(fix.check, fix.ref, fix.stops_publishing) for fix in found} <= {("sites", None, False)}


def test_how_long_it_takes() -> None:
    assert [fix.effort for fix in fixes(OUT, expected=("VZ001",))] == ["minutes", "days"]
    assert [fix.effort for fix in fixes(expected=("VZ001",))] == ["minutes"]


def test_before_publishing_it_is_chosen_there_and_afterwards_by_publishing_again() -> None:
    (before,), (after,) = fixes(OUT), fixes(OUT, published=True)
    assert before.do.startswith("When you publish, choose this site")
    assert after.do.startswith("Open your assessment, publish it again")
    assert before.id == after.id


def test_each_site_keeps_its_id() -> None:
    both = fixes(OUT, Site(code="VZ002", name="Elm Lodge", included=False), expected=("VM195", "VZ003"))
    assert len({fix.id for fix in both}) == 3
    renamed = fixes(Site(code="VM195", name="Elm House", included=False, published="Not published"))
    assert renamed[0].id == both[0].id


def test_what_the_toolkit_says_of_its_publication_is_quoted() -> None:
    (fix,) = fixes(Site(code="VM195", included=False, published="Standards Met, 12 June 2026"))
    assert fix.why.endswith('Of its publication the toolkit says: "Standards Met, 12 June 2026".')


def test_of_many_expected_sites_a_few_are_named() -> None:
    (fix,) = fixes(expected=tuple(f"V{n:04}" for n in range(40)))
    assert "V0000, V0001, V0002, V0003, V0004 and 35 more" in fix.why
