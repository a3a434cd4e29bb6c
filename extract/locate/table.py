"""Labels, values, rows and blocks inside one table, whatever way its cells are merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.document import Cell, Paragraph, Table, paragraphs, pictures
from extract.locate.cell import CellReader
from extract.locate.grid import Grid
from extract.locate.located import DOUBTFUL_LABEL, Candidate, Located
from extract.locate.rejoin import parted_rows, rejoin, runs_on
from extract.locate.table_answers import TableAnswers
from extract.locate.table_blocks import TableBlocks
from extract.locate.table_labels import TableLabels
from extract.locate.table_rows import TableRows
from extract.locate.table_state import TableState, before_colon, written
from extract.words.labels import BLOCKS, COVER, SIGN_WORDS, LabelIndex, keys
from forms.spec import Block
from forms.types import OrgList

_LONGEST_UNKNOWN_LABEL = 16


class TableWalk:
    """The walk over one table, row by row; ``part`` is where it begins and, afterwards, where it ends."""

    def __init__(
        self, index: LabelIndex, found: Located, table: Table, part: str, titles: frozenset[int] = frozenset()
    ) -> None:
        self.index, self.found, self._from = index, found, part
        joined = rejoin(parted_rows(table, self._are_rows), self._names)
        self.grid, self.cut = Grid(joined.table), joined.cut
        self.state = TableState(index, found, self.grid, part, titles)
        self.labels = TableLabels(self.state)
        self.answers = TableAnswers(self.state, self.labels.rows)
        self.blocks = TableBlocks(self.state, self.answers)
        self.rows = TableRows(self.state, self.labels, lambda cell: bool(self._tables(cell)))

    def _names(self, text: str) -> bool:
        """Whether ``text`` names a slot, a block, a column or a part."""
        index = self.index
        known = index.is_label(text, self._from) or index.block(text) is not None
        if known or index.named_heading(text) is not None:
            return True
        return any(index.column(text, rows) for rows in index.form.rows())

    def _are_rows(self, one: str, other: str) -> bool:
        """Whether the lines are, or begin with, the labels of two different answers, neither of them to be signed."""
        if SIGN_WORDS.search(one) or SIGN_WORDS.search(other):
            return False
        first, second = (self.index.field_targets(before_colon(line), self._from) for line in (one, other))
        ids = {target.field.ids for target in first}
        return bool(first and second) and not ids & {target.field.ids for target in second}

    @property
    def part(self) -> str:
        return self.state.part

    def run(self) -> None:
        if not self.grid.rows or self.rows.read_without_header():
            return
        row = 0
        while row < len(self.grid.rows):
            row = self._row(row)
        if self.cut:
            self.found.doubt_at(self.cut)

    def has_labels(self) -> bool:
        """Whether any cell is a label, a heading or a header, or holds a label of its own."""
        lines = [line.text.strip() for row in self.grid.rows for cell in row for line in paragraphs(cell.flow)]
        return any(map(self.state.tells, filter(None, lines)))

    # -- one row ---------------------------------------------------------------

    def _row(self, row: int) -> int:
        """Read one row, or as many as belong to a rows table that begins here; the next row to read."""
        cells = [cell for cell in self.grid.rows[row] if self.state.free(cell)]
        filled = written(cells)
        if len(filled) == 1 and (heading := self.index.heading(filled[0].text)):
            self.state.enter(heading)
            self._leave(filled)
            return row + 1
        if heading := self.rows.parted_heading(filled):
            self.state.enter(heading)
            self.found.strays.extend(picture for cell in filled for picture in pictures(cell.flow))
            return row + 1
        for aside in (self._is_title, self._is_side_heading, self._holds_table):
            for cell in list(filled):
                if aside(cell, filled):
                    filled.remove(cell)
                    self.state.claim(cell)
        if (after := self.rows.read_from(row, cells, filled)) is not None:
            return after
        self._pairs([cell for cell in cells if self.state.free(cell)])
        return row + 1

    def _is_title(self, cell: Cell, written: list[Cell]) -> bool:
        titles = self.state.titles
        return bool(titles) and any(id(line) in titles for line in paragraphs(cell.flow))

    def _is_side_heading(self, cell: Cell, written: list[Cell]) -> bool:
        """Enter the part whose heading stands at the side of its rows, or before a table inside this row."""
        tall = cell.row_span > 1
        if not tall and (cell is not written[0] or not any(isinstance(i, Table) for c in written for i in c.flow)):
            return False
        if (heading := self.index.heading(cell.text)) is None:
            return False
        self.state.enter(heading)
        return True

    def _holds_table(self, cell: Cell, written: list[Cell]) -> bool:
        """Walk the tables inside a cell that hold labels of their own; whether there was one."""
        walks = [] if self._answers_block(cell) else self._tables(cell)
        for walk in walks:
            walk.state.part = self.part
            walk.run()
            self.state.part = walk.part
        lines = [line for line in cell.flow if isinstance(line, Paragraph) and line.text.strip()]
        if walks and lines:
            self._lines(lines, cell)
        return bool(walks)

    def _tables(self, cell: Cell) -> list[TableWalk]:
        """The walks over the tables inside a cell that hold labels of their own."""
        return [walk for item in cell.flow if isinstance(item, Table) and (walk := self._inner(item)).has_labels()]

    def _answers_block(self, cell: Cell) -> bool:
        """Whether the cell beside ``cell``, or its own first line, names an opinion block: all in ``cell`` is that opinion."""
        left = self.grid.left_of(cell)
        label = self.labels.label(left[0]) if left else None
        return (label is not None and isinstance(label.target, Block)) or self._names_block(cell)

    def _names_block(self, cell: Cell) -> bool:
        """Whether a cell begins with a block's name and holds a table for what is signed below it, without a name."""
        first, *below = [line.text.strip() for line in paragraphs(cell.flow) if line.text.strip()]
        outside = any(isinstance(item, Paragraph) and item.text.strip() == first for item in cell.flow)
        name = before_colon(first)
        block = self.index.block if self.part == BLOCKS else self.index.opinion_block
        named = block(name) or self.index.signed_block(name)
        signs = any(SIGN_WORDS.search(line) for line in below)
        others = (self.index.block(before_colon(line)) for line in below)
        return outside and signs and named is not None and not any(other not in (None, named) for other in others)

    def _inner(self, table: Table) -> TableWalk:
        return TableWalk(self.index, self.found, table, self.part, self.state.titles)

    # -- labels and values ---------------------------------------------------

    def _pairs(self, cells: list[Cell]) -> None:
        """Read the labels among the cells of one row; what no label claims goes to the extras in pairs."""
        if self.part == BLOCKS and self.blocks.go_on(cells):
            return
        labels = self.labels.of_row(cells)
        self.state.claim(*(label.cell for label in labels))
        for label in labels:
            if isinstance(label.target, Block):
                self.blocks.read(label, label.target)
            else:
                self.answers.read(label)
        for cell in cells:
            if self.state.free(cell) and self.state.foreign(cell):
                self.blocks.leave_foreign(cell)
        for cell in cells:
            if self.state.free(cell) and (self._one_more(cell) or self._inside(cell)):
                self.state.claim(cell)
        self._leave([cell for cell in cells if self.state.free(cell)])

    def _one_more(self, cell: Cell) -> bool:
        """Take a cell beside an empty label's place, below an answer, as the next of several units or as the answer's end
        overleaf.
        """
        left, above = self.grid.left_of(cell), self.grid.at.get((cell.row - 1, cell.column))
        if not cell.text.strip() or above is None or any(other.text.strip() for other in left) or not left:
            return False
        number = self.found.values.get(id(above))
        if number is None:
            return False
        found = self.found.fields[number]
        if isinstance(found.target.field.kind, OrgList):
            found = replace(found, lines=(*found.lines, cell.text))
        elif (above.at.page or 0) < (cell.at.page or 0):
            found = _with_end(found, above, cell)
        else:
            return False
        self.found.fields[number] = found
        self.found.values[id(cell)] = number
        return True

    def _inside(self, cell: Cell) -> bool:
        """Read a cell that holds its own label: 「业务范围：…」, or a first line that is a label or a block's name."""
        lines = list(paragraphs(cell.flow))
        first = next((i for i, line in enumerate(lines) if line.text.strip()), None)
        if first is None:
            return False
        above = [line for line in lines[:first] if line.pictures]  # a seal over the label stands before it
        return self._lines([*lines[first:], *above], cell)

    def _lines(self, lines: list[Paragraph], cell: Cell) -> bool:
        reader = CellReader(self.index, self.found, self.part)
        signed = bool(SIGN_WORDS.search(cell.text))
        if self.part == BLOCKS and (number := self.blocks.overleaf(cell)) is not None:
            reader.add_to_block(lines, number)
            return True
        if reader.blocks(lines, cell.at, opinions=self.part == BLOCKS or signed or self._says_opinion(lines[0].text)):
            self.state.enter(BLOCKS)
            self.blocks.named_in(cell)
            return True
        if self.part == BLOCKS:
            if reader.foreign_block(lines, cell.at):
                return True
            if self.blocks.read_unnamed(cell):
                return True
            if self.blocks.goes_on(cell):
                reader.add_to_block(paragraphs(cell.flow))
                return True
            if signed:
                return False
        before = len(self.found.fields)
        taken = reader.prose(lines, cell.at) or reader.pairs(lines)
        if id(cell) in self.answers.named_otherwise:
            self.found.doubt_from(before)
        self.state.part = reader.part
        return taken

    def _says_opinion(self, line: str) -> bool:
        """Whether a line begins with the name of a block by the word 意见, and no slot has that name."""
        label = before_colon(line)
        return self.index.opinion_block(label) is not None and not self.index.is_label(label, self.part)

    def _leave(self, cells: Iterable[Cell]) -> None:
        """Keep what no slot claims: a short cell and the one beside it as a pair, anything else by itself."""
        waiting: Cell | None = None
        for cell in cells:
            text = cell.text.strip()
            self.found.strays.extend(pictures(cell.flow) if self.part != COVER else ())
            if not text or self.index.heading(text):
                continue
            if waiting is not None and cell.column == waiting.columns.stop:
                self.found.leave(waiting.text, cell.text, cell.at)
                waiting = None
                continue
            self._leave_alone(waiting)
            waiting = cell if len(text) <= _LONGEST_UNKNOWN_LABEL and keys(text) else None
            if waiting is None:
                self.found.leave("", cell.text, cell.at)
        self._leave_alone(waiting)

    def _leave_alone(self, cell: Cell | None) -> None:
        if cell is not None:
            self.found.leave(cell.text, "", cell.at)


def _with_end(found: Candidate, above: Cell, overleaf: Cell) -> Candidate:
    """``found`` with what stands overleaf of it; in doubt but where a word runs through the break."""
    if found.lines and runs_on(above, overleaf) and not overleaf.at.is_scanned:
        return replace(found, lines=(*found.lines[:-1], found.lines[-1] + overleaf.text.strip()))
    return replace(found, lines=(*found.lines, overleaf.text), doubts=(*found.doubts, DOUBTFUL_LABEL))
