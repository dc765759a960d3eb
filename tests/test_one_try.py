from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from dsptscan.accounts import Account
from dsptscan.errors import NotSetUp, PersonNeeded, SignInRefused
from dsptscan.one_try import OneTry
from dsptscan.settings import Folders

ACCOUNT = Account(name="meadow", username="Me@example.org", url="https://toolkit.example")
OTHERS = [
    Account(name="oak", username="oak@example.org", url="https://toolkit.example"),
    Account(name="elm", username="me@example.org", url="https://other.example"),
]


@pytest.fixture
def one_try(tmp_path: Path) -> OneTry:
    return OneTry(Folders.under(tmp_path))


def refused(one_try: OneTry, account: Account = ACCOUNT, *, by_a_person: bool = False) -> SignInRefused:
    with pytest.raises(SignInRefused) as caught, one_try.holding(account, by_a_person=by_a_person):
        raise SignInRefused("The toolkit did not accept it.", "Look.")
    return caught.value


def test_a_refusal_holds_for_the_account_and_for_its_user(one_try: OneTry, tmp_path: Path) -> None:
    refused(one_try)
    same_user = Account(name="second", username="me@EXAMPLE.org", url="https://toolkit.example")
    same_name = Account(name="Meadow", username="another", url="https://other.example")
    for account in (ACCOUNT, same_user, same_name):
        with pytest.raises(SignInRefused, match="did not accept"), one_try.holding(account):
            pytest.fail("it was tried")
    for account in OTHERS:
        with one_try.holding(account):
            pass
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_person_may_try_and_ends_it_when_that_goes_well(one_try: OneTry) -> None:
    refused(one_try)
    refused(one_try, by_a_person=True)
    with pytest.raises(SignInRefused), one_try.holding(ACCOUNT):
        pass
    with one_try.holding(ACCOUNT, by_a_person=True):
        pass
    assert one_try.refusal_of(ACCOUNT) is None
    with one_try.holding(ACCOUNT):
        pass


def test_what_is_no_refusal_is_not_noted(one_try: OneTry) -> None:
    with pytest.raises(PersonNeeded), one_try.holding(ACCOUNT):
        raise PersonNeeded("A code is asked for.", "Give it.")
    assert one_try.refusal_of(ACCOUNT) is None


def test_forgetting_one_keeps_the_others(one_try: OneTry) -> None:
    refused(one_try)
    refused(one_try, OTHERS[0])
    one_try.forget(ACCOUNT)
    assert one_try.refusal_of(ACCOUNT) is None
    assert one_try.refusal_of(OTHERS[0]) is not None


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"schema": "other"}', '{"schema": "dsptscan/refusals/1", "refusals": [{"account": 1}]}']
)
def test_not_knowing_is_no_reason_to_try(one_try: OneTry, tmp_path: Path, content: str) -> None:
    refused(one_try)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    file.write_text(content)
    with pytest.raises(NotSetUp, match=r"refusals\.json"), one_try.holding(ACCOUNT):
        pytest.fail("it was tried")


def test_a_refusal_that_cannot_be_noted_says_so(one_try: OneTry, tmp_path: Path) -> None:
    with one_try.holding(ACCOUNT):
        (tmp_path / "data").write_text("a file where the folder should be")
    (tmp_path / "data").unlink()

    def full() -> None:
        (tmp_path / "data").write_text("a file where the folder should be")
        raise SignInRefused("The toolkit did not accept it.", "Look.")

    with pytest.raises(SignInRefused) as caught, one_try.holding(ACCOUNT):
        full()
    assert "could not note" in caught.value.next_step
