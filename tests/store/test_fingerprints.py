"""Answers are kept as keyed fingerprints, or not at all."""

from __future__ import annotations

import hashlib
import hmac
import json

import keyring
import pytest

from dsptscan.model import Answer, Question
from dsptscan.store.fingerprints import KEY_NAME, fingerprints
from dsptscan.vault import SERVICE, Vault
from tests.secret_service import SecretService


def asked(ref: str = "1.1.1", **answer: object) -> Question:
    return Question(ref=ref, answer=Answer(**answer))


@pytest.fixture(autouse=True)
def no_key(keyring_here: SecretService) -> None:
    Vault().delete(KEY_NAME)


def test_the_same_answer_has_the_same_and_another_has_another() -> None:
    same, again, other = (fingerprints([asked(text=text)], Vault)["1.1.1"] for text in ("Jo", "Jo", "Jo."))
    assert same == again != other
    assert fingerprints([asked("1.1.2", text="Jo")], Vault)["1.1.2"] != same
    assert len({fingerprints([asked(**{box: "Jo"})], Vault)["1.1.1"] for box in ("text", "comment")}) == 2
    assert len({fingerprints([asked(ticked=ticked)], Vault)["1.1.1"] for ticked in (True, False)}) == 2


def test_they_are_made_with_the_key_in_the_keyring() -> None:
    (found,) = fingerprints([asked(text="Jo")], Vault).values()
    key = bytes.fromhex(keyring.get_password(SERVICE, KEY_NAME) or "")
    told = json.dumps(["1.1.1", None, "Jo", None]).encode()
    assert len(key) == 32
    assert found == f"{hashlib.sha256(key).hexdigest()[:8]}:{hmac.new(key, told, hashlib.sha256).hexdigest()}"


def test_another_key_is_told_apart_from_another_answer() -> None:
    (before,) = fingerprints([asked(text="Jo")], Vault).values()
    Vault().delete(KEY_NAME)
    (after,) = fingerprints([asked(text="Jo")], Vault).values()
    assert before.partition(":")[0] != after.partition(":")[0]


def test_where_nothing_is_filled_in_no_key_is_asked_for() -> None:
    assert fingerprints([asked(), asked("1.1.2", kind="text", answered=False)], Vault) == {}
    assert keyring.get_password(SERVICE, KEY_NAME) is None


def test_without_a_keyring_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    assert fingerprints([asked(text="Jo")], Vault) == {}


@pytest.mark.parametrize("kept", ["", "mine", "ab" * 31])
def test_a_key_that_is_none_is_made_anew(kept: str) -> None:
    Vault().write(KEY_NAME, kept)
    assert fingerprints([asked(text="Jo")], Vault)
    assert len(keyring.get_password(SERVICE, KEY_NAME) or "") == 64
