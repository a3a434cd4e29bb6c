"""A paper of paragraphs and tables, written as Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from tests.extract.readers.wordml import docx, p, r, say, tc, tr

COLUMNS = 24
"""Every table stands on so many grid columns, so that rows of any number of cells fit into one."""
_WIDTH = 9000
_SIDES = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
_GRID = "".join(f'<w:gridCol w:w="{_WIDTH // COLUMNS}"/>' for _ in range(COLUMNS))
_TABLE_PROPS = (
    f'<w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{_SIDES}</w:tblBorders>'
    '<w:tblLayout w:type="fixed"/></w:tblPr>'
)


@dataclass(frozen=True)
class Cell:
    """A cell ``span`` grid columns wide; ``merge`` is ``restart`` or ``continue`` down the rows.

    ``inside`` is a text whose lines are paragraphs, a vertical tab a break inside one; or pieces and tables.
    """

    inside: str | Sequence[Piece]
    span: int = 1
    merge: str = ""


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


Piece: TypeAlias = "str | Table"


def row(*texts: str | Sequence[Piece], widths: Sequence[int] = ()) -> Row:
    """A row over the whole table; without ``widths`` its cells share it as evenly as the grid allows."""
    edges = [round(COLUMNS * n / len(texts)) for n in range(len(texts) + 1)]
    spans = widths or [after - before for before, after in pairwise(edges)]
    return tuple(Cell(text, span) for text, span in zip(texts, spans, strict=True))


def word(pieces: Iterable[Piece]) -> bytes:
    """The Word file of ``pieces`` one after another."""
    return docx(*map(_piece, pieces))


def _piece(piece: Piece) -> str:
    if isinstance(piece, Table):
        return f"<w:tbl>{_TABLE_PROPS}<w:tblGrid>{_GRID}</w:tblGrid>{''.join(map(_row, piece.rows))}</w:tbl>"
    return "".join(p(r("<w:br/>").join(say(part) for part in text.split("\v"))) for text in piece.split("\n"))


def _row(cells: Row) -> str:
    return tr(*map(_cell, cells))


def _cell(cell: Cell) -> str:
    props = f'<w:tcW w:w="{_WIDTH * cell.span // COLUMNS}" w:type="dxa"/><w:gridSpan w:val="{cell.span}"/>'
    if cell.merge:
        props += "<w:vMerge/>" if cell.merge == "continue" else '<w:vMerge w:val="restart"/>'
    pieces = (cell.inside,) if isinstance(cell.inside, str) else cell.inside
    inside = "".join(map(_piece, pieces))
    return tc(inside + ("" if inside.endswith("</w:p>") else p()), props=props)
