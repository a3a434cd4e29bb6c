"""Which rows of a table hold labels above their answers, and which labels beside theirs."""

from __future__ import annotations

import re
from functools import cached_property

from extract.document import Cell
from extract.locate.table_state import TableState
from extract.words.labels import LONGEST_LABEL
from forms.script import fold

_COUNTED = re.compile(r"^[（(]?[0-9０-９]{1,2}\s*[）)、.．]")
_NO_LABEL = re.compile(r"[。；;，,0-9０-９@]")


class LabelRows:
    """The rows of one table, compared by the columns of their cells."""

    def __init__(self, state: TableState) -> None:
        self.state, self.grid = state, state.grid

    @cached_property
    def stacked(self) -> set[tuple[range, ...]]:
        """The columns of rows of nothing but labels right above rows without any."""
        return {self.columns(row) for row in range(len(self.grid.rows)) if self._over(row) == 1.0}

    def stacked_but(self, row: int) -> bool:
        """Whether another row than ``row``, of the same columns, holds nothing but labels above a row without any."""
        columns = self.columns(row)
        return any(self.columns(r) == columns and self._over(r) == 1.0 for r in range(len(self.grid.rows)) if r != row)

    @cached_property
    def abreast(self) -> set[tuple[range, ...]]:
        """The columns of rows that begin with a label and its answer, one below another."""
        rows = range(len(self.grid.rows))
        pairs = [
            row for row in rows if [self.state.known_label(c.text) for c in self.grid.rows[row][:2]] == [True, False]
        ]
        return {self.columns(row) for row in pairs if row + 1 in pairs and self.columns(row) == self.columns(row + 1)}

    def columns(self, row: int) -> tuple[range, ...]:
        """The columns over which each cell of a row reaches; empty below the last one."""
        return tuple(cell.columns for cell in self.grid.rows[row]) if row < len(self.grid.rows) else ()

    def _over(self, row: int) -> float:
        """The share of labels in a row above one of as many cells of which none is a label; 0 for any other row."""
        cells = self.grid.rows[row]
        if len(cells) < 2 or self.columns(row) != self.columns(row + 1):
            return 0.0
        if not all(map(_like_label, cells)) or any(self.state.known_label(c.text) for c in self.grid.rows[row + 1]):
            return 0.0
        return sum(self.state.known_label(cell.text) for cell in cells) / len(cells)

    def above(self, cell: Cell) -> bool | None:
        """Whether a row in which nobody knows some labels stands above its answers; ``None`` where it cannot be told."""
        if not 0 < self._over(cell.row) < 1:
            return False
        columns = self.columns(cell.row)
        stacked = columns in self.stacked
        return stacked if stacked is not (columns in self.abreast) else None


def _like_label(cell: Cell) -> bool:
    """Whether a cell is as short as a label, and holds no sentence and no number."""
    text = _COUNTED.sub("", cell.text.strip())
    return 0 < len(fold(text)) <= LONGEST_LABEL // 2 and _NO_LABEL.search(text) is None
