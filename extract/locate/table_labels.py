"""Which cells of a table are labels: of fields or of blocks, and no answers that read like labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.document import Cell, Paragraph, paragraphs
from extract.locate.label_rows import LabelRows
from extract.locate.located import DATE_LINE
from extract.locate.table_state import TableState
from extract.words.labels import BLOCKS, SIGN_WORDS, FieldTarget
from extract.words.misread_names import misread_block
from extract.words.organ_names import is_name
from extract.words.pairs import cut_at_colon
from extract.words.prompts import asks_alone
from forms.script import fold
from forms.spec import Block, Needs

_LEAST_UPRIGHT, _COLUMNS = 3, 3
"""Rows of characters that a label set upright has at least, and columns at most."""
_SIGNED = re.compile("[签簽]")


@dataclass(frozen=True)
class Label:
    """A cell that is a label: of a field or of a block."""

    cell: Cell
    target: tuple[FieldTarget, ...] | Block
    text: str
    below: tuple[Paragraph, ...] = ()
    """What stands in the cell besides a block's name: the unit's, or the opinion."""

    @property
    def fields(self) -> tuple[FieldTarget, ...]:
        return () if isinstance(self.target, Block) else self.target


class TableLabels:
    """Finds the labels of a table's rows."""

    def __init__(self, state: TableState) -> None:
        self.state, self.index, self.found, self.grid = state, state.index, state.found, state.grid
        self.rows = LabelRows(state)

    def of_row(self, cells: list[Cell]) -> list[Label]:
        """The labels among the cells of one row, without those that are answers."""
        return self._without_answers(_without_prompts([label for cell in cells if (label := self.label(cell))]))

    def label(self, cell: Cell) -> Label | None:
        """What ``cell`` reads like a label of.

        The name of a block is its label only where opinions are to stand: elsewhere it names a unit of the cover.
        """
        text = cell.text.strip()
        if not text:
            return None
        if upright := _set_upright(text):
            known = self.index.block(upright) or self.state.fields_named(upright)
            text = upright if known and not self.state.known_label(text) else text
        block = self.index.block(text)
        if block is None and cell.at.is_scanned and not self.state.fields_named(text):
            block = misread_block(text, self.index)
        if block and self._stands_for_block(cell, text):
            return Label(cell, block, text)
        if fields := self.state.fields_named(text):
            return Label(cell, fields, text)
        return self._named_with_unit(cell) if block is None else None

    def _named_with_unit(self, cell: Cell) -> Label | None:
        """The name of a block with its unit's behind or below it, where the opinion stands in the cells beside it."""
        lines = [line.text.strip() for line in paragraphs(cell.flow) if line.text.strip()]
        name, colon, rest = cut_at_colon("\n".join(lines))
        if not colon or "\n" in name:
            name, rest = lines[0], "\n".join(lines[1:])
        block, unit = self.index.block(name), rest.replace("\n", "")
        if block is None or not is_name(unit) or not self._opinion_beside(cell):
            return None
        return Label(cell, block, name, (Paragraph(f"单位：{unit}", cell.at),))

    def _opinion_beside(self, cell: Cell) -> bool:
        """Whether the cells beside hold words that are no label, which are an opinion or are signed."""
        beside = [c for c in self.grid.covering(cell.row) if c.column >= cell.columns.stop and c.text.strip()]
        if not beside or self.state.known_label(beside[0].text) or self.state.labels_itself(beside[0]):
            return False
        return self.state.part == BLOCKS or self._signed_beside(cell)

    def _stands_for_block(self, cell: Cell, text: str) -> bool:
        if self.state.part == BLOCKS or "意见" in fold(text) or self._signed_beside(cell):
            return True
        block = self.index.block(text)
        asks = block is not None and (Needs.OPINION not in block.needs or not cell.at.is_scanned)
        dated = asks and self._date_beside(cell)
        if dated or self.index.signed_block(text) is None:
            return dated
        # 承担单位（公章）: a slot of this part that asks for a seal beside its name
        return not self.index.own_targets(text, self.state.part)

    def _date_beside(self, cell: Cell) -> bool:
        """Whether the cell beside holds a date, or the blank of one, and nothing else."""
        return any(DATE_LINE.match(value.text) for value in self.grid.beside(cell))

    def _signed_beside(self, cell: Cell) -> bool:
        """Whether the cell beside or below is one to be signed and sealed."""
        values = self.grid.beside(cell) or self.state.below(cell)
        return any(
            SIGN_WORDS.search(value.text) and (_SIGNED.search(value.text) or not self.state.known_label(value.text))
            for value in values
        )

    # -- labels that are answers -----------------------------------------------

    def _without_answers(self, labels: list[Label]) -> list[Label]:
        """``labels`` without those that answer the label left of them (单位性质 | 法人)."""
        if len(labels) < 2 or self._heads_columns(labels) or self.rows.above(labels[0].cell):
            return labels
        cells = {id(label.cell) for label in labels}
        kept: list[Label] = []
        for label in labels:
            if kept and kept[-1].cell.columns.stop == label.cell.column and self._answers(label, kept[-1], cells):
                self.state.answers[id(label.cell)] = self._met_elsewhere(label, kept[-1])
            else:
                kept.append(label)
        return kept

    def _answers(self, label: Label, left: Label, labels: set[int]) -> bool:
        if not label.fields or not left.fields or label.text.endswith(("：", ":")):
            return False
        one, other = label.fields[0], left.fields[0]
        if one.field is other.field and one.part == other.part:
            return True
        following = self.grid.right_of(label.cell)
        return following is None or id(following) in labels

    def _met_elsewhere(self, label: Label, left: Label) -> bool:
        """Whether the slot that ``label`` would name is ``left``'s own, or has its label in another place."""
        fields = [target.field for target in label.fields]
        if left.fields[0].field in fields or any(map(self.found.holds, fields)):
            return True
        others = (cell for cell in self.grid.at.values() if cell.row != label.cell.row)
        return any(t.field in fields for cell in others for t in self.index.field_targets(cell.text, self.state.part))

    def _heads_columns(self, labels: list[Label]) -> bool:
        """Whether these labels are a whole row above the row of their answers.

        In a table that stands so throughout, an answer below may read like a label, and a label beside like none.
        """
        row = labels[0].cell.row
        written = [cell for cell in self.grid.rows[row] if cell.text.strip()]
        if len(written) != len(labels) or (
            self.rows.columns(row) in self.rows.abreast and not self.rows.stacked_but(row)
        ):
            return False
        under = [cell for label in labels for cell in self.grid.below(label.cell)]
        named = [c for c in under if self.state.known_label(c.text) or self.state.labels_itself(c)]
        if under and named and len(named) < len(under) and self.rows.columns(row) in self.rows.stacked:
            self.state.answers |= {id(cell): True for cell in named}
            return True
        return bool(under) and not named


def _set_upright(text: str) -> str:
    """A label set upright in two or three columns from right to left, as one line; empty for any other text."""
    lines = ["".join(line.split()) for line in text.split("\n")]
    wide = max(map(len, lines))
    if len(lines) < _LEAST_UPRIGHT or not 2 <= wide <= _COLUMNS or len(lines[0]) < wide:
        return ""
    return "".join(line[-place] for place in range(1, wide + 1) for line in lines if len(line) >= place)


def _without_prompts(labels: list[Label]) -> list[Label]:
    """``labels`` without cells that only say where to sign and seal the block that the label left of them names."""
    kept: list[Label] = []
    for label in labels:
        block = label.target
        if kept and isinstance(block, Block) and kept[-1].target is block and only_asks(label.cell, block):
            continue
        kept.append(label)
    return kept


def only_asks(cell: Cell, block: Block) -> bool:
    """Whether a cell that names ``block`` may only say where to sign it: nobody's opinion is asked for there."""
    return Needs.OPINION not in block.needs and asks_alone(cell.text)
