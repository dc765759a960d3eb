from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dsptscan.cli.errors import worst
from dsptscan.errors import GuardStopped, PersonNeeded, SignInRefused, ToolkitUnavailable
from tests.cli.conftest import Story

Run = Callable[..., Any]

REFUSED = SignInRefused("The toolkit refused the password.", "Check it.")


def test_the_only_account_is_the_default(run: Run, add: Run, story: Story) -> None:
    add("meadow", password="hunter2")
    result = run("scan", "--today", "2026-06-23", "--pace", "off", "--visible", "--expected-mandatory", "45")
    assert result.exit_code == 11
    assert result.stdout.startswith("Not ready\n")
    assert "\x1b" not in result.output
    ((name, options),) = story.calls
    del options["progress"], options["attendance"]
    assert options.pop("keeper") is not None
    assert options.pop("before") is None
    assert options.pop("certificates") is not None
    assert name == "meadow"
    assert options == {
        "password": "hunter2",
        "url": "http://127.0.0.1:9",
        "today": date(2026, 6, 23),
        "expected_mandatory": 45,
        "words": None,
        "own_guidance": None,
        "expected_sites": (),
        "visible": True,
        "paced": False,
    }


def test_progress_in_plain_lines_goes_to_standard_error(run: Run, add: Run, story: Story) -> None:
    add("meadow")
    lines = run("scan").stderr.splitlines()
    assert [line for line in lines if line.startswith("Reading the questions")] == [
        "Reading the questions (1 of 77)",
        "Reading the questions (20 of 77)",
        "Reading the questions (39 of 77)",
        "Reading the questions (58 of 77)",
        "Reading the questions (77 of 77)",
    ]


def test_today_is_londons(run: Run, add: Run, story: Story) -> None:
    add("meadow")
    before = datetime.now(ZoneInfo("Europe/London")).date()
    run("scan")
    assert before <= story.calls[0][1]["today"] <= datetime.now(ZoneInfo("Europe/London")).date()


@pytest.mark.parametrize("typed", ["2026-6-3", "20260603", "2026-02-30", "today", "2026-W01-1", "٢٠٢٦-٠٦-٠٣"])
def test_a_bad_date(run: Run, add: Run, story: Story, typed: str) -> None:
    add("meadow")
    assert run("scan", "--today", typed).exit_code == 2
    assert story.calls == []


def test_json_goes_to_standard_output_and_remarks_do_not(run: Run, add: Run, story: Story) -> None:
    add("meadow")
    result = run("scan", "--format", "json")
    assert json.loads(result.stdout)["account"] == "meadow"
    assert "The page counts 44 mandatory questions." in result.stderr


