"""cron, with the real crontab program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import time

import pytest

from dsptscan.errors import WrongUsage
from dsptscan.schedule.cron import BEGIN, Cron
from dsptscan.schedule.job import Job
from tests.schedule.conformance import JOB, Conformance
from tests.schedule.world import possible

FOREIGN = "# mine: ä\nMAILTO=me\n5 4 * * *  echo 'no % touch'  \n"


@pytest.fixture(scope="module")
def program(request: pytest.FixtureRequest) -> Iterator[tuple[str, ...]]:
    """A crontab of the tests' own; where that cannot be, the user's, put back as it was."""
    if possible():
        yield (*request.getfixturevalue("world").enter, "crontab")
        return
    if shutil.which("crontab") is None:
        pytest.skip("there is no crontab on this machine to write to; make test, run as root, installs one on Debian")
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    yield ("crontab",)
    if before.returncode == 0:
        subprocess.run(["crontab", "-"], input=before.stdout, check=True)
    else:
        subprocess.run(["crontab", "-r"], check=False, capture_output=True)


@pytest.fixture
def crontab(program: tuple[str, ...]) -> Iterator[Callable[..., str]]:
    """Write the whole crontab, and read it. Other tests find none."""

    def use(text: str | None = None) -> str:
        if text is not None:
            subprocess.run([*program, "-"], input=text, text=True, check=True, timeout=30)
        return subprocess.run([*program, "-l"], capture_output=True, text=True, timeout=30, check=False).stdout

    yield use
    subprocess.run([*program, "-r"], check=False, capture_output=True)


class TestCron(Conformance):
    @pytest.fixture
    def scheduler(self, program: tuple[str, ...], crontab: Callable[..., str]) -> Cron:
        crontab(FOREIGN)
        return Cron(program)

    @pytest.fixture
    def others(self, crontab: Callable[..., str]) -> Callable[[], str]:
        def theirs() -> str:
            text = crontab()
            kept, _, rest = text.partition(BEGIN)
            return kept + rest.partition("end.\n")[2]

        return theirs


def test_no_crontab_before_means_none_after(program: tuple[str, ...]) -> None:
    subprocess.run([*program, "-r"], check=False, capture_output=True)
    cron = Cron(program)
    cron.install(JOB)
    cron.remove()
    left = subprocess.run([*program, "-l"], capture_output=True, text=True, check=False)
    assert left.returncode == 1
    assert "no crontab" in left.stderr


def test_a_line_changed_by_hand_is_told_and_replaced(program: tuple[str, ...], crontab: Callable[..., str]) -> None:
    cron = Cron(program)
    crontab("")
    cron.install(JOB)
    crontab(crontab().replace("30 7 * * 1,2,3,4,5", "@daily"))
    assert cron.show().text
    assert cron.show().job is None
    cron.install(JOB)
    assert cron.show().job == JOB


def test_lines_written_between_stay(program: tuple[str, ...], crontab: Callable[..., str]) -> None:
    cron = Cron(program)
    crontab("")
    cron.install(JOB)
    crontab("1 1 * * * before\n" + crontab() + "2 2 * * * after\n")
    cron.install(JOB)
    text = crontab()
    assert text.startswith("1 1 * * * before\n")
    assert text.endswith("2 2 * * * after\n")
    cron.remove()
    assert crontab() == "1 1 * * * before\n2 2 * * * after\n"


def test_the_whole_line() -> None:
    job = Job(
        at=time(7, 5),
        days=(0, 6),
        accounts=("oaktree",),
        program=("/opt/py", "-m", "dsptscan"),
        environment=(("DSPTSCAN_HOME", "/home/a b/50%"),),
    )
    (step,) = Cron(("true",)).plan(job)
    assert step.text.splitlines()[1] == (
        r"5 7 * * 1,0 /usr/bin/env 'DSPTSCAN_HOME=/home/a b/50\%' /opt/py -m dsptscan scan --scheduled --spread 20"
        " oaktree >/dev/null 2>&1"
    )


def test_a_long_path_is_left_out_and_too_many_accounts_are_told() -> None:
    cron = Cron(("true",))
    long = Job(
        at=JOB.at,
        days=JOB.days,
        accounts=(),
        program=("/opt/py", "-m", "dsptscan"),
        environment=(("PATH", "/very/long" * 200),),
    )
    (step,) = cron.plan(long)
    assert "/very/long" not in step.text
    assert "PATH=/usr/local/bin:/usr/bin:/bin" in step.text
    many = Job(at=JOB.at, days=JOB.days, accounts=tuple(f"home-number-{n}" for n in range(90)), program=("/opt/py",))
    with pytest.raises(WrongUsage):
        cron.plan(many)
