"""What every scheduler must do; each implementation inherits this and brings itself and what it finds there."""

from __future__ import annotations

from datetime import time

import pytest

from dsptscan.schedule import Job, Scheduler

PROGRAM = ('/opt/Maß & Söhne/100% dir/it\'s $HOME "x"/python', "-m", "dsptscan")
HOME = "/home/zoë/dspt scan/50%/back\\slash"
JOB = Job(
    at=time(7, 30),
    days=(0, 1, 2, 3, 4),
    accounts=(),
    program=PROGRAM,
    environment=(("DSPTSCAN_HOME", HOME), ("PATH", "/usr/local/bin:/usr/bin:/bin")),
    spread=17,
)
DAYS = [(0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5, 6), (6,), (0, 2, 5, 6)]
TIMES = [time(0, 0), time(7, 5), time(23, 59)]


class Conformance:
    """A subclass gives the fixtures `scheduler`, with nothing of ours in it, and `others`.

    `others` is a function that gives all that the scheduler holds of other people's, in any form, to be compared.
    """

    def test_it_is_there(self, scheduler: Scheduler) -> None:
        assert scheduler.available()
        assert scheduler.name

    def test_nothing_is_there_before(self, scheduler: Scheduler) -> None:
        assert (scheduler.show().text, scheduler.show().job) == ("", None)
        assert scheduler.remove() == ()

    def test_a_plan_changes_nothing_and_says_all(self, scheduler: Scheduler) -> None:
        steps = scheduler.plan(JOB)
        assert scheduler.show().text == ""
        assert {step.kind for step in steps} <= {"writes", "runs", "deletes"}
        told = "".join(step.what + step.text for step in steps)
        assert "--scheduled" in told
        assert "zoë" in told

    def test_it_comes_back_as_given(self, scheduler: Scheduler) -> None:
        scheduler.install(JOB)
        assert scheduler.show().job == JOB

    def test_what_is_there_is_what_was_planned(self, scheduler: Scheduler) -> None:
        planned = "".join(step.text for step in scheduler.plan(JOB))
        scheduler.install(JOB)
        lines = [line.strip() for line in scheduler.show().text.splitlines() if line.strip()]
        assert lines
        assert [line for line in lines if line not in planned] == []

    @pytest.mark.parametrize("days", DAYS)
    def test_days(self, scheduler: Scheduler, days: tuple[int, ...]) -> None:
        job = Job(at=JOB.at, days=days, accounts=(), program=PROGRAM, environment=JOB.environment)
        scheduler.install(job)
        assert scheduler.show().job == job

    @pytest.mark.parametrize("at", TIMES, ids=str)
    def test_times(self, scheduler: Scheduler, at: time) -> None:
        job = Job(at=at, days=(2,), accounts=(), program=PROGRAM, environment=JOB.environment, spread=0)
        scheduler.install(job)
        assert scheduler.show().job == job

    def test_accounts(self, scheduler: Scheduler) -> None:
        job = Job(
            at=JOB.at, days=JOB.days, accounts=("oak.tree", "mead-ow_2"), program=PROGRAM, environment=JOB.environment
        )
        scheduler.install(job)
        found = scheduler.show().job
        assert found == job
        assert found is not None
        assert found.command()[-2:] == ("oak.tree", "mead-ow_2")

    def test_installing_again_leaves_one(self, scheduler: Scheduler) -> None:
        scheduler.install(JOB)
        once = scheduler.show()
        scheduler.install(JOB)
        assert scheduler.show() == once

    def test_installing_another_takes_its_place(self, scheduler: Scheduler) -> None:
        other = Job(at=time(18, 0), days=(5,), accounts=("b",), program=PROGRAM, environment=())
        scheduler.install(JOB)
        scheduler.install(other)
        assert scheduler.show().job == other
        assert scheduler.show().text.count("--scheduled") == 1

    def test_nothing_is_left(self, scheduler: Scheduler) -> None:
        scheduler.install(JOB)
        assert scheduler.remove() != ()
        assert (scheduler.show().text, scheduler.show().job) == ("", None)
        assert scheduler.remove() == ()

    def test_what_others_have_there_stays(self, scheduler: Scheduler, others) -> None:
        before = others()
        scheduler.install(JOB)
        assert others() == before
        scheduler.install(JOB)
        scheduler.remove()
        assert others() == before

    def test_it_waits_somewhere_once(self, scheduler: Scheduler) -> None:
        """Either the scheduler spreads the starts, or dsptscan is told to."""
        told = "".join(step.text for step in scheduler.plan(JOB))
        assert told.count("17") == 1 or "--spread 17" in told

    def test_the_rehearsal_does_not_wait_and_is_the_same_command(self, scheduler: Scheduler) -> None:
        rehearsal = scheduler.rehearsal(JOB)
        told = " ".join(rehearsal.command)
        assert "--spread" not in told
        assert "--scheduled" in told
        assert "--all" in told

    def test_no_variable_of_this_session_gets_in(self, scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MY_SECRET", "hunter2")
        scheduler.install(JOB)
        assert "hunter2" not in scheduler.show().text
