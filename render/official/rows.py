"""A table of rows in an official file: answers into its empty rows, and as many rows more as there are answers left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy

from docx.oxml.ns import qn

from forms.script import fold
from forms.spec import Field, Rows
from render.errors import RenderError
from render.official.fields import Written, write
from render.official.places import GridCell, Node, Spot, blocks, grid_cells, rows_of
from render.official.words import Words
from render.standard.content import Texts

_COUNT = re.compile(r"\s*(\d+)\s*")

SignCell = Callable[[int, Field, Node], None]
"""Puts the pictures of one cell to be signed into a paragraph: row number, column, paragraph."""


def write_rows(spot: Spot, rows: Rows, answers: Sequence[Texts], sign: SignCell) -> None:
    """Write ``answers`` below the header at ``spot``, a table or the header's own row.

    Raises :class:`RenderError` ``place-missing`` where no such header or no row below it is there.
    """
    header = _header(spot, rows)
    if header is None:
        raise _missing(rows)
    table_rows = rows_of(spot.table)
    first, columns = header
    free = _answer_rows(table_rows[first:], columns)
    if not free:
        raise _missing(rows)
    lines = [*free, *_copies(free[-1], len(answers) - len(free))]
    for number, texts in enumerate(answers):
        _write_row(lines[number], rows, columns, texts, number, sign)


def _header(spot: Spot, rows: Rows) -> tuple[int, Mapping[int, Field]] | None:
    """The number of the first row below the header, and the column of each grid column."""
    table_rows = rows_of(spot.table)
    candidates = table_rows if spot.row is None else [spot.row]
    best: tuple[int, Mapping[int, Field]] | None = None
    for row in candidates:
        named = _columns(row, rows)
        if named and (best is None or len(named) > len(best[1])):
            best = (table_rows.index(row) + 1, named)
    if best is None:
        return None
    first, columns = best
    while first < len(table_rows) and any(
        c.continues and c.columns.start in columns for c in grid_cells(table_rows[first])
    ):
        first += 1
    return first, columns


def _columns(row: Node, rows: Rows) -> Mapping[int, Field]:
    """The column that each grid column of a header row is: by the words this edition prints, else by other names."""
    found: dict[int, Field] = {}
    cells = grid_cells(row)
    named = [(column, {fold(column.label)}) for column in rows.columns]
    named += [(column, set(map(fold, column.synonyms))) for column in rows.columns]
    for column, keys in named:
        cell = next((c for c in cells if fold(_text(c.cell)) in keys and c.columns.start not in found), None)
        if cell is not None and column not in found.values():
            found |= dict.fromkeys(cell.columns, column)
    return found


def _answer_rows(below: Sequence[Node], columns: Mapping[int, Field]) -> list[Node]:
    """The rows right below the header that have its columns and room in one of them."""
    free: list[Node] = []
    for row in below:
        cells = [cell for cell in grid_cells(row) if cell.columns.start in columns]
        if len({columns[cell.columns.start].ids for cell in cells}) < len({c.ids for c in columns.values()}):
            break
        if not any(_is_free(cell.cell, columns[cell.columns.start]) for cell in cells):
            break
        free.append(row)
    return free


def _is_free(cell: Node, column: Field) -> bool:
    text = _text(cell)
    return not fold(text) or any(fold(hint) == fold(text) for hint in column.hints)


def _copies(last: Node, count: int) -> list[Node]:
    """``count`` copies of a row below it, counted on where one of its cells is a mere number."""
    made: list[Node] = []
    for number in range(1, count + 1):
        copy = deepcopy(last)
        for cell in grid_cells(copy):
            _count_on(cell, number)
        (made[-1] if made else last).addnext(copy)
        made.append(copy)
    return made


def _count_on(cell: GridCell, number: int) -> None:
    for paragraph in (block for block in blocks(cell.cell) if block.tag == qn("w:p")):
        words = Words(paragraph)
        if match := _COUNT.fullmatch(words.text):
            words.replace(match.start(1), match.end(1), str(int(match[1]) + number))


def _write_row(row: Node, rows: Rows, columns: Mapping[int, Field], texts: Texts, number: int, sign: SignCell) -> None:
    for cell in grid_cells(row):
        column = columns.get(cell.columns.start)
        paragraphs = tuple(block for block in blocks(cell.cell) if block.tag == qn("w:p"))
        if column is None or not paragraphs:
            continue
        if text := texts.get(column.ids, ""):
            write(Spot(paragraphs, cell.cell), Written(text, hints=(*column.hints, _text(cell.cell))))
        sign(number, column, paragraphs[0])


def _text(cell: Node) -> str:
    return "\n".join(Words(block).text for block in blocks(cell) if block.tag == qn("w:p"))


def _missing(rows: Rows) -> RenderError:
    return RenderError(
        "place-missing", f"在官方空白表中没有找到“{rows.title}”的表头或者其下的空行，请核对该版本中这个表的 at。"
    )
