"""What a scan keeps of itself: no word of an answer, unless it was asked for; and never a table lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dsptscan.model import Answer, Question, Reading, Report
from dsptscan.past import Past
from dsptscan.store import Keeper
from dsptscan.vault import Vault
from tests.secret_service import SecretService
from tests.store.examples import ACCOUNT, history_in, scanned

SECRET = "Mrs Swallow keeps the key under the mat"


def with_answers() -> Report:
    day = (date(2020, 2, 29),)
    answers = (
        Question(ref="1.1.1", answer=Answer(kind="text", answered=True, text=SECRET, days=day)),
        Question(ref="1.1.2", answer=Answer(kind="tick", answered=True, ticked=True, comment=SECRET)),
    )
    return scanned(questions=answers)


def kept_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (folder / "data").iterdir())


def test_what_was_not_looked_at_keeps_its_fingerprint(tmp_path: Path, keyring_here: SecretService) -> None:
    history = history_in(tmp_path)
    keeper = Keeper(history, Vault)
    first = with_answers()
    keeper.keep(replace(first, questions=tuple(replace(q, read_on=first.today) for q in first.questions)))
    before = history.last(ACCOUNT)
    assert before is not None
    next_day = replace(before.report, today=first.today + timedelta(1))
    keeper.keep(next_day)
    after = history.last(ACCOUNT)
    assert after is not None
    assert after.number != before.number
    assert dict(after.fingerprints) == dict(before.fingerprints) != {}


def test_no_word_of_an_answer_is_kept(tmp_path: Path, keyring_here: SecretService) -> None:
    history = history_in(tmp_path)
    given = with_answers()
    assert Keeper(history, Vault).keep(given) == given
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert sorted(kept.fingerprints) == ["1.1.1", "1.1.2"]
    assert [question.answer for question in kept.report.questions] == [
        Answer(kind="text", answered=True),
        Answer(kind="tick", answered=True),
    ]
    held = kept_bytes(tmp_path)
    assert b"Swallow" not in held
    assert b"2020-02-29" not in held


def test_they_are_kept_when_asked_for(tmp_path: Path, keyring_here: SecretService) -> None:
    history = history_in(tmp_path)
    Keeper(history, Vault, keep_answers=True).keep(with_answers())
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert kept.report == with_answers()


def test_without_a_keyring_nothing_of_them_is_kept(
    tmp_path: Path, keyring_here: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring_here_is_none(monkeypatch)
    history = history_in(tmp_path)
    assert Keeper(history, Vault).keep(with_answers()) == with_answers()
    kept = history.last(ACCOUNT)
    assert kept is not None
    assert kept.fingerprints == {}
    assert b"Swallow" not in kept_bytes(tmp_path)


def keyring_here_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)


def test_what_cannot_be_saved_is_a_remark(tmp_path: Path, keyring_here: SecretService) -> None:
    (tmp_path / "data").write_text("in the way")
    keeper = Keeper(history_in(tmp_path), Vault)
    given = scanned()
    reading = Reading(organisation=given.organisation, assessment=given.assessment)
    assert keeper.past(ACCOUNT, reading) == Past()
    told = keeper.keep(given)
    assert replace(told, remarks=given.remarks) == given
    (said,) = told.remarks[len(given.remarks) :]
    assert said.startswith("This scan was not added to the history. ")
    assert (tmp_path / "data").read_text() == "in the way"
