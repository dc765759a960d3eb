"""The guidance of all years: the files of this folder, and a person's own files in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from dsptscan.errors import NotSetUp
from dsptscan.guidance.checked import REF, YEAR
from dsptscan.guidance.loader import parse
from dsptscan.guidance.records import YearGuidance

SOCIAL_CARE = "social-care"

_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known of each toolkit year that has a file."""

    years: Mapping[str, YearGuidance]

    def of(self, year: str | None) -> YearGuidance | None:
        """The guidance for a year such as "2025-26". A later year without a file borrows from the last one with one;
        for an earlier year there is None."""
        if year is None or not is_year(year):
            return None
        earlier = [known for known in self.years if known <= year]
        if not earlier:
            return None
        last = self.years[max(earlier)]
        return last if last.year == year else _borrowed(last, year)

    def opened(self, year: str) -> date:
        """When the toolkit of a year could first be filled in; 1 September where nothing better is known."""
        known = self.years.get(year)
        return known.opened if known and known.opened else date(int(year[:4]), 9, 1)

    def year_on(self, day: date) -> str:
        """The toolkit year of a day: the last one that has opened by then."""
        this = year_from(day.year)
        return this if self.opened(this) <= day else year_from(day.year - 1)


def load(year: str | None, organisation_type: str = SOCIAL_CARE) -> YearGuidance | None:
    """The bundled guidance for a toolkit year, as `Shelf.of` gives it."""
    return shelf(organisation_type=organisation_type).of(year)


def shelf(own: Path | None = None, organisation_type: str = SOCIAL_CARE) -> Shelf:
    """The bundled guidance, with the files of a person's own folder in place of those of the same year.

    Raises ValueError naming file and key when a bundled file is wrong, and NotSetUp when one of their own is.
    """
    bundled = _bundled(organisation_type)
    if own is None:
        return bundled
    step = "Mend it there, or take `guidance` out of config.toml."
    try:
        mine = read_years(own, SOCIAL_CARE)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise NotSetUp(f"In your guidance folder {own}: {why}.", step) from None
    if not mine:
        example = f"{max(bundled.years, default='2025-26')}/{SOCIAL_CARE}.toml"
        raise NotSetUp(f"Your guidance folder {own} holds no file such as {example}.", step)
    return Shelf(MappingProxyType({**bundled.years, **mine}))


@cache
def _bundled(organisation_type: str) -> Shelf:
    found = read_years(files("dsptscan.guidance"), organisation_type) if _KIND.fullmatch(organisation_type) else {}
    return Shelf(MappingProxyType(found))


def read_years(folder: Traversable, organisation_type: str) -> dict[str, YearGuidance]:
    """Every file `<year>/<organisation_type>.toml` of a folder. Raises ValueError naming the file and the key."""
    found = {}
    name = f"{organisation_type}.toml"
    for place in sorted(folder.iterdir(), key=lambda place: place.name):
        if is_year(place.name) and place.is_dir() and (file := place / name).is_file():
            text = read_text(file, f"{place.name}/{name}")
            found[place.name] = parse(text, place.name, organisation_type)
    return found


def read_text(file: Traversable, name: str) -> str:
    """The text of a file. Raises ValueError naming it when it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig")  # Notepad puts a mark in front that TOML does not allow
    except UnicodeDecodeError:
        raise ValueError(f"{name} is not saved as UTF-8") from None
    except OSError as error:
        raise ValueError(f"{name} cannot be read ({error.strerror})") from None


def year_from(first: int) -> str:
    """(2025) -> "2025-26"."""
    return f"{first}-{(first + 1) % 100:02d}"


def deadline_of(year: str | None, today: date) -> date:
    """30 June of the year's second half; without a year the next 30 June."""
    if year:
        return date(int(year[:4]) + 1, 6, 30)
    this = date(today.year, 6, 30)
    return this if today <= this else date(today.year + 1, 6, 30)


def is_year(text: str) -> bool:
    """True for "2025-26"; not for "2025-27"."""
    return bool(YEAR.fullmatch(text)) and text == year_from(int(text[:4]))


def is_reference(text: str) -> bool:
    """True for the number of a question, like 1.1.5."""
    return bool(REF.fullmatch(text))


def _borrowed(lender: YearGuidance, year: str) -> YearGuidance:
    """What is known of an earlier year, each hint marked as such. Counts and the opening day are not lent."""
    mark = f" (from {lender.year}, check)"
    questions = {ref: replace(known, hint=known.hint + mark) for ref, known in lender.questions.items()}
    return YearGuidance(
        year=year,
        organisation_type=lender.organisation_type,
        version=None,
        deadline=date(int(year[:4]) + 1, 6, 30),
        deadline_confidence="medium",
        questions=MappingProxyType(questions),
        borrowed_from=lender.year,
    )
