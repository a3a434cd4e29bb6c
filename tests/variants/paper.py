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
_PADDING = 216
"""What a cell's two sides keep free of the table inside it."""
_TABLE_PROPS = (
    f'<w:tblPr><w:tblW w:w="{{width}}" w:type="dxa"/><w:tblBorders>{_SIDES}</w:tblBorders>'
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


def _piece(piece: Piece, width: int = _WIDTH) -> str:
    if isinstance(piece, Table):
        grid = f'<w:gridCol w:w="{width // COLUMNS}"/>' * COLUMNS
        rows = "".join(_row(row, width) for row in piece.rows)
        return f"<w:tbl>{_TABLE_PROPS.format(width=width)}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    return "".join(p(r("<w:br/>").join(say(part) for part in text.split("\v"))) for text in piece.split("\n"))


def _row(cells: Row, width: int) -> str:
    return tr(*(_cell(cell, width * cell.span // COLUMNS) for cell in cells))


def _cell(cell: Cell, width: int) -> str:
    props = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{cell.span}"/>'
    if cell.merge:
        props += "<w:vMerge/>" if cell.merge == "continue" else '<w:vMerge w:val="restart"/>'
    pieces = (cell.inside,) if isinstance(cell.inside, str) else cell.inside
    inside = "".join(_piece(piece, width - _PADDING) for piece in pieces)
    return tc(inside + ("" if inside.endswith("</w:p>") else p()), props=props)
