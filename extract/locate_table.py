"""Labels, values, rows and blocks inside one table, whatever way its cells are merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.document import Cell, Paragraph, Table, paragraphs, pictures
from extract.labels import BLOCKS, COVER, FieldTarget, LabelIndex, keys
from extract.locate import SIGN_WORDS, BlockRegion, Candidate, Located, RowCandidate, pick_target
from extract.pairs import split_pairs
from extract.rejoin import rejoin
from forms.evidence import Evidence
from forms.record import Extra
from forms.script import fold
from forms.spec import Block, Field, Rows

_SUB_LABELS = frozenset(
    map(fold, ("姓名", "职务", "职称", "部门", "手机", "电话", "传真", "邮箱", "网址", "备注", "签字", "盖章", "日期"))
)
"""Words that label a part of an answer on many forms: never an answer themselves."""
_NAME_LABELS = frozenset(map(fold, ("姓名", "名称")))
_HEADER_SHARE = 0.5
"""The share of a rows table's columns that a row must name to be its header."""
_LONGEST_UNKNOWN_LABEL = 16
_BOXED_CHARACTERS = 2
"""Cells of at most this many characters side by side are one value written box by box."""


@dataclass(frozen=True)
class _Label:
    """A cell that is a label: of a field or of a block."""

    cell: Cell
    target: tuple[FieldTarget, ...] | Block
    text: str


