"""Whom to ask: the bundled file, and a person's own in its place."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from dsptscan.errors import NotSetUp
from dsptscan.guidance.support import support_lines

ENTRY = '[support.it]\nname = "Our IT desk"\nwhat = "All."\nfoot = true\n'


def test_what_stands_below_every_table() -> None:
    local, helpline, helpdesk = support_lines()
    assert local == "Your local support organisation, free of charge: digitalcarehub.co.uk/dspt."
    assert helpline == "The national helpline: 0808 196 4848 (as printed on 23 June 2026)."
    assert "exeter.helpdesk@nhs.net, 0300 303 4034 (as printed" in helpdesk


def test_the_longer_form_adds_what_each_is_good_for() -> None:
    lines = support_lines(more=True)
    assert len(lines) == 4
    for line in lines:
        who, how = line.split("\n")
        assert who.endswith(".")
        assert who.encode("cp1252")
        assert how
    assert lines[-1].endswith("\nhttps://www.digitalcarehub.co.uk/dspt/multi-sites")


def test_every_number_says_when_it_was_printed() -> None:
    for line in support_lines(more=True):
        assert ("0" in line.split("\n")[1]) == ("(as printed" in line)


def test_a_persons_own_file(tmp_path: Path) -> None:
    file = tmp_path / "help.toml"
    file.write_text("\ufeff" + ENTRY + 'phone = "1234"\n', "utf-8")
    assert support_lines(file) == ("Our IT desk: 1234.",)
    assert support_lines(file, more=True) == ("Our IT desk. All.\n1234",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENTRY, "support.it needs a phone"),
        (ENTRY + 'fone = "1"\n', "support.it.fone is not a known key"),
        (ENTRY + 'address = "help.example"\n', "support.it.address must be a web address"),
        (ENTRY.replace("true", '"yes"') + 'phone = "1"\n', "support.it.foot must be true or false"),
        (ENTRY.replace("true", "false") + 'phone = "1"\n', "support needs at least one entry"),
        (ENTRY + 'phone = "1"\n[helpers]\n', "helpers is not a known key"),
        ("", "support is missing"),
        ("[support\n", "line 1"),
        ("[support]\n", "support needs at least one entry"),
    ],
)
def test_a_broken_file_is_told_with_its_key(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "help.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(NotSetUp, match=r"help\.toml: ") as caught:
        support_lines(file)
    assert told in caught.value.message
    assert "config.toml" in caught.value.next_step


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "help.toml"
    with pytest.raises(NotSetUp, match=r"help\.toml cannot be read"):
        support_lines(file)
    file.write_bytes(b"\xe4")
    with pytest.raises(NotSetUp, match="UTF-8"):
        support_lines(file)


def test_the_example_in_the_documents_works(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "troubleshooting.md").read_text("utf-8")
    block = re.search(r"    \[support\.it\]\n(?:    .*\n)+", text)
    assert block
    (tmp_path / "help.toml").write_text(dedent(block[0]), "utf-8")
    assert support_lines(tmp_path / "help.toml") == ("Our own IT desk: 01632 960000.",)
