"""Rows of a table known by the words of its header, whatever way its cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.companions.answers import UNCLEAR, Found, doubt_rows
from extract.companions.sheet import Sheet
from extract.document import Cell, Table
from extract.locate.grid import Grid
from extract.words.labels import keys
from forms.record import Answer
from forms.script import fold
from forms.spec import Field, Rows
from forms.types import LongText, OrgList, Text

_COUNTERS = frozenset(map(fold, ("序号", "编号", "次序", "号", "№")))
_TOTALS = re.compile(r"^(?:合计|总计|总分|总得分|共计|小计|得分合计|合计得分)")
_HEADER_LIKE = re.compile(
    r"(?:名称|单位|地区|时间|日期|备注|期限|部门|电话|类别|领域|编号|序号|号|人|要求|方法|标准|依据|说明|签字|签名|情况)$"
)
_LONGEST_HEADER = 24
_HEADER_SHARE = 0.75
"""The share of a header's cells that must look like one: a row of labels and values does not."""

Row = dict[str, Answer]


@dataclass
class TableRows:
    """What the tables of one paper hold: the rows, rows of totals, and the rows of cells that no header governs."""

    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    loose: list[list[Cell]] = field(default_factory=list)
    found: bool = False
    """Whether any table has a header of these rows."""


@dataclass(frozen=True)
class _Header:
    columns: dict[int, Field]
    stop: int
    width: int


def table_rows(sheet: Sheet, rows: Rows, needed: Iterable[frozenset[str]]) -> TableRows:
    """The rows of every table whose header names one of the sets of columns that are ``needed``.

    A table right behind one with a header, as wide and without a header of its own, goes on with it in doubt.
    """
    out = TableRows()
    wanted = tuple(needed)
    last: _Header | None = None
    for item in sheet.flow:
        if not isinstance(item, Table):
            continue
        grid = Grid(item)
        header = next((h for row in range(len(grid.rows)) if (h := _header(grid, row, rows, wanted))), None)
        if header is not None:
            _read(sheet, grid, header, rows, wanted, out)
            out.found, last = True, header
        elif last is not None and grid.width == last.width:
            more = TableRows()
            _read(sheet, grid, _Header(last.columns, 0, last.width), rows, wanted, more)
            out.rows += doubt_rows(more.rows, UNCLEAR)
            out.totals += more.totals
        else:
            out.loose += [grid.covering(row) for row in range(len(grid.rows))]
    return out


def _header(grid: Grid, row: int, rows: Rows, needed: tuple[frozenset[str], ...]) -> _Header | None:
    """The header that begins in ``row``, over as many rows as its tallest cell."""
    heads = [cell for cell in grid.rows[row] if cell.text.strip()]
    named = [cell for cell in heads if _column(cell, rows)]
    likely = sum(1 for cell in heads if cell in named or _like_header(cell.text))
    if not named or likely < _HEADER_SHARE * len(heads):
        return None
    tall = max(cell.row_span for cell in heads)
    columns: dict[int, Field] = {}
    for place in range(grid.width):
        for level in range(row, row + tall):
            cell = grid.at.get((level, place))
            if cell and (column := _column(cell, rows)):
                columns[place] = column
    names = {str(column.id) for column in columns.values()}
    counted = [p for p, column in columns.items() if column.id == "row_number"]
    if not any(want <= names for want in needed) or len(heads) + len(counted) < min(2, grid.width):
        return None
    return _Header(_first_of_each(_sections_apart(columns, rows, grid, row)), row + tall, grid.width)


def _sections_apart(columns: dict[int, Field], rows: Rows, grid: Grid, row: int) -> dict[int, Field]:
    """Of two columns that both name the item (评估项目, 评估内容) the first holds its section."""
    section = next((column for column in rows.columns if column.id == "section"), None)
    items = [place for place, column in columns.items() if column.id == "item"]
    heads = {id(grid.at[row, place]) for place in items if (row, place) in grid.at}
    if section is None or section in columns.values() or len(heads) < 2:
        return columns
    first = grid.at[row, min(items)]
    return {
        place: section if place in items and grid.at.get((row, place)) is first else c for place, c in columns.items()
    }