class TableWalk:
    """The walk over one table, row by row; ``part`` is where it begins and, afterwards, where it ends."""

    def __init__(self, index: LabelIndex, found: Located, table: Table, part: str) -> None:
        self.index = index
        self.found = found
        self.part = part
        table = rejoin(table, lambda text: index.is_label(text, part) or index.block(text) is not None)
        self.rows = table.by_row()
        self.at = {(row, column): cell for cell in table.cells for row in cell.rows for column in cell.columns}
        self.width = max((cell.columns.stop for cell in table.cells), default=0)
        self.claimed: set[int] = set()

    def run(self) -> None:
        row = 0
        while row < len(self.rows):
            row = self._row(row)

    def _row(self, row: int) -> int:
        """Read one row, or as many as belong to a rows table that begins here; the next row to read."""
        cells = [cell for cell in self.rows[row] if id(cell) not in self.claimed]
        written = [cell for cell in cells if cell.text.strip()]
        if len(written) == 1 and (heading := self.index.heading(written[0].text)):
            self._enter(heading)
            self._leave(written)
            return row + 1
        for cell in list(written):
            if cell.row_span > 1 and (heading := self.index.heading(cell.text)):
                self._enter(heading)
                written.remove(cell)
                self.claimed.add(id(cell))
        if header := self._header(written):
            return self._read_rows(row, *header)
        self._pairs([cell for cell in cells if id(cell) not in self.claimed])
        return row + 1

    def _enter(self, part: str) -> None:
        self.part = part
        self.found.enter(part)

    # -- rows tables ---------------------------------------------------------

    def _header(self, cells: list[Cell]) -> tuple[Rows, dict[int, Field | str]] | None:
        """The rows table whose columns these cells head, and what each grid column holds."""
        for rows in self.index.form.rows():
            named = [(cell, self.index.column(cell.text, rows)) for cell in cells]
            known = {column.ids for _, column in named if column}
            if len(known) >= max(2, _HEADER_SHARE * len(rows.columns)):
                columns: dict[int, Field | str] = {}
                for cell, column in named:
                    columns |= dict.fromkeys(cell.columns, column or cell.text.strip())
                    if column:
                        self.found.column_labels.setdefault(str(column.id), cell.text.strip())
                return rows, columns
        return None

    def _read_rows(self, header: int, rows: Rows, columns: dict[int, Field | str]) -> int:
        """Read the rows below ``header`` until another part begins; the row after the last."""
        self._enter(rows.id)
        self.claimed.update(id(cell) for cell in self.rows[header])
        kept = self.found.rows.setdefault(rows.id, [])
        row = header + max((cell.row_span for cell in self.rows[header]), default=1)
        while row < len(self.rows) and not self._ends_rows(row):
            cells = self._row_cells(row)
            if self._header([cell for cell in cells if cell.text.strip()]) is None:
                found = self._row_candidate(cells, columns)
                if any(raw.strip() for raw, _ in found.cells.values()):
                    kept.append(found)
            self.claimed.update(id(cell) for cell in cells)
            row += 1
        return row

    def _row_cells(self, row: int) -> list[Cell]:
        """The cells that cover ``row``, those merged down from rows above included, left to right."""
        cells: dict[int, Cell] = {}
        for column in range(self.width):
            if cell := self.at.get((row, column)):
                cells.setdefault(id(cell), cell)
        return list(cells.values())

    def _ends_rows(self, row: int) -> bool:
        cells = self._row_cells(row)
        written = [cell for cell in cells if cell.text.strip()]
        if not written:
            return False
        if any(self.index.heading(cell.text) for cell in written[:1]):
            return True
        if len(cells) == 1 and self.width > 1:
            return True
        label = self._label(written[0])
        if label is None or len(written) < 2:
            return False
        return isinstance(label.target, Block) or len(cells) == 2

    def _row_candidate(self, cells: list[Cell], columns: dict[int, Field | str]) -> RowCandidate:
        found: dict[str, list[tuple[str, Evidence]]] = {}
        for cell in cells:
            column = next((columns[c] for c in cell.columns if c in columns), None)
            if isinstance(column, Field):
                found.setdefault(str(column.id), []).append((cell.text, cell.at))
            elif cell.text.strip() and id(cell) not in self.claimed:
                self.found.extras.append(Extra(column or "", cell.text, cell.at))
        return RowCandidate({slot: _joined(texts) for slot, texts in found.items()})

    # -- labels and values ---------------------------------------------------

    def _pairs(self, cells: list[Cell]) -> None:
        """Read the labels among the cells of one row; what no label claims goes to the extras in pairs."""
        labels = [label for cell in cells if (label := self._label(cell))]
        for label in labels:
            self.claimed.add(id(label.cell))
        for label in labels:
            self._read_label(label)
        for cell in cells:
            if id(cell) not in self.claimed:
                self._inside(cell)
        self._leave([cell for cell in cells if id(cell) not in self.claimed])

    def _label(self, cell: Cell) -> _Label | None:
        """What ``cell`` is a label of; a value that stands right of its own slot's label is none.

        The name of a block is its label only where opinions are to stand: elsewhere it names a unit of the cover.
        """
        text = cell.text.strip()
        if not text:
            return None
        fields = self.index.field_targets(text, self.part)
        block = self.index.block(text)
        if block and (self.part == BLOCKS or "意见" in fold(text) or self._signed_beside(cell)):
            return _Label(cell, block, text)
        if not fields or self._answers_its_left(cell, fields):
            return None
        return _Label(cell, fields, text)

    def _answers_its_left(self, cell: Cell, fields: tuple[FieldTarget, ...]) -> bool:
        """Whether the label left of ``cell`` names the same slot, so that this one is its answer."""
        left = self.at.get((cell.row, cell.column - 1))
        if left is None or left is cell:
            return False
        before = self.index.field_targets(left.text.strip(), self.part)
        return bool(before) and before[0].field is fields[0].field and before[0].part == fields[0].part

    def _signed_beside(self, cell: Cell) -> bool:
        """Whether the cell beside or below is one to be signed and sealed."""
        values = self._beside(cell) or self._below(cell)
        return any(SIGN_WORDS.search(value.text) for value in values)

    def _read_label(self, label: _Label) -> None:
        values = self._values(label)
        self.claimed.update(id(value) for value in values)
        if isinstance(label.target, Block):
            self._enter(BLOCKS)
            self._add_region(label.target, label.text, values, label.cell)
            return
        target = pick_target(label.target, self.found.fields)
        if self.part == BLOCKS or not self.found.parts:
            self._enter_part_of(target)
        self.found.enter(self.part)
        doubts = ("label-ambiguous",) if any(self._known_label(v.text) for v in values) else ()
        at = values[0].at if values else label.cell.at
        text = _joined_cells(values)
        self.found.fields.append(Candidate(target, label.text, (text,) if text else (), at, doubts))

    def _enter_part_of(self, target: FieldTarget) -> None:
        """Take the part of a field that is met outside its own part."""
        for section in self.index.form.sections:
            if target.field in getattr(section, "fields", ()):
                self._enter(section.id)
                return
        self._enter(COVER)

    def _add_region(self, block: Block, text: str, values: list[Cell], cell: Cell) -> None:
        inside = [line for value in values for line in paragraphs(value.flow)]
        own = [Paragraph("", p.at, (p,)) for p in pictures(cell.flow)]
        at = values[0].at if values else cell.at
        self.found.blocks.append(BlockRegion(block, text, tuple(inside + own), at))

    def _values(self, label: _Label) -> list[Cell]:
        """The cells that answer ``label``: beside it, past a sub-label such as 姓名; else below; else none."""
        beside = self._beside(label.cell)
        if beside and fold(beside[0].text) in _NAME_LABELS and not isinstance(label.target, Block):
            self.claimed.add(id(beside[0]))
            beside = self._beside(beside[0])
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
        written = [other for other in self.rows[cell.row] if other.text.strip()]
        return len(written) > 1 and all(self._known_label(other.text) for other in written)

    def _beside(self, cell: Cell) -> list[Cell]:
        """The free cells that begin where ``cell`` ends, one for each of its rows."""
        found: dict[int, Cell] = {}
        for row in cell.rows:
            neighbour = self.at.get((row, cell.columns.stop))
            if neighbour is not None and neighbour.row in cell.rows and id(neighbour) not in found:
                found[id(neighbour)] = neighbour
        return list(found.values())

    def _below(self, cell: Cell) -> list[Cell]:
        """The free cells right under ``cell`` that stand within its columns."""
        found: dict[int, Cell] = {}
        for column in cell.columns:
            under = self.at.get((cell.rows.stop, column))
            if under and under.columns.start >= cell.columns.start and under.columns.stop <= cell.columns.stop:
                found.setdefault(id(under), under)
        return [under for under in found.values() if id(under) not in self.claimed]

    def _run(self, beside: list[Cell], label: _Label) -> list[Cell]:
        """``beside``, and the cells right of it while they are a value written box by box."""
        values = [cell for cell in beside if not self._other_label(cell, label)]
        last = values[0] if values else None
        while len(values) >= 1 and last and 0 < len(last.text.strip()) <= _BOXED_CHARACTERS:
            following = self.at.get((last.row, last.columns.stop))
            if not following or not 0 < len(following.text.strip()) <= _BOXED_CHARACTERS:
                break
            if self._other_label(following, label):
                break
            values.append(following)
            last = following
        return values

    def _other_label(self, cell: Cell, label: _Label) -> bool:
        """Whether ``cell`` is a label of another slot than ``label``'s."""
        if id(cell) in self.claimed and cell is not label.cell:
            return True
        text = cell.text.strip()
        if not text:
            return False
        if fold(text) in _SUB_LABELS:
            return True
        if self.index.block(text):
            return isinstance(label.target, Block) or not self.index.field_targets(text, self.part)
        fields = self.index.field_targets(text, self.part)
        same = not isinstance(label.target, Block) and {f.slots for f in fields} & {f.slots for f in label.target}
        return bool(fields) and not same

    def _known_label(self, text: str) -> bool:
        return self.index.is_label(text.strip(), self.part) or self.index.block(text.strip()) is not None

    # -- label and value in one cell, and what is left --------------------------

    def _inside(self, cell: Cell) -> None:
        """Read a cell that holds its own label: 「业务范围：…」, or a first line that is a label or a block's name."""
        lines = list(paragraphs(cell.flow))
        first = next((i for i, line in enumerate(lines) if line.text.strip()), None)
        if first is None:
            return
        head, rest = lines[first], lines[first + 1 :]
        if self._inner_blocks(cell, lines[first:]) or self._inner_prose(cell, head, rest) or self._rest_of_block(cell):
            return
        for line in lines[first:]:
            for text in line.text.split("\n"):
                self._inner_pairs(cell, text, line.at)

    def _inner_blocks(self, cell: Cell, lines: list[Paragraph]) -> bool:
        """Read a cell whose first line is a block's name; another block's line further down begins that block."""
        if not (self.part == BLOCKS or SIGN_WORDS.search(cell.text)) or not self._block_line(lines[0].text, first=True):
            return False
        self._enter(BLOCKS)
        for number, line in enumerate(lines):
            if head := self._block_line(line.text, first=number == 0):
                block, label, tail = head
                kept = Paragraph(tail, line.at, line.pictures)
                self.found.blocks.append(BlockRegion(block, label, (kept,), cell.at if number == 0 else line.at))
            else:
                self._add_to_block((line,))
        self.claimed.add(id(cell))
        return True

    def _block_line(self, text: str, first: bool) -> tuple[Block, str, str] | None:
        """The block that a line names, its label and what follows; only the first line may do without 意见."""
        label, colon, tail = re.match(r"([^:：]*)([:：]?)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
        block = self.index.block(label)
        if not block or not (first or (colon and "意见" in fold(label))):
            return None
        return block, label.strip(), tail.strip()

    def _rest_of_block(self, cell: Cell) -> bool:
        """Add a full-width cell without any label to the block that the page before ends with."""
        if self.part != BLOCKS or not self.found.blocks or cell.column_span < self.width:
            return False
        before = self.found.blocks[-1].at.page
        if before is None or cell.at.page is None or cell.at.page <= before:
            return False
        self._add_to_block(tuple(paragraphs(cell.flow)))
        self.claimed.add(id(cell))
        return True

    def _add_to_block(self, lines: tuple[Paragraph, ...]) -> None:
        last = self.found.blocks[-1]
        self.found.blocks[-1] = replace(last, paragraphs=(*last.paragraphs, *lines))

    def _inner_prose(self, cell: Cell, head: Paragraph, rest: list[Paragraph]) -> bool:
        targets = self.index.field_targets(head.text, self.part)
        if not targets or not rest:
            return False
        self.found.enter(self.part)
        lines = tuple(line.text for line in rest)
        self.found.fields.append(Candidate(pick_target(targets, self.found.fields), head.text.strip(), lines, cell.at))
        self.claimed.add(id(cell))
        return True

    def _inner_pairs(self, cell: Cell, text: str, at: Evidence) -> None:
        for pair in split_pairs(text, lambda label: self.index.is_label(label, self.part)):
            if pair.known:
                target = pick_target(self.index.field_targets(pair.label, self.part), self.found.fields)
                self.found.fields.append(Candidate(target, pair.label, (pair.value,) if pair.value else (), at))
                self.claimed.add(id(cell))

    def _leave(self, cells: Iterable[Cell]) -> None:
        """Keep what no slot claims: a short cell and the one beside it as a pair, anything else by itself."""
        waiting: Cell | None = None
        for cell in cells:
            text = cell.text.strip()
            self.found.strays.extend(pictures(cell.flow) if self.part != COVER else ())
            if not text or self.index.heading(text):
                continue
            if waiting is not None and cell.column == waiting.columns.stop:
                self.found.extras.append(Extra(waiting.text.strip(), cell.text, cell.at))
                waiting = None
            elif waiting is None and len(keys(text)) and len(text) <= _LONGEST_UNKNOWN_LABEL:
                waiting = cell
            else:
                self._leave_alone(waiting)
                waiting = None
                self.found.extras.append(Extra("", cell.text, cell.at))
        self._leave_alone(waiting)

    def _leave_alone(self, cell: Cell | None) -> None:
        if cell is not None:
            self.found.extras.append(Extra(cell.text.strip(), "", cell.at))


def _joined(texts: list[tuple[str, Evidence]]) -> tuple[str, Evidence]:
    return "\n".join(text for text, _ in texts if text.strip()), texts[0][1]


def _joined_cells(cells: list[Cell]) -> str:
    """The cells' texts as one value: box by box run together, others line by line."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    boxed = len(texts) > 1 and all(len(text.strip()) <= _BOXED_CHARACTERS for text in texts)
    return "".join(text.strip() for text in texts) if boxed else "\n".join(texts)
