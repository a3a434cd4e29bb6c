"""Rows within a table: where they begin, by their header or going on under one before, and where they end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from extract.document import Cell
from extract.locate.located import Header
from extract.locate.rows import RowsReader
from extract.locate.table_labels import TableLabels
from extract.locate.table_state import TableState, written
from extract.words.enclosed import ENCLOSED
from forms.spec import Block, Field

_COUNT = re.compile(rf"[（(]?[0-9０-９一二三四五六七八九十]{{1,2}}[）)、.．]?|{ENCLOSED}")
"""A cell that only counts the rows: the label stands beside it."""
_MANY_CELLS = 5
"""A row of so many cells, of which one alone reads like a label, is no row of labels and answers."""


class TableRows:
    """What finds the rows in one table; ``holds_labels`` tells of cells with a table inside that holds labels."""

    def __init__(self, state: TableState, labels: TableLabels, holds_labels: Callable[[Cell], bool]) -> None:
        self.state, self.labels, self.holds_labels = state, labels, holds_labels
        self.index, self.found, self.grid = state.index, state.found, state.grid
        self.rows = RowsReader(state)

    def read_without_header(self) -> bool:
        """Read a table under a rows heading none of whose rows is a header and none of whose cells a label."""
        rows = next((rows for rows in self.index.form.rows() if rows.id == self.state.part), None)
        if rows is None:
            return self._read_turned()
        if turned := self.rows.turned(rows):
            self.found.rows.setdefault(rows.id, []).extend(turned)
            return True
        headed = any(self._header_of(row, "") for row in range(len(self.grid.rows)))
        header = self._header_before(self.grid.rows[0] if self.grid.rows else [])
        more = header is not None and self._shaped_like(header) and not self._counts_labels
        if headed or (self._label_rows() and not more):
            return False
        if header:
            self.rows.read(0, header, self._ends)
            return True
        begun = any(self._header_of(row, self.state.part) for row in range(len(self.grid.rows)))
        return not begun and self.rows.guess(rows)

    def _read_turned(self) -> bool:
        """Read a table that is turned on its side where the heading of its rows is not printed."""
        for rows in self.index.form.rows():
            if not self.found.rows.get(rows.id) and self.rows.is_turned(rows):
                self.state.enter(rows.id)
                self.found.rows[rows.id] = self.rows.turned(rows)
                return True
        return False

    def read_from(self, row: int, free: list[Cell], filled: list[Cell]) -> int | None:
        """Read the rows that begin at ``row``, whose cells nothing claims are ``free``, with words in those ``filled``.

        The row after the last; ``None`` where none begin.
        """
        part = "" if self._stands_under_header(row) else self.state.part
        if header := self.rows.header(filled, part):
            return self._read_below(row, header)
        if filled and len(free) == len(self.grid.rows[row]) and (header := self._goes_on(row)):
            return self.rows.read(row, header, self._ends)
        return row + 1 if self.rows.astray(row, self.state.part) else None

    def _read_below(self, row: int, header: Header) -> int:
        """Read the rows below a header; the row after the last."""
        self.state.enter(header.rows.id)
        heads = written(self.grid.rows[row])
        tall = max((c.row_span for c in heads if isinstance(header.columns.get(c.column), Field)), default=1)
        for head in self.grid.rows[row : row + tall]:
            self.state.claim(*head)
        self.found.headers[header.rows.id] = header
        return self.rows.read(row + tall, header, self._ends)

    def _header_before(self, cells: list[Cell]) -> Header | None:
        """The header that stands in a table before this one, under whose cells ``cells`` stand."""
        last = self.found.headers.get(self.state.part)
        return last.over(cells, self.grid.width) if last else None

    def _stands_under_header(self, row: int) -> bool:
        """Whether a row has the very cells of the header before: it is a header again by its own words alone."""
        cells = self.grid.rows[row]
        return len(cells) > 2 and self._header_before(cells) is not None

    def _shaped_like(self, header: Header) -> bool:
        """Whether every row has the very cells of ``header``, which are more than a label with its answer."""
        return len(header.cells) > 2 and all(header.over(row, self.grid.width) for row in self.grid.rows if row)

    def _goes_on(self, row: int) -> Header | None:
        """The header that a row without one of its own goes on under, in a table that holds other things too."""
        cells = self.grid.rows[row]
        header = self._header_before(cells) if len(cells) > 2 else None
        if header is None:
            return None
        labels = [
            self.state.tells(cell.text.strip()) for cell in (_uncounted if self._counts_labels else written)(cells)
        ]
        answer = len(cells) >= _MANY_CELLS and sum(labels) == 1  # 组长, in a row of as many cells as the header's
        return header if answer or not any(labels[:1]) else None

    def _label_rows(self) -> bool:
        """Whether any row begins with a label, a heading or a block's name."""
        rows = [_uncounted(row) if self._counts_labels else written(row) for row in self.grid.rows]
        return any(self._begins_labelled(cells[0]) for cells in rows if cells)

    @cached_property
    def _counts_labels(self) -> bool:
        """Whether most of several rows begin with a number and a label behind it."""
        rows = [cells for row in self.grid.rows if (cells := written(row))]
        behind = [cells[1] for cells in rows if len(cells) > 1 and _COUNT.fullmatch(cells[0].text.strip())]
        return len(rows) > 1 and 2 * sum(map(self._begins_labelled, behind)) > len(rows)

    def _begins_labelled(self, cell: Cell) -> bool:
        return bool(
            self.state.known_label(cell.text)
            or self.index.heading(cell.text)
            or self.state.foreign(cell)
            or self.state.labels_itself(cell)
            or self.holds_labels(cell)
        )

    def _header_of(self, row: int, part: str) -> Header | None:
        return self.rows.header(written(self.grid.rows[row]), part)

    def _ends(self, cells: list[Cell]) -> bool:
        """Whether a row of a rows table is no longer its own: a heading, or a row that begins with a label."""
        filled = written(cells)
        if not filled:
            return False
        first = filled[0]
        if self.index.heading(first.text) or self.parted_heading(filled) or self.state.foreign(first):
            return True
        if len(cells) == 1 and self.grid.width > 1:
            return self.state.known_label(first.text) or self.state.labels_itself(first)
        label = self.labels.label(first)
        if label is None or (len(filled) < 2 and self._header_before(cells)):
            return False
        return isinstance(label.target, Block) or len(cells) == 2

    def parted_heading(self, filled: list[Cell]) -> str | None:
        """The part whose heading stands in a scan's row, in several cells: upright rulings were drawn on through it."""
        scanned = all(cell.at.is_scanned and cell.row_span == 1 for cell in filled)
        return self.index.parted_heading([cell.text.strip() for cell in filled]) if scanned else None


def _uncounted(cells: Iterable[Cell]) -> list[Cell]:
    """The written cells without those that only count the rows."""
    return [cell for cell in written(cells) if not _COUNT.fullmatch(cell.text.strip())]
