"""A row that a page break has cut is made whole again, by what its label says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from extract.document import Cell, Table

LABEL_START = re.compile(r"[^\s：:，,。；;、？！]{2,16}[：:]")
"""What may be the label of a slot that nobody knows."""


def rejoin(table: Table, is_label: Callable[[str], bool]) -> Table:
    """``table`` with such rows joined: the words before the break and those after it are a label only together, or a
    cell below the break that has no label follows one that holds its own.

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
    if not head or not tail or is_label(tail):
        return False
    return is_label(head + tail) or (len(upper) == 1 and _goes_on(head, tail, is_label))


def _goes_on(head: str, tail: str, is_label: Callable[[str], bool]) -> bool:
    """Whether ``tail`` is more of an answer that stands under its label in one cell: nothing in it is a label."""
    first, *more = head.split("\n")
    if not more or not is_label(_before_colon(first)) or LABEL_START.match(tail):
        return False
    return not any(is_label(_before_colon(line)) for line in tail.split("\n"))


def _before_colon(text: str) -> str:
    return re.split("[:：]", text, maxsplit=1)[0].strip()


def _joined(upper: Cell, lower: Cell) -> Cell:
    return replace(upper, flow=(*upper.flow, *lower.flow))
