"""A row that a page break has cut through its label is made whole again, by what its label says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extract.document import Cell, Table


def rejoin(table: Table, is_label: Callable[[str], bool]) -> Table:
    """``table`` with such rows joined: the words before the break and those after it are a label only together.

    A reader joins rows by their rulings and empty cells; that 「业务指导」 and 「单位」 are one label only a
    definition can tell.
    """
    rows = table.by_row()
    lost = [r for r in range(1, len(rows)) if _one_row(rows[r - 1], rows[r], is_label)]
    if not lost:
        return table
    for r in reversed(lost):
        rows[r - 1] = [_joined(upper, lower) for upper, lower in zip(rows[r - 1], rows[r], strict=True)]
        rows[r] = []
    shift = [sum(gone <= r for gone in lost) for r in range(len(rows))]
    cells = tuple(replace(cell, row=cell.row - shift[cell.row]) for row in rows for cell in row)
    return replace(table, cells=cells)


def _one_row(upper: list[Cell], lower: list[Cell], is_label: Callable[[str], bool]) -> bool:
    if not upper or [c.columns for c in upper] != [c.columns for c in lower]:
        return False
    if any(cell.row_span > 1 for cell in (*upper, *lower)):
        return False
    first, second = upper[0], lower[0]
    if first.at.page is None or second.at.page is None or first.at.page >= second.at.page:
        return False
    head, tail = first.text.strip(), second.text.strip()
    return bool(head and tail) and not is_label(tail) and is_label(head + tail)


def _joined(upper: Cell, lower: Cell) -> Cell:
    return replace(upper, flow=(*upper.flow, *lower.flow))
