"""Columns of a Word table that only keep others apart: too narrow to be written in, and empty."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Protocol, TypeVar

from extract.readers.word.names import Element, W, child, number

_NARROW = 400
"""Twips below which a cell has no room for one character of 10 pt between its margins (2 × 108)."""


class Draft(Protocol):
    """A cell at its grid place; ``empty_width`` is that of a cell that holds nothing, in twips; 0 where it is not told."""

    row: int
    column: int
    row_span: int
    column_span: int
    empty_width: int


D = TypeVar("D", bound=Draft)


def width(cell_properties: Element | None) -> int:
    """The width that a cell's properties tell in twips, 0 where they do not."""
    told = child(cell_properties, W + "tcW")
    return 0 if told is None or told.get(W + "type", "dxa") != "dxa" else number(told.get(W + "w"), 0)


def spread_over_spacers(drafts: list[D]) -> list[D]:
    """``drafts`` without the cells of spacing columns, over which the cells left of them reach, else those right of them."""
    rows, gone = _by_row(drafts), set[int]()
    for column in sorted({draft.column for draft in drafts if _is_narrow(draft)}, reverse=True):
        spacers = [draft for draft in drafts if draft.column == column and draft.column_span == 1]
        heirs = [_heir(draft, rows[draft.row], gone) for draft in spacers]
        if not all(map(_is_narrow, spacers)) or not all(heirs):
            continue
        for spacer, heir in zip(spacers, heirs, strict=True):
            assert heir is not None
            heir.column, heir.column_span = min(heir.column, spacer.column), heir.column_span + 1
        gone.update(map(id, spacers))
    return [draft for draft in drafts if id(draft) not in gone]


def _by_row(drafts: Iterable[D]) -> dict[int, list[D]]:
    rows: dict[int, list[D]] = {}
    for draft in drafts:
        rows.setdefault(draft.row, []).append(draft)
    return rows


def _is_narrow(draft: Draft) -> bool:
    return draft.column_span == 1 and 0 < draft.empty_width < _NARROW


def _heir(spacer: D, row: Iterable[D], gone: Set[int]) -> D | None:
    """The cell beside ``spacer`` in its ``row``, as tall as it, the left one before the right one."""
    level = [one for one in row if one.row_span == spacer.row_span and id(one) not in gone]
    left = [one for one in level if one.column + one.column_span == spacer.column]
    right = [one for one in level if one.column == spacer.column + 1]
    return next(iter((*left, *right)), None)
