"""Frozen records as plain JSON values and back, by their own type hints."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


class Unreadable(ValueError):
    """A value that is nothing of the kind it should be."""


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, dates as YYYY-MM-DD, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: to_plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    return value


def to_json(value: Any) -> str:
    """The same as compact JSON, all of it ASCII: any text from a page can be kept."""
    return json.dumps(to_plain(value), separators=(",", ":"))


def from_json(kind: type[Record], text: str) -> Record:
    """The record that `to_json` was given, as `from_plain` makes it."""
    return from_plain(kind, _value(text))


def texts_from_json(text: str) -> dict[str, str]:
    """The mapping that `to_json` was given."""
    value = _value(text)
    if not isinstance(value, dict):
        raise Unreadable("this is no mapping")
    return value


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Unreadable("this is no JSON") from None


def from_plain(kind: type[Record], value: Any) -> Record:
    """The record that `to_plain` was given.

    A field that was not written yet has its default, one that is no more is passed over: so what an older version kept
    stays readable. Raises Unreadable where the value is nothing of this kind.
    """
    try:
        made: Record = _reader(cast("Any", kind))(value)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"this is no {kind.__name__}: {type(error).__name__}") from None
    return made


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a kind; made once, for a report holds thousands."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (one,) = (_reader(part) for part in inner if part is not NoneType)
        return lambda value: None if value is None else one(value)
    if origin is tuple:
        item = _reader(inner[0])
        return lambda value: tuple([item(one) for one in value])
    if origin is Mapping:
        item = _reader(inner[1])
        return lambda value: {key: item(one) for key, one in value.items()}
    if kind is date:
        return date.fromisoformat
    if kind is str:
        return _text
    if is_dataclass(kind):
        return _record_reader(kind)
    return lambda value: value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = [(item.name, _reader(hints[item.name]), _must_be_there(item)) for item in fields(kind)]

    def read(value: Any) -> Any:
        return kind(**{name: make(value[name]) for name, make, needed in readers if needed or name in value})

    return read


def _must_be_there(item: Any) -> bool:
    return item.default is MISSING and item.default_factory is MISSING
