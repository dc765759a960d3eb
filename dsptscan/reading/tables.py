"""Columns: which heading stands above a cell, in tables of every build."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dsptscan.reading.dates import YEAR, dates_in, years_in
from dsptscan.reading.document import Document, Element, Leaf
from dsptscan.reading.flat import speaks
from dsptscan.reading.grid import Cells, Line, cells_of, depth_of, grid_of, is_row, is_table, own_rows, span_of
from dsptscan.reading.own_years import own_years
from dsptscan.reading.reserves import is_somebody
from dsptscan.reading.words import Words, normal

_HEADING_ATTRIBUTES = ("data-label", "data-title", "data-th", "data-header", "data-heading")
_EARLIER = re.compile(
    r"^(?:last|previous|prior|earlier) (?:year|yr|audit|assessment|return|submission|round)\b(?!'s answer)"
    r"|^(?:status|completed?|result|state|position|outcome|finding) (?:at |in )?(?:the )?(?:last|previous) "
    r"(?:year|yr|audit|assessment|return|time)\b",
    re.IGNORECASE,
)
_NOW = {"", "this year", "this yr", "now", "current", "current year", "today"}
_OURS = re.compile(r"\b(?:dspt|dsp|toolkit|our|your|the)\b", re.IGNORECASE)
_STATES = ("status.", "confirm.", "carried_over.")
REMARKS = "remarks"  # what people write beside a question for each other
_A_REMARK = 3  # words
_INITIALS = re.compile(r"[A-Z]{2,3}")
_OR = re.compile(r"\s*/\s*|\s+or\s+", re.IGNORECASE)
_A_HEADING = 80  # characters of a heading at most
_LAST_YEARS_ANSWER = ("carried_over", "reconfirmed")  # such a column tells of this year's answer
_FIELDS = (
    "status",
    "complete",
    "mandatory",
    "optional",
    "carried_over",
    "reconfirmed",
    "new",
    "changed",
    "novelty",
    "saved",
    REMARKS,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and what it is about: a key of words.toml ([labels], for sites [sites]), or "" when none.

    `earlier`: the column shows how things stood in an earlier year; `elsewhere`: with somebody else, the head office
    say, or what once was. `says`: what a mark in it says of a question, where the heading is itself a state ("To do",
    "Part done"). `one_of`: it is one of several such columns. `aside`: it names something else, "Question" or "Owner".
    """

    text: str
    about: str
    earlier: bool = False
    says: frozenset[str] = frozenset()
    elsewhere: bool = False
    one_of: bool = False
    aside: bool = False

    @property
    def passed_over(self) -> bool:
        """Whether nothing in it is about this year's assessment of one's own."""
        return self.earlier or self.elsewhere


def about(text: str, words: Words) -> str:
    """What a column heading or a label is about: "status", "mandatory", "saved" ..."""
    for said in dict.fromkeys((text, _OURS.sub(" ", YEAR.sub(" ", text)))):
        meanings = words.of_whole(said)
        if found := next((field for field in _FIELDS if f"labels.{field}" in meanings), ""):
            return found
    return "status" if _names_both_states(text, words) else ""


def _names_both_states(text: str, words: Words) -> bool:
    """Whether a heading names the two states that stand below it: "Open / closed"."""
    halves = _OR.split(text)
    if len(halves) != 2:
        return False
    said = [{m for phrase in words.as_status(half) for m in phrase.meanings} for half in halves]
    return {"status.complete"} in said and {"status.incomplete"} in said


