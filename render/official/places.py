"""The places of an official Word file by path: ``paragraph 5``, ``table 1, row 2, cell 3``.

Paths count as the evidence of the docx reader does: paragraphs and tables among their like in body or cell, rows and
cells as they stand in the file; what is deleted is not counted, content controls and insertions are looked through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from docx.oxml.ns import qn

Node: TypeAlias = Any
"""An element of WordprocessingML; the Word library types none of them."""

_P, _R, _TBL, _TR, _TC = (qn(f"w:{name}") for name in ("p", "r", "tbl", "tr", "tc"))
_BLOCKS = frozenset({_P, _R, _TBL, _TR, _TC, qn("w:altChunk")})
_DROPPED = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tcPr", "trPr")
)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DEEPEST = 40
"""Levels of content controls and tables that are looked into; the reader refuses files that nest deeper."""


@dataclass(frozen=True)
class Spot:
    """One place: the paragraphs that stand in it, and the cell, row or table that it is."""

    paragraphs: tuple[Node, ...] = ()
    cell: Node | None = None
    row: Node | None = None
    table: Node | None = None


def spots(body: Node) -> Mapping[str, Spot]:
    """Every place of ``body`` by its path; tables and rows stand under their own path without paragraphs."""
    return dict(_flow(body, "", None, 0))


def _flow(container: Node, path: str, cell: Node | None, depth: int) -> Iterator[tuple[str, Spot]]:
    paragraphs = tables = 0
    for block in blocks(container):
        if block.tag == _P and cell is None:
            yield _join(path, f"paragraph {paragraphs + 1}"), Spot((block,))
            paragraphs += not _end_is_deleted(block)
        elif block.tag == _TBL and depth < _DEEPEST:
            tables += 1
            yield from _table(block, _join(path, f"table {tables}"), depth)


def _table(table: Node, path: str, depth: int) -> Iterator[tuple[str, Spot]]:
    yield path, Spot(table=table)
    for number, row in enumerate(rows_of(table), 1):
        place = f"{path}, row {number}"
        yield place, Spot(row=row, table=table)
        for position, cell in enumerate(cells_of(row), 1):
            inside = tuple(block for block in blocks(cell) if block.tag == _P)
            yield f"{place}, cell {position}", Spot(inside, cell, row, table)
            yield from _flow(cell, f"{place}, cell {position}", cell, depth + 1)


def rows_of(table: Node) -> list[Node]:
    """The rows of ``table`` that are printed."""
    return [row for row in blocks(table) if row.tag == _TR and not _is_row_gone(row)]


def cells_of(row: Node) -> list[Node]:
    return [cell for cell in blocks(row) if cell.tag == _TC]


def blocks(container: Node, depth: int = 0) -> Iterator[Node]:
    """The paragraphs, tables, rows or cells of ``container`` as printed."""
    for child in container:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            branch = next(iter(child.iterchildren(f"{_MC}Choice", f"{_MC}Fallback")), None)
            if branch is not None and depth < _DEEPEST:
                yield from blocks(branch, depth + 1)
        elif child.tag not in _DROPPED and len(child) and depth < _DEEPEST:
            yield from blocks(child, depth + 1)


def inside(cell: Node) -> Iterator[Node]:
    """Every paragraph of a cell in order, those of tables inside it too."""
    for block in blocks(cell):
        if block.tag == _P:
            yield block
        elif block.tag == _TBL:
            yield from (found for row in rows_of(block) for one in cells_of(row) for found in inside(one))


@dataclass(frozen=True)
class GridCell:
    """A cell with the grid columns that it covers; ``continues`` where it belongs to the one above."""

    cell: Node
    columns: range
    continues: bool


def grid_cells(row: Node) -> list[GridCell]:
    """The cells of ``row`` at their grid columns."""
    found: list[GridCell] = []
    column = _number(row, "w:trPr/w:gridBefore", 0)
    for cell in cells_of(row):
        span = max(_number(cell, "w:tcPr/w:gridSpan", 1), 1)
        merge = cell.find("w:tcPr/w:vMerge", cell.nsmap)
        continues = merge is not None and merge.get(qn("w:val"), "continue") != "restart"
        found.append(GridCell(cell, range(column, column + span), continues))
        column += span
    return found


def _number(node: Node, path: str, default: int) -> int:
    found = node.find(path, node.nsmap)
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 5 else default


def _end_is_deleted(paragraph: Node) -> bool:
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return mark is not None and any(child.tag in (qn("w:del"), qn("w:moveFrom")) for child in mark)


def _is_row_gone(row: Node) -> bool:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        return False
    hidden = properties.find(qn("w:hidden"))
    shown = hidden is None or hidden.get(qn("w:val"), "1").lower() in {"0", "false", "off", "none"}
    return properties.find(qn("w:del")) is not None or not shown


def _join(path: str, step: str) -> str:
    return f"{path}, {step}" if path else step
