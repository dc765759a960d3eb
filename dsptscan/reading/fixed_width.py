"""Lists printed in letters of one width: their columns become those of a table, by where each stands in its line."""

from __future__ import annotations

import re
from bisect import bisect_right

_REFERENCE = re.compile(r"(?<![\d.])(?:10|[1-9])\.\d{1,2}\.\d{1,2}(?![\d.])")
_PRE = re.compile(r"<pre\b[^>]*>(.*?)</pre\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&(?:#?\w+);")
_CELL = re.compile(r"(?:[^\s<]|<[^>]*>|[ \t](?![ \t]))+")
_RULE = re.compile(r"[\s=_+|*-]+")
_FEWEST = 3  # references in a list
Cells = list[tuple[int, str]]  # where a cell begins, as a person sees it, and its mark-up


def tabulated(html: str) -> str:
    """A page with a table in the place of every preformatted list of questions."""
    return _PRE.sub(_list_as_tables, html)


def _list_as_tables(found: re.Match[str]) -> str:
    lines = found[1].expandtabs().split("\n")
    if sum(bool(_REFERENCE.search(_seen(line))) for line in lines) < _FEWEST:
        return found[0]
    return _tables(lines)


def _seen(markup: str) -> str:
    return _ENTITY.sub(".", _TAG.sub("", markup))


def _cells(line: str) -> Cells:
    return [(len(_seen(line[: m.start()])), m[0].strip()) for m in _CELL.finditer(line) if _seen(m[0]).strip()]


def _tables(lines: list[str]) -> str:
    """The lines as rows. What stands above the first question names the columns, where it has as many cells or more."""
    rows = [(_seen(line), _cells(line)) for line in lines if _seen(line).strip() and not _RULE.fullmatch(_seen(line))]
    first = next(i for i, (text, _) in enumerate(rows) if _REFERENCE.search(text))
    wide = len(rows[first][1])
    head = next((cells for _, cells in reversed(rows[:first]) if len(cells) >= max(3, wide - 1)), [])
    starts = [start for start, _ in head] or [start for start, _ in rows[first][1]]
    html: list[str] = []
    row: dict[int, str] = {}
    for text, cells in [*rows, ("", [])]:
        is_question = bool(_REFERENCE.search(text))
        if row and not is_question and cells and cells[0][0] >= starts[1]:
            _put(row, cells, starts)  # the line before goes on
            continue
        if row:
            html.append("".join(f"<td>{row.get(n, '')}</td>" for n in range(len(starts))))
            row = {}
        if is_question:
            _put(row, cells, starts)
        elif cells and cells == head:
            html.append("</tr></table><table><tr>" + "".join(f"<th>{cell}</th>" for _, cell in cells))
        elif cells:
            html.append(f'<td colspan="{len(starts)}">{" ".join(cell for _, cell in cells)}</td>')
    return "<div><table><tr>" + "</tr><tr>".join(html) + "</tr></table></div>"


def _put(row: dict[int, str], cells: Cells, starts: list[int]) -> None:
    """Each cell under the heading that begins nearest before it."""
    for start, cell in cells:
        column = max(0, bisect_right(starts, start + 1) - 1)
        row[column] = f"{row[column]} {cell}" if row.get(column) else cell