def _first_of_each(columns: dict[int, Field]) -> dict[int, Field]:
    """Each column once, at the places that stand side by side; a second place of the same name is left out."""
    kept: dict[int, Field] = {}
    last: dict[str, int] = {}
    for place, column in sorted(columns.items()):
        name = str(column.id)
        if name not in last or last[name] == place - 1:
            kept[place] = column
            last[name] = place
    return kept


def _column(cell: Cell, rows: Rows) -> Field | None:
    if len(cell.text) > _LONGEST_HEADER:
        return None
    words = keys(cell.text.replace("\n", ""))
    for column in rows.columns:
        if any(fold(label) in words for label in column.labels):
            return column
    return None


def _like_header(text: str) -> bool:
    key = fold(text)
    return len(text) <= _LONGEST_HEADER and (key in _COUNTERS or _HEADER_LIKE.search(key) is not None)


def _read(
    sheet: Sheet, grid: Grid, header: _Header, rows: Rows, needed: tuple[frozenset[str], ...], out: TableRows
) -> None:
    """Read the rows below ``header``; those above it go to the loose ones."""
    first = header.stop
    out.loose += [grid.covering(row) for row in range(first) if not any(c.row >= first - 1 for c in grid.rows[row])]
    group: Cell | None = None
    row = first
    while row < len(grid.rows):
        if again := _header(grid, row, rows, needed):
            header, row = again, again.stop
            continue
        cells = grid.covering(row)
        if spread := _whole_width(cells, grid):
            group = spread
        elif cells:
            made = _row(sheet, cells, row, header, group)
            is_total = any(_TOTALS.match(fold(cell.text)) for cell in cells[:2])
            if is_total:
                out.totals.append(made)
                out.loose.append(cells)
            elif any(_says(answer) for slot, answer in made.items() if slot not in {"row_number", "section"}):
                out.rows.append(made)
        row += 1


def _says(answer: Answer) -> bool:
    return answer.value is not None or answer.needs_review


def _whole_width(cells: list[Cell], grid: Grid) -> Cell | None:
    """The one cell of a row that goes over the whole width: the name of a group of rows, or a note."""
    return cells[0] if len(cells) == 1 and grid.width > 1 else None


def _row(sheet: Sheet, cells: list[Cell], row: int, header: _Header, group: Cell | None) -> Row:
    made: dict[str, tuple[Field, list[Cell]]] = {}
    for cell in cells:
        column = next((header.columns[place] for place in cell.columns if place in header.columns), None)
        if column is not None:
            made.setdefault(str(column.id), (column, []))[1].append(cell)
    answers = {slot: sheet.cell(column, _found(column, held, row)) for slot, (column, held) in made.items()}
    section = next((c for c in sheet.form.rows_of(_rows_id(sheet, header)).columns if c.id == "section"), None)
    if group and section and "section" not in answers:
        answers["section"] = sheet.cell(section, Found(group.text, group.at))
    return answers


def _rows_id(sheet: Sheet, header: _Header) -> str:
    """The id of the rows that the columns of ``header`` belong to."""
    column = next(iter(header.columns.values()))
    return next(rows.id for rows in sheet.form.rows() if column in rows.columns)


def _found(column: Field, cells: list[Cell], row: int) -> Found:
    """Several cells as one text. What a cell merged over rows says of each of them is doubtful but for free text."""
    texts = [_joined(column, cell) for cell in cells if cell.text.strip()]
    shared = any(cell.row_span > 1 for cell in cells) and not _may_be_shared(column)
    doubts = (UNCLEAR,) if shared or len(texts) > 1 else ()
    return Found("\n".join(texts), cells[0].at, doubts)


def _joined(column: Field, cell: Cell) -> str:
    """A cell's text; short answers stand on one line however the cell wraps them."""
    short = isinstance(column.kind, Text) and not isinstance(column.kind, LongText)
    return re.sub(r"\s*\n\s*", "", cell.text) if short else cell.text


def _may_be_shared(column: Field) -> bool:
    return column.id in {"row_number", "section", "subsystem", "level", "category"} or isinstance(column.kind, OrgList)


def cells_in_pairs(rows: Iterable[list[Cell]]) -> Iterator[tuple[Cell, Cell]]:
    """Each cell with the one to its right, row by row."""
    for cells in rows:
        yield from pairwise(cells)
