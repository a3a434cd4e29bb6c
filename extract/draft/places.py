"""Where things stand in a blank: the order of its places, its printed headings, and the free place beside a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.document import Cell, Document, Flow, Paragraph, Table
from extract.locate.grid import Grid
from extract.words.labels import LabelIndex
from forms.evidence import Evidence
from forms.spec import Rows

_NUMBERED_HEADING = re.compile(r"^\s*(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．])\s*\S")
_LONGEST_HEADING = 60
_SENTENCE = re.compile(r"[。；;！？]")


@dataclass(frozen=True)
class PrintedHeading:
    """A heading as printed: ``part`` is the id of the part it is known to head, ``None`` for one nobody knows."""

    order: int
    title: str
    part: str | None


@dataclass(frozen=True)
class HeaderRow:
    """The header of a rows table: its place, and the printed cells with the column each heads by name."""

    rows: Rows
    at: str
    cells: tuple[Cell, ...]


@dataclass
class Places:
    """The places of one document in reading order, by their path."""

    document: Document
    index: LabelIndex
    titles: frozenset[int]
    _order: dict[str, int] = field(default_factory=dict)
    _beside: dict[str, str] = field(default_factory=dict)
    headings: list[PrintedHeading] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._walk(self.document.flow)

    def order(self, at: Evidence | str | None) -> int:
        """The number of a place in reading order."""
        path = at if isinstance(at, str) else at.path if at else None
        return self._order[path or ""]

    def answer_place(self, at: Evidence | None) -> str:
        """The empty cell beside a label's own cell, or below one that has its row to itself; else the label's place."""
        path = (at.path if at else None) or ""
        return self._beside.get(path, path)

    def in_table(self, at: Evidence) -> bool:
        return "table" in (at.path or "")

    def heading_before(self, order: int) -> PrintedHeading | None:
        """The last printed heading above a place."""
        return next((heading for heading in reversed(self.headings) if heading.order <= order), None)

    def header_rows(self) -> Iterator[HeaderRow]:
        """For each rows table of the form the row of the blank that names most of its columns, at least two."""
        rows = [(table, cells) for table in tables(self.document.flow) for cells in table.by_row()]
        for wanted in self.index.form.rows():
            best: tuple[int, Table, list[Cell]] | None = None
            for table, cells in rows:
                count = len({c.ids for cell in cells if (c := self.index.column(cell.text, wanted))})
                if count >= 2 and (best is None or count > best[0]):
                    best = (count, table, cells)
            if best is not None:
                _, table, cells = best
                at = table.at.path or ""
                place = at if cells[0].row == 0 else f"{at}, row {cells[0].row + 1}"
                yield HeaderRow(wanted, place, tuple(cells))

    def _walk(self, flow: tuple[Flow, ...]) -> None:
        for item in flow:
            if isinstance(item, Paragraph):
                number = self._note(item.at)
                if id(item) not in self.titles and not self.in_table(item.at):
                    self._heading(item.text, number)
            else:
                self._note(item.at)
                self._table(item)

    def _table(self, table: Table) -> None:
        grid = Grid(table)
        for cells in table.by_row():
            written = [cell for cell in cells if cell.text.strip()]
            for cell in cells:
                number = self._note(cell.at)
                alone = written == [cell] and (len(cells) == 1 or cell.column_span == grid.width)
                if alone or (cell.row_span > 1 and self.index.named_heading(cell.text)):
                    self._heading(cell.text, number)
                if free := _free_place(grid, cell):
                    self._beside[cell.at.path or ""] = free
                self._walk(cell.flow)

    def _note(self, at: Evidence) -> int:
        return self._order.setdefault(at.path or "", len(self._order))

    def _heading(self, text: str, order: int) -> None:
        words = text.strip()
        part = self.index.heading(words)
        unknown = (
            _NUMBERED_HEADING.match(words)
            and len(words) <= _LONGEST_HEADING
            and not _SENTENCE.search(words)
            and not self.index.is_label(words, "")
            and self.index.block(words) is None
        )
        if words and (part or unknown):
            self.headings.append(PrintedHeading(order, " ".join(words.split()), part))


def _free_place(grid: Grid, cell: Cell) -> str | None:
    """Where the answer to a label in ``cell`` most likely goes; ``None`` where no empty cell touches it."""
    right = grid.right_of(cell)
    near = [right] if right is not None else grid.below(cell) if cell.column == 0 else []
    return near[0].at.path if cell.text.strip() and near and not near[0].text.strip() else None


def tables(flow: tuple[Flow, ...]) -> Iterator[Table]:
    """Every table of ``flow`` in reading order, those inside cells included."""
    for item in flow:
        if isinstance(item, Table):
            yield item
            for cell in item.cells:
                yield from tables(cell.flow)
