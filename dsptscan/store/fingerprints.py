"""Answers as keyed fingerprints: whether an answer changed can be told, what it was cannot."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dsptscan.errors import NotSetUp
from dsptscan.model import Question

if TYPE_CHECKING:
    from dsptscan.vault import Vault

# No account can have this name, for none may hold a blank.
KEY_NAME = "fingerprint key"
KEY_BYTES = 32
_KEY = re.compile(f"[0-9a-f]{{{2 * KEY_BYTES}}}")


def fingerprints(questions: Iterable[Question], open_keyring: Callable[[], Vault]) -> dict[str, str]:
    """Reference -> "<which key>:<HMAC-SHA256>" of what was filled in; no entry where nothing was.

    The key is in the keyring alone, made at the first use. Where the keyring cannot be used there are none.
    """
    filled = {q.ref: q.answer for q in questions if q.answer.text or q.answer.comment or q.answer.ticked is not None}
    if not filled:
        return {}
    try:
        key = _key(open_keyring())
    except NotSetUp:
        return {}
    which = hashlib.sha256(key).hexdigest()[:8]
    found = {}
    for ref, answer in filled.items():
        told = json.dumps([ref, answer.ticked, answer.text, answer.comment]).encode()
        found[ref] = f"{which}:{hmac.new(key, told, hashlib.sha256).hexdigest()}"
    return found


def _key(vault: Vault) -> bytes:
    kept = vault.read(KEY_NAME) or ""
    if not _KEY.fullmatch(kept):
        vault.write(KEY_NAME, secrets.token_hex(KEY_BYTES))
        kept = vault.read(KEY_NAME) or ""  # another scan may have made one at the same moment
    return bytes.fromhex(kept)
