from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dsptscan.model import Assessment, Organisation, Problem, Publication
from dsptscan.reports import find
from tests.reports.examples import fix, report

ESCAPE = re.compile(r"\x1b\[\d+m")


def drawn(width: int = 100, *, colour: bool = False, **changes: Any) -> str:
    text = find("table").render(report(**changes), width=width, colour=colour)
    assert isinstance(text, str)
    return text


def test_above_the_table() -> None:
    lines = drawn(120).splitlines()
    assert lines[0] == "Not ready"
    assert "Meadow View Care Home (VX001)" in lines[2]
    assert "7 days left until 30 June 2026." in lines[3]
    assert "Mandatory: 2 (45 expected), 1 complete, 1 not." in lines[4]
    assert lines[6] == "- 4.3.1 is mandatory and not complete."


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("ready", "Ready to publish"),
        ("not_ready", "Not ready"),
        ("cannot_tell", "Cannot tell"),
        ("published", "Published"),
    ],
)
def test_the_verdict_in_words(verdict: str, words: str) -> None:
    assert drawn(verdict=verdict).splitlines()[0] == words


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 6, 30), "Today, 30 June 2026, is the last day."),
        (date(2026, 6, 29), "1 day left"),
        (date(2026, 7, 1), "The deadline, 30 June 2026, passed 1 day ago. Publishing late still counts"),
    ],
)
def test_days_left_in_words(today: date, words: str) -> None:
    assert words in drawn(160, today=today)


def test_the_columns_and_their_order() -> None:
    header = next(line for line in drawn(170).splitlines() if "What to do" in line)
    assert re.sub(r"\s{2,}", "|", header.strip()) == "#|Question|What to do|Effort|Start by|Link"
    assert "Link" not in drawn(120)


def test_late_is_said_in_words() -> None:
    row = next(line for line in drawn().splitlines() if "3.2.1" in line)
    assert "now (late)" in row
    assert "weeks" in row
    assert "29 Jun 2026" in drawn()


@pytest.mark.parametrize("width", [1, 80, 100, 139, 140, 170, 200, 900])
def test_it_fits_and_no_address_is_cut(width: int) -> None:
    long = "https://www.dsptoolkit.nhs.uk/" + "a" * 150
    fixes = (fix(), fix(id="b", rank=2, url=long), fix(id="c", rank=3, do="word " * 80, title="Pneumono" * 30))
    text = drawn(width, fixes=fixes)
    allowed = max(80, min(width, 200))
    for line in text.splitlines():
        assert len(line) <= allowed or line.strip() == long
    assert long in text
    assert str(fixes[0].url) in text
    assert text.count("word") == 80


def test_the_address_of_whom_to_ask_is_not_cut() -> None:
    address = "https://help.example/" + "a" * 150
    assert f"\n  {address}\n" in drawn(80, support=(f"Somebody. {'word ' * 40}\n{address}",))


def test_below_the_table() -> None:
    text = drawn(200)
    below = text[text.index("now (late)") :]
    assert "In one sitting you can finish 1 fix, minutes each: #2 (2.1.1)." in below
    assert "What could not be read:\n- This page is of no known kind.\n" in below
    assert "https://www.dsptoolkit.nhs.uk/odd" in below
    assert "44 mandatory questions" not in text  # remarks go to standard error
    assert "1 optional question is not complete." in below
    assert below.endswith(
        "\nHelp:\n- Somebody near you: help.example.\n- Others. They know a lot.\n  https://help.example/others\n"
    )


def test_what_is_not_there_is_not_spoken_of() -> None:
    text = drawn(fixes=(), problems=(), remarks=(), questions=(), publication=None, assessment=Assessment(), support=())
    for words in (
        "Help",
        "In one sitting",
        "could not be read:",
        "Remarks",
        "optional",
        "What to do",
        "publication",
        "year",
    ):
        assert words not in text
    assert "Nothing to put right was found" in text


def test_accepted_fixes_stand_apart_with_their_reason_and_are_not_counted_as_quick() -> None:
    waiting = fix(
        id="sites-1",
        rank=2,
        ref=None,
        title="Annexe is not included",
        effort="minutes",
        state="accepted",
        accepted_because="It publishes for itself, says Jo.",
        accepted_until=date(2026, 6, 28),
    )
    text = drawn(200, fixes=(fix(), waiting))
    above, _, below = text.partition("Accepted for now, and still there:\n")
    assert "Annexe" not in above
    assert "Accepted until 28 June 2026: It publishes for itself, says Jo." in below
    assert "Stops publishing." in below
    assert below.index("What to do") < below.index("Annexe") < below.index("What could not be read")
    assert "#2" not in text
    alone = drawn(200, fixes=(replace(waiting, accepted_until=None),))
    assert "Nothing else is open in what could be read." in alone
    assert "Accepted: It publishes for itself" in alone
    assert "Accepted for now, and" not in drawn(200, fixes=(fix(),))


def test_who_takes_care_of_it() -> None:
    fixes = (fix(assigned_to="Ann Smith", due=date(2026, 6, 26)), fix(rank=2, assigned_to="Bo"))
    text = drawn(120, fixes=fixes)
    assert "Ann Smith takes care of it, by 26 June 2026." in text
    assert "Bo takes care of it." in text
    assert "takes care" not in drawn(120)


def test_publication_and_unknowns() -> None:
    said = drawn(200, publication=Publication(status="25/26 Standards Met", published_on=date(2026, 6, 20)))
    assert "The toolkit says of publication: 25/26 Standards Met on 20 June 2026." in said
    assert "Organisation: not known" in drawn(organisation=Organisation())


def test_many_reasons_are_cut_and_counted() -> None:
    text = drawn(verdict_because=tuple(f"reason {n}" for n in range(9)))
    assert "- reason 3\n- and 5 more reasons" in text
    assert "reason 4" not in text


def test_colour_is_only_an_extra() -> None:
    plain, painted = drawn(120), drawn(120, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31mnow (late)\x1b[0m" in painted
    assert ESCAPE.sub("", painted) == plain


def test_the_sites_words_cannot_steer_the_terminal() -> None:
    evil = "\x1b[2J\x9b\u202eevil\x07\r\n\u2028T\u0177\u5b57"
    text = drawn(
        organisation=Organisation(name=evil, code=evil),
        fixes=(
            fix(title=evil, do=evil, why=evil, ref=evil, assigned_to=evil),
            fix(id="b", state="accepted", accepted_because=evil),
        ),
        problems=(Problem(kind=evil, detail=evil, url=evil),),
        remarks=(evil,),
        verdict_because=(evil,),
        publication=Publication(status=evil),
        account=evil,
        support=(evil, f"{evil}\n{evil}"),
    )
    text.encode("cp1252")
    assert all(line.isprintable() for line in text.split("\n"))


def test_several_accounts() -> None:
    text = find("table").render_rollup([report(), report(account="other")], width=80, colour=False)
    assert isinstance(text, str)
    assert text.count("Not ready\n") == 2
    assert "=" * 80 in text


def test_once_published_it_gives_words_for_the_website() -> None:
    said = Publication(status="Standards Met", published_on=date(2026, 6, 20), year="2025-26")
    text = " ".join(drawn(verdict="published", publication=said, today=date(2026, 7, 3)).split())
    assert (
        'We published our 2025-26 Data Security and Protection Toolkit at the level "Standards Met" on 20 June' in text
    )
    assert "Publishing late" not in text
    assert "Words for your website" not in drawn(publication=said)