def test_saved_pages_need_no_account_and_no_keyring(
    run: Run, story: Story, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    result = run("scan", "--pages", str(tmp_path), "--today", "2026-06-23", "--format", "json")
    assert result.exit_code == 11
    options = {"today": date(2026, 6, 23), "expected_mandatory": None, "words": None, "own_guidance": None}
    assert story.calls == [(str(tmp_path), options)]
    assert json.loads(result.stdout)["account"] is None
    assert not home.exists()


def test_the_expected_sites_of_an_account_are_handed_on(run: Run, add: Run, story: Story, home: Path) -> None:
    add("Meadow")
    (home / "config" / "config.toml").write_text('[sites]\nmeadow = ["VM195"]\nmeadoww = ["VM196"]\n')
    result = run("scan")
    assert story.calls[0][1]["expected_sites"] == ("VM195",)
    assert "names sites of meadoww, but there is no such account" in result.stderr
    (home / "config" / "config.toml").write_text('[sites]\nmeadow = "VM195"\n')
    broken = run("scan")
    assert broken.exit_code == 3
    assert "'sites.meadow'" in broken.stderr


def test_the_users_own_words_are_handed_on(run: Run, story: Story, tmp_path: Path, home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('words = "mine.toml"')
    (home / "config" / "mine.toml").write_text("")
    run("scan", "--pages", str(tmp_path))
    assert story.calls[0][1]["words"] == home / "config" / "mine.toml"
    (home / "config" / "config.toml").write_text("words")
    assert run("scan", "--pages", str(tmp_path)).exit_code == 3


def test_the_users_own_guidance_is_handed_on(run: Run, add: Run, story: Story, tmp_path: Path, home: Path) -> None:
    add("meadow")
    (home / "config" / "years").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('guidance = "years"')
    run("scan", "--pages", str(tmp_path))
    run("scan")
    assert [call[1]["own_guidance"] for call in story.calls] == [home / "config" / "years"] * 2


def test_whom_to_ask_stands_below_the_table(run: Run, add: Run, story: Story) -> None:
    add("meadow")
    foot = run("scan").stdout.partition("\nHelp:\n")[2]
    assert "digitalcarehub.co.uk/dspt." in foot
    assert "0808 196 4848 (as printed on 23 June 2026)" in foot
    assert "exeter.helpdesk@nhs.net, 0300 303 4034" in foot
    assert "https://" not in foot
    assert "several sites" not in foot


def test_more_on_whom_to_ask(run: Run, add: Run, story: Story) -> None:
    add("a")
    foot = run("scan", "--support").stdout.partition("\nHelp:\n")[2]
    assert "\n  https://www.digitalcarehub.co.uk/dspt\n" in foot
    assert "Large groups with several sites." in foot
    assert "\n  https://www.digitalcarehub.co.uk/dspt/multi-sites\n" in foot
    add("b")
    text = run("scan", "--all", "--support").stdout
    assert text.count("digitalcarehub.co.uk/dspt") == 3, "short below the first table, long below the last"


def test_more_on_whom_to_ask_is_no_part_of_the_json(run: Run, add: Run, story: Story) -> None:
    add("a")
    result = run("scan", "--support", "--format", "json")
    assert "0808" not in json.dumps(json.loads(result.stdout))
    assert "dspt/multi-sites" in result.stderr


def test_the_users_own_support_file(run: Run, add: Run, story: Story, home: Path) -> None:
    add("meadow")
    (home / "config" / "config.toml").write_text('support = "help.toml"')
    file = home / "config" / "help.toml"
    file.write_text('[support.it]\nname = "Our IT desk"\nwhat = "All."\nphone = "1234"\nfoot = true\n')
    assert run("scan").stdout.endswith("\nHelp:\n- Our IT desk: 1234.\n")
    file.write_text('[support.it]\nname = "Our IT desk"\nfoot = true\n')
    calls = len(story.calls)
    result = run("scan")
    assert result.exit_code == 3
    assert "help.toml: support.it.what is missing" in result.stderr
    assert len(story.calls) == calls, "told before anything is scanned"


@pytest.mark.parametrize(
    "words",
    [
        ("unknown",),
        ("--format", "pdf"),
        ("--pages", "/nonexistent"),
        ("--pages", ".", "meadow"),
        ("--pages", ".", "--all"),
        ("meadow", "--all"),
        ("--output", "/nonexistent/report.json"),
        ("--output", "."),
        ("--output", os.devnull),
        ("--pace", "fast"),
        ("--expected-mandatory", "0"),
        ("--pages", ".", "--scheduled"),
        ("--spread", "61"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_scanned(
    run: Run, add: Run, story: Story, words: tuple[str, ...]
) -> None:
    add("meadow")
    result = run("scan", *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert [call for call in story.calls if call[0] != "/nonexistent"] == []


def test_an_unknown_format_says_which_there_are(run: Run) -> None:
    assert "'table', 'json'" in run("scan", "--format", "pdf").stderr


def test_an_unknown_account_says_which_there_are(run: Run, add: Run) -> None:
    add("meadow")
    assert "meadow" in run("scan", "unknown").stderr


def test_no_account_at_all(run: Run, story: Story) -> None:
    result = run("scan")
    assert result.exit_code == 3
    assert "dsptscan account add" in result.stderr


def test_full_pace_is_for_this_computer_only(run: Run, add: Run, story: Story) -> None:
    add("real", url="https://www.dsptoolkit.nhs.uk")
    assert run("scan", "--pace", "off").exit_code == 2
    assert story.calls == []


def test_the_result_in_a_file(run: Run, add: Run, story: Story, tmp_path: Path) -> None:
    add("meadow")
    path = tmp_path / "report.json"
    path.write_text("old")
    result = run("scan", "--format", "json", "--output", str(path))
    assert result.exit_code == 11
    assert result.stdout == ""
    assert f"Saved as {path}." in result.stderr
    assert "44 mandatory" in result.stderr
    assert json.loads(path.read_text())["verdict"] == "not_ready"
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == []
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failed_scan_leaves_the_old_file(run: Run, add: Run, story: Story, tmp_path: Path) -> None:
    add("meadow")
    path = tmp_path / "report.json"
    path.write_text("old")
    story.happens["meadow"] = REFUSED
    assert run("scan", "--output", str(path)).exit_code == 4
    assert path.read_text() == "old"


# Several accounts


def test_several_accounts_and_none_named(run: Run, add: Run, story: Story) -> None:
    add("a")
    add("b")
    result = run("scan")
    assert result.exit_code == 2
    assert "a, b" in result.stderr
    assert story.calls == []


def test_all_accounts_are_one_rollup(run: Run, add: Run, story: Story) -> None:
    for name in ("b", "a", "c"):
        add(name)
    story.codes = {"a": 0, "b": 10, "c": 7}
    result = run("scan", "--all", "--format", "json")
    assert result.exit_code == 7
    document = json.loads(result.stdout)
    assert document["schema"] == "dsptscan/rollup/1"
    assert [one["account"] for one in document["reports"]] == ["a", "b", "c"]
    assert "a: Reading the questions (77 of 77)" in result.stderr


def test_named_accounts_in_the_order_typed_and_once(run: Run, add: Run, story: Story) -> None:
    for name in ("a", "b", "c"):
        add(name)
    run("scan", "c", "a", "c")
    assert [name for name, _ in story.calls] == ["c", "a"]


def test_one_of_several_is_one_report(run: Run, add: Run, story: Story) -> None:
    add("a")
    add("b")
    assert json.loads(run("scan", "b", "--format", "json").stdout)["schema"] == "dsptscan/report/1"


def test_what_happens_to_one_does_not_stop_the_others(run: Run, add: Run, story: Story) -> None:
    for name in ("a", "b", "c"):
        add(name)
    story.happens["a"] = PersonNeeded("A code is asked for.", "Sign in yourself.")
    story.happens["b"] = KeyError("a bug")
    result = run("scan", "--all", "--format", "json")
    assert result.exit_code == 1
    assert [one["account"] for one in json.loads(result.stdout)["reports"]] == ["c"]
    assert "a: A code is asked for." in result.stderr
    assert "b: Something went wrong inside dsptscan (KeyError)" in result.stderr


def test_a_refused_user_is_not_tried_again(run: Run, add: Run, story: Story) -> None:
    add("a", username="Shared@example.org")
    add("b", username="shared@example.org")
    add("c")
    story.happens["a"] = REFUSED
    result = run("scan", "--all")
    assert [name for name, _ in story.calls] == ["a", "c"]
    assert result.exit_code == 4
    assert "b: not tried" in result.stderr


@pytest.mark.parametrize(
    ("error", "code"), [(ToolkitUnavailable("No answer.", "Wait."), 6), (GuardStopped("Stopped.", "Report it."), 8)]
)
def test_a_toolkit_that_does_not_answer_is_left_alone(
    run: Run, add: Run, story: Story, error: Exception, code: int
) -> None:
    add("a")
    add("b")
    add("c", url="http://127.0.0.1:10")
    story.happens["a"] = error
    result = run("scan", "--all")
    assert [name for name, _ in story.calls] == ["a", "c"]
    assert result.exit_code == code


def test_nothing_is_printed_when_no_report_came_about(run: Run, add: Run, story: Story) -> None:
    add("a")
    add("b")
    story.happens = {"a": REFUSED, "b": REFUSED}
    result = run("scan", "--all", "--format", "json")
    assert result.exit_code == 4
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0),
        ([0, 0], 0),
        ([0, 10], 10),
        ([10, 11], 11),
        ([11, 7], 7),
        ([7, 6], 6),
        ([6, 5], 5),
        ([5, 4], 4),
        ([4, 1], 1),
        ([1, 3], 3),
        ([3, 2], 2),
        ([2, 8], 8),
        ([0, 99], 1),
    ],
)
def test_the_worst_code(codes: list[int], code: int) -> None:
    assert worst(codes) == code
    assert worst(codes[::-1]) == code
