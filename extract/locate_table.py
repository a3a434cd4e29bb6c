"""Labels, values, rows and blocks inside one table, whatever way its cells are merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.document import Cell, Paragraph, Table, paragraphs, pictures
from extract.grid import Grid
from extract.labels import BLOCKS, COVER, FieldTarget, LabelIndex, keys
from extract.locate_cell import CellReader, signed_apart, whole
from extract.locate_rows import RowsReader
from extract.located import (
    DATE_LINE,
    DOUBTFUL_LABEL,
    SIGN_WORDS,
    BlockRegion,
    Candidate,
    Header,
    Located,
    pick_target,
)
from extract.rejoin import rejoin
from forms.script import fold
from forms.spec import Block, Field
from forms.types import Person

_SUB_LABELS = frozenset(
    map(fold, ("姓名", "职务", "职称", "部门", "手机", "电话", "传真", "邮箱", "网址", "备注", "签字", "盖章", "日期"))
)
"""Words that label a part of an answer on many forms: never an answer themselves."""
_NAME_LABELS = frozenset(map(fold, ("姓名", "名称")))
_LONGEST_UNKNOWN_LABEL = 16
_BOXED_CHARACTERS = 2
"""Cells of at most this many characters side by side are one value written box by box."""
_DATE_PIECE = 4
"""Cells of at most this many characters side by side in an opinion are pieces of one line (2016 | 年 | 4 | 月)."""


@dataclass(frozen=True)
class _Label:
    """A cell that is a label: of a field or of a block."""

    cell: Cell
    target: tuple[FieldTarget, ...] | Block
    text: str


class TableWalk:
    """The walk over one table, row by row; ``part`` is where it begins and, afterwards, where it ends."""

    def __init__(
        self, index: LabelIndex, found: Located, table: Table, part: str, titles: frozenset[int] = frozenset()
    ) -> None:
        self.index, self.found, self.part, self.titles = index, found, part, titles
        self.grid = Grid(rejoin(table, self._known_label))
        self.claimed: set[int] = set()
        self.answers: dict[int, bool] = {}
        """Cells that answer the label beside them though they read like labels, and whether that is certain."""
        self.rows = RowsReader(index, found, self.grid, self.claimed)

    def run(self) -> None:
        if self._rows_without_header():
            return
        row = 0
        while row < len(self.grid.rows):
            row = self._row(row)

    def has_labels(self) -> bool:
        """Whether any cell is a label, a heading or a header, or holds a label of its own."""
        return any(
            self._known_label(text) or self.index.heading(text) or self.index.column(text, rows)
            for cell in {id(c): c for c in self.grid.at.values()}.values()
            for line in paragraphs(cell.flow)
            for text in (line.text.strip(), line.text.strip().split("：")[0].split(":")[0])
            for rows in self.index.form.rows()
            if text
        )

    # -- rows tables ---------------------------------------------------------

    def _rows_without_header(self) -> bool:
        """Read a table under a rows heading none of whose rows is a header and none of whose cells a label."""
        rows = next((rows for rows in self.index.form.rows() if rows.id == self.part), None)
        if rows is None:
            return False
        if turned := self.rows.turned(rows):
            self.found.rows.setdefault(rows.id, []).extend(turned)
            return True
        if any(self._header_of(row, "") for row in range(len(self.grid.rows))) or self._label_rows():
            return False
        if (last := self.found.headers.get(rows.id)) and last.width == self.grid.width:
            self.rows.read(0, last, self._ends_rows)
            return True
        return not any(self._header_of(row, self.part) for row in range(len(self.grid.rows))) and self.rows.guess(rows)

    def _label_rows(self) -> bool:
        """Whether any row begins with a label, a heading or a block's name."""
        return any(
            self._known_label(cells[0].text) or self.index.heading(cells[0].text) or self._foreign(cells[0])
            for row in self.grid.rows
            if (cells := [cell for cell in row if cell.text.strip()])
        )

    def _header_of(self, row: int, part: str) -> Header | None:
        return self.rows.header([cell for cell in self.grid.rows[row] if cell.text.strip()], part)

    def _read_rows(self, row: int, header: Header) -> int:
        """Read the rows below a header; the row after the last."""
        self._enter(header.rows.id)
        cells = self.grid.rows[row]
        heads = [cell for cell in cells if cell.text.strip()]
        self.claimed.update(id(cell) for cell in cells)
        tall = max((c.row_span for c in heads if isinstance(header.columns.get(c.column), Field)), default=1)
        self.found.headers[header.rows.id] = replace(header, width=self.grid.width)
        for under in self.grid.rows[row + 1 : row + tall]:
            self.claimed.update(id(cell) for cell in under)
        return self.rows.read(row + tall, header, self._ends_rows)

    def _ends_rows(self, cells: list[Cell]) -> bool:
        """Whether a row of a rows table is no longer its own: a heading, or a row that begins with a label."""
        written = [cell for cell in cells if cell.text.strip()]
        if not written:
            return False
        if self.index.heading(written[0].text) or self._foreign(written[0]):
            return True
        if len(cells) == 1 and self.grid.width > 1:
            return self._known_label(written[0].text) or self._is_signed_cell(written[0])
        label = self._label(written[0])
        if label is None or len(written) < 2:
            return False
        return isinstance(label.target, Block) or len(cells) == 2

    def _is_signed_cell(self, cell: Cell) -> bool:
        """Whether a cell holds an opinion block of its own, or pairs."""
        lines = [line for line in paragraphs(cell.flow) if line.text.strip()]
        first = lines[0].text.split("：")[0].split(":")[0]
        return bool(self.index.opinion_block(first)) or bool(self.index.field_targets(first, self.part))

    # -- one row ---------------------------------------------------------------

    def _row(self, row: int) -> int:
        """Read one row, or as many as belong to a rows table that begins here; the next row to read."""
        cells = [cell for cell in self.grid.rows[row] if id(cell) not in self.claimed]
        written = [cell for cell in cells if cell.text.strip()]
        if len(written) == 1 and (heading := self.index.heading(written[0].text)):
            self._enter(heading)
            self._leave(written)
            return row + 1
        for cell in list(written):
            if self._is_title(cell) or self._is_side_heading(cell, written):
                written.remove(cell)
                self.claimed.add(id(cell))
        for cell in list(written):
            if self._nested(cell):
                written.remove(cell)
                self.claimed.add(id(cell))
        if header := self.rows.header(written, self.part):
            return self._read_rows(row, header)
        self._pairs([cell for cell in cells if id(cell) not in self.claimed])
        return row + 1

    def _enter(self, part: str) -> None:
        self.part = part
        self.found.enter(part)

    def _is_title(self, cell: Cell) -> bool:
        return any(id(line) in self.titles for line in paragraphs(cell.flow))

    def _is_side_heading(self, cell: Cell, written: list[Cell]) -> bool:
        """Enter the part whose heading stands at the side of its rows, or before a table inside this row."""
        heading = self.index.heading(cell.text)
        holds = any(isinstance(item, Table) for other in written for item in other.flow)
        if not heading or not (cell.row_span > 1 or (cell is written[0] and holds)):
            return False
        self._enter(heading)
        return True

    def _nested(self, cell: Cell) -> bool:
        """Walk the tables inside a cell that hold labels of their own; whether there was one."""
        walks = [walk for item in cell.flow if isinstance(item, Table) and (walk := self._inner(item)).has_labels()]
        for walk in walks:
            walk.part = self.part
            walk.run()
            self.part = walk.part
        lines = [line for line in cell.flow if isinstance(line, Paragraph) and line.text.strip()]
        if walks and lines:
            self._lines(lines, cell)
        return bool(walks)

    def _inner(self, table: Table) -> TableWalk:
        return TableWalk(self.index, self.found, table, self.part, self.titles)

    # -- labels and values ---------------------------------------------------

    def _pairs(self, cells: list[Cell]) -> None:
        """Read the labels among the cells of one row; what no label claims goes to the extras in pairs."""
        labels = self._without_answers([label for cell in cells if (label := self._label(cell))])
        for label in labels:
            self.claimed.add(id(label.cell))
        for label in labels:
            self._read_label(label)
        for cell in cells:
            if id(cell) not in self.claimed and self._foreign(cell):
                self._foreign_region(cell)
        for cell in cells:
            if id(cell) not in self.claimed and self._inside(cell):
                self.claimed.add(id(cell))
        self._leave([cell for cell in cells if id(cell) not in self.claimed])

    def _label(self, cell: Cell) -> _Label | None:
        """What ``cell`` reads like a label of.

        The name of a block is its label only where opinions are to stand: elsewhere it names a unit of the cover.
        """
        text = cell.text.strip()
        if not text:
            return None
        block = self.index.block(text)
        if block and (self.part == BLOCKS or "意见" in fold(text) or self._signed_beside(cell)):
            return _Label(cell, block, text)
        fields = self.index.field_targets(text, self.part)
        return _Label(cell, fields, text) if fields else None

    def _signed_beside(self, cell: Cell) -> bool:
        """Whether the cell beside or below is one to be signed and sealed."""
        values = self.grid.beside(cell) or self._below(cell)
        return any(SIGN_WORDS.search(value.text) for value in values)

    def _without_answers(self, labels: list[_Label]) -> list[_Label]:
        """``labels`` without those that answer the label left of them (单位性质 | 法人)."""
        if len(labels) < 2 or self._heads_columns(labels):
            return labels
        cells = {id(label.cell) for label in labels}
        kept: list[_Label] = []
        for label in labels:
            if kept and kept[-1].cell.columns.stop == label.cell.column and self._answers(label, kept[-1], cells):
                self.answers[id(label.cell)] = self._met_elsewhere(label, kept[-1])
            else:
                kept.append(label)
        return kept

    def _answers(self, label: _Label, left: _Label, labels: set[int]) -> bool:
        if isinstance(label.target, Block) or isinstance(left.target, Block) or label.text.endswith(("：", ":")):
            return False
        if label.target[0].field is left.target[0].field and label.target[0].part == left.target[0].part:
            return True
        following = self.grid.right_of(label.cell)
        return following is None or id(following) in labels

    def _met_elsewhere(self, label: _Label, left: _Label) -> bool:
        """Whether the slot that ``label`` would name is ``left``'s own, or has its label in another place."""
        assert not isinstance(label.target, Block)
        assert not isinstance(left.target, Block)
        fields = [target.field for target in label.target]
        if left.target[0].field in fields or any(map(self.found.holds, fields)):
            return True
        others = (cell for cell in self.grid.at.values() if cell is not label.cell and cell.row != label.cell.row)
        return any(t.field in fields for cell in others for t in self.index.field_targets(cell.text, self.part))

    def _heads_columns(self, labels: list[_Label]) -> bool:
        """Whether these labels are a whole row above the row of their answers."""
        row = labels[0].cell.row
        written = [cell for cell in self.grid.rows[row] if cell.text.strip()]
        if len(written) != len(labels):
            return False
        under = [cell for label in labels for cell in self.grid.below(label.cell)]
        return bool(under) and not any(self._known_label(cell.text) for cell in under)

    def _read_label(self, label: _Label) -> None:
        if isinstance(label.target, Block):
            self._enter(BLOCKS)
            self._read_block(label, label.target)
            return
        values = self._values(label)
        self.claimed.update(id(value) for value in values)
        owner = self._owner(label.cell)
        target = pick_target(label.target, self.found.fields, owner)
        if self.part == BLOCKS or not self.found.parts:
            self._enter_part_of(target)
        self.found.enter(self.part)
        doubts = (DOUBTFUL_LABEL,) if any(not self.answers.get(id(v), True) for v in values) else ()
        at = values[0].at if values else label.cell.at
        text = _joined_cells(values)
        owned = owner if target.part else None
        self.found.fields.append(Candidate(target, label.text, (text,) if text else (), at, doubts, owned))

    def _owner(self, cell: Cell) -> Field | None:
        """The person whose label stands nearest left of ``cell``."""
        for left in self.grid.left_of(cell):
            for target in self.index.field_targets(left.text, self.part) if id(left) not in self.answers else ():
                if isinstance(target.field.kind, Person) or target.part == 0:
                    return target.field
        return None

    def _enter_part_of(self, target: FieldTarget) -> None:
        """Take the part of a field that is met outside its own part."""
        for section in self.index.form.sections:
            if target.field in getattr(section, "fields", ()):
                self._enter(section.id)
                return
        self._enter(COVER)

    def _values(self, label: _Label) -> list[Cell]:
        """The cells that answer ``label``: beside it, past a sub-label such as 姓名; else below; else none."""
        beside = self.grid.beside(label.cell)
        if beside and fold(beside[0].text) in _NAME_LABELS:
            self.claimed.add(id(beside[0]))
            beside = self.grid.beside(beside[0])
        if beside and not self._other_label(beside[0], label):
            return self._run(beside, label)
        if beside and not self._below_row_of_labels(label.cell):
            return []
        below = self._below(label.cell)
        if below and not any(self._other_label(cell, label) for cell in below):
            return below
        return []

    def _below_row_of_labels(self, cell: Cell) -> bool:
        """Whether every written cell of this row is a label: then the answers stand below."""
        written = [other for other in self.grid.rows[cell.row] if other.text.strip()]
        return len(written) > 1 and all(self._known_label(other.text) for other in written)

    def _below(self, cell: Cell) -> list[Cell]:
        return [under for under in self.grid.below(cell) if id(under) not in self.claimed]

    def _run(self, beside: list[Cell], label: _Label) -> list[Cell]:
        """``beside``, and the cells right of it while they are a value written box by box."""
        values = [cell for cell in beside if not self._other_label(cell, label)]
        last = values[0] if values else None
        while last and 0 < len(last.text.strip()) <= _BOXED_CHARACTERS:
            following = self.grid.right_of(last)
            if not following or not 0 < len(following.text.strip()) <= _BOXED_CHARACTERS:
                break
            if self._other_label(following, label):
                break
            values.append(following)
            last = following
        return values

    def _other_label(self, cell: Cell, label: _Label) -> bool:
        """Whether ``cell`` is a label of another slot than ``label``'s."""
        if id(cell) in self.answers:
            return False
        if id(cell) in self.claimed and cell is not label.cell:
            return True
        text = cell.text.strip()
        if not text:
            return False
        if fold(text) in _SUB_LABELS or self._foreign(cell):
            return True
        if isinstance(label.target, Block):
            return self.index.block(text) is not None
        fields = self.index.field_targets(text, self.part)
        same = {f.slots for f in fields} & {f.slots for f in label.target}
        return bool(fields) and not same

    def _known_label(self, text: str) -> bool:
        return self.index.is_label(text.strip(), self.part) or self.index.block(text.strip()) is not None

    # -- opinion blocks ----------------------------------------------------------

    def _read_block(self, label: _Label, block: Block) -> None:
        """Take all that stands beside a block's label, else below it, as one region or as several signed ones."""
        own = tuple(Paragraph("", p.at, (p,)) for p in pictures(label.cell.flow))
        rows = self._region(label)
        for cell in (cell for row in rows for cell in row):
            self.claimed.add(id(cell))
        at = rows[0][0].at if rows else label.cell.at
        lines = [_region_lines(row) for row in rows]
        if block.repeated and len(lines) > 1 and all(map(whole, lines)):
            regions = [(tuple(part), row[0].at) for part, row in zip(lines, rows, strict=True)]
        else:
            together = tuple(line for part in lines for line in part)
            parts = signed_apart(together) if block.repeated else [together]
            regions = [(part, at) for part in parts]
        for number, (part, place) in enumerate(regions):
            self.found.blocks.append(BlockRegion(block, label.text, part + (own if number == 0 else ()), place))

    def _region(self, label: _Label) -> list[list[Cell]]:
        """The cells right of a block's label row by row, each row up to the next label; else those below it."""
        rows: list[list[Cell]] = []
        for row in label.cell.rows:
            cells: list[Cell] = []
            for cell in self.grid.covering(row):
                if cell.row == row and cell.column >= label.cell.columns.stop:
                    if self._other_label(cell, label) and fold(cell.text) not in _SUB_LABELS:
                        break
                    cells.append(cell)
            rows.append(cells)
        if found := [cells for cells in rows if cells]:
            return found
        if self.grid.beside(label.cell) and not self._below_row_of_labels(label.cell):
            return []
        below = self._below(label.cell)
        return [below] if below and not any(self._other_label(cell, label) for cell in below) else []

    def _foreign(self, cell: Cell) -> bool:
        """Whether a cell among opinions is the label of a block that the form does not have."""
        return self.part == BLOCKS and self.index.foreign_block(cell.text.strip())

    def _foreign_region(self, cell: Cell) -> None:
        """Leave the label of such a block with all that stands beside or below it."""
        self.claimed.add(id(cell))
        row = [c for c in self.grid.covering(cell.row) if c.column >= cell.columns.stop]
        region = [
            c for c in [*self.grid.beside(cell), *row] if id(c) not in self.claimed and not self._known_label(c.text)
        ]
        region = list({id(c): c for c in region or self._below(cell)}.values())
        self.claimed.update(id(c) for c in region)
        self.found.leave(cell.text, "\n".join(c.text for c in region if c.text.strip()), (region or [cell])[0].at)

    # -- label and value in one cell, and what is left --------------------------

    def _inside(self, cell: Cell) -> bool:
        """Read a cell that holds its own label: 「业务范围：…」, or a first line that is a label or a block's name."""
        lines = list(paragraphs(cell.flow))
        first = next((i for i, line in enumerate(lines) if line.text.strip()), None)
        if first is None:
            return False
        return self._lines(lines[first:], cell)

    def _lines(self, lines: list[Paragraph], cell: Cell) -> bool:
        reader = CellReader(self.index, self.found, self.part)
        opinions = self.part == BLOCKS or bool(SIGN_WORDS.search(cell.text))
        if reader.blocks(lines, cell.at, opinions=opinions):
            self._enter(BLOCKS)
            return True
        if self.part == BLOCKS:
            if reader.foreign_block(lines, cell.at):
                return True
            if self._goes_on(cell):
                reader.add_to_block(paragraphs(cell.flow))
                return True
            if SIGN_WORDS.search(cell.text):
                return False
        return reader.prose(lines, cell.at) or reader.pairs(lines)

    def _goes_on(self, cell: Cell) -> bool:
        """Whether a cell without any label goes on with the last block: over a page break, or with its signing."""
        if not self.found.blocks or any(self._known_label(c.text) for c in self.grid.covering(cell.row)):
            return False
        before = self.found.blocks[-1].at.page
        over_page = before is not None and cell.at.page is not None and cell.at.page > before
        alone = cell.column_span == self.grid.width
        if alone and over_page:
            return True
        text = cell.text
        signs = bool(SIGN_WORDS.search(text)) or any(map(DATE_LINE.match, text.split("\n")))
        first = self.grid.at.get((cell.row, 0))
        return signs and (alone or (first is not None and not first.text.strip()))

    def _leave(self, cells: Iterable[Cell]) -> None:
        """Keep what no slot claims: a short cell and the one beside it as a pair, anything else by itself."""
        waiting: Cell | None = None
        for cell in cells:
            text = cell.text.strip()
            self.found.strays.extend(pictures(cell.flow) if self.part != COVER else ())
            if not text or self.index.heading(text):
                continue
            short = len(text) <= _LONGEST_UNKNOWN_LABEL and bool(keys(text))
            if waiting is not None and cell.column == waiting.columns.stop:
                self.found.leave(waiting.text, cell.text, cell.at)
                waiting = None
                continue
            self._leave_alone(waiting)
            waiting = cell if short else None
            if not short:
                self.found.leave("", cell.text, cell.at)
        self._leave_alone(waiting)

    def _leave_alone(self, cell: Cell | None) -> None:
        if cell is not None:
            self.found.leave(cell.text, "", cell.at)


def _region_lines(cells: list[Cell]) -> list[Paragraph]:
    """The lines of the cells of one row; short cells side by side are pieces of one line."""
    lines: list[Paragraph] = []
    pieces: list[Cell] = []
    for cell in cells:
        if 0 < len(cell.text.strip()) <= _DATE_PIECE and "\n" not in cell.text.strip():
            pieces.append(cell)
            continue
        lines += [*_pieced(pieces), *paragraphs(cell.flow)]
        pieces = []
    return [*lines, *_pieced(pieces)]


def _pieced(cells: list[Cell]) -> list[Paragraph]:
    if not cells:
        return []
    marks = tuple(picture for cell in cells for picture in pictures(cell.flow))
    return [Paragraph("".join(cell.text.strip() for cell in cells), cells[0].at, marks)]


def _joined_cells(cells: list[Cell]) -> str:
    """The cells' texts as one value: box by box run together, others line by line."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    boxed = len(texts) > 1 and all(len(text.strip()) <= _BOXED_CHARACTERS for text in texts)
    return "".join(text.strip() for text in texts) if boxed else "\n".join(texts)
