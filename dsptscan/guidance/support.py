"""Whom to ask for help, out of a file of this folder or a person's own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dsptscan.errors import NotSetUp
from dsptscan.guidance.checked import Table
from dsptscan.guidance.loader import table
from dsptscan.guidance.years import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody to ask. `as_of` says when the number or address was last seen; `foot`: stands below every table."""

    name: str
    what: str
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    as_of: str | None = None
    foot: bool = False

    @property
    def short(self) -> str:
        """One line: who, and how to reach them."""
        page = self.address.partition("://")[2].removeprefix("www.").rstrip("/") if self.address else None
        return f"{self.name}: {self._ways(page)}."

    @property
    def long(self) -> str:
        """Two lines: who and what for; then how to reach them, with the whole address, fit to click."""
        return f"{self.name}. {self.what}\n{self._ways(self.address)}"

    def _ways(self, page: str | None) -> str:
        ways = ", ".join(way for way in (self.email, self.phone, page) if way)
        return f"{ways} ({self.as_of})" if self.as_of else ways


def support_lines(own: Path | None = None, *, more: bool = False) -> tuple[str, ...]:
    """The lines on whom to ask; with `more`, all of them and what each is good for.

    Raises ValueError naming file and key when the bundled file is wrong, and NotSetUp when a person's own is.
    """
    if own is None:
        helpers = read_support(files("dsptscan.guidance") / "support.toml", "support.toml")
    else:
        try:
            helpers = read_support(own, own.name)
        except ValueError as error:
            step = f"Mend {own}, or take `support` out of config.toml."
            raise NotSetUp(f"Your file on whom to ask is wrong: {error}.", step) from None
    return tuple(helper.long if more else helper.short for helper in helpers if more or helper.foot)


def read_support(file: Traversable, name: str) -> tuple[Helper, ...]:
    """The helpers of a file. Raises ValueError naming the file and the key."""
    top = table(read_text(file, name), name)
    listed = top.table("support")
    top.nothing_else()
    helpers = tuple(_helper(listed, key) for key in listed.values)
    if not any(helper.foot for helper in helpers):
        raise top.wrong("support", "needs at least one entry with foot = true")
    return helpers


def _helper(listed: Table, key: str) -> Helper:
    table = listed.table(key)
    helper = Helper(
        name=table.text("name"),
        what=table.text("what"),
        phone=table.text("phone") if table.has("phone") else None,
        email=table.text("email") if table.has("email") else None,
        address=table.address("address") if table.has("address") else None,
        as_of=table.text("as_of") if table.has("as_of") else None,
        foot=table.flag("foot"),
    )
    table.nothing_else()
    if not (helper.phone or helper.email or helper.address):
        raise listed.wrong(key, "needs a phone, an email or an address")
    return helper
