"""Labels, values, rows and blocks inside one table, whatever way its cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from extract.document import Cell, Paragraph, Table, paragraphs, pictures
from extract.locate.cell import CellReader
from extract.locate.grid import Grid
from extract.locate.located import DOUBTFUL_LABEL, Candidate, Header, Located
from extract.locate.rejoin import parted_rows, rejoin, runs_on
from extract.locate.rows import RowsReader
from extract.locate.table_answers import TableAnswers
from extract.locate.table_blocks import TableBlocks
from extract.locate.table_labels import TableLabels
from extract.locate.table_state import TableState
from extract.words.enclosed import ENCLOSED
from extract.words.labels import BLOCKS, COVER, SIGN_WORDS, LabelIndex, keys
from forms.spec import Block, Field
from forms.types import OrgList

_LONGEST_UNKNOWN_LABEL = 16
_COUNT = re.compile(rf"[（(]?[0-9０-９一二三四五六七八九十]{{1,2}}[）)、.．]?|{ENCLOSED}")
"""A cell that only counts the rows: the label stands beside it."""
_MANY_CELLS = 5
"""A row of so many cells, of which one alone reads like a label, is no row of labels and answers."""


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
        self.rows = RowsReader(self.state)

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
        first, second = (self.index.field_targets(_before_colon(line), self._from) for line in (one, other))
        ids = {target.field.ids for target in first}
        return bool(first and second) and not ids & {target.field.ids for target in second}

    @property
    def part(self) -> str:
        return self.state.part

    def run(self) -> None:
        if not self.grid.rows or self._rows_without_header():
            return
        row = 0
        while row < len(self.grid.rows):
            row = self._row(row)
        if self.cut:
            self.found.doubt_at(self.cut)

    def has_labels(self) -> bool:
        """Whether any cell is a label, a heading or a header, or holds a label of its own."""
        lines = [line.text.strip() for row in self.grid.rows for cell in row for line in paragraphs(cell.flow)]
        return any(map(self._tells, filter(None, lines)))

    def _tells(self, text: str) -> bool:
        label = _before_colon(text)
        return (
            any(self.state.known_label(words) for words in (text, label))
            or self.index.heading(text) is not None
            or any(self.index.column(text, rows) for rows in self.index.form.rows())
        )

    # -- rows tables ---------------------------------------------------------

    def _rows_without_header(self) -> bool:
        """Read a table under a rows heading none of whose rows is a header and none of whose cells a label."""
        rows = next((rows for rows in self.index.form.rows() if rows.id == self.part), None)
        if rows is None:
            return self._turned_without_heading()
        if turned := self.rows.turned(rows):
            self.found.rows.setdefault(rows.id, []).extend(turned)
            return True
        headed = any(self._header_of(row, "") for row in range(len(self.grid.rows)))
        header = self._header_before(self.grid.rows[0] if self.grid.rows else [])
        more = header is not None and self._shaped_like(header) and not self._counts_labels
        if headed or (self._label_rows() and not more):
            return False
        if header:
            self.rows.read(0, header, self._ends_rows)
            return True
        return not any(self._header_of(row, self.part) for row in range(len(self.grid.rows))) and self.rows.guess(rows)

    def _turned_without_heading(self) -> bool:
        """Read a table that is turned on its side where the heading of its rows is not printed."""
        for rows in self.index.form.rows():
            if not self.found.rows.get(rows.id) and self.rows.is_turned(rows):
                self.state.enter(rows.id)
                self.found.rows[rows.id] = self.rows.turned(rows)
                return True
        return False

    def _header_before(self, cells: list[Cell]) -> Header | None:
        """The header that stands in a table before this one, under whose cells ``cells`` stand."""
        last = self.found.headers.get(self.part)
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
        labels = [self._tells(cell.text.strip()) for cell in (_uncounted if self._counts_labels else _written)(cells)]
        answer = len(cells) >= _MANY_CELLS and sum(labels) == 1  # 组长, in a row of as many cells as the header's
        return header if answer or not any(labels[:1]) else None

    def _label_rows(self) -> bool:
        """Whether any row begins with a label, a heading or a block's name."""
        rows = [_uncounted(row) if self._counts_labels else _written(row) for row in self.grid.rows]
        return any(self._begins_labelled(cells[0]) for cells in rows if cells)

    @cached_property
    def _counts_labels(self) -> bool:
        """Whether most of several rows begin with a number and a label behind it."""
        rows = [cells for row in self.grid.rows if (cells := _written(row))]
        behind = [cells[1] for cells in rows if len(cells) > 1 and _COUNT.fullmatch(cells[0].text.strip())]
        return len(rows) > 1 and 2 * sum(map(self._begins_labelled, behind)) > len(rows)

    def _begins_labelled(self, cell: Cell) -> bool:
        return bool(
            self.state.known_label(cell.text)
            or self.index.heading(cell.text)
            or self.state.foreign(cell)
            or self.state.labels_itself(cell)
            or self._tables(cell)
        )

    def _header_of(self, row: int, part: str) -> Header | None:
        return self.rows.header(_written(self.grid.rows[row]), part)

    def _read_rows(self, row: int, header: Header) -> int:
        """Read the rows below a header; the row after the last."""
        self.state.enter(header.rows.id)
        heads = _written(self.grid.rows[row])
        tall = max((c.row_span for c in heads if isinstance(header.columns.get(c.column), Field)), default=1)
        for head in self.grid.rows[row : row + tall]:
            self.state.claim(*head)
        self.found.headers[header.rows.id] = header
        return self.rows.read(row + tall, header, self._ends_rows)

    def _ends_rows(self, cells: list[Cell]) -> bool:
        """Whether a row of a rows table is no longer its own: a heading, or a row that begins with a label."""
        written = _written(cells)
        if not written:
            return False
        if self.index.heading(written[0].text) or self._parted_heading(written) or self.state.foreign(written[0]):
            return True
        if len(cells) == 1 and self.grid.width > 1:
            return self.state.known_label(written[0].text) or self.state.labels_itself(written[0])
        label = self.labels.label(written[0])
        if label is None or (len(written) < 2 and self._header_before(cells)):
            return False
        return isinstance(label.target, Block) or len(cells) == 2

    # -- one row ---------------------------------------------------------------

    def _row(self, row: int) -> int:
        """Read one row, or as many as belong to a rows table that begins here; the next row to read."""
        cells = [cell for cell in self.grid.rows[row] if self.state.free(cell)]
        written = _written(cells)
        if len(written) == 1 and (heading := self.index.heading(written[0].text)):
            self.state.enter(heading)
            self._leave(written)
            return row + 1
        if heading := self._parted_heading(written):
            self.state.enter(heading)
            self.found.strays.extend(picture for cell in written for picture in pictures(cell.flow))
            return row + 1
        for aside in (self._is_title, self._is_side_heading, self._holds_table):
            for cell in list(written):
                if aside(cell, written):
                    written.remove(cell)
                    self.state.claim(cell)
        if header := self.rows.header(written, "" if self._stands_under_header(row) else self.part):
            return self._read_rows(row, header)
        if written and len(cells) == len(self.grid.rows[row]) and (header := self._goes_on(row)):
            return self.rows.read(row, header, self._ends_rows)
        if self.rows.astray(row, self.part):
            return row + 1
        self._pairs([cell for cell in cells if self.state.free(cell)])
        return row + 1

    def _parted_heading(self, written: list[Cell]) -> str | None:
        """The part whose heading stands in a scan's row, in several cells: upright rulings were drawn on through it."""
        scanned = all(cell.at.is_scanned and cell.row_span == 1 for cell in written)
        return self.index.parted_heading([cell.text.strip() for cell in written]) if scanned else None

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
        name = _before_colon(first)
        block = self.index.block if self.part == BLOCKS else self.index.opinion_block
        named = block(name) or self.index.signed_block(name)
        signs = any(SIGN_WORDS.search(line) for line in below)
        others = (self.index.block(_before_colon(line)) for line in below)
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
        label = _before_colon(line)
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


def _written(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.text.strip()]


def _uncounted(cells: Iterable[Cell]) -> list[Cell]:
    """The written cells without those that only count the rows."""
    return [cell for cell in _written(cells) if not _COUNT.fullmatch(cell.text.strip())]


def _before_colon(text: str) -> str:
    return text.split("：")[0].split(":")[0]