class Columns:
    """The headings of every table of a page, found once per table. `about` tells what a heading is about.

    `own_years` are the toolkit years that the page's headlines name.
    """

    def __init__(self, document: Document, words: Words, about: Callable[[str, Words], str] = about) -> None:
        self._document, self._words, self._of_text = document, words, about
        self.own_years = own_years(document)
        self._around: dict[int, Element | None] = {}  # what holds rows -> the table around it
        self._known: dict[tuple[str, ...], Column] = {}  # the texts in a heading cell -> what they say
        self._named: dict[str, Column] = {}  # the texts of labels -> what they say
        self._tables: dict[int, dict[int, Column]] = {}
        self._grids: dict[int, dict[int, Line]] = {}

    def of(self, row: Element) -> dict[int, Column]:
        """Column number -> heading, for a row."""
        table = self._table_of(row)
        if table is None:
            return {}
        if id(table) not in self._tables:
            self._tables[id(table)] = self._headings(table)
        return self._tables[id(table)]

    def _table_of(self, row: Element) -> Element | None:
        holder = row.parent
        if holder is None:
            return None
        if holder.number not in self._around:
            above = (holder, *holder.ancestors())
            self._around[holder.number] = next((element for element in above if is_table(element)), None)
        return self._around[holder.number]

    def above(self, leaf: Leaf) -> Column:
        """The heading above the cell a text stands in."""
        cell = next((a for a in (leaf.parent, *leaf.parent.ancestors()) if a.name in ("td", "th")), None)
        row = cell.parent if cell is not None else None
        if cell is None or row is None or not is_row(row):
            return Column("", "")
        number = next((n for n, c in self.cells(row) if c is cell), -1)
        return self.of(row).get(number) or Column("", "")

    def cells(self, row: Element) -> Cells:
        """A row's cells with their column numbers, cells of rows above that reach into it counted."""
        return self._line(row).own

    def reaching(self, row: Element) -> Cells:
        """The cells of rows above that reach into a row: what they say holds for it too."""
        return self._line(row).reaching

    def _line(self, row: Element) -> Line:
        table = self._table_of(row)
        if table is not None and id(table) not in self._grids:
            self._grids[id(table)] = grid_of(table)
        line = self._grids[id(table)].get(row.number) if table is not None else None
        return line or Line(cells_of(row), [])

    def _headings(self, table: Element) -> dict[int, Column]:
        rows = own_rows(table)[:6]
        best: dict[int, Column] = {}
        tall: dict[int, Column] = {}  # headings that reach down beside those of the next row
        groups: dict[int, str] = {}  # what a heading over several columns says of each
        for row in rows:
            cells = self.cells(row)
            if any(span_of(cell) > 1 for _, cell in cells) and not best and len(cells) > 1:
                for number, cell in cells:
                    if span_of(cell) == 1 and depth_of(cell) > 1:
                        tall[number] = self._column(cell)
                        continue
                    groups |= dict.fromkeys(range(number, number + span_of(cell)), self._document.text(cell))
                continue
            columns = tall | {number: self._column(cell) for number, cell in cells}
            known = sum(1 for c in columns.values() if c.about or c.elsewhere or self._year_of(c.text))
            headed = cells and all(cell.name == "th" or cell.attrs.get("role") == "columnheader" for _, cell in cells)
            plain = len(cells) > 1 and known >= 1 and all(self._is_heading(c.text) for c in columns.values())
            if (headed and len(cells) > 1) or plain:
                if known >= sum(1 for c in best.values() if c.about):
                    best = columns
                break
        best = self._one_of_several(best)
        return self._with_years(
            {n: replace(c, text=f"{groups[n]} {c.text}") if groups.get(n) else c for n, c in best.items()}
        )

    def _one_of_several(self, columns: dict[int, Column]) -> dict[int, Column]:
        """The columns with those marked that each stand for a state: "Open" beside "Closed"."""
        states = {n: c for n, c in columns.items() if any(m.startswith(_STATES) for m in c.says)}
        if not states:
            return columns
        for number, column in columns.items():
            if number not in states and not column.about and not column.elsewhere:
                says = frozenset(m for said in self._words.as_status(column.text) for m in said.meanings)
                if says:
                    states[number] = replace(column, says=says)
        if len(states) < 2:
            return columns
        # then "Response" holds the answer itself
        answers = {n: replace(c, about="") for n, c in columns.items() if c.about == "status" and self._is_answer(c)}
        return columns | answers | {n: replace(c, one_of=True) for n, c in states.items()}

    def _is_answer(self, column: Column) -> bool:
        return "answer.labels" in self._words.meanings(normal(column.text))

    def _column(self, cell: Element) -> Column:
        pieces = tuple([leaf.text for leaf in self._document.leaves[cell.start : cell.end]])
        if pieces not in self._known:  # many tables have the same headings
            self._known[pieces] = self._headed(" ".join(pieces), pieces)
        return self._known[pieces]

    def _headed(self, text: str, leaves: tuple[str, ...]) -> Column:
        if len(text) > _A_HEADING:
            return Column(text, "")
        pieces = [text, *leaves]
        about = self._about(pieces)
        says = frozenset[str]() if _names_both_states(text, self._words) else speaks(text, self._words)
        return Column(text, about, says=says, elsewhere=self._is_elsewhere(pieces), aside=self._is_aside(text))

    def _year_of(self, text: str) -> str:
        """The toolkit year a heading speaks of, by its name or by a day in it."""
        years = years_in(text)
        if not years and len(days := dates_in(text)) == 1:
            # toolkit years begin in September
            first = days[0].year - (days[0].month < 9)
            years = [f"{first}-{(first + 1) % 100:02d}"]
        return years[0] if len(set(years)) == 1 else ""

    def named_by(self, cell: Element) -> Column | None:
        """A cell that carries its heading itself, for narrow screens: <td data-label="Status">."""
        text = next((cell.attrs[key] for key in _HEADING_ATTRIBUTES if cell.attrs.get(key)), "")
        if not text:
            return None
        return Column(text, self._of_text(text, self._words), bool(_EARLIER.match(text)), aside=self._is_aside(text))

    def named(self, text: str) -> Column:
        """A label beside its value, as the heading it stands for."""
        if text not in self._named:
            elsewhere = "labels.elsewhere" in self._words.of_whole(text)
            column = Column(text, self._of_text(text, self._words), elsewhere=elsewhere, aside=self._is_aside(text))
            self._named[text] = self._with_years({0: column})[0]
        return self._named[text]

    def is_remark(self, label: str, text: str) -> bool:
        """Whether somebody is named before a text, so that it is what they remark; a known state stays one."""
        if not (is_somebody(label) or _INITIALS.fullmatch(label)) or self._words.of_whole(label):
            return False
        split = self._words.split(text)
        whole = not split.rest and any(m.startswith(_STATES) for _, _, said in split.said for m in said.meanings)
        return not whole and len(text.split()) >= _A_REMARK

    def _is_elsewhere(self, pieces: list[str]) -> bool:
        elsewhere = {"labels.elsewhere", "asides.histories"}
        return any(elsewhere & self._words.of_whole(piece) for piece in pieces)

    def _is_aside(self, text: str) -> bool:
        return "labels.ignored" in self._words.of_whole(text)

    def _about(self, pieces: list[str]) -> str:
        """By the whole heading, else by one of its pieces: sort buttons and hints stand beside the words."""
        return next((found for piece in pieces if (found := self._of_text(piece, self._words))), "")

    def _with_years(self, columns: dict[int, Column]) -> dict[int, Column]:
        """The columns with those of an earlier year marked: by their words, or by a year before the page's own."""
        named = {number: year for number, c in columns.items() if (year := self._year_of(c.text))}
        latest = max([*named.values(), *self.own_years], default="")
        for number, year in named.items():  # a bare "2025-26" stands above how things are in that year
            rest = " ".join(YEAR.sub(" ", columns[number].text).split()).strip(" ()").casefold()
            if not columns[number].about and year == latest and rest in _NOW:
                columns[number] = replace(columns[number], about="status")
        now = {c.about for number, c in columns.items() if c.about and number not in named}
        return {
            number: replace(
                c,
                earlier=self._is_earlier(c, named.get(number) or latest, latest)
                # "2024-25 state" beside "State": the one without a year is today's
                or (
                    number in named
                    and c.about in now.difference(_LAST_YEARS_ANSWER)
                    and named[number] not in self.own_years
                ),
            )
            for number, c in columns.items()
        }

    @staticmethod
    def _is_earlier(column: Column, year: str, latest: str) -> bool:
        return column.about not in _LAST_YEARS_ANSWER and (bool(_EARLIER.match(column.text)) or year < latest)

    def _is_heading(self, text: str) -> bool:
        """Short words without a reference or a date: the first row of a table without proper heading cells."""
        return len(text) <= 40 and not any(c.isdigit() for c in YEAR.sub("", text))


def columns_of(document: Document, words: Words) -> Columns:
    """The headings of a page's tables as far as questions are concerned."""
    if (Columns, words) not in document.kept:
        document.kept[Columns, words] = Columns(document, words)
    found: Columns = document.kept[Columns, words]
    return found
