"""What every format promises. The test of a format inherits from this class and says how its results are read."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

import pytest

from dsptscan.model import Assessment, Milestone, Organisation, Report
from dsptscan.reports import NAMES, find
from dsptscan.reports.clean import MARK, spelled
from dsptscan.reports.interface import Format
from tests.reports.examples import decided, report
from tests.reports.hostile import HOSTILE, poisoned

Result = str | bytes

BARE = report(
    account=None,
    source="pages",
    organisation=Organisation(),
    assessment=Assessment(),
    publication=None,
    questions=(),
    fixes=(),
    sites=(),
    problems=(),
    remarks=(),
    support=(),
    verdict_because=(),
    verdict="published",
)


class Conformance(ABC):
    """`name`: the format. `leaves_out`: what it does not tell, for a reason that is given there."""

    name: ClassVar[str]
    leaves_out: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def words(self, result: Result) -> str:
        """What a person reads in the result, white space made single."""

    @abstractmethod
    def check_harmless(self, result: Result, given: list[Report]) -> None:
        """Fail if anything in the result is more than text."""

    # How the tests below speak of it

    @property
    def form(self) -> Format:
        return find(self.name)

    def rendered(self, given: Report) -> Result:
        return self.form.render(given, width=200, colour=False)

    def together(self, given: list[Report]) -> Result:
        return self.form.render_rollup(given, width=200, colour=False)

    def says(self, result: Result, text: str) -> bool:
        return text in self.words(result)

    def asked(self, *parts: str) -> bool:
        return not self.leaves_out & set(parts)

    # The promises

    def test_it_is_found_by_its_name(self) -> None:
        assert self.name in NAMES
        assert self.form.name == self.name
        assert self.form.needs_output is isinstance(self.rendered(report()), bytes)

    @pytest.mark.parametrize("given", [report(), decided(), BARE], ids=["usual", "decided", "bare"])
    def test_the_same_report_is_the_same_result(self, given: Report, monkeypatch: pytest.MonkeyPatch) -> None:
        before = self.rendered(given)
        monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        assert self.rendered(given) == before

    @pytest.mark.parametrize("width", [-1, 0, 80, 200, 100_000])
    @pytest.mark.parametrize("colour", [True, False])
    def test_any_width_and_colour_will_do(self, width: int, colour: bool) -> None:
        assert self.form.render(report(), width=width, colour=colour)
        assert self.form.render_rollup([report(), BARE], width=width, colour=colour)

    def test_each_fix_is_there_with_what_to_do(self) -> None:
        result = self.rendered(report())
        for fix in report().fixes:
            for part in (fix.ref, fix.title, fix.do, fix.effort, fix.url):
                assert part is None or self.says(result, part)

    def test_the_fixes_of_every_account_are_there(self) -> None:
        others = [replace(report(), account=f"home-{n}") for n in range(3)]
        result = self.together(others)
        for given in others:
            assert self.says(result, str(given.account))
        assert self.words(result).count("Induction") >= 3

    def test_it_says_how_things_stand(self) -> None:
        if not self.asked("verdict"):
            return
        result = self.rendered(report())
        for part in ("Not ready", "Meadow View Care Home", "VX001", "2025-26"):
            assert self.says(result, part)

    def test_it_says_what_was_read(self) -> None:
        if not self.asked("rest"):
            return
        result = self.rendered(report())
        for part in (
            "4.3.1 is mandatory and not complete.",
            "This page is of no known kind.",
            "https://www.dsptoolkit.nhs.uk/odd",
            "Not Published",
            "Somebody near you: help.example.",
            "https://help.example/others",
        ):
            assert self.says(result, part)

    def test_what_people_decided_is_there(self) -> None:
        result = self.rendered(decided())
        if self.asked("assigned"):
            assert self.says(result, "Priya Shah")
            assert self.says(result, "Tom")
            assert any(self.says(result, day) for day in ("25 June 2026", "25 Jun 2026", "2026-06-25"))
        if self.asked("accepted"):
            assert self.says(result, "Head office has it.")
            assert any(self.says(result, day) for day in ("27 June 2026", "2026-06-27"))

    def test_a_filtered_report_says_so(self) -> None:
        if self.asked("filter"):
            assert self.says(self.rendered(decided()), "what stops publishing")
            assert not self.says(self.rendered(report()), "what stops publishing")

    def test_the_way_up_to_this_scan_is_told(self) -> None:
        if not self.asked("course"):
            return
        result = self.rendered(decided())
        for number in ("11", "29"):
            assert self.says(result, number)
        assert any(self.says(result, day) for day in ("14 April 2026", "2026-04-14"))

    def test_a_very_long_way_is_told_in_short(self) -> None:
        stones = tuple(
            Milestone(day=date.fromordinal(date(2012, 1, 1).toordinal() + n), complete=n, incomplete=1, unknown=0)
            for n in range(5_000)
        )
        few = len(self.rendered(decided()))
        assert len(self.rendered(decided(course=stones))) < few * 2 + 10_000

    @pytest.mark.parametrize("verdict", ["ready", "not_ready", "cannot_tell", "published"])
    def test_no_report_of_another_day_says_ready(self, verdict: Any) -> None:
        if not self.asked("verdict"):
            return
        told = self.words(self.rendered(decided(verdict=verdict)))
        assert re.findall(r"(?<!was )(?<!not )\bready\b", told, re.IGNORECASE) == []
        assert "21 June 2026" in told or "2026-06-21" in told
        if verdict == "ready":
            assert "Was ready on 21 June 2026" in told

    def test_what_is_not_there_is_not_made_up(self) -> None:
        told = self.words(self.rendered(BARE))
        for word in ("None", "Undefined", "nan", "Markup"):
            assert not re.search(rf"\b{word}\b", told)

    def test_the_providers_own_answers_are_nowhere(self) -> None:
        first, *rest = report().questions
        spoken = replace(first, answer=replace(first.answer, text="our secret answer", comment="our secret comment"))
        assert "secret" not in self.words(self.rendered(report(questions=(spoken, *rest))))

    def test_it_can_be_saved_and_printed_anywhere(self) -> None:
        result = self.rendered(report(organisation=Organisation(name="T\u0177 Glas \U0001f600")))
        if isinstance(result, bytes):
            return
        assert result.encode("utf-8").decode("utf-8") == result
        for console in ("cp1252", "cp850", "ascii"):
            printed = spelled(result.removeprefix(MARK), console)
            assert printed.encode(console)
            assert len(printed.splitlines()) == len(result.splitlines())

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_hostile_text_is_text(self, text: str) -> None:
        given = poisoned(text)
        self.check_harmless(self.form.render(given, width=80, colour=False), [given])

    def test_hostile_text_is_text_in_many_accounts(self) -> None:
        given = [poisoned(text) for text in HOSTILE.values()]
        self.check_harmless(self.form.render_rollup(given, width=80, colour=False), given)
