"""One table of a guidance file, each value asked for by name and kind; what is wrong is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args

Confidence = Literal["high", "medium", "low"]
Effort = Literal["minutes", "hours", "days", "weeks"]
Place = Literal["comment", "answer", "document"]

YEAR = re.compile(r"20[0-9]{2}-[0-9]{2}")
REF = re.compile(r"(?:10|[1-9])\.[0-9]+\.[0-9]+")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


class Table:
    """The values of one table. Every method raises ValueError naming the file and the key."""

    def __init__(self, file: str, path: str, values: Mapping[str, Any]) -> None:
        self.values = values
        self._file = file
        self._path = path
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "must be words")
        return " ".join(value.split())

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
            raise self.wrong(key, "must be a list of words in quotes")
        return tuple(" ".join(part.split()) for part in value)

    def flag(self, key: str) -> bool:
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def address(self, key: str) -> str:
        value = self.text(key)
        if not _ADDRESS.fullmatch(value):
            raise self.wrong(key, "must be a web address that starts with https://")
        return value

    def number(self, key: str) -> int:
        value = self._value(key)
        if type(value) is not int or value < 1:
            raise self.wrong(key, "must be a number above 0")
        return value

    def day(self, key: str = "day") -> date:
        value = self._value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "must be a date such as 2026-06-30, without quotes")
        return value

    def year(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str) or not YEAR.fullmatch(value):
            raise self.wrong(key, "must be a toolkit year such as 2025-26")
        return value

    def refs(self, key: str) -> tuple[str, ...]:
        value = self._value(key)
        if not isinstance(value, list) or not all(isinstance(ref, str) and REF.fullmatch(ref) for ref in value):
            raise self.wrong(key, "must be a list of question numbers")
        return tuple(value)

    def confidence(self) -> Confidence:
        value: Confidence = self._one_of("confidence", Confidence)
        return value

    def effort(self, key: str) -> Effort:
        value: Effort = self._one_of(key, Effort)
        return value

    def place(self, key: str) -> Place:
        value: Place = self._one_of(key, Place)
        return value

    def table(self, key: str) -> Table:
        value = self._value(key)
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return Table(self._file, self._name(key), value)

    def nothing_else(self) -> None:
        """Raise when the table holds a key nobody asked for: a misspelt key must not pass unseen."""
        for key in self.values:
            if key not in self._asked:
                raise self.wrong(key, "is not a known key")

    def wrong(self, key: str, why: str) -> ValueError:
        return ValueError(f"{self._file}: {self._name(key)} {why}")

    def _value(self, key: str) -> Any:
        self._asked.add(key)
        if key not in self.values:
            raise self.wrong(key, "is missing")
        return self.values[key]

    def _one_of(self, key: str, kind: Any) -> Any:
        value = self._value(key)
        if value not in get_args(kind):
            raise self.wrong(key, f"must be one of {', '.join(get_args(kind))}")
        return value

    def _name(self, key: str) -> str:
        shown = f'"{key}"' if "." in key or " " in key else key
        return ".".join(part for part in (self._path, shown) if part)
