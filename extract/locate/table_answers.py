"""Which cells of a table answer the labels of its fields."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import takewhile

from extract.document import Cell
from extract.locate.headed import Numbering, begins_like_heading
from extract.locate.label_rows import LabelRows
from extract.locate.located import DOUBTFUL_LABEL, Candidate, pick_target
from extract.locate.parted_cells import at_height
from extract.locate.table_labels import Label, only_asks
from extract.locate.table_pieces import IN_PIECES, as_one, is_piece, meaning
from extract.locate.table_state import TableState
from extract.words.labels import BLOCKS, COVER, LONGEST_LABEL, FieldTarget
from extract.words.opinion import is_dated
from extract.words.pairs import cut_at_colon
from extract.words.prompts import asks
from extract.words.wrapped_names import SEVERAL, may_be_more
from forms.script import fold
from forms.spec import Block, Field
from forms.types import Date, LongText, OrgList, Person, Text
from forms.types.kind import Composite

SUB_LABELS = frozenset(
    map(fold, ("姓名", "职务", "职称", "部门", "手机", "电话", "传真", "邮箱", "网址", "备注", "签字", "盖章", "日期"))
)
"""Words that label a part of an answer on many forms: never an answer themselves."""
_NAME_LABELS = frozenset(map(fold, ("姓名", "名称")))
_BOXED_CHARACTERS = 2
"""Cells of at most this many characters side by side are one value written box by box."""
_DATE_PIECE = re.compile(r"[0-9０-９一二三四五六七八九十〇○零]{1,4}\s*[年月日号號]?|[年月日号號]")


class TableAnswers:
    """Finds the cells that answer a label, and reads those of fields."""

    def __init__(self, state: TableState, rows: LabelRows) -> None:
        self.state, self.index, self.found, self.grid = state, state.index, state.found, state.grid
        self.rows = rows
        self.named_otherwise: set[int] = set()
        """The ids of cells beside or below a person's label in which a name stands with a label of its own."""

    def read(self, label: Label) -> None:
        """Keep the answer of a field's label."""
        state = self.state
        values = self._values(label)
        shared = self._shared(label.cell)
        if shared is not None and (own := at_height(shared, label.cell)) is not None:
            values = [own] if own.text.strip() else []
        state.claim(*values, *([shared] if shared else ()))
        owner = self._owner(label.cell)
        target = pick_target(label.fields, self.found.fields, owner)
        if state.part == BLOCKS or not self.found.parts:
            self._enter_part_of(target)
        self.found.enter(state.part)
        kind = target.field.kind
        meant, sure = meaning(values, kind, self.grid) if isinstance(kind, IN_PIECES) else ("", True)
        sure = sure and not (isinstance(kind, Text) and not values and self._refused(label.cell))
        sure = sure and not self._passed_over(label, values)
        sure = not (isinstance(kind, Composite | Person) and not values and self._named_otherwise(label)) and sure
        sure = sure and self.rows.above(label.cell) is not None and all(state.answers.get(id(v), True) for v in values)
        sure = sure and not (isinstance(kind, LongText) and self._headed_below(values, label)) and shared is None
        sure = sure and not any(
            self._tells_of_block(value, label) for value in values[:1] if value.row > label.cell.row
        )
        at = values[0].at if values else label.cell.at
        text = as_one(values, kind) if len(values) > 1 and isinstance(kind, IN_PIECES) else _joined(values)
        owned = owner if target.part else None
        taken = values if shared is None else [shared]
        self.found.values |= dict.fromkeys(map(id, taken), len(self.found.fields))
        more = isinstance(kind, OrgList) and may_be_more(values)
        doubts = (*(() if sure else (DOUBTFUL_LABEL,)), *((SEVERAL,) if more else ()))
        self.found.fields.append(Candidate(target, label.text, (text,) if text else (), at, doubts, owned, meant))

    def _shared(self, label: Cell) -> Cell | None:
        """The written cell of a scan beside ``label`` that stands beside another label as well: a ruling is lost."""
        beside = self.grid.right_of(label)
        if beside is None or not beside.at.is_scanned or not beside.text.strip() or len(beside.rows) < 2:
            return None
        others = {
            id(one): one for row in beside.rows if (one := self.grid.at.get((row, label.column))) is not label and one
        }
        named = any(self.state.known_label(one.text) and one.columns == label.columns for one in others.values())
        return beside if named and not self.state.known_label(beside.text) else None

    def _named_otherwise(self, label: Label) -> bool:
        """Whether beside or below ``label`` a person's name stands with a label of its own, and know its cell.

        负责人/电话 | 联系人：张三，电话：… may name the one or the other.
        """
        near = self.grid.beside(label.cell) or self.grid.below(label.cell)
        otherwise = bool(near) and not self._pairs_in_cells and self._labels_another(near[0], label)
        self.named_otherwise |= {id(near[0])} if otherwise else set()
        return otherwise

    def _passed_over(self, label: Label, values: list[Cell]) -> bool:
        """Whether behind an empty cell beside ``label`` a written one stands that is no label: the first may part them."""
        if any(value.text.strip() or value.at.is_scanned for value in values):
            return False
        behind = self.grid.right_of(values[-1]) if values else None
        if behind is None or not behind.text.strip() or self.is_other(behind, label):
            return False
        if (after := self.grid.right_of(behind)) is not None and after.text.strip():
            return False  # a label that nobody knows, with its answer
        return not self.state.labels_itself(behind) and not self.index.hints.is_hint(behind.text)

    def _refused(self, cell: Cell) -> bool:
        """Whether something that reads like a label stands below ``cell`` alone, and has no answer of its own there.

        A free text may say just that.
        """
        return any(
            under.columns == cell.columns
            and under.text.strip()
            and not self.grid.beside(under)
            and not self._next(under)
            for under in self.grid.below(cell)
        )

    def _headed_below(self, values: list[Cell], label: Label) -> bool:
        """Whether what stands below ``label`` begins like a heading of its own, and the answer may be empty."""
        below = bool(values) and values[0].row >= label.cell.rows.stop
        return below and begins_like_heading(values[0].text.split("\n"), label.text)

    def _next(self, cell: Cell) -> bool:
        """Whether a cell that is no label stands below ``cell``."""
        return any(not self.state.known_label(under.text) for under in self.grid.below(cell))

    def _owner(self, cell: Cell) -> Field | None:
        """The person whose label stands nearest left of ``cell``."""
        for left in self.grid.left_of(cell):
            for target in self.index.field_targets(left.text, self.state.part):
                person = isinstance(target.field.kind, Person) or target.part == 0
                if person and id(left) not in self.state.answers:
                    return target.field
        return None

    def _enter_part_of(self, target: FieldTarget) -> None:
        """Take the part of a field that is met outside its own part."""
        for section in self.index.form.sections:
            if target.field in getattr(section, "fields", ()):
                self.state.enter(section.id)
                return
        self.state.enter(COVER)

    def _values(self, label: Label) -> list[Cell]:
        """The cells that answer ``label``: beside it, past a sub-label such as 姓名; else below; else none."""
        beside = [] if self.rows.above(label.cell) else self.grid.beside(label.cell)
        if beside and fold(beside[0].text) in _NAME_LABELS:
            self.state.claim(beside[0])
            beside = self.grid.beside(beside[0])
        if beside and self._labels_another(beside[0], label):
            return []
        if beside and not self.is_other(beside[0], label):
            return self._parts(beside, label) or self._run(beside, label)
        stacked = not beside or self._in_row_of_labels(label.cell) or self.rows.above(label.cell) is None
        return self.under(label) if stacked else []

    def under(self, label: Label) -> list[Cell]:
        """The cells below ``label``, unless one of them is a label."""
        below = self.state.below(label.cell)
        own = label.target if isinstance(label.target, Block) else None
        if len(below) > 1 and label.cell.column_span == self.grid.width:
            return []
        if below and below[0].column != label.cell.column:  # the answer of a label left of both
            return []
        return [] if any(self._begins_anew(cell, label, own) for cell in below) else below

    def _begins_anew(self, cell: Cell, label: Label, own: Block | None) -> bool:
        """Whether a cell below ``label`` holds no answer of it: another label, its own label, or the next heading."""
        if id(cell) in self.state.answers or self._tells_of_block(cell, label):
            return False
        if self.is_other(cell, label) or self.state.labels_itself(cell, own) or self.index.heading(cell.text):
            return True
        if own is None and self._labels_another(cell, label):
            return True
        first = cell.text.strip().split("\n")[0]
        return Numbering.of(first).follows(Numbering.of(label.text))

    def _tells_of_block(self, cell: Cell, label: Label) -> bool:
        """Whether a cell of a Word file right below the label of prose tells something of a block, and nobody signs it."""
        prose = not isinstance(label.target, Block) and any(
            isinstance(one.field.kind, LongText) for one in label.fields
        )
        if not prose or self.state.part == BLOCKS or cell.at.page is not None or cell.columns != label.cell.columns:
            return False
        lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
        words, colon, told = cut_at_colon(lines[0]) if lines else ("", False, "")
        if not colon or not told.strip() or not (self.index.opinion_block(words) or self.index.block(words)):
            return False
        return not any(is_dated(line) or (asks(line) and not line.endswith("。")) for line in lines)

    def _in_row_of_labels(self, cell: Cell) -> bool:
        """Whether every written cell of this row is a label: then the answers stand below."""
        written = [other for other in self.grid.rows[cell.row] if other.text.strip()]
        return len(written) > 1 and all(self.state.known_label(other.text) for other in written)

    def may_stand_below(self, label: Label) -> bool:
        """Whether what belongs to ``label`` may stand below: nothing is beside it but labels."""
        return not self.grid.beside(label.cell) or self._in_row_of_labels(label.cell)

    def _parts(self, beside: list[Cell], label: Label) -> list[Cell]:
        """The cells right of ``label`` that hold the parts of one answer apart: name | number, 2016年 | 3月 | 15日."""
        kind = label.fields[0].field.kind
        if isinstance(kind, IN_PIECES):
            pieces = self._pieces(label)
            return pieces if len(pieces) > 1 else []
        row = [c for c in self.grid.covering(label.cell.row) if c.column >= label.cell.columns.stop]
        cells = list(takewhile(lambda cell: not self.is_other(cell, label), row))
        if isinstance(kind, Composite) and label.fields[0].part is None and len(beside) == 1:
            written = [c for c in cells if c.text.strip()]
            return cells if len(written) == len(kind.kinds) and written[0] is cells[0] else []
        if isinstance(kind, Date):
            pieces = list(takewhile(lambda cell: _DATE_PIECE.fullmatch(cell.text.strip()), cells))
            return pieces if len(pieces) > 1 else []
        return []

    def _pieces(self, label: Label) -> list[Cell]:
        """The cells right of ``label``, row by row over all of its rows, that may be pieces of one answer."""
        kind = label.fields[0].field.kind
        found: list[Cell] = []
        for number in label.cell.rows:
            row = [c for c in self.grid.covering(number) if c.row == number and c.column >= label.cell.columns.stop]
            found += takewhile(lambda cell: is_piece(cell, kind) and not self.is_other(cell, label), row)
        return found

    def _run(self, beside: list[Cell], label: Label) -> list[Cell]:
        """``beside``, and the cells right of it while they are a value written box by box."""
        values = [cell for cell in beside if not self.is_other(cell, label)]
        last = values[0] if values else None
        while last and 0 < len(last.text.strip()) <= _BOXED_CHARACTERS:
            following = self.grid.right_of(last)
            if not following or not 0 < len(following.text.strip()) <= _BOXED_CHARACTERS:
                break
            if self.is_other(following, label):
                break
            values.append(following)
            last = following
        return values

    def _labels_another(self, cell: Cell, label: Label) -> bool:
        """Whether a cell holds another label with its own answer (邮编：443000), so that it answers none.

        Where most labels stand so in one cell with their answers, words that nobody knows are such a label too. A free
        text may begin like one.
        """
        if id(cell) in self.state.answers or isinstance(label.target, Block):
            return False
        words, colon, answer = cut_at_colon(cell.text.strip())
        fields = self.index.field_targets(words, self.state.part)
        if not colon or not answer or any(one.means(other) for one in label.fields for other in fields):
            return False
        if self._pairs_in_cells:
            return bool(fields) or 0 < len(fold(words)) <= LONGEST_LABEL // 2
        return bool(fields) and len(words) > 2 and not isinstance(label.fields[0].field.kind, Text)

    @cached_property
    def _pairs_in_cells(self) -> bool:
        """Whether more cells hold a label with its answer than a label alone."""
        cells = [cell for row in self.grid.rows for cell in row]
        pairs = sum(self.state.labels_itself(cell) and not self.state.known_label(cell.text) for cell in cells)
        return pairs > max(2, sum(self.state.known_label(cell.text) for cell in cells))

    def is_other(self, cell: Cell, label: Label) -> bool:
        """Whether ``cell`` is a label of another slot than ``label``'s, or spoken for."""
        if id(cell) in self.state.answers:
            return False
        if not self.state.free(cell) and cell is not label.cell:
            return True
        text = cell.text.strip()
        if not text:
            return False
        if fold(text) in SUB_LABELS or self.state.foreign(cell):
            return True
        if isinstance(label.target, Block):
            words, colon, _ = cut_at_colon(text)
            if colon and (named := self.index.opinion_block(words)) is not None and named is not label.target:
                return True
            other = self.index.block(text)
            return other is not None and not (
                other is label.target and cell.row in label.cell.rows and only_asks(cell, other)
            )
        fields = self.index.field_targets(text, self.state.part)
        return bool(fields) and not any(one.means(other) for one in label.fields for other in fields)


def _joined(cells: list[Cell]) -> str:
    """The cells' texts as one value: box by box run together, others line by line."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    boxed = len(texts) > 1 and all(
        len(t.strip()) <= _BOXED_CHARACTERS or _DATE_PIECE.fullmatch(t.strip()) for t in texts
    )
    return "".join(text.strip() for text in texts) if boxed else "\n".join(texts)
