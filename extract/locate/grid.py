"""A table by its places: which cell stands beside, below or over another, whatever is merged."""

from __future__ import annotations

from extract.document import Cell, Table


class Grid:
    """The cells of one table by row and column; a merged cell stands at each of its places."""

    def __init__(self, table: Table) -> None:
        self.rows = table.by_row()
        self.at = {(row, column): cell for cell in table.cells for row in cell.rows for column in cell.columns}
        self.width = max((cell.columns.stop for cell in table.cells), default=0)

    def covering(self, row: int) -> list[Cell]:
        """The cells that cover ``row``, those merged down from rows above included, left to right."""
        cells = {id(cell): cell for column in range(self.width) if (cell := self.at.get((row, column)))}
        return list(cells.values())

    def right_of(self, cell: Cell) -> Cell | None:
        """The cell that begins where ``cell`` ends, in its first row."""
        return self.at.get((cell.row, cell.columns.stop))

    def left_of(self, cell: Cell) -> list[Cell]:
        """The cells left of ``cell`` in its first row, the nearest first; those merged down from above included."""
        cells = {id(found): found for column in range(cell.column) if (found := self.at.get((cell.row, column)))}
        return list(cells.values())[::-1]

    def beside(self, cell: Cell) -> list[Cell]:
        """The cells that begin where ``cell`` ends, one for each of its rows."""
        found: dict[int, Cell] = {}
        for row in cell.rows:
            neighbour = self.at.get((row, cell.columns.stop))
            if neighbour is not None and neighbour.row in cell.rows:
                found.setdefault(id(neighbour), neighbour)
        return list(found.values())

    def below(self, cell: Cell) -> list[Cell]:
        """The cells right under ``cell`` that stand within its columns."""
        found: dict[int, Cell] = {}
        for column in cell.columns:
            under = self.at.get((cell.rows.stop, column))
            if under and under.columns.start >= cell.columns.start and under.columns.stop <= cell.columns.stop:
                found.setdefault(id(under), under)
        return list(found.values())
